//! Officials: people and offices in an official role. Public, unlike people.

use async_graphql::{ID, Object};

use super::global_id;
use super::loaders::Noun;
use crate::entities::official;

/// An official, as stored.
pub struct Official(official::Model);

impl From<official::Model> for Official {
    fn from(row: official::Model) -> Self {
        Self(row)
    }
}

impl Noun for Official {
    type Entity = official::Entity;
}

/// A person or office in an official role. Public information, unlike Person.
#[Object]
impl Official {
    /// Names this official in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// As the register writes it: `gedeputeerde Van Hijum`.
    async fn display_name(&self) -> &str {
        &self.0.display_name
    }

    /// The name without the office; null where only the office is known.
    async fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// The office without the name.
    async fn office(&self) -> Option<&str> {
        self.0.office.as_deref()
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
