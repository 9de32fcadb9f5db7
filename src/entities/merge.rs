//! The `merge` table: records that were joined, with what is needed to part them again.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::RecordKind;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merge")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What sort of record.
    pub record_kind: RecordKind,
    /// The record that stayed.
    pub kept_id: Uuid,
    /// The record that went into it.
    pub merged_id: Uuid,
    /// What was before, as JSON.
    pub image: String,
    /// Who did it.
    pub merged_by: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// When they were parted again.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
