//! Excel binary workbooks (xlsb), cell by cell.

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsb, XlsbError};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Grid};

/// A workbook in memory.
type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads an xlsb.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    let mut book: Book<'_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let tabs = book.sheets_metadata().to_vec();
    grid.check_sheets(tabs.len())?;
    tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet).try_for_each(|tab| sheet(&mut book, tab, grid))
}

fn sheet(book: &mut Book<'_>, tab: &calamine::Sheet, grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    grid.begin(&tab.name, grid::visibility(tab.visible))?;
    let mut reader = book.worksheet_cells_reader(&tab.name).map_err(|error| failure(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| failure(&error))? {
        if let Some(value) = grid::borrowed(cell.get_value()) {
            grid.put(cell.get_position(), value)?;
        }
    }
    // The reader does not give merged regions of this format.
    grid.end(Vec::new())
}

fn failure(error: &XlsbError) -> ReadFailure {
    match error {
        XlsbError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
