//! OpenDocument spreadsheets (ods).

use std::io::Cursor;

use calamine::{Ods, OdsError, Reader};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Budget, Grid};
use super::limits::Limits;
use super::{Sheet, Workbook};
use crate::values::ImportFormat;

/// A workbook in memory.
type Book<'a> = Ods<Cursor<&'a [u8]>>;

/// Reads an ods.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadFailure> {
    let mut book: Book<'_> = Ods::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let mut budget = Budget::new(limits);
    let tabs = book.sheets_metadata().to_vec();
    budget.check_sheets(tabs.len())?;
    let sheets = tabs.iter().map(|tab| sheet(&mut book, tab, &mut budget)).collect::<Result<_, _>>()?;
    Ok(Workbook { format: ImportFormat::Ods, sheets })
}

fn sheet(book: &mut Book<'_>, tab: &calamine::Sheet, budget: &mut Budget) -> Result<Sheet, ReadFailure> {
    let range = book.worksheet_range(&tab.name).map_err(|error| failure(&error))?;
    let mut grid = Grid::new(budget);
    grid.put_all(&range)?;
    // The reader does not give merged regions of this format.
    Ok(grid.finish(&tab.name, grid::visibility(tab.visible), Vec::new()))
}

fn failure(error: &OdsError) -> ReadFailure {
    match error {
        OdsError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
