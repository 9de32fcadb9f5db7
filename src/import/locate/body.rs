//! The rows under a header: records, totals, notes and headers that come again.

use super::kind::CellKind;
use super::sections;
use super::strip::{Cells, Strip};
use crate::import::cell::{At, Column, Range};
use crate::import::read::{Cell, Row};
use crate::import::vocabulary::{LayoutWords, Vocabulary};

/// The rows under a header, sorted by what they are.
#[derive(Default)]
pub(super) struct Body {
    /// Records.
    pub(super) rows: Vec<u32>,
    /// Totals.
    pub(super) totals: Vec<u32>,
    /// Texts that head the records below them.
    pub(super) sections: Vec<u32>,
    /// The header again.
    pub(super) repeated: Vec<u32>,
    /// Notes.
    pub(super) notes: Vec<Note>,
}

/// A text that is no part of any table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands.
    pub range: Range,
    /// What it says.
    pub text: String,
}

/// What is known of a table when its rows are sorted.
pub(super) struct Above<'a> {
    /// Cells of the lowest header row, in their order.
    pub(super) header: Cells<'a>,
    /// Cells that a row has as a rule.
    pub(super) width: usize,
    /// Its first column.
    pub(super) first: Column,
    /// Merged regions of the sheet.
    pub(super) merged: &'a [Range],
    /// Words for totals, notes and missions.
    pub(super) vocabulary: &'a Vocabulary,
}

impl Body {
    /// Sorts rows that follow what was sorted before.
    pub(super) fn add(&mut self, strip: &Strip<'_>, above: &Above<'_>) {
        for row in strip.rows {
            let cells = strip.cells(row);
            match () {
                () if cells.is_empty() => {}
                () if is_header_again(cells, above) => self.repeated.push(row.number),
                () if is_total(cells, above) => self.totals.push(row.number),
                () if is_note(cells, above) => self.notes.extend(note(row, cells)),
                () if sections::is_section(row, cells, above) => self.sections.push(row.number),
                () => self.rows.push(row.number),
            }
        }
    }
}

/// Whether a row begins as a total or a note does.
pub(super) fn is_tail(cells: Cells<'_>, words: &LayoutWords) -> bool {
    cells
        .first()
        .is_some_and(|(_, cell)| matches!(cell, Cell::Text(text) if words.is_total(text) || words.is_note(text)))
}

/// Whether a row repeats the header, as at the top of a printed page.
fn is_header_again(cells: Cells<'_>, above: &Above<'_>) -> bool {
    cells.len() == above.header.len() && cells.len() > 1 && cells.iter().zip(above.header).all(is_same)
}

/// Whether two cells say the same in the same column. Numbers are not written out for it: every row is asked.
fn is_same(((left_at, left), (right_at, right)): (&(Column, Cell), &(Column, Cell))) -> bool {
    let same = || match (left, right) {
        (Cell::Text(left), Cell::Text(right)) => left.trim() == right.trim(),
        _ => left == right,
    };
    left_at == right_at && same()
}

/// Whether a row states totals: its first words say so, and it is not filled like a record.
fn is_total(cells: Cells<'_>, above: &Above<'_>) -> bool {
    let is_text = |(_, cell): &(Column, Cell)| CellKind::of(cell) == CellKind::Text;
    let says_total =
        |(_, cell): &(Column, Cell)| matches!(cell, Cell::Text(text) if above.vocabulary.layout.is_total(text));
    let Some(first) = cells.iter().take(3).position(says_total) else { return false };
    !cells[..first].iter().any(is_text) && (cells.len() * 2 <= above.width || !cells[first + 1..].iter().any(is_text))
}

/// Whether a row is a note: one text in a wide table that begins as notes do.
fn is_note(cells: Cells<'_>, above: &Above<'_>) -> bool {
    let [(_, cell)] = cells else { return false };
    let text = cell.shown();
    let marked = text.starts_with('*') || text.starts_with("¹") || text.starts_with("(*");
    above.width > 1 && CellKind::of(cell) == CellKind::Text && (marked || above.vocabulary.layout.is_note(&text))
}

/// A row as a note; `None` if it has no cells.
pub(super) fn note(row: &Row, cells: Cells<'_>) -> Option<Note> {
    let (first, last) = (cells.first()?.0, cells.last()?.0);
    let at = |column| At { row: row.number, column };
    let texts: Vec<_> = cells.iter().map(|(_, cell)| cell.shown().into_owned()).collect();
    Some(Note { range: Range { first: at(first), last: at(last) }, text: texts.join(" ") })
}
