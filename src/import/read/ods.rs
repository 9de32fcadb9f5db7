//! OpenDocument spreadsheets (ods).

use std::io::Cursor;

use calamine::{Ods, OdsError, Reader};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Grid};

/// A workbook in memory.
type Book<'a> = Ods<Cursor<&'a [u8]>>;

/// Reads an ods.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    let mut book: Book<'_> = Ods::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let tabs = book.sheets_metadata().to_vec();
    grid.check_sheets(tabs.len())?;
    tabs.iter().try_for_each(|tab| sheet(&mut book, tab, grid))
}

fn sheet(book: &mut Book<'_>, tab: &calamine::Sheet, grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    let range = book.worksheet_range(&tab.name).map_err(|error| failure(&error))?;
    grid.begin(&tab.name, grid::visibility(tab.visible))?;
    grid.put_all(&range)?;
    // The reader does not give merged regions of this format.
    grid.end(Vec::new())
}

fn failure(error: &OdsError) -> ReadFailure {
    match error {
        OdsError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
