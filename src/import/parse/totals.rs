//! Control totals: rows of a table that state a sum or a count, against what was read.
//!
//! Pure. A total is of the rows since the total or the section before it, or of all rows above; which of them, the numbers
//! tell. A count may be of rows or of records, since a row can hold several.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::{Deserialize, Serialize};

use crate::import::cell::{At, CellRef, Column};
use crate::import::issue::{Issue, IssueCode};
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;

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

/// What was read of a table, as far as totals may state it.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// Amounts, by column and row.
    pub(super) amounts: BTreeMap<(Column, u32), Decimal>,
    /// How many records each row held.
    pub(super) lines: BTreeMap<u32, usize>,
    /// How many marks each column of a matrix held.
    pub(super) marks: BTreeMap<Column, usize>,
}

/// The totals of a table: of amounts under amounts, of rows or records where the number stands under something else or
/// within the text.
pub(super) fn totals(
    sheet: &Sheet,
    table: &MappedTable,
    counted: &Counted,
    vocabulary: &Vocabulary,
) -> Vec<ControlTotal> {
    let mut totals = Vec::new();
    let mut before = 0;
    for row in table.table.totals.iter().copied() {
        let Some(cells) = sheet.row(row) else { continue };
        let text = |cell: &Cell| if let Cell::Text(text) = cell { Some(text.trim().to_owned()) } else { None };
        let label = cells.cells.iter().find_map(|(_, cell)| text(cell)).unwrap_or_default();
        if vocabulary.records.is_average(&label) {
            continue;
        }
        let section = table.table.sections.iter().map(|section| section.row).filter(|section| *section < row).max();
        let starts = [section.unwrap_or(0).max(before), before, 0];
        for (column, stated) in stated(&cells.cells) {
            let read = read(counted, column, starts, row);
            let agreeing = read.iter().find(|read| **read == stated);
            totals.push(ControlTotal {
                sheet: sheet.name.to_string(),
                cell: At { row, column }.to_string(),
                label: label.clone(),
                stated,
                read: *agreeing.unwrap_or(&read[0]),
                agrees: agreeing.is_some(),
            });
        }
        before = row;
    }
    totals
}

/// The numbers of a row: those of its cells, or else the one within its text: `Totaal 14 deelnemers`.
fn stated(cells: &[(Column, Cell)]) -> Vec<(Column, Decimal)> {
    let numbers: Vec<(Column, Decimal)> =
        cells.iter().filter_map(|(column, cell)| Some((*column, number(cell)?))).collect();
    if !numbers.is_empty() {
        return numbers;
    }
    let within = |(column, cell): &(Column, Cell)| match cell {
        Cell::Text(text) => Some((*column, number_within(text)?)),
        _ => None,
    };
    cells.iter().find_map(within).into_iter().collect()
}

fn number(cell: &Cell) -> Option<Decimal> {
    match cell {
        // A spreadsheet computes its sums in floating point; more than fifteen digits of them are noise.
        Cell::Number { value, .. } => Decimal::from_f64(*value)?.round_sf(15).map(|number| number.normalize()),
        _ => None,
    }
}

/// The only whole number of a text that is no year; `Subtotaal China 2016: 14` states fourteen.
fn number_within(text: &str) -> Option<Decimal> {
    let is_part = |letter: char| letter.is_alphanumeric() || ".,-/€%".contains(letter);
    let tokens = text.split(|letter: char| !is_part(letter)).map(|token| token.trim_matches(['.', ',', '-']));
    let whole =
        |token: &&str| !token.is_empty() && token.len() <= 6 && token.bytes().all(|digit| digit.is_ascii_digit());
    let is_year = |token: &&str| token.len() == 4 && (token.starts_with("19") || token.starts_with("20"));
    let mut numbers = tokens.filter(whole).filter(|token| !is_year(token));
    let number = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(number)
}

/// What the number in a column may be: the sum of its amounts or the marks in it, or else records or rows; each from
/// several rows on.
fn read(counted: &Counted, column: Column, starts: [u32; 3], to: u32) -> Vec<Decimal> {
    let Counted { amounts, lines, marks } = counted;
    if amounts.range((column, 0)..(column, u32::MAX)).next().is_some() {
        let sum =
            |from: u32| amounts.range((column, from + 1)..(column, to)).map(|(_, amount)| *amount).sum::<Decimal>();
        return starts.map(|from| sum(from).normalize()).to_vec();
    }
    if let Some(marks) = marks.get(&column) {
        return vec![Decimal::from(*marks)];
    }
    let records = starts.map(|from| Decimal::from(lines.range(from..to).map(|(_, records)| *records).sum::<usize>()));
    let rows = starts.map(|from| Decimal::from(lines.range(from..to).count()));
    records.into_iter().chain(rows).collect()
}

/// The warning of a total that differs.
pub(super) fn mismatch(sheet: &Sheet, total: &ControlTotal) -> Option<Issue> {
    let at = CellRef { sheet: sheet.name.clone(), at: total.cell.parse().ok()? };
    let issue = Issue::new(IssueCode::ControlTotalMismatch).at(&at).value(total.stated.to_string());
    (!total.agrees).then(|| issue.expected(total.read.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_may_stand_within_its_text() {
        for (text, expected) in [
            ("Totaal 14 deelnemers", Some(14)),
            ("Subtotaal China: 14", Some(14)),
            ("Subtotaal China 2016: 14", Some(14)),
            ("Aantal deelnemers 52", Some(52)),
            ("Totaal € 1.250,00", None),
            ("Totaal 2016", None),
            ("Totaal 3 missies, 14 deelnemers", None),
            ("Totaal", None),
        ] {
            assert_eq!(number_within(text), expected.map(Decimal::from), "{text}");
        }
    }
}
