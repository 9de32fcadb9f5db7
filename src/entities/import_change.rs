//! The `import_change` table: one row per record and import. This is the provenance too.

use sea_orm::entity::prelude::*;

use crate::values::{ChangeOperation, RecordKind};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_change")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The import.
    pub import_id: Uuid,
    /// Order in the file, from 1.
    pub ordinal: i32,
    /// What the import does to the record.
    pub operation: ChangeOperation,
    /// What sort of record.
    pub record_kind: RecordKind,
    /// The record; empty for rows that were left out.
    pub record_id: Option<Uuid>,
    /// The record's version just after; a higher one now means that it was edited since.
    pub record_version: Option<i32>,
    /// What the record is called.
    pub label: String,
    /// Where it came from: the sheet …
    pub sheet: String,
    /// … the row, as the spreadsheet counts …
    pub row: i32,
    /// … and the cells.
    pub cells: Option<String>,
    /// What changes, as a JSON list of field, before and after.
    pub fields: String,
    /// What an update overwrote, as JSON.
    pub image: Option<String>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
