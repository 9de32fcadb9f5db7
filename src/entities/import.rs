//! The `import` table: one uploaded file and what became of it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{ImportFormat, ImportState};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As uploaded.
    pub filename: String,
    /// Of the bytes, in hexadecimal.
    pub sha256: String,
    /// In bytes.
    pub size: i32,
    /// Decided by content; empty when it could not be read.
    pub format: Option<ImportFormat>,
    /// Where it stands.
    pub state: ImportState,
    /// Fingerprint of the plan that was shown.
    pub plan_hash: Option<String>,
    /// Mapping, corrections and decisions, as JSON: what the plan depends on beside the file.
    pub settings: String,
    /// Summary, tables, reviews, control totals and effects, as JSON.
    pub plan: String,
    /// Who uploaded it.
    pub uploaded_by: String,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// When it was applied.
    pub applied_at: Option<DateTime<Utc>>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
