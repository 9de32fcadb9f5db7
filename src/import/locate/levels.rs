//! The levels of a header: which rows belong to it, and the text of each column over all of them.

use super::Header;
use super::header::{self, Below};
use super::kind::CellKind;
use super::strip::{Cells, Strip};
use crate::import::cell::{At, Column, Range};
use crate::import::read::{Cell, Row, Sheet};

/// Header rows at most, above and below the row that was found.
const MOST: usize = 4;
/// Longer texts over a table are its title.
const LONGEST: usize = 60;
/// Between the levels of a header.
const LEVELS: &str = " \u{203a} ";

/// The first and last index of the header's rows in the strip.
pub(super) fn extent(strip: &Strip<'_>, found: usize, merged: &[Range]) -> (usize, usize) {
    let mut first = found;
    while first > 0 && found - first < MOST && is_upper_level(strip, first, merged) {
        first -= 1;
    }
    let mut last = found;
    while last + 2 < strip.rows.len() && last - found < MOST && is_lower_level(strip, last, merged) {
        last += 1;
    }
    (first, last)
}

/// Whether the row above belongs to the header: words over several columns, no title and no label with its value.
fn is_upper_level(strip: &Strip<'_>, lower: usize, merged: &[Range]) -> bool {
    let (upper, lower) = (&strip.rows[lower - 1], &strip.rows[lower]);
    let cells = strip.cells(upper);
    let long = cells.iter().filter(|(_, cell)| cell.shown().len() > LONGEST).count();
    let words = cells.iter().all(|(_, cell)| matches!(CellKind::of(cell), CellKind::Text | CellKind::Year))
        && long * 4 <= cells.len();
    if upper.number + 1 != lower.number || cells.is_empty() || !words || has_label(cells) {
        return false;
    }
    if let [(column, _)] = cells {
        // One text alone is a level where it stands over some of the columns, and a title where over all.
        let spans = merged.iter().find(|range| range.contains(At { row: upper.number, column: *column }));
        return spans.is_some_and(|range| spanned(range) > 1 && spanned(range) < strip.width());
    }
    cells.len() <= strip.cells(lower).len() || spans_columns(cells, upper.number, merged)
}

/// Whether the row below a header row is its next level.
fn is_lower_level(strip: &Strip<'_>, index: usize, merged: &[Range]) -> bool {
    let (upper, lower) = (&strip.rows[index], &strip.rows[index + 1]);
    let cells = strip.cells(lower);
    if upper.number + 1 != lower.number || cells.is_empty() {
        return false;
    }
    if header::continues_header(strip, lower, &Below::of(&strip.from(index + 2))) {
        return true;
    }
    let words = cells.iter().all(|(_, cell)| CellKind::of(cell) == CellKind::Text && cell.shown().len() <= LONGEST);
    words && fills_gaps(strip, upper, lower, merged)
}

/// Whether the lower row names the columns that the upper one leaves open or spans.
fn fills_gaps(strip: &Strip<'_>, upper: &Row, lower: &Row, merged: &[Range]) -> bool {
    let (above, cells) = (strip.cells(upper), strip.cells(lower));
    let open = |column: Column| {
        let spanned_here = |range: &&Range| range.contains(At { row: upper.number, column }) && spanned(range) > 1;
        merged.iter().any(|range| spanned_here(&range))
            || above.binary_search_by_key(&column, |(column, _)| *column).is_err()
    };
    let filling = cells.iter().filter(|(column, _)| open(*column)).count();
    // In a row of the body the first column is filled; under a header of one level it is left open.
    let first_is_open = cells.first().is_some_and(|(column, _)| *column != strip.columns.0);
    filling >= 2 && filling * 2 >= cells.len() && first_is_open
}

fn has_label(cells: Cells<'_>) -> bool {
    cells.first().is_some_and(|(_, cell)| cell.shown().ends_with(':'))
}

fn spans_columns(cells: Cells<'_>, row: u32, merged: &[Range]) -> bool {
    cells
        .iter()
        .any(|(column, _)| merged.iter().any(|range| range.contains(At { row, column: *column }) && spanned(range) > 1))
}

fn spanned(range: &Range) -> u32 {
    range.last.column.0 - range.first.column.0 + 1
}

/// The headers of all columns that have one or are used by the body.
pub(super) fn headers(sheet: &Sheet, columns: (Column, Column), rows: &[Row], used: &[Column]) -> Vec<Header> {
    let strip = Strip { rows, columns };
    let levels: Vec<Vec<(Column, String)>> =
        rows.iter().enumerate().map(|(index, row)| spread(sheet, &strip, row, rows.get(index + 1))).collect();
    let header = |column: &Column| {
        let mut texts: Vec<&str> = Vec::new();
        for level in &levels {
            let text = level.iter().find(|(at, _)| at == column).map(|(_, text)| text.as_str());
            texts.extend(text.filter(|text| !texts.contains(text)));
        }
        Header { column: *column, row: None, text: texts.join(LEVELS) }
    };
    used.iter().map(header).collect()
}

/// The texts of one level, those over several columns repeated for each.
fn spread(sheet: &Sheet, strip: &Strip<'_>, row: &Row, lower: Option<&Row>) -> Vec<(Column, String)> {
    let cells = strip.cells(row);
    let mut texts: Vec<(Column, String)> = Vec::new();
    for (index, (column, cell)) in cells.iter().enumerate() {
        let next = cells.get(index + 1).map_or(strip.columns.1.0 + 1, |(next, _)| next.0);
        let last = last_spanned(sheet, row.number, *column, next, lower.map(|lower| strip.cells(lower)));
        let text = tidy(cell);
        texts.extend((column.0..=last).map(|column| (Column(column), text.clone())));
    }
    texts
}

/// The last column that a text of an upper level stands over.
fn last_spanned(sheet: &Sheet, row: u32, column: Column, next: u32, lower: Option<Cells<'_>>) -> u32 {
    let at = At { row, column };
    if let Some(range) = sheet.merged.iter().find(|range| range.contains(at)) {
        return range.last.column.0;
    }
    // Without merged cells: as far as the level below goes on and this one says nothing else.
    let Some(lower) = lower.filter(|_| sheet.merged.is_empty()) else { return column.0 };
    let named = |column: u32| lower.binary_search_by_key(&Column(column), |(column, _)| *column).is_ok();
    (column.0..next).take_while(|column| named(*column)).last().unwrap_or(column.0)
}

/// A header text on one line.
fn tidy(cell: &Cell) -> String {
    cell.shown().split_whitespace().collect::<Vec<_>>().join(" ")
}
