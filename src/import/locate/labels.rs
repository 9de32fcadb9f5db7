//! Labels and their values: `Missie: China` above a table, or a whole sheet of them.

use super::kind::CellKind;
use super::strip::{Cells, Strip};
use super::{Context, Header, Record};
use crate::import::cell::{At, Column};
use crate::import::field::Field;
use crate::import::read::{Cell, Row};
use crate::import::vocabulary::Vocabulary;
use crate::values::{RecordKind, fold};

/// Longer texts are no labels.
const LONGEST: usize = 60;

/// Whether a strip is a block of labels with their values to the right of them.
pub(super) fn is_block(strip: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
    let rows: Vec<Cells<'_>> = strip.rows.iter().map(|row| strip.cells(row)).filter(|cells| cells.len() > 1).collect();
    let labelled = rows.iter().filter(|cells| is_label(&cells[0].1, vocabulary)).count();
    // The first row of a table has header words all along; the first row of a block has one, and a value.
    let is_value = |cells: Cells<'_>| !is_label(&cells[1].1, vocabulary);
    let narrow = rows.iter().all(|cells| cells.len() <= 3);
    labelled >= 2 && labelled * 5 >= rows.len() * 3 && narrow && rows.first().is_some_and(|cells| is_value(cells))
}

/// Whether most labels of a block are of a performance: then the block is a record of its own.
pub(super) fn is_performance(strip: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
    let of_performance = |fields: &[Field]| fields.iter().any(|field| field.record_kind() == RecordKind::Performance);
    let labels = strip.rows.iter().filter_map(|row| strip.cells(row).first());
    let known = labels.filter(|(_, cell)| of_performance(vocabulary.headers.fields(&fold(&cell.shown())))).count();
    known >= 3
}

/// Whether a cell is a label: it ends in a colon, or is a header word.
fn is_label(cell: &Cell, vocabulary: &Vocabulary) -> bool {
    if CellKind::of(cell) != CellKind::Text {
        return false;
    }
    let text = cell.shown();
    text.len() <= LONGEST && (text.ends_with(':') || !vocabulary.headers.fields(&fold(&text)).is_empty())
}

/// What the rows above a table say: labels with values, and titles.
pub(super) fn context(strip: &Strip<'_>, vocabulary: &Vocabulary) -> Vec<Context> {
    strip.rows.iter().flat_map(|row| of_row(row, strip.cells(row), vocabulary)).collect()
}

/// The labels of a block, and the record that they make: the first cell of each row, and the next one.
pub(super) fn records(strip: &Strip<'_>) -> (Vec<Header>, Vec<Record>) {
    let mut headers = Vec::new();
    let mut values = Vec::new();
    for row in strip.rows {
        let mut cells = strip.cells(row).iter();
        let Some((column, label)) = cells.next() else { continue };
        let value = cells.next().map_or(Column(column.0 + 1), |(column, _)| *column);
        let text = label.shown().trim_end_matches(':').trim().to_owned();
        headers.push(Header { column: value, row: Some(row.number), text });
        values.push(Some(place(row, value)));
    }
    let at = strip.rows.first().map(|row| place(row, strip.columns.0));
    (headers, at.map(|at| Record { at, values }).into_iter().collect())
}

fn of_row(row: &Row, cells: Cells<'_>, vocabulary: &Vocabulary) -> Vec<Context> {
    let mut found = Vec::new();
    let mut rest = cells.iter();
    while let Some((column, cell)) = rest.next() {
        let value = if is_label(cell, vocabulary) { rest.clone().next() } else { None };
        match value.filter(|(_, value)| !value.shown().ends_with(':')) {
            Some((at, value)) => {
                found.push(labelled(&cell.shown(), &value.shown(), place(row, *at)));
                rest.next();
            }
            None => found.push(inline(&cell.shown(), place(row, *column))),
        }
    }
    found
}

fn place(row: &Row, column: Column) -> At {
    At { row: row.number, column }
}

fn labelled(label: &str, value: &str, at: At) -> Context {
    Context { label: label.trim_end_matches(':').trim().to_owned(), value: value.trim().to_owned(), at: Some(at) }
}

/// A text alone: `Missie: China` has its label within, any other text is a title.
fn inline(text: &str, at: At) -> Context {
    match text.split_once(':') {
        Some((label, value)) if label.len() <= LONGEST / 2 && !value.trim().is_empty() && !value.starts_with("//") => {
            labelled(label, value, at)
        }
        _ => labelled("", text, at),
    }
}
