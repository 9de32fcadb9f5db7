//! Control totals: rows of a table that state a sum or a count, against what was read.
//!
//! Pure. A total is of the rows since the total before it, or of all rows above; which of the two, the numbers tell.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::{Deserialize, Serialize};

use crate::import::cell::{At, CellRef, Column};
use crate::import::issue::{Issue, IssueCode};
use crate::import::locate::Table;
use crate::import::read::{Cell, Sheet};

/// A total that the file states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTotal {
    /// Its sheet.
    pub sheet: String,
    /// Its cell.
    pub cell: String,
    /// As written beside it.
    pub label: String,
    /// What the file states.
    pub stated: Decimal,
    /// What was read.
    pub read: Decimal,
    /// Whether they are the same.
    pub agrees: bool,
}

/// The amounts that were read, by column and row.
pub(super) type Amounts = BTreeMap<(Column, u32), Decimal>;

/// The totals of a table: of amounts under amounts, of rows where the cell stands under something else.
pub(super) fn totals(sheet: &Sheet, table: &Table, amounts: &Amounts) -> Vec<ControlTotal> {
    let mut totals = Vec::new();
    let mut before = 0;
    for row in table.totals.iter().copied() {
        let Some(cells) = sheet.row(row) else { continue };
        let label = cells.cells.iter().find_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        });
        for (column, cell) in &cells.cells {
            let Some(stated) = number(cell) else { continue };
            let read = [before, 0].map(|from| read(table, amounts, *column, (from, row)));
            let agreeing = read.iter().find(|read| **read == stated);
            totals.push(ControlTotal {
                sheet: sheet.name.to_string(),
                cell: At { row, column: *column }.to_string(),
                label: label.clone().unwrap_or_default(),
                stated,
                read: *agreeing.unwrap_or(&read[0]),
                agrees: agreeing.is_some(),
            });
        }
        before = row;
    }
    totals
}

fn number(cell: &Cell) -> Option<Decimal> {
    match cell {
        // A spreadsheet computes its sums in floating point; more than fifteen digits of them are noise.
        Cell::Number { value, .. } => Decimal::from_f64(*value)?.round_sf(15).map(|number| number.normalize()),
        _ => None,
    }
}

/// The sum of a column of amounts between two rows, or the number of rows there.
fn read(table: &Table, amounts: &Amounts, column: Column, (from, to): (u32, u32)) -> Decimal {
    if amounts.keys().any(|(with, _)| *with == column) {
        return amounts.range((column, from + 1)..(column, to)).map(|(_, amount)| *amount).sum::<Decimal>().normalize();
    }
    Decimal::from(table.body.iter().filter(|row| (from..to).contains(row)).count())
}

/// The warning of a total that differs.
pub(super) fn mismatch(sheet: &Sheet, total: &ControlTotal) -> Option<Issue> {
    let at = CellRef { sheet: sheet.name.clone(), at: total.cell.parse().ok()? };
    let issue = Issue::new(IssueCode::ControlTotalMismatch).at(&at).value(total.stated.to_string());
    (!total.agrees).then(|| issue.expected(total.read.to_string()))
}
