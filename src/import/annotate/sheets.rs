//! The sheets as they were, with their marks.

use std::collections::BTreeMap;

use super::marks::{Mark, colour};
use crate::import::cell::At;
use crate::import::read::{Cell, NumberFormat, Row, Sheet, Visibility};
use crate::services::workbook::{Book, Content, Look, Page, XlsxError};

/// Writes one sheet under a name.
pub(super) fn write(book: &mut Book, sheet: &Sheet, name: &str, marks: &BTreeMap<At, Mark>) -> Result<(), XlsxError> {
    let mut page = book.page(name, sheet.visibility == Visibility::Hidden)?;
    for region in &sheet.merged {
        let (first, last) = (region.first, region.last);
        page.merge([first.row - 1, first.column.0, last.row - 1, last.column.0])?;
    }
    for row in &sheet.rows {
        write_row(&mut page, row, marks)?;
    }
    for (at, mark) in marks {
        let Some(place) = place(*at) else { continue };
        if sheet.cell(*at).is_none() {
            page.put(place, Content::Blank, look(Some(mark)))?;
        }
        if let Some(note) = &mark.note {
            page.note(place, note)?;
        }
    }
    page.fit();
    Ok(())
}

fn write_row(page: &mut Page<'_>, row: &Row, marks: &BTreeMap<At, Mark>) -> Result<(), XlsxError> {
    for (column, cell) in &row.cells {
        let at = At { row: row.number, column: *column };
        let Some(place) = place(at) else { continue };
        page.put(place, content(cell), look(marks.get(&at)))?;
    }
    Ok(())
}

/// Counted from 0, as they are written.
fn place(at: At) -> Option<(u32, u16)> {
    Some((at.row.checked_sub(1)?, u16::try_from(at.column.0).ok()?))
}

fn content(cell: &Cell) -> Content<'_> {
    match cell {
        Cell::Text(text) => Content::Text(text),
        Cell::Number { value, format } => Content::Number(*value, format.as_deref().map(NumberFormat::code)),
        Cell::Date(moment) => Content::Moment(*moment),
        Cell::Bool(yes) => Content::Bool(*yes),
        Cell::Error(error) => Content::Error(error),
        // What the formula was is not read; its note says that it came to nothing.
        Cell::Uncomputed => Content::Blank,
    }
}

fn look(mark: Option<&Mark>) -> Look {
    Look { colour: mark.map(|mark| colour(mark.severity)), ..Look::default() }
}
