//! What is known of a table once it is found: its header, its records, and what stands around them.
//!
//! Invariant: rows and columns are the sheet's own, and every list is in the order of the sheet.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::import::cell::{At, Column, Range};

/// A table found on a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet it is on.
    pub sheet: Arc<str>,
    /// From its first header cell to its last body cell.
    pub range: Range,
    /// The rows of its header; empty for a table without one and for labels (see [`Table::layout`]).
    pub header_rows: Vec<u32>,
    /// Its columns, left to right, with the header text of all levels joined by ` › `; or its labels.
    pub headers: Vec<Header>,
    /// The rows of its body, top down, without totals, sections, repeated headers and notes.
    pub body: Vec<u32>,
    /// What stands around it and holds for all its rows: `Missie: …`, the title, the name of the sheet.
    pub context: Vec<Context>,
    /// Rows that state totals.
    pub totals: Vec<u32>,
    /// Rows between its records that say something of those below them.
    pub sections: Vec<Section>,
    /// Rows that say the header once more.
    pub repeated: Vec<u32>,
    /// Its records, where they are not its rows: one for each block of labels, or for each column of a transposed table.
    pub records: Vec<Record>,
    /// The columns of a matrix that its rows are held against.
    pub crossings: Vec<Crossing>,
    /// How its records lie.
    pub layout: Layout,
    /// Why this row was taken for the header, for people who wonder.
    pub reasons: Vec<String>,
}

/// How the records of a table lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Layout {
    /// One record a row, under headers.
    Rows,
    /// Labels, each with its value to the right of it: a form, a performance sheet; or several forms of the same labels,
    /// one under another. [`Table::records`] has one record for each.
    Labels,
    /// One record a column: labels down the first column, the values of each record in a column to the right of it.
    /// [`Table::records`] has one record for each.
    Transposed,
    /// Things against things, with a mark where they meet: organisations down the rows, missions over the columns. The
    /// rows are the body, the columns are [`Table::crossings`]; a filled cell of both is a record.
    Matrix,
}

/// One column of a table, or one label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its column; that of the first value for a label.
    pub column: Column,
    /// The row of a label, the first time that it stands there; `None` for a column.
    pub row: Option<u32>,
    /// Its text; empty where there is none.
    pub text: String,
}

/// A record that is not a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Where it begins.
    pub at: At,
    /// Where its values stand: one for each of [`Table::headers`], `None` where it has no such label.
    pub values: Vec<Option<At>>,
}

/// A row that says something of the records below it: `Missie Turkije (energie)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its row.
    pub row: u32,
    /// The last row of the sheet that it holds for. Sections may hold for one row together: `2016`, and in it `Turkije`.
    pub last: u32,
    /// What it says, cell by cell: with a label where one is written, without one for a text alone.
    pub context: Vec<Context>,
}

/// A column of a matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// Its column.
    pub column: Column,
    /// What the header says of it, level by level. The label is the text that stands left of the matrix in that row
    /// (`Land`), if that does not head the rows.
    pub context: Vec<Context>,
}

/// A text outside the body that says something of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The label, as in `Missie`; empty for a title.
    pub label: String,
    /// The value, or the title itself.
    pub value: String,
    /// Where the value stands; `None` for the name of the sheet.
    pub at: Option<At>,
}
