//! A table where somebody says that it is, rather than where evidence does.
//!
//! Pure.

use std::ops::Range as Rows;

use super::draft::Draft;
use super::strip::Strip;
use super::{Table, labels};
use crate::import::cell::Range;
use crate::import::read::Sheet;
use crate::import::vocabulary::Vocabulary;

/// The table in a range, headed by these rows of it; without a header where there are none. What stands in some rows
/// above it may say something of its rows. `None` where the range has no cells below the header.
pub fn placed(
    sheet: &Sheet,
    range: Range,
    header_rows: &[u32],
    above: Rows<u32>,
    vocabulary: &Vocabulary,
) -> Option<Table> {
    let index = |row: u32| sheet.rows.partition_point(|one| one.number < row);
    let body = header_rows.iter().max().map_or(range.first.row, |last| last + 1);
    let first = header_rows.iter().min().copied().unwrap_or(body);
    let columns = (range.first.column, range.last.column);
    let header = &sheet.rows[index(first)..index(body)];
    let strip = Strip { rows: &sheet.rows[index(body)..index(range.last.row + 1)], columns };
    if strip.rows.iter().all(|row| strip.cells(row).is_empty()) {
        return None;
    }
    let above = &sheet.rows[index(above.start)..index(above.end.clamp(above.start, first.max(above.start)))];
    let context = Strip::over(above);
    let context = context.map(|strip| labels::context(&strip, vocabulary)).unwrap_or_default();
    let reasons = vec![format!("somebody placed the table at {range}")];
    let mut draft = Draft::of_rows(sheet, header, strip, reasons).within(context);
    draft.extend(strip, vocabulary);
    // The range is the one that was given, so that it can be spoken of again.
    draft.finish(vocabulary).map(|table| Table { range, ..table })
}
