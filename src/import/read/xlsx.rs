//! Excel workbooks (xlsx, xlsm), cell by cell: a dense grid would let one stray cell take all memory.

use std::collections::HashSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, Style, Xlsx, XlsxError};

use super::archive::{FORMULA, MERGED, mentions};
use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Budget, Grid};
use super::limits::Limits;
use super::{Cell, Sheet, Workbook};
use crate::import::cell::Range;
use crate::values::ImportFormat;

/// Unreadable cells of one sheet after which the sheet counts as damaged.
const MOST_FAULTS: usize = 10_000;

/// A workbook in memory.
type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads an xlsx or xlsm.
pub(super) fn read(bytes: &[u8], format: ImportFormat, limits: &Limits) -> Result<Workbook, ReadFailure> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let mut budget = Budget::new(limits);
    let tabs = book.sheets_metadata().to_vec();
    budget.check_sheets(tabs.len())?;
    let any_merged = mentions(bytes, MERGED);
    let mut sheets = Vec::new();
    for tab in tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet) {
        let merged = if any_merged { merged(&mut book, &tab.name) } else { Vec::new() };
        let (grid, blanks) = cells(&mut book, &tab.name, &mut budget)?;
        let mut sheet = grid.finish(&tab.name, grid::visibility(tab.visible), merged);
        if !blanks.is_empty() && mentions(bytes, FORMULA) {
            add_uncomputed(&mut book, &blanks, &mut sheet);
        }
        sheets.push(sheet);
    }
    Ok(Workbook { format, sheets })
}

/// The cells of a sheet, and the places of cells without a value: formulas may stand there.
fn cells<'b>(
    book: &mut Book<'_>,
    name: &str,
    budget: &'b mut Budget,
) -> Result<(Grid<'b>, HashSet<(u32, u32)>), ReadFailure> {
    let mut grid = Grid::new(budget);
    let mut blanks = HashSet::new();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok((grid, blanks)),
        Err(error) => return Err(failure(&error)),
    };
    let formats = formats(reader.styles());
    loop {
        match reader.next_cell_with_style_id() {
            Ok(None) => return Ok((grid, blanks)),
            Ok(Some((cell, style))) => match cell.get_value() {
                DataRef::Empty => {
                    blanks.insert(cell.get_position());
                }
                value => {
                    if let Some(value) = grid::borrowed(value) {
                        grid.put(cell.get_position(), formatted(value, formats.get(style)))?;
                    }
                }
            },
            Err(error) if is_damage(&error) || grid.faults() >= MOST_FAULTS => return Err(failure(&error)),
            Err(_) => grid.unreadable(),
        }
    }
}

/// The number format of each style; none for the general one.
fn formats(styles: &[Style]) -> Vec<Option<Arc<str>>> {
    let code = |style: &Style| style.number_format.as_ref().map(|format| format.format_code.clone());
    let special = |code: &String| !code.eq_ignore_ascii_case("general") && !code.is_empty();
    styles.iter().map(|style| code(style).filter(special).map(Arc::from)).collect()
}

fn formatted(cell: Cell, format: Option<&Option<Arc<str>>>) -> Cell {
    match (cell, format) {
        (Cell::Number { value, .. }, Some(format)) => Cell::Number { value, format: format.clone() },
        (cell, _) => cell,
    }
}

/// Marks the blanks that hold formulas: a program wrote them and no spreadsheet ever computed them.
fn add_uncomputed(book: &mut Book<'_>, blanks: &HashSet<(u32, u32)>, sheet: &mut Sheet) {
    let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) else { return };
    let mut uncomputed = Vec::new();
    while let Ok(Some(record)) = reader.next_cell_with_formula_metadata() {
        if record.formula.is_some() && blanks.contains(&record.pos) {
            uncomputed.push(record.pos);
        }
    }
    grid::add(sheet, &uncomputed, &Cell::Uncomputed);
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
