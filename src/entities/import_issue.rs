//! The `import_issue` table: what the importer could not read or had to infer, each at its cell.

use sea_orm::entity::prelude::*;

use crate::values::Severity;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_issue")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The import.
    pub import_id: Uuid,
    /// Order in the file, from 1.
    pub ordinal: i32,
    /// Error, warning or notice.
    pub severity: Severity,
    /// Stable name of the problem.
    pub code: String,
    /// The sheet …
    pub sheet: Option<String>,
    /// … and cell.
    pub cell: Option<String>,
    /// What the cell said; never of a blocked column.
    pub value: Option<String>,
    /// The field that was expected.
    pub field: Option<String>,
    /// What would have been readable.
    pub expected: Option<String>,
    /// What it may have meant.
    pub suggestion: Option<String>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
