//! The `change_event` table: the outbox. Its positions follow the order of commits.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::RecordKind;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change_event")]
pub struct Model {
    /// Counts up; the cursor of subscriptions.
    #[sea_orm(primary_key)]
    pub position: i64,
    /// Created, updated or deleted.
    pub operation: String,
    /// What sort of record.
    pub record_kind: RecordKind,
    /// Which one.
    pub record_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
