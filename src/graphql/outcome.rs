//! Outcomes: what came of missions.

use async_graphql::{Context, ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::Result;
use super::filter::{BooleanFilter, DateFilter, DecimalFilter, EnumFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::mission::{Mission, MissionFilter};
use super::order::sortable;
use super::organisation::{Organisation, OrganisationFilter};
use super::scalar::{Date, DateTime, Decimal};
use super::source::{Source, sources_of};
use crate::entities::outcome;
use crate::services::outcomes;
use crate::values::OutcomeKind;

filterable! {
    /// Which outcomes. All fields that are given must be passed.
    pub struct OutcomeFilter {
        /// What sort of result.
        kind: EnumFilter<OutcomeKind> => outcomes::kind(),
        /// What it was, in words.
        description: StringFilter => outcomes::description(),
        /// When it came about.
        date: DateFilter => outcomes::date(),
        /// What it is worth, whatever the currency.
        value: DecimalFilter => outcomes::value(),
        /// The currency of the value, ISO 4217.
        currency: StringFilter => outcomes::currency(),
        /// Confirmed, or only expected by the participant.
        confirmed: BooleanFilter => outcomes::confirmed(),
        /// The mission that it came of.
        mission: MissionFilter => outcomes::mission(),
        /// Whose result it is.
        organisation: OrganisationFilter => outcomes::organisation(),
    }
}

sortable! {
    OutcomeOrder by
    /// By what outcomes can be sorted.
    OutcomeOrderField {
        /// When it came about.
        Date => outcomes::date(),
        /// What it is worth, whatever the currency.
        Value => outcomes::value(),
        /// The sort of result, by its name.
        Kind => outcomes::kind(),
        /// What it was, in words.
        Description => outcomes::description(),
        /// When the record was made.
        CreatedAt => outcomes::created_at(),
        /// When the record last changed.
        UpdatedAt => outcomes::updated_at(),
    }
}

/// An outcome, as stored.
pub struct Outcome(outcome::Model);

impl From<outcome::Model> for Outcome {
    fn from(row: outcome::Model) -> Self {
        Self(row)
    }
}

impl Noun for Outcome {
    type Entity = outcome::Entity;
}

/// What came of a mission.
#[Object]
impl Outcome {
    /// Names this outcome in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The mission that it came of.
    async fn mission(&self, ctx: &Context<'_>) -> Result<Mission> {
        loaders(ctx).promised(self.0.mission_id).await
    }

    /// Whose result it is.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        loaders(ctx).find(self.0.organisation_id).await
    }

    /// What sort of result it is.
    async fn kind(&self) -> OutcomeKind {
        self.0.kind
    }

    /// What it was, as written.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// When it came about.
    async fn date(&self) -> Option<Date> {
        self.0.date.map(Date)
    }

    /// What it is worth, in the major unit of its currency.
    async fn value(&self) -> Option<Decimal> {
        self.0.value_cents.map(Decimal::from)
    }

    /// The currency of the value, ISO 4217.
    async fn currency(&self) -> Option<&str> {
        self.0.currency.as_deref()
    }

    /// Confirmed, or only expected by the participant; null where the register does not say.
    async fn confirmed(&self) -> Option<bool> {
        self.0.confirmed
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

/// The root field of outcomes.
#[derive(Default)]
pub struct OutcomeQuery;

#[Object]
impl OutcomeQuery {
    /// Outcomes, page by page.
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
        Ok(Connection::all(selection))
    }
}
