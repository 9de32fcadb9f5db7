//! Imports.

use async_graphql::{ID, Object};

use super::global_id;
use super::loaders::Noun;
use crate::entities::import;

/// An import, as stored.
pub struct Import(import::Model);

impl From<import::Model> for Import {
    fn from(row: import::Model) -> Self {
        Self(row)
    }
}

impl Noun for Import {
    type Entity = import::Entity;
}

/// One uploaded file, and what became of it.
#[Object]
impl Import {
    /// Names this import in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The name under which it was uploaded.
    async fn filename(&self) -> &str {
        &self.0.filename
    }
}
