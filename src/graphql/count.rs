//! Counts: what the register counts of a mission, and what reports stated.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object, SimpleObject};
use uuid::Uuid;

use super::error::{Failure, Result};
use super::loaders::{Reader, loaders};
use crate::entities::reported_count;
use crate::services::participations::{self, Numbers};
use crate::values::{Comparator, Indicator, ReportingDocument};

/// The three things that `deelnemers` may mean. Counted are the participations that are REGISTERED, CONFIRMED, ATTENDED
/// or UNKNOWN.
#[derive(SimpleObject)]
pub struct ParticipantCounts {
    /// Distinct people, plus participations without a named person.
    people: i32,
    /// Distinct organisations.
    organisations: i32,
    /// Participations: one per mission, organisation and person.
    participations: i32,
}

impl TryFrom<Numbers> for ParticipantCounts {
    type Error = Failure;

    fn try_from(numbers: Numbers) -> Result<Self> {
        let small = |count: i64| i32::try_from(count).map_err(|error| Failure::internal(&error));
        Ok(Self {
            people: small(numbers.people)?,
            organisations: small(numbers.organisations)?,
            participations: small(numbers.participations)?,
        })
    }
}

/// The key of the numbers of a mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct NumbersOf(Uuid);

impl Loader<NumbersOf> for Reader {
    type Value = Numbers;
    type Error = Failure;

    async fn load(&self, keys: &[NumbersOf]) -> Result<HashMap<NumbersOf, Numbers>> {
        let missions: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = participations::numbers(self.db(), &missions).await?;
        Ok(found.into_iter().map(|(mission, numbers)| (NumbersOf(mission), numbers)).collect())
    }
}

/// What the register counts of a mission.
pub async fn counts_of(ctx: &Context<'_>, mission: Uuid) -> Result<ParticipantCounts> {
    loaders(ctx).load(NumbersOf(mission)).await?.unwrap_or_default().try_into()
}

/// A reported count, as stored.
pub struct ReportedCount(reported_count::Model);

impl From<reported_count::Model> for ReportedCount {
    fn from(row: reported_count::Model) -> Self {
        Self(row)
    }
}

impl ReportedCount {
    /// What it counts.
    pub const fn of(&self) -> Indicator {
        self.0.indicator
    }
}

/// A number that a report once stated, in its own words. Kept apart from what the register counts.
#[Object]
impl ReportedCount {
    /// What was counted.
    async fn indicator(&self) -> Indicator {
        self.0.indicator
    }

    /// How exactly it was stated.
    async fn comparator(&self) -> Comparator {
        self.0.comparator
    }

    /// The number, or the lower end of a range.
    async fn value(&self) -> i32 {
        self.0.value
    }

    /// The upper end of a range.
    async fn upper(&self) -> Option<i32> {
        self.0.upper
    }

    /// What was counted, as the report words it: `ondernemers`.
    async fn unit_text(&self) -> Option<&str> {
        self.0.unit_text.as_deref()
    }

    /// The number as the report words it: `meer dan 50`.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The report that stated it.
    async fn document(&self) -> Option<ReportingDocument> {
        self.0.document
    }
}
