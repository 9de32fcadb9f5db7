//! The settings of an import: what its plan depends on beside the file, the vocabulary and the register.
//!
//! Pure. Invariant: they are kept with the import, as JSON, so the same plan can be made again at any time. Of one table,
//! of one column and of one cell there is one decision: a later one replaces it.

use serde::{Deserialize, Serialize};

use super::cell::{At, Column, Range};
use super::field::Field;
use super::profile::Mapping;
use crate::services::match_decisions::Decisions;

/// How a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The saved mapping that it is read with.
    pub profile: Option<UsedProfile>,
    /// Hidden sheets that are read all the same.
    pub sheets: Vec<String>,
    /// What somebody decided of its tables.
    pub tables: Vec<TableChoice>,
    /// What somebody corrected in its cells.
    pub corrections: Vec<Correction>,
    /// What somebody decided on its reviews.
    pub decisions: Decisions,
}

/// A saved mapping as it was when the file was first read with it: what becomes of the profile later changes no plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UsedProfile {
    /// Its name.
    pub name: String,
    /// Whether the file was known by its headers, rather than the profile being asked for.
    pub recognised: bool,
    /// What it says.
    pub mapping: Mapping,
}

/// What somebody decided of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableChoice {
    /// Its sheet.
    pub sheet: String,
    /// Where it is: where a table was found, or anywhere else.
    pub range: Range,
    /// The rows of its header; where nobody says, those that were found there, or else its first row.
    pub header_rows: Option<Vec<u32>>,
    /// What its columns hold; those that are not named are the program's to decide.
    pub columns: Vec<ColumnChoice>,
    /// Whether it is left out.
    pub ignore: bool,
}

/// What somebody decided of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Its column.
    pub column: Column,
    /// For a label, its row.
    pub row: Option<u32>,
    /// What it holds; nothing ignores it.
    pub field: Option<Field>,
}

/// What somebody corrected in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its sheet.
    pub sheet: String,
    /// Its place.
    pub at: At,
    /// What it says instead; an empty text empties it.
    pub value: String,
}

impl Settings {
    /// Reads what [`Settings::to_json`] wrote; what cannot be read is left at its default.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As they are kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a hidden sheet is to be read.
    pub fn chooses(&self, sheet: &str) -> bool {
        self.sheets.iter().any(|chosen| chosen == sheet)
    }

    /// What was decided of the table in a range.
    pub fn table(&self, sheet: &str, range: Range) -> Option<&TableChoice> {
        self.tables.iter().find(|choice| choice.sheet == sheet && choice.range == range)
    }

    /// Takes a decision on a table: it adds to what was decided of the same table, and replaces what was decided of any
    /// other that lies in its way.
    pub fn decide(&mut self, choice: TableChoice) {
        let (sheet, range) = (choice.sheet.clone(), choice.range);
        let known = self.tables.iter_mut().find(|known| known.sheet == sheet && known.range == range);
        match known {
            Some(known) => known.take(choice),
            None => self.tables.push(choice),
        }
        self.tables.retain(|known| known.sheet != sheet || known.range == range || !known.range.overlaps(range));
    }

    /// Takes a correction in the place of an earlier one of the same cell.
    pub fn correct(&mut self, correction: Correction) {
        self.forget_correction(&correction.sheet, correction.at);
        self.corrections.push(correction);
    }

    /// Takes a correction back.
    pub fn forget_correction(&mut self, sheet: &str, at: At) {
        self.corrections.retain(|known| known.sheet != sheet || known.at != at);
    }
}

impl TableChoice {
    fn take(&mut self, later: Self) {
        for column in later.columns {
            let place = (column.column, column.row);
            self.columns.retain(|known| (known.column, known.row) != place);
            self.columns.push(column);
        }
        self.header_rows = later.header_rows.or_else(|| self.header_rows.take());
        self.ignore = later.ignore;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(columns: &[(u32, Option<Field>)]) -> Vec<ColumnChoice> {
        columns
            .iter()
            .map(|(column, field)| ColumnChoice { column: Column(*column), row: None, field: *field })
            .collect()
    }

    fn choice(range: &str, columns: Vec<ColumnChoice>) -> TableChoice {
        let range = range.parse().unwrap();
        TableChoice { sheet: "Blad1".to_owned(), range, header_rows: None, columns, ignore: false }
    }

    #[test]
    fn a_later_decision_adds_to_one_on_the_same_table_and_replaces_one_that_is_in_its_way() {
        let mut settings = Settings::default();
        settings.decide(choice("A1:C9", columns(&[(0, Some(Field::MissionCode)), (1, None)])));
        settings.decide(choice("A1:C9", columns(&[(1, Some(Field::MissionTitle))])));
        let decided = settings.table("Blad1", "A1:C9".parse().unwrap()).unwrap();
        assert_eq!(decided.columns, columns(&[(0, Some(Field::MissionCode)), (1, Some(Field::MissionTitle))]));
        settings.decide(choice("A12:C20", Vec::new()));
        settings.decide(choice("B2:C9", Vec::new()));
        let ranges: Vec<String> = settings.tables.iter().map(|table| table.range.to_string()).collect();
        assert_eq!(ranges, ["A12:C20", "B2:C9"]);
        assert_eq!(Settings::from_json(&settings.to_json()), settings);
    }
}
