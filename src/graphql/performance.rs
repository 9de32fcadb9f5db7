//! Performances.

use async_graphql::{ID, Object};

use super::filter::{IntFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::Noun;
use crate::entities::performance;
use crate::services::performances;

/// A performance, as stored.
pub struct Performance(performance::Model);

impl From<performance::Model> for Performance {
    fn from(row: performance::Model) -> Self {
        Self(row)
    }
}

impl Noun for Performance {
    type Entity = performance::Entity;
}

filterable! {
    /// Which performances. All fields that are given must be passed.
    pub struct PerformanceFilter {
        /// The code, as in `5.4.2`.
        code: StringFilter => performances::code(),
        /// The budget year.
        year: IntFilter => performances::year(),
        /// The title in that year.
        title: StringFilter => performances::title(),
    }
}

/// One performance in one budget year: the key is (code, year), because titles and actions change from year to year.
#[Object]
impl Performance {
    /// Names this performance in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// As in `5.4.2`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The budget year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Its title in that year.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
