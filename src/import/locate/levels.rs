//! The levels of a header: the text of each column over all of its rows.

use super::Header;
use super::strip::{Cells, Strip};
use crate::import::cell::{At, Column, Range};
use crate::import::read::{Cell, Row, Sheet};

/// Between the levels of a header.
const LEVELS: &str = " \u{203a} ";

/// The headers of all columns that have one or are used by the body.
pub(super) fn headers(sheet: &Sheet, columns: (Column, Column), rows: &[Row], used: &[Column]) -> Vec<Header> {
    let strip = Strip { rows, columns };
    let levels: Vec<Vec<Over>> =
        rows.iter().enumerate().map(|(index, row)| spread(sheet, &strip, row, rows.get(index + 1))).collect();
    let header = |column: &Column| {
        let mut texts: Vec<&str> = Vec::new();
        for level in &levels {
            let text = level.iter().find(|over| over.column == *column).map(|over| over.text.as_str());
            texts.extend(text.filter(|text| !texts.contains(text)));
        }
        Header { column: *column, row: None, text: texts.join(LEVELS) }
    };
    used.iter().map(header).collect()
}

/// A text of a level, over one column.
struct Over {
    column: Column,
    /// Where it stands.
    from: Column,
    text: String,
}

/// The text of one level over a column, and the column in which it stands.
pub(super) fn text_over(sheet: &Sheet, strip: &Strip<'_>, index: usize, column: Column) -> Option<(Column, String)> {
    let over = spread(sheet, strip, strip.rows.get(index)?, strip.rows.get(index + 1));
    over.into_iter().find(|over| over.column == column).map(|over| (over.from, over.text))
}

/// The texts of one level, those over several columns repeated for each.
fn spread(sheet: &Sheet, strip: &Strip<'_>, row: &Row, lower: Option<&Row>) -> Vec<Over> {
    let cells = strip.cells(row);
    let across = |range: &&Range| range.first.row == row.number && range.last.column > range.first.column;
    let merged: Vec<Range> = sheet.merged.iter().filter(across).copied().collect();
    let mut texts: Vec<Over> = Vec::new();
    for (index, (column, cell)) in cells.iter().enumerate() {
        let next = cells.get(index + 1).map_or(strip.columns.1.0 + 1, |(next, _)| next.0);
        let last = last_spanned(&merged, (row.number, *column, next), lower.map(|lower| strip.cells(lower)));
        let text = tidy(cell);
        texts.extend((column.0..=last).map(|over| Over { column: Column(over), from: *column, text: text.clone() }));
    }
    texts
}

/// The last column that a text of an upper level stands over.
fn last_spanned(merged: &[Range], (row, column, next): (u32, Column, u32), lower: Option<Cells<'_>>) -> u32 {
    let at = At { row, column };
    if let Some(range) = merged.iter().find(|range| range.contains(at)) {
        return range.last.column.0;
    }
    // Without merged cells: as far as the level below goes on and this one says nothing else.
    let Some(lower) = lower.filter(|_| merged.is_empty()) else { return column.0 };
    let named = |column: u32| lower.binary_search_by_key(&Column(column), |(column, _)| *column).is_ok();
    (column.0..next).take_while(|column| named(*column)).last().unwrap_or(column.0)
}

/// A header text on one line.
fn tidy(cell: &Cell) -> String {
    cell.shown().split_whitespace().collect::<Vec<_>>().join(" ")
}
