//! Participations: who went on which mission for whom.

use async_graphql::{Context, ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::Result;
use super::filter::{DecimalFilter, EnumFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::mission::{Mission, MissionFilter};
use super::order::sortable;
use super::organisation::{Organisation, OrganisationFilter};
use super::person::Person;
use super::scalar::{DateTime, Decimal};
use super::source::{Source, sources_of};
use crate::entities::participation;
use crate::services::participations;
use crate::values::{ParticipantKind, ParticipationStatus};

filterable! {
    /// Which participations. All fields that are given must be passed.
    pub struct ParticipationFilter {
        /// How far it came.
        status: EnumFilter<ParticipationStatus> => participations::status(),
        /// In what capacity.
        kind: EnumFilter<ParticipantKind> => participations::kind(),
        /// The job title at the time.
        role: StringFilter => participations::role(),
        /// The participation fee.
        fee: DecimalFilter => participations::fee(),
        /// The mission.
        mission: MissionFilter => participations::mission(),
        /// For whom they went.
        organisation: OrganisationFilter => participations::organisation(),
    }
}

sortable! {
    ParticipationOrder by
    /// By what participations can be sorted.
    ParticipationOrderField {
        /// How far it came, by the name of the status.
        Status => participations::status(),
        /// In what capacity, by the name of the capacity.
        Kind => participations::kind(),
        /// The job title.
        Role => participations::role(),
        /// The fee, whatever its currency.
        Fee => participations::fee(),
        /// When the record was made.
        CreatedAt => participations::created_at(),
        /// When the record last changed.
        UpdatedAt => participations::updated_at(),
    }
}

/// A participation, as stored.
pub struct Participation(participation::Model);

impl From<participation::Model> for Participation {
    fn from(row: participation::Model) -> Self {
        Self(row)
    }
}

impl Noun for Participation {
    type Entity = participation::Entity;
}

/// Somebody's part in a mission. The organisation or the person may be unknown.
#[Object]
impl Participation {
    /// Names this participation in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The mission.
    async fn mission(&self, ctx: &Context<'_>) -> Result<Mission> {
        loaders(ctx).promised(self.0.mission_id).await
    }

    /// For whom they went.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        loaders(ctx).find(self.0.organisation_id).await
    }

    /// Who went. Personal data: null for callers whose role may not see it.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        loaders(ctx).find(self.0.person_id).await
    }

    /// The job title at the time of the mission.
    async fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }

    /// In what capacity they went.
    async fn kind(&self) -> ParticipantKind {
        self.0.kind
    }

    /// How far it came.
    async fn status(&self) -> ParticipationStatus {
        self.0.status
    }

    /// The participation fee, in the major unit of its currency.
    async fn fee(&self) -> Option<Decimal> {
        self.0.fee_cents.map(Decimal::from)
    }

    /// The currency of the fee, ISO 4217.
    async fn fee_currency(&self) -> Option<&str> {
        self.0.fee_currency.as_deref()
    }

    /// Remarks.
    async fn notes(&self) -> Option<&str> {
        self.0.notes.as_deref()
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

/// The root field of participations.
#[derive(Default)]
pub struct ParticipationQuery;

#[Object]
impl ParticipationQuery {
    /// Participations, page by page.
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
        Ok(Connection::all(selection))
    }
}
