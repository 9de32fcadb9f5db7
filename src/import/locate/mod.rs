//! Stage 2, locate: sheet → [`Table`]s. Pure.
//!
//! A sheet falls apart at its blank rows and columns. Each part heads a table, goes on with the one above it, stands above
//! the next (a title, labels) or below the last (a total, a note). What it is, evidence decides, and the reasons are kept.
//!
//! Invariant: rows and columns are the sheet's own. Nothing is lost: a used cell is in a table, in its context, among
//! its totals, sections or repeated headers, or in a note.

mod below;
mod body;
mod draft;
mod evidence;
mod glance;
mod header;
mod kind;
mod labels;
mod levels;
mod matrix;
mod placed;
mod sections;
mod strip;
mod survey;
mod table;
#[cfg(test)]
mod tests;

pub use self::body::Note;
pub use self::placed::placed;
pub use self::survey::{Survey, survey};
pub use self::table::{Context, Crossing, Header, Layout, Record, Section, Table};

use super::read::Sheet;
use super::vocabulary::Vocabulary;

/// The tables of a sheet, top down.
pub fn locate(sheet: &Sheet, vocabulary: &Vocabulary) -> Vec<Table> {
    survey(sheet, vocabulary).tables
}
