//! The annotated workbook: what somebody handed in, with every finding at its cell, to be repaired and handed in again.
//!
//! Pure. The sheets come back with their values, dates, number formats and merged regions; formulas come back as what
//! they came to. A cell with findings has the colour of the worst and a note that says what was found, what was expected
//! and what to do. A sheet before the others lists all findings, each with a link to its cell.
//!
//! Invariant: the values of the sheets are what was read, so that handing the workbook in again changes only what was
//! repaired; the importer knows its list by its header and leaves it out ([`is_list`]). Of columns that are never stored
//! notes and list say nothing but the header.

mod list;
mod marks;
mod sheets;

pub use self::list::is_list;

use self::marks::Marks;
use super::issue::Issue;
use super::read::{Sheet, Workbook};
use crate::services::workbook::{Book, XlsxError};

/// Writes a workbook with its findings, as the bytes of an xlsx file.
pub fn annotate(workbook: &Workbook, issues: &[Issue]) -> Result<Vec<u8>, XlsxError> {
    // The list of an earlier time goes: what it says is no longer so.
    let kept: Vec<&Sheet> = workbook.sheets.iter().filter(|sheet| !is_list(sheet)).collect();
    let mut book = Book::default();
    let names: Vec<String> = kept.iter().map(|sheet| book.name(&sheet.name)).collect();
    let marks = Marks::new(&kept, issues);
    list::write(&mut book, &kept, &names, issues)?;
    for (index, (sheet, name)) in kept.iter().zip(&names).enumerate() {
        sheets::write(&mut book, sheet, name, marks.of(index))?;
    }
    book.bytes()
}
