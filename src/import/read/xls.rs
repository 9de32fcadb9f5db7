//! Excel workbooks of 1997 to 2003 (xls).

use std::io::Cursor;

use calamine::{Reader, SheetType, Xls, XlsError};

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Grid};

/// A workbook in memory.
type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// The stream of a compound file in which Office keeps what a password protects, in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";

/// Reads an xls. A compound file may also be an encrypted workbook of a later version.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    if is_encrypted(bytes) {
        return Err(FailureCode::PasswordProtected.into());
    }
    let mut book: Book<'_> = Xls::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let tabs = book.sheets_metadata().to_vec();
    grid.check_sheets(tabs.len())?;
    tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet).try_for_each(|tab| sheet(&mut book, tab, grid))
}

fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn sheet(book: &mut Book<'_>, tab: &calamine::Sheet, grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    let range = book.worksheet_range(&tab.name).map_err(|error| failure(&error))?;
    let regions = book.merge_cells_by_sheet_name(&tab.name).unwrap_or_default();
    let merged = regions.into_iter().filter_map(grid::merged).collect();
    grid.begin(&tab.name, grid::visibility(tab.visible))?;
    grid.put_all(&range)?;
    grid.end(merged)
}

fn failure(error: &XlsError) -> ReadFailure {
    match error {
        XlsError::Password => FailureCode::PasswordProtected.into(),
        _ => FailureCode::Damaged.into(),
    }
}
