//! Excel workbooks of 1997 to 2003 (xls).

use std::io::Cursor;

use calamine::{Reader, SheetType, Xls, XlsError};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Budget, Grid};
use super::limits::Limits;
use super::{Sheet, Workbook};
use crate::values::ImportFormat;

/// A workbook in memory.
type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// The stream of a compound file in which Office keeps what a password protects, in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";

/// Reads an xls. A compound file may also be an encrypted workbook of a later version.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadFailure> {
    if is_encrypted(bytes) {
        return Err(FailureCode::PasswordProtected.into());
    }
    let mut book: Book<'_> = Xls::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let mut budget = Budget::new(limits);
    let tabs = book.sheets_metadata().to_vec();
    budget.check_sheets(tabs.len())?;
    let tabs = tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet);
    let sheets = tabs.map(|tab| sheet(&mut book, tab, &mut budget)).collect::<Result<_, _>>()?;
    Ok(Workbook { format: ImportFormat::Xls, sheets })
}

fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn sheet(book: &mut Book<'_>, tab: &calamine::Sheet, budget: &mut Budget) -> Result<Sheet, ReadFailure> {
    let range = book.worksheet_range(&tab.name).map_err(|error| failure(&error))?;
    let regions = book.merge_cells_by_sheet_name(&tab.name).unwrap_or_default();
    let merged = regions.into_iter().filter_map(grid::merged).collect();
    let mut grid = Grid::new(budget);
    grid.put_all(&range)?;
    Ok(grid.finish(&tab.name, grid::visibility(tab.visible), merged))
}

fn failure(error: &XlsError) -> ReadFailure {
    match error {
        XlsError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
