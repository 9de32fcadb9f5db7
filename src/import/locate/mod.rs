//! Stage 2, locate: sheet → [`Table`]s. Pure.
//!
//! A sheet falls apart at its blank rows and columns. Each part heads a table, goes on with the one above it, stands above
//! the next (a title, labels) or below the last (a total, a note). What it is, evidence decides, and the reasons are kept.
//!
//! Invariant: rows and columns are the sheet's own. Nothing is lost: a used cell is in a table, in its context, among
//! its totals, or in a note; only headers that come again are left out.

mod body;
mod draft;
mod header;
mod kind;
mod labels;
mod levels;
mod strip;
mod survey;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::body::Note;
pub use self::survey::{Survey, survey};

use super::cell::{At, Column, Range};
use super::read::Sheet;
use super::vocabulary::Vocabulary;

/// A table found on a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet it is on.
    pub sheet: Arc<str>,
    /// From its first header cell to its last body cell.
    pub range: Range,
    /// The rows of its header; empty for a table without one and for a block of labels (see [`Table::layout`]).
    pub header_rows: Vec<u32>,
    /// Its columns, left to right, with the header text of all levels joined by ` › `.
    pub headers: Vec<Header>,
    /// The rows of its body, top down, without totals, repeated headers and notes.
    pub body: Vec<u32>,
    /// What stands around it and holds for all its rows: `Missie: …`, the title, the name of the sheet.
    pub context: Vec<Context>,
    /// Rows that state totals.
    pub totals: Vec<u32>,
    /// Rows between its records that hold one text alone, which may name what the records below it share.
    pub sections: Vec<u32>,
    /// How its records lie.
    pub layout: Layout,
    /// Why this row was taken for the header, for people who wonder.
    pub reasons: Vec<String>,
}

/// The tables of a sheet, top down.
pub fn locate(sheet: &Sheet, vocabulary: &Vocabulary) -> Vec<Table> {
    survey(sheet, vocabulary).tables
}

/// How the records of a table lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Layout {
    /// One record a row, under headers.
    Rows,
    /// One record in all: labels in a column, their values to the right of them (a form, a performance sheet). Each row of
    /// the body is a label, its first cell, and its value, the next.
    Labels,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its column.
    pub column: Column,
    /// Its text; empty where there is none.
    pub text: String,
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
