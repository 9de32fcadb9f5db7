//! Where the readers put what they find: into sheets in memory, or onto a pipe.

use chrono::NaiveDateTime;

use super::failure::ReadFailure;
use super::{SheetNote, Visibility};
use crate::import::cell::{At, Range};

/// What a cell says, borrowed from its reader.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// As [`super::Cell::Text`].
    Text(&'a str),
    /// As [`super::Cell::Number`], with the format as the sink knows it.
    Number { value: f64, format: Option<FormatId> },
    /// As [`super::Cell::Date`].
    Date(NaiveDateTime),
    /// As [`super::Cell::Bool`].
    Bool(bool),
    /// As [`super::Cell::Error`].
    Error(&'a str),
    /// As [`super::Cell::Uncomputed`].
    Uncomputed,
}

/// A number format that a sink was told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FormatId(pub(super) u32);

/// Takes sheets, each with its cells, in the order of the file.
pub(super) trait Sink {
    /// How many rows will come, about.
    fn expect(&mut self, rows: u64) -> Result<(), ReadFailure>;

    /// A sheet begins.
    fn begin(&mut self, name: &str, visibility: Visibility) -> Result<(), ReadFailure>;

    /// A number format that cells will have; `None` for one that says nothing.
    fn format(&mut self, code: &str) -> Option<FormatId>;

    /// A used cell of the sheet. Of two at one place the later one stands.
    fn cell(&mut self, at: At, value: Value<'_>) -> Result<(), ReadFailure>;

    /// The sheet ends.
    fn end(&mut self, merged: Vec<Range>, notes: Vec<SheetNote>) -> Result<(), ReadFailure>;
}
