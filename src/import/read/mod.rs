//! Stage 1, read: bytes → [`Workbook`]. Pure.
//!
//! Invariant: cells keep the file's own addresses; sheets are sparse, so a stray cell far away costs one cell. The
//! format is decided by content, never by the name of the file.

mod archive;
mod csv;
mod failure;
mod grid;
mod kind;
mod limits;
mod ods;
mod shown;
mod xls;
mod xlsb;
mod xlsx;

use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

pub use self::failure::{FailureCode, ReadFailure};
pub use self::limits::{Limits, WITHIN_REASON};

use self::kind::Kind;
use super::cell::{At, Column, Range};
use crate::values::ImportFormat;

/// What a file holds, whatever its format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// Decided by content.
    pub format: ImportFormat,
    /// In the file's order.
    pub sheets: Vec<Sheet>,
}

/// One sheet: its used cells and no others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// As on its tab; `csv` for a text file.
    pub name: Arc<str>,
    /// Whether its tab is shown.
    pub visibility: Visibility,
    /// Rows that have a cell, top down.
    pub rows: Vec<Row>,
    /// Merged regions. Only the upper left cell of each has the value.
    pub merged: Vec<Range>,
    /// What of it could not be read.
    pub notes: Vec<SheetNote>,
}

/// A part of a sheet that could not be read; the rest was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SheetNote {
    /// A cell that holds what no spreadsheet writes, somewhere after this one.
    UnreadableCell {
        /// The last cell before it, if there is one.
        after: Option<At>,
    },
    /// Cells beyond the last row or column that a spreadsheet has.
    OutsideGrid {
        /// How many.
        cells: u32,
    },
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Hidden by its author.
    Hidden,
}

/// The used cells of one row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// As the spreadsheet numbers it, from 1.
    pub number: u32,
    /// Left to right, never empty cells.
    pub cells: Vec<(Column, Cell)>,
}

/// What one cell says. No reader gives a number that is none (NaN), so cells compare with themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Text, as typed.
    Text(String),
    /// A number, with the text that its number format would show where that matters (leading zeros).
    Number {
        /// The stored number.
        value: f64,
        /// As in `00000000`, where the sheet has one that is not the general format.
        format: Option<Arc<str>>,
    },
    /// A date or a date and time, as the cell's format says.
    Date(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// A spreadsheet error: `#N/A`.
    Error(String),
    /// A formula whose result was never computed.
    Uncomputed,
}

impl Eq for Cell {}

impl Hash for Cell {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Text(text) | Self::Error(text) => text.hash(state),
            Self::Number { value, .. } => value.to_bits().hash(state),
            Self::Date(moment) => moment.hash(state),
            Self::Bool(yes) => yes.hash(state),
            Self::Uncomputed => {}
        }
    }
}

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Workbook, ReadFailure> {
    // The readers of other people's formats panic on some damaged files; that is damage, not our fault.
    catch_unwind(AssertUnwindSafe(|| read_within(bytes, &WITHIN_REASON)))
        .unwrap_or_else(|_| Err(FailureCode::Damaged.into()))
}

/// Reads a workbook that keeps to the limits.
pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadFailure> {
    let workbook = match Kind::of(bytes)? {
        Kind::Archive => archive::read(bytes, limits),
        Kind::Ole => xls::read(bytes, limits),
        Kind::Text => csv::read(bytes, limits),
    }?;
    let used = workbook.sheets.iter().any(|sheet| !sheet.rows.is_empty());
    if used { Ok(workbook) } else { Err(FailureCode::Empty.into()) }
}

impl Sheet {
    /// The cell at a place, if it is used.
    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.row(at.row)?.cell(at.column)
    }

    /// A row by its number, if it has a used cell.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let index = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(index)
    }
}

impl Row {
    /// The cell in a column, if it is used.
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        let index = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(index).map(|(_, cell)| cell)
    }
}
