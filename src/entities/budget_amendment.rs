//! The `budget_amendment` table: double-entry changes of the budget. Their lines sum to zero.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{AmendmentStatus, Authority};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_amendment")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it does.
    pub description: String,
    /// Folded description; part of the key.
    pub description_key: String,
    /// Proposed, adopted or rejected.
    pub status: AmendmentStatus,
    /// The performance page that proposes it.
    pub proposed_in_id: Option<Uuid>,
    /// Who decides.
    pub authority: Option<Authority>,
    /// The decision on it.
    pub decision_id: Option<Uuid>,
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
