//! Organisations.

use async_graphql::{Context, ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::country::Country;
use super::error::{Failure, Result};
use super::filter::{self, EnumFilter, IntFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::mission::MissionFilter;
use super::order::sortable;
use super::outcome::{Outcome, OutcomeFilter, OutcomeOrder};
use super::participation::{Participation, ParticipationFilter, ParticipationOrder};
use super::scalar::DateTime;
use super::source::{Source, sources_of};
use crate::entities::organisation;
use crate::services::organisations;
use crate::values::OrganisationKind;

filterable! {
    /// Which organisations. All fields that are given must be passed.
    pub struct OrganisationFilter {
        /// What it is called.
        name: StringFilter => organisations::name(),
        /// Its Chamber of Commerce number: eight digits.
        kvk_number: StringFilter => organisations::kvk_number(),
        /// What sort of organisation it is.
        kind: EnumFilter<OrganisationKind> => organisations::kind(),
        /// Where it sits.
        municipality: StringFilter => organisations::municipality(),
        /// The ISO 3166-1 alpha-2 code of the country where it sits.
        country: StringFilter => organisations::country(),
        /// Its trade.
        sector: StringFilter => organisations::sector(),
        /// On how many missions it went.
        mission_count: IntFilter => organisations::mission_count(),
        /// Any of its participations.
        participations: ParticipationFilter => organisations::participations(),
        /// Any of its outcomes.
        outcomes: OutcomeFilter => organisations::outcomes(),
    }
}

sortable! {
    OrganisationOrder by
    /// By what organisations can be sorted.
    OrganisationOrderField {
        /// The name.
        Name => organisations::name(),
        /// Where it sits.
        Municipality => organisations::municipality(),
        /// Its trade.
        Sector => organisations::sector(),
        /// On how many missions it went.
        MissionCount => organisations::mission_count(),
        /// When the record was made.
        CreatedAt => organisations::created_at(),
        /// When the record last changed.
        UpdatedAt => organisations::updated_at(),
    }
}

/// An organisation, as stored.
pub struct Organisation(organisation::Model);

impl From<organisation::Model> for Organisation {
    fn from(row: organisation::Model) -> Self {
        Self(row)
    }
}

impl Noun for Organisation {
    type Entity = organisation::Entity;
}

/// A company, school or authority that took part in missions.
#[Object]
impl Organisation {
    /// Names this organisation in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// What it is called, as written.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Other spellings and former names under which imports have met it.
    async fn aliases(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let rows = loaders(ctx).children(&organisations::aliases(), self.0.id).await?;
        Ok(rows.into_iter().map(|alias| alias.name).collect())
    }

    /// The legal form, as in `B.V.`.
    async fn legal_form(&self) -> Option<&str> {
        self.0.legal_form.as_deref()
    }

    /// Chamber of Commerce number: eight digits, leading zeros kept.
    async fn kvk_number(&self) -> Option<&str> {
        self.0.kvk_number.as_deref()
    }

    /// VAT number.
    async fn vat_number(&self) -> Option<&str> {
        self.0.vat_number.as_deref()
    }

    /// What sort of organisation it is.
    async fn kind(&self) -> OrganisationKind {
        self.0.kind
    }

    /// Where it sits.
    async fn municipality(&self) -> Option<&str> {
        self.0.municipality.as_deref()
    }

    /// The country where it sits.
    async fn country(&self) -> Option<Country> {
        self.0.country.clone().map(Country)
    }

    /// Its trade.
    async fn sector(&self) -> Option<&str> {
        self.0.sector.as_deref()
    }

    /// Its site.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// On how many missions it went, of those that pass the filter.
    async fn mission_count(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which missions; all when absent.")] filter: Option<MissionFilter>,
    ) -> Result<i32> {
        let which = organisations::went(filter::predicate(filter)?);
        loaders(ctx).count(&organisations::missions(), self.0.id, which).await
    }

    /// Who went for it, or meant to go.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn participations(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<ParticipationFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<ParticipationOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Participation>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::of(&organisations::participations(), self.0.id, selection))
    }

    /// What missions brought it.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn outcomes(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<OutcomeFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<OutcomeOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Outcome>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::of(&organisations::outcomes(), self.0.id, selection))
    }

    /// Where this record came from: import, sheet and row.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        sources_of(ctx, self.0.id).await
    }

    /// When the record was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The root fields of organisations.
#[derive(Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// An organisation by its id or its Chamber of Commerce number; null when it is not there.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id. Give this or the number.")] id: Option<ID>,
        #[graphql(desc = "Its Chamber of Commerce number: eight digits.")] kvk_number: Option<String>,
    ) -> Result<Option<Organisation>> {
        match (id, kvk_number) {
            (Some(id), None) => loaders(ctx).find(global_id::expect::<Organisation>(&id)?).await,
            (None, Some(number)) => {
                let row = organisations::by_kvk_number(loaders(ctx).db(), &number).await?;
                Ok(row.map(Organisation::from))
            }
            _ => Err(Failure::mistake("BAD_ID", "give `id` or `kvkNumber`, and not both")),
        }
    }

    /// Organisations, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn organisations(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<OrganisationFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<OrganisationOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Organisation>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
