//! The levels of a header: the text of each column over all of its rows.

use super::Header;
use super::strip::{Cells, Strip};
use crate::import::cell::{At, Column};
use crate::import::read::{Cell, Row, Sheet};

/// Between the levels of a header.
const LEVELS: &str = " \u{203a} ";

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
