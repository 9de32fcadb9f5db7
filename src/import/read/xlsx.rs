//! Excel workbooks (xlsx, xlsm), cell by cell: a dense grid would let one stray cell take all memory.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Style, Xlsx, XlsxError};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Grid};
use super::sink::{FormatId, Value};
use super::survey::Survey;
use crate::import::cell::Range;

/// Unreadable cells of one sheet after which the sheet counts as damaged.
const MOST_FAULTS: usize = 10_000;

/// A workbook in memory.
type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads an xlsx or xlsm.
pub(super) fn read(bytes: &[u8], survey: &Survey, grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let tabs = book.sheets_metadata().to_vec();
    grid.check_sheets(tabs.len())?;
    let mut formats = None;
    for tab in tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let merged = if survey.merged { merged(&mut book, &tab.name) } else { Vec::new() };
        grid.begin(&tab.name, grid::visibility(tab.visible))?;
        let blanks = cells(&mut book, &tab.name, &mut formats, grid)?;
        if !blanks.is_empty() && survey.formulas {
            put_uncomputed(&mut book, &tab.name, &blanks, grid)?;
        }
        grid.end(merged)?;
    }
    Ok(())
}

/// Puts the cells of a sheet; returns the places of cells without a value, where formulas may stand. The formats are
/// those of the workbook, once they are known.
fn cells(
    book: &mut Book<'_>,
    name: &str,
    formats: &mut Option<Vec<Option<FormatId>>>,
    grid: &mut Grid<'_>,
) -> Result<HashSet<(u32, u32)>, ReadFailure> {
    let mut blanks = HashSet::new();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(blanks),
        Err(error) => return Err(failure(&error)),
    };
    let formats = formats.get_or_insert_with(|| reader.styles().iter().map(|style| format(style, grid)).collect());
    loop {
        match reader.next_cell_with_style_id() {
            Ok(None) => return Ok(blanks),
            Ok(Some((cell, style))) => match cell.get_value() {
                DataRef::Empty => {
                    blanks.insert(cell.get_position());
                }
                value => {
                    if let Some(value) = grid::borrowed(value) {
                        grid.put(cell.get_position(), formatted(value, formats.get(style).copied().flatten()))?;
                    }
                }
            },
            Err(error) if is_damage(&error) || grid.faults() >= MOST_FAULTS => return Err(failure(&error)),
            Err(_) => grid.unreadable(),
        }
    }
}

/// The number format of a style; none for the general one.
fn format(style: &Style, grid: &mut Grid<'_>) -> Option<FormatId> {
    style.number_format.as_ref().and_then(|format| grid.format(&format.format_code))
}

fn formatted(value: Value<'_>, format: Option<FormatId>) -> Value<'_> {
    if let Value::Number { value, .. } = value { Value::Number { value, format } } else { value }
}

/// Marks the blanks that hold formulas: a program wrote them and no spreadsheet ever computed them.
fn put_uncomputed(
    book: &mut Book<'_>,
    name: &str,
    blanks: &HashSet<(u32, u32)>,
    grid: &mut Grid<'_>,
) -> Result<(), ReadFailure> {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(()) };
    while let Ok(Some(record)) = reader.next_cell_with_formula_metadata() {
        if record.formula.is_some() && blanks.contains(&record.pos) {
            grid.put(record.pos, Value::Uncomputed)?;
        }
    }
    Ok(())
}

fn merged(book: &mut Book<'_>, name: &str) -> Vec<Range> {
    let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    regions.into_iter().filter_map(grid::merged).collect()
}

/// Whether an error is of the file rather than of one cell.
fn is_damage(error: &XlsxError) -> bool {
    matches!(error, XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_))
}

fn failure(error: &XlsxError) -> ReadFailure {
    match error {
        XlsxError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
