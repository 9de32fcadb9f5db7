//! The `official` table: people and offices in an official role. Public, unlike `person`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "official")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As written: `gedeputeerde Van Hijum`.
    pub display_name: String,
    /// Folded display name; what imports match on.
    pub display_key: String,
    /// The name without the office.
    pub name: Option<String>,
    /// The office without the name.
    pub office: Option<String>,
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
