//! The `theme` table: subjects that missions serve, with the words they go by.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "theme")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As shown, in Dutch.
    pub name: String,
    /// Folded name; what imports match on.
    pub name_key: String,
    /// English name, where one is known.
    pub name_en: Option<String>,
    /// German name, where one is known.
    pub name_de: Option<String>,
    /// Other words for it, as a JSON list.
    pub aliases: String,
    /// Counts up with each change, for optimistic concurrency.
    pub version: i32,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
