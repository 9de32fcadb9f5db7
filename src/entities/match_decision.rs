//! The `match_decision` table: what people decided on doubtful matches, so that nobody is asked twice.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::RecordKind;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "match_decision")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What sort of record.
    pub record_kind: RecordKind,
    /// The key of the review.
    pub incoming_key: String,
    /// The record that it is.
    pub record_id: Option<Uuid>,
    /// The import in which it was asked; empty where none asked.
    pub import_id: Option<Uuid>,
    /// What people call what came in; empty for people, who are named in `person` alone.
    pub incoming: String,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
