//! The `cost` table: what a mission cost.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{Money, MoneyStage};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cost")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mission.
    pub mission_id: Uuid,
    /// Budgeted or realised.
    pub stage: MoneyStage,
    /// As written.
    pub description: String,
    /// Folded description; part of the key.
    pub description_key: String,
    /// The amount in minor units.
    pub cents: Money,
    /// ISO 4217.
    pub currency: String,
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
