//! Excel workbooks of 1997 to 2003 (xls).

use std::io::Cursor;

use calamine::{Reader, SheetType, Xls, XlsError};
use memchr::memmem;

use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Grid};

/// A workbook in memory.
type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// The stream of a compound file in which Office keeps what a password protects.
const ENCRYPTED: &str = "EncryptedPackage";
/// The streams of compound files that are no workbooks.
const NO_WORKBOOK: [&str; 3] = ["WordDocument", "PowerPoint Document", "__nameid_version1.0"];
/// Streams of a compound file begin at multiples of this.
const SMALLEST_SECTOR: usize = 64;
/// The first record of a workbook, with what it is the beginning of: workbooks of Excel 97 and of Excel 5.
const BEGINNINGS: [&[u8]; 2] = [b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00"];
/// The record that says that those after it are encrypted.
const FILE_PASS: u16 = 0x002F;
/// Records after the first among which that one is.
const FIRST_RECORDS: usize = 4;

/// Reads an xls. A compound file may also be an encrypted workbook of a later version.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<(), ReadFailure> {
    if has_stream(bytes, ENCRYPTED) || is_encrypted(bytes) {
        return Err(FailureCode::PasswordProtected.into());
    }
    if NO_WORKBOOK.iter().any(|stream| has_stream(bytes, stream)) {
        return Err(FailureCode::NoSpreadsheet.into());
    }
    let mut book: Book<'_> = Xls::new(Cursor::new(bytes)).map_err(|error| failure(&error))?;
    let tabs = book.sheets_metadata().to_vec();
    grid.check_sheets(tabs.len())?;
    tabs.iter().filter(|tab| tab.typ == SheetType::WorkSheet).try_for_each(|tab| sheet(&mut book, tab, grid))
}

/// Whether a compound file has a stream of a name, which it keeps in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &name).is_some()
}

/// Whether the records of the workbook are encrypted. The reader knows this of some ways to encrypt only.
fn is_encrypted(bytes: &[u8]) -> bool {
    let begins = |start: &&[u8]| BEGINNINGS.iter().any(|beginning| start.starts_with(beginning));
    let starts = (0..bytes.len()).step_by(SMALLEST_SECTOR).map(|at| &bytes[at..]).filter(begins);
    starts.take(FIRST_RECORDS).any(|start| records(start).take(FIRST_RECORDS).any(|record| record == FILE_PASS))
}

/// The sorts of the records from here on.
fn records(mut rest: &[u8]) -> impl Iterator<Item = u16> {
    std::iter::from_fn(move || {
        let [sort, other, length, more, ..] = *rest else { return None };
        rest = rest.get(4 + usize::from(u16::from_le_bytes([length, more]))..)?;
        Some(u16::from_le_bytes([sort, other]))
    })
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

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn an_encrypted_workbook_needs_its_password_however_it_was_encrypted() {
        for (beginning, how) in [(BEGINNINGS[0], 0_u8), (BEGINNINGS[0], 1), (BEGINNINGS[1], 0)] {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.resize(512, 0);
            bytes.extend(beginning);
            bytes.resize(512 + 4 + usize::from(beginning[2]), 0);
            bytes.extend([0x2F, 0, 6, 0, how, 0, 1, 2, 3, 4]);
            bytes.resize(4096, 0);
            assert_eq!(read(&bytes), Err(FailureCode::PasswordProtected.into()));
        }
    }
}
