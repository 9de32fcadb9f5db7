//! The `outcome` table: what came of a mission.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{Money, OutcomeKind};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mission it came of.
    pub mission_id: Uuid,
    /// Whose result it is.
    pub organisation_id: Option<Uuid>,
    /// What sort of result.
    pub kind: OutcomeKind,
    /// As written.
    pub description: String,
    /// Folded description; part of the key.
    pub description_key: String,
    /// When it came about.
    pub date: Option<NaiveDate>,
    /// What it is worth.
    pub value_cents: Option<Money>,
    /// ISO 4217, of the value.
    pub currency: Option<String>,
    /// Confirmed, or only expected.
    pub confirmed: Option<bool>,
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
