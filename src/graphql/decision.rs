//! Decisions of the states and the executive.

use async_graphql::{ID, Object};

use super::global_id;
use super::loaders::Noun;
use super::scalar::Date;
use crate::entities::decision;

/// A decision, as stored.
pub struct Decision(decision::Model);

impl From<decision::Model> for Decision {
    fn from(row: decision::Model) -> Self {
        Self(row)
    }
}

impl Noun for Decision {
    type Entity = decision::Entity;
}

/// A decision of the states or the executive, such as one on a budget.
#[Object]
impl Decision {
    /// Names this decision in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// As in `PS/2016/871`.
    async fn reference(&self) -> &str {
        &self.0.reference
    }

    /// What was decided; empty where the register knows only the reference.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// The day it was taken.
    async fn decided_on(&self) -> Option<Date> {
        self.0.decided_on.map(Date)
    }

    /// Where it can be read.
    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
