//! Stage 6, plan: what applying would do, record by record. Pure, so that a dry run *is* the plan.
//!
//! Invariant: a plan depends on the file, the vocabulary, the decisions and the stored records that it touches, and on
//! nothing else; [`Plan::hash`] speaks of none of the ids and times that are made on the way.

mod fields;
mod make;
mod wanted;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use self::fields::Labels;
pub use self::make::Evidence;
use super::issue::Issue;
use super::likeness;
use super::map::{MappedColumn, MappedTable};
pub use super::parse::totals::ControlTotal;
use crate::entities::import_change;
use crate::services::changes::Change;
use crate::services::fingerprint::hexadecimal;
use crate::services::match_decisions::{Choice, Remembered};
use crate::values::{ChangeOperation, Code, ImportFormat, Indicator, RecordKind};

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
    /// What the records are called that the values of others refer to.
    labels: Labels,
    /// The fingerprint, once somebody asked for it.
    hash: OnceLock<String>,
}

/// What becomes of one record. A large file makes a great many of these.
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
    pub label: Arc<str>,
    /// What an update changes, for people; see [`Plan::fields`].
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
    /// As in `C`; for a label the cell of its value, as in `C5`.
    pub letter: String,
    /// As written.
    pub header: String,
    /// The name of its field; nothing when it is ignored.
    pub field: Option<String>,
    /// From 0 to 1.
    pub confidence: f64,
    /// Why it is taken for that, in words.
    #[serde(default)]
    pub evidence: Vec<String>,
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
    /// What somebody decided; nothing as long as nobody did.
    #[serde(default)]
    pub decision: Option<Choice>,
    /// The record that it is after that decision.
    #[serde(skip)]
    pub record: Option<Uuid>,
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
    pub evidence: Vec<likeness::Evidence>,
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
    pub const fn errors(&self) -> usize {
        self.outline.summary.errors
    }

    /// Lists records that an earlier version of the file had and this one lacks.
    pub(super) fn miss(&mut self, missing: Vec<import_change::Model>) {
        let record = |change: import_change::Model| PlannedRecord {
            kind: change.record_kind,
            operation: ChangeOperation::Missing,
            id: change.record_id,
            key: change.label.clone(),
            label: change.label.into(),
            fields: Vec::new(),
            source: Source {
                sheet: change.sheet,
                row: u32::try_from(change.row).unwrap_or_default(),
                cells: change.cells,
            },
            change: None,
            version: change.record_version.unwrap_or_default(),
        };
        self.hash = OnceLock::new();
        self.records
            .extend(missing.into_iter().filter(|change| change.operation != ChangeOperation::Missing).map(record));
    }

    /// What somebody decided on its reviews, as it is to be remembered.
    pub(super) fn decided(&self) -> Vec<Remembered> {
        let decided = self.outline.reviews.iter().filter_map(|review| Some((review, review.record?)));
        let remembered = |(review, record): (&Review, Uuid)| Remembered {
            kind: review.record_kind,
            key: review.key.clone(),
            incoming: review.incoming.clone(),
            record,
        };
        decided.map(remembered).collect()
    }

    /// What the plan does, a line for each record that is made or changes.
    pub fn lines(&self) -> Vec<String> {
        let written = [ChangeOperation::Create, ChangeOperation::Update];
        let records = self.records.iter().filter(|record| written.contains(&record.operation));
        records.map(|record| format!("{} {} {}", record.operation.code(), record.kind.code(), record.label)).collect()
    }

    /// What changes of a record of this plan, for people. Of a new one that is everything it says, which its rows tell.
    pub fn fields<'a>(&self, record: &'a PlannedRecord) -> Cow<'a, [FieldChange]> {
        match &record.change {
            Some(change) if record.operation == ChangeOperation::Create => {
                Cow::Owned(fields::creation(change, &self.labels))
            }
            _ => Cow::Borrowed(&record.fields),
        }
    }

    /// The fingerprint of what the plan does: the same for the same rows in any order, made at any time.
    pub fn hash(&self) -> String {
        self.hash.get_or_init(|| self.make_hash()).clone()
    }

    fn make_hash(&self) -> String {
        let records = self.records.iter().map(|record| self.canonical(record));
        let lines = records.chain(self.outline.reviews.iter().map(Review::canonical));
        let mut lines: Vec<_> = lines.map(|line| Sha256::digest(line)).collect();
        lines.sort_unstable();
        hexadecimal(&lines.iter().fold(Sha256::new(), |hash, line| hash.chain_update(line)).finalize())
    }

    /// What happens to a record, without anything that was made on the way.
    fn canonical(&self, record: &PlannedRecord) -> String {
        let fields = serde_json::to_string(&self.fields(record)).unwrap_or_default();
        format!("{} {} {:?} {fields}", record.operation.code(), record.kind.code(), record.key)
    }
}

impl Review {
    fn canonical(&self) -> String {
        let candidates: Vec<String> = self.candidates.iter().map(|candidate| candidate.id.to_string()).collect();
        let decision = self.decision.map(String::from).unwrap_or_default();
        format!("REVIEW {} {:?} {} {decision}", self.record_kind.code(), self.key, candidates.join(" "))
    }
}

fn planned_table(table: &MappedTable) -> PlannedTable {
    let column = |column: &MappedColumn| PlannedColumn {
        letter: column.letter(),
        header: column.header.clone(),
        field: column.field.map(|field| field.name().to_owned()),
        confidence: column.confidence,
        evidence: column.evidence.clone(),
        samples: column.samples.clone(),
        ignored_because: column.ignored_because.as_ref().map(ToString::to_string),
    };
    PlannedTable {
        sheet: table.table.sheet.to_string(),
        range: table.table.range.to_string(),
        record_kinds: table.record_kinds.clone(),
        header_rows: table.table.header_rows.clone(),
        columns: table.columns.iter().map(column).collect(),
    }
}
