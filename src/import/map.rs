//! Stage 3, map: table → columns to fields, with confidence and evidence. Pure.
//!
//! Invariant: no two columns of a table have one field.

use serde::{Deserialize, Serialize};

use super::cell::Column;
use super::field::Field;
use super::locate::Table;
use crate::values::RecordKind;

/// A table whose columns are known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedTable {
    /// The table.
    pub table: Table,
    /// Its columns, left to right.
    pub columns: Vec<MappedColumn>,
    /// What sorts of record its rows hold.
    pub record_kinds: Vec<RecordKind>,
}

/// One column, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Its column. For [`super::locate::Layout::Labels`] tables this is the column of the values.
    pub column: Column,
    /// For label tables, the row of the label; rows otherwise differ.
    pub row: Option<u32>,
    /// The header or label as written.
    pub header: String,
    /// What it holds; `None` when it is ignored.
    pub field: Option<Field>,
    /// From 0 to 1.
    pub confidence: f64,
    /// Why, in words.
    pub evidence: Vec<String>,
    /// The first few values; none of a blocked column.
    pub samples: Vec<String>,
    /// Why it is ignored.
    pub ignored_because: Option<String>,
}
