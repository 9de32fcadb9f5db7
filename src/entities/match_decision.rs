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
    /// What the file called it.
    pub incoming_key: String,
    /// The same as this record; empty for a new one.
    pub record_id: Option<Uuid>,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
