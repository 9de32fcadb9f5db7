//! Excel binary workbooks (xlsb), cell by cell.

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsb, XlsbError};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Budget, Grid};
use super::limits::Limits;
use super::{Sheet, Workbook};
use crate::values::ImportFormat;

/// A workbook in memory.
type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads an xlsb.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadFailure> {
    let mut book: Book<'_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let mut budget = Budget::new(limits);
    let tabs = book.sheets_metadata().to_vec();
    budget.check_sheets(tabs.len())?;
    let tabs = tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet);
    let sheets = tabs.map(|tab| sheet(&mut book, tab, &mut budget)).collect::<Result<_, _>>()?;
    Ok(Workbook { format: ImportFormat::Xlsb, sheets })
}

fn sheet(book: &mut Book<'_>, tab: &calamine::Sheet, budget: &mut Budget) -> Result<Sheet, ReadFailure> {
    let mut grid = Grid::new(budget);
    let mut reader = book.worksheet_cells_reader(&tab.name).map_err(|error| failure(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| failure(&error))? {
        if let Some(value) = grid::borrowed(cell.get_value()) {
            grid.put(cell.get_position(), value)?;
        }
    }
    // The reader does not give merged regions of this format.
    Ok(grid.finish(&tab.name, grid::visibility(tab.visible), Vec::new()))
}

fn failure(error: &XlsbError) -> ReadFailure {
    match error {
        XlsbError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
