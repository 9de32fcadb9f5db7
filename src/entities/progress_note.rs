//! The `progress_note` table: what the reports say of a performance's progress.

use sea_orm::entity::prelude::*;

use crate::values::{NoteSubject, ReportingDocument};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "progress_note")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The performance.
    pub performance_id: Uuid,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// The report.
    pub document: ReportingDocument,
    /// Which one of the year.
    pub edition: Option<String>,
    /// Content or finance.
    pub subject: NoteSubject,
    /// As the report words it.
    pub text: String,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
