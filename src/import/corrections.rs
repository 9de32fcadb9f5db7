//! Corrections: what somebody says that cells should have said, put into a workbook that was read, and taken out again.
//!
//! Pure. Invariant: what was replaced is kept, so it can be told and put back; of a column that has no field, which may be
//! one that must not be stored, nothing is told but the place.

use std::sync::Arc;

use super::cell::{At, CellRef};
use super::issue::{Issue, IssueCode};
use super::map::MappedTable;
use super::read::{Cell, Row, Sheet, Workbook};
use super::settings::Correction;

/// A cell that was replaced.
#[derive(Debug)]
pub(super) struct Replaced {
    sheet: usize,
    at: At,
    before: Option<Cell>,
}

impl Replaced {
    /// What the file says there.
    pub(super) const fn before(&self) -> Option<&Cell> {
        self.before.as_ref()
    }
}

/// Puts corrections into a workbook. Those of sheets that it does not have are passed over.
pub(super) fn apply(workbook: &mut Workbook, corrections: &[Correction]) -> Vec<Replaced> {
    let mut replaced = Vec::with_capacity(corrections.len());
    for correction in corrections {
        let Some(sheet) = workbook.sheets.iter().position(|sheet| *sheet.name == *correction.sheet) else { continue };
        let value = correction.value.trim();
        let cell = (!value.is_empty()).then(|| Cell::Text(value.into()));
        let before = put(&mut workbook.sheets[sheet], correction.at, cell);
        replaced.push(Replaced { sheet, at: correction.at, before });
    }
    replaced
}

/// Puts back what corrections replaced.
pub(super) fn take_back(workbook: &mut Workbook, replaced: Vec<Replaced>) {
    for Replaced { sheet, at, before } in replaced {
        put(&mut workbook.sheets[sheet], at, before);
    }
}

/// Puts a cell in its place, or empties it, and returns what was there.
fn put(sheet: &mut Sheet, at: At, cell: Option<Cell>) -> Option<Cell> {
    let row = match sheet.rows.binary_search_by_key(&at.row, |row| row.number) {
        Ok(index) => &mut sheet.rows[index],
        Err(index) => {
            sheet.rows.insert(index, Row { number: at.row, cells: Vec::new() });
            &mut sheet.rows[index]
        }
    };
    let place = row.cells.binary_search_by_key(&at.column, |(column, _)| *column);
    let before = match (place, cell) {
        (Ok(index), Some(cell)) => Some(std::mem::replace(&mut row.cells[index].1, cell)),
        (Ok(index), None) => Some(row.cells.remove(index).1),
        (Err(index), Some(cell)) => {
            row.cells.insert(index, (at.column, cell));
            None
        }
        (Err(_), None) => None,
    };
    sheet.rows.retain(|row| row.number != at.row || !row.cells.is_empty());
    before
}

/// Tells of each correction at its cell.
pub(super) fn notices(workbook: &Workbook, tables: &[MappedTable], replaced: &[Replaced]) -> Vec<Issue> {
    let notice = |one: &Replaced| {
        let sheet = &workbook.sheets[one.sheet];
        let issue = Issue::new(IssueCode::Corrected).at(&CellRef { sheet: Arc::clone(&sheet.name), at: one.at });
        let Some(field) = tables.iter().find_map(|table| table.field_at(&sheet.name, one.at)) else { return issue };
        let shown = |cell: Option<&Cell>| cell.map(|cell| cell.shown().into_owned()).unwrap_or_default();
        issue.field(field).value(shown(one.before())).expected(shown(sheet.cell(one.at)))
    };
    replaced.iter().map(notice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text_sheet::sheet;
    use crate::values::ImportFormat;

    #[test]
    fn what_was_corrected_can_be_taken_back_to_the_last_cell() {
        let sheets = vec![sheet("Blad1", "Missie | Land\nA | Turkye\nB |")];
        let original = Workbook { format: ImportFormat::Csv, sheets };
        let mut workbook = original.clone();
        let correction = |at: &str, value: &str| Correction {
            sheet: "Blad1".to_owned(),
            at: at.parse().unwrap(),
            value: value.to_owned(),
        };
        let corrections =
            [correction("B2", " Turkije "), correction("B3", "China"), correction("A5", "C"), correction("A3", "")];
        let replaced = apply(&mut workbook, &corrections);
        let shown = |at: &str| workbook.sheets[0].cell(at.parse().unwrap()).map(|cell| cell.shown().into_owned());
        assert_eq!(
            ["B2", "B3", "A5", "A3"].map(shown),
            [Some("Turkije"), Some("China"), Some("C"), None].map(|text| text.map(str::to_owned))
        );
        take_back(&mut workbook, replaced);
        assert_eq!(workbook, original);
    }
}
