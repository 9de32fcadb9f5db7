//! The `reserve` table: the funds that performances draw on.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::Money;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reserve")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As first met.
    pub name: String,
    /// Folded name; what imports match on.
    pub name_key: String,
    /// Former names and spellings, as a JSON list.
    pub aliases: String,
    /// Balance before the first amendment, where it is known.
    pub opening_cents: Option<Money>,
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
