//! Of a mission: where it goes, and who leads it.

use async_graphql::{Context, Object};
use uuid::Uuid;

use super::country::Country;
use super::error::Result;
use super::loaders::loaders;
use super::official::Official;
use super::person::Person;
use super::scalar::Date;
use crate::entities::{destination, mission_leader};
use crate::services::missions;

/// A destination, as stored.
pub struct Destination(destination::Model);

impl From<destination::Model> for Destination {
    fn from(row: destination::Model) -> Self {
        Self(row)
    }
}

/// One place of a mission.
#[Object]
impl Destination {
    /// The place as written.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// The country; null where none is named, as in `Scandinavië`.
    async fn country(&self) -> Option<Country> {
        self.0.country.clone().map(Country)
    }

    /// The province, state or Land.
    async fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The town.
    async fn city(&self) -> Option<&str> {
        self.0.city.as_deref()
    }

    /// The first day there, where it is known.
    async fn start_date(&self) -> Option<Date> {
        self.0.start_date.map(Date)
    }

    /// The last day there, where it is known.
    async fn end_date(&self) -> Option<Date> {
        self.0.end_date.map(Date)
    }
}

/// A leader of a mission, as stored.
pub struct MissionLeader(mission_leader::Model);

impl MissionLeader {
    /// The official, where it is one.
    pub const fn official_id(&self) -> Option<Uuid> {
        self.0.official_id
    }
}

/// Who led a mission, and in what office at the time: an official, or someone from an organisation.
#[Object]
impl MissionLeader {
    /// The official.
    async fn official(&self, ctx: &Context<'_>) -> Result<Option<Official>> {
        loaders(ctx).find(self.0.official_id).await
    }

    /// The person, where it was no official.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        loaders(ctx).find(self.0.person_id).await
    }

    /// The office that they held at the time.
    async fn office(&self) -> Option<&str> {
        self.0.office.as_deref()
    }
}

/// Who led a mission, in order.
pub async fn leaders_of(ctx: &Context<'_>, mission: Uuid) -> Result<Vec<MissionLeader>> {
    let rows = loaders(ctx).children(&missions::leaders(), mission).await?;
    Ok(rows.into_iter().map(MissionLeader).collect())
}
