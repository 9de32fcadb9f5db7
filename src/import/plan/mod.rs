//! Stage 6, plan: what applying would do, record by record. Pure, so that a dry run *is* the plan.
//!
//! Invariant: a plan depends on the file, the vocabulary, the decisions and the stored records that it touches, and on
//! nothing else; [`Plan::hash`] speaks of none of the ids and times that are made on the way.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::issue::Issue;
use crate::services::changes::Change;
use crate::values::{ChangeOperation, ImportFormat, Indicator, RecordKind, Severity};

/// What applying a file would do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The format of the file, decided by its content.
    pub format: ImportFormat,
    /// What becomes of each record, in the order of the file; rows that are left out and records that are missing last.
    pub records: Vec<PlannedRecord>,
    /// What could not be read, is doubted or was inferred.
    pub issues: Vec<Issue>,
    /// What the interface shows beside records and issues.
    pub outline: Outline,
}

/// What becomes of one record.
#[derive(Clone, Debug)]
pub struct PlannedRecord {
    /// What sort of record.
    pub kind: RecordKind,
    /// What happens to it.
    pub operation: ChangeOperation,
    /// Its key in the register, fresh where the record is new; nothing for rows that are left out.
    pub id: Option<Uuid>,
    /// Its natural key, which the hash speaks of.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What changes, for people.
    pub fields: Vec<FieldChange>,
    /// Where it was first met.
    pub source: Source,
    /// The rows to write.
    pub change: Option<Change>,
    /// Its version in the register before; 0 where it is new.
    pub version: i32,
}

/// A field that gets another value, in the words of people: names, no keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The name of the field, as the interface has it.
    pub field: String,
    /// What it said.
    pub before: Option<String>,
    /// What it will say.
    pub after: Option<String>,
}

/// Where in the file a record stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The sheet.
    pub sheet: String,
    /// The row, as the spreadsheet counts.
    pub row: u32,
    /// The cells, as in `B4:H4`.
    pub cells: Option<String>,
}

/// What the interface shows of a plan beside its records and issues; kept with the import as JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Outline {
    /// Numbers of everything.
    pub summary: Summary,
    /// The tables that were found, and what their columns were taken for.
    pub tables: Vec<PlannedTable>,
    /// What a person may decide.
    pub reviews: Vec<Review>,
    /// Totals that the file states, against what was read.
    pub control_totals: Vec<ControlTotal>,
    /// What applying would do to the progress of performances.
    pub effects: Vec<Effect>,
}

/// Numbers of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Rows of all tables.
    pub rows: usize,
    /// Records that are new.
    pub created: usize,
    /// Records that change.
    pub updated: usize,
    /// Records that are in the register already, with the same values.
    pub unchanged: usize,
    /// Rows that are left out.
    pub skipped: usize,
    /// Issues that keep their row out.
    pub errors: usize,
    /// Issues that do not.
    pub warnings: usize,
    /// Decisions that wait for a person.
    pub reviews: usize,
}

/// A table that was found in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedTable {
    /// Its sheet.
    pub sheet: String,
    /// As in `B4:H60`.
    pub range: String,
    /// What its rows hold.
    pub record_kinds: Vec<RecordKind>,
    /// The rows of its header.
    pub header_rows: Vec<u32>,
    /// Its columns.
    pub columns: Vec<PlannedColumn>,
}

/// A column of a table, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedColumn {
    /// As in `C`.
    pub letter: String,
    /// As written.
    pub header: String,
    /// The name of its field; nothing when it is ignored.
    pub field: Option<String>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The first few values; none of a blocked column.
    pub samples: Vec<String>,
    /// Why it is ignored.
    pub ignored_because: Option<String>,
}

/// A record that may be one of the register, for a person to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// Names the review within its import, and the decision in later ones.
    pub key: String,
    /// What sort of record.
    pub record_kind: RecordKind,
    /// What the file says.
    pub incoming: String,
    /// What it may be, best first.
    pub candidates: Vec<Candidate>,
    /// The candidate that the program would take; nothing recommends a new record.
    pub recommended: Option<Uuid>,
}

/// A stored record that may be meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its key.
    pub id: Uuid,
    /// What people call it.
    pub label: String,
    /// From 0 to 1.
    pub score: f64,
    /// Why.
    pub evidence: Vec<String>,
}

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

/// What applying would do to the progress of a performance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The code of the performance.
    pub code: String,
    /// Its budget year.
    pub year: i32,
    /// What is counted.
    pub indicator: Indicator,
    /// What the register counts.
    pub before: Decimal,
    /// What it would count.
    pub after: Decimal,
}

impl Plan {
    /// How many issues are errors.
    pub fn errors(&self) -> usize {
        self.issues.iter().filter(|issue| issue.code.severity() == Severity::Error).count()
    }
}
