//! Stage 1, read: bytes → [`Workbook`]. Pure.
//!
//! Invariant: cells keep the file's own addresses; sheets are sparse, so a stray cell far away costs one cell. The
//! format is decided by content, never by the name of the file.
//!
//! Bytes that somebody sent are read in a process of their own, which may die of them: [`super::workers`] starts it, and
//! [`wire`] is what it says. [`read`] does the same within this process, for bytes that are known.

mod archive;
mod csv;
mod failure;
mod grid;
mod kind;
mod limits;
mod number_format;
mod ods;
mod sheets;
mod shown;
mod sink;
mod survey;
pub mod wire;
mod xls;
mod xlsb;
mod xlsx;

use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

pub use self::failure::{Excess, FailureCode, Measure, ReadFailure};
pub use self::limits::{Fence, Limits, WITHIN_REASON};
pub use self::number_format::NumberFormat;

use self::grid::Grid;
use self::kind::Kind;
use self::sheets::Interned;
use self::sink::Sink;
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
    /// A cell with more text than a spreadsheet takes. It was not read.
    TextTooLong {
        /// Where it is.
        at: At,
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
    /// Text, as typed. Cells that say the same share it.
    Text(Arc<str>),
    /// A number, with the text that its number format would show where that matters (leading zeros).
    Number {
        /// The stored number.
        value: f64,
        /// As in `00000000`, where the sheet has one that is not the general format.
        format: Option<Arc<NumberFormat>>,
    },
    /// A date or a date and time, as the cell's format says.
    Date(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// A spreadsheet error: `#N/A`.
    Error(Arc<str>),
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

/// How far the reading of a workbook is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows that were read.
    pub rows: u64,
    /// How many there are, about, where the file tells beforehand.
    pub of: Option<u64>,
}

/// Reads a workbook whose bytes are known, within this process.
pub fn read(bytes: &[u8]) -> Result<Workbook, ReadFailure> {
    read_within(bytes, &WITHIN_REASON)
}

/// Reads a workbook that keeps to the limits, within this process.
pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadFailure> {
    let mut sheets = Interned::default();
    let format = read_into(bytes, limits, &mut sheets)?;
    Ok(sheets.finish(format))
}

/// Reads a workbook into wherever its cells go.
fn read_into(bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Result<ImportFormat, ReadFailure> {
    // The readers of other people's formats panic on some damaged files; that is damage, not our fault.
    catch_unwind(AssertUnwindSafe(|| read_kind(bytes, &mut Grid::new(limits, sink))))
        .unwrap_or_else(|_| Err(FailureCode::Damaged.into()))
}

fn read_kind(bytes: &[u8], grid: &mut Grid<'_>) -> Result<ImportFormat, ReadFailure> {
    let format = match Kind::of(bytes)? {
        Kind::Archive => archive::read(bytes, grid),
        Kind::Ole => xls::read(bytes, grid).map(|()| ImportFormat::Xls),
        Kind::Text => csv::read(bytes, grid),
    }?;
    if grid.is_empty() { Err(FailureCode::Empty.into()) } else { Ok(format) }
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
