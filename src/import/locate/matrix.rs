//! Matrices: organisations down the rows, missions over the columns, a mark where they meet.

use super::levels;
use super::strip::Strip;
use super::{Context, Crossing, Header};
use crate::import::cell::{At, Column};
use crate::import::field::Field;
use crate::import::read::{Cell, Row, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::values::{RecordKind, fold};

/// Rows that are looked at.
const ROWS: usize = 500;
/// Columns of a matrix at least.
const FEWEST: usize = 2;

/// The columns of a table whose cells are marks under words that name no field, if there are some beside words.
pub(super) fn crossings(
    sheet: &Sheet,
    strip: &Strip<'_>,
    headers: &[Header],
    body: &[u32],
    vocabulary: &Vocabulary,
) -> Vec<Crossing> {
    let rows: Vec<&Row> = body.iter().take(ROWS).filter_map(|row| sheet.row(*row)).collect();
    let is_marked = |column: Column| {
        let mut cells = rows.iter().filter_map(|row| row.cell(column)).peekable();
        cells.peek().is_some() && cells.all(|cell| is_mark(cell, vocabulary))
    };
    let names_field = |header: &Header| {
        header.text.split('\u{203a}').any(|level| !vocabulary.headers.fields(&fold(level)).is_empty())
    };
    let crossing = |header: &&Header| !header.text.is_empty() && !names_field(header) && is_marked(header.column);
    let columns: Vec<Column> = headers.iter().filter(crossing).map(|header| header.column).collect();
    let is_matrix = columns.len() >= FEWEST && columns.len() < headers.len() && !strip.rows.is_empty();
    let says = |column: Column| Crossing { column, context: says(sheet, strip, column, columns[0], vocabulary) };
    if is_matrix { columns.iter().map(|column| says(*column)).collect() } else { Vec::new() }
}

/// Whether a cell is a mark: it says that, not what.
fn is_mark(cell: &Cell, vocabulary: &Vocabulary) -> bool {
    match cell {
        Cell::Bool(_) => true,
        Cell::Number { value, .. } => *value == 0.0 || (*value - 1.0).abs() < f64::EPSILON,
        Cell::Text(text) => {
            let status = vocabulary.words.of(Field::ParticipationStatus);
            vocabulary.layout.is_mark(text) || status.is_some_and(|words| words.code(text).is_some())
        }
        Cell::Date(_) | Cell::Error(_) | Cell::Uncomputed => false,
    }
}

/// What the rows of the header say of a column.
fn says(sheet: &Sheet, strip: &Strip<'_>, column: Column, first: Column, vocabulary: &Vocabulary) -> Vec<Context> {
    let heads = heading_row(strip, first, vocabulary);
    let mut context = Vec::new();
    for (index, row) in strip.rows.iter().enumerate() {
        let Some((from, text)) = levels::text_over(sheet, strip, index, column) else { continue };
        let label = strip.cells(row).iter().rfind(|(at, _)| *at < first).filter(|_| heads != Some(index));
        let label = label.map(|(_, cell)| cell.shown().trim_end_matches(':').to_owned()).unwrap_or_default();
        context.push(Context { label, value: text, at: Some(At { row: row.number, column: from }) });
    }
    context
}

/// The row of the header whose text left of the matrix heads the rows: it names what they are, or stands lowest.
fn heading_row(strip: &Strip<'_>, first: Column, vocabulary: &Vocabulary) -> Option<usize> {
    let left = |row: &Row| {
        strip
            .cells(row)
            .iter()
            .filter(|(at, _)| *at < first)
            .map(|(_, cell)| cell.shown().into_owned())
            .collect::<Vec<_>>()
    };
    let of_rows = |field: &Field| matches!(field.record_kind(), RecordKind::Organisation | RecordKind::Person);
    let names = |text: &String| vocabulary.headers.fields(&fold(text)).iter().any(of_rows);
    let named = strip.rows.iter().rposition(|row| left(row).iter().any(names));
    named.or_else(|| strip.rows.iter().rposition(|row| !left(row).is_empty()))
}
