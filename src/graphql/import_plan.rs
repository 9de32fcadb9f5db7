//! Of an import: the tables that were found, reviews, control totals and effects, as its plan keeps them.

use async_graphql::{ComplexObject, Context, ID, Object, SimpleObject};

use super::error::{Failure, Result};
use super::global_id;
use super::performance::{Performance, performance_of};
use super::scalar::Decimal;
use crate::import::likeness::Evidence;
use crate::import::plan;
use crate::services::match_decisions::Choice;
use crate::values::{Indicator, Language, RecordKind};

/// What an import does, in numbers.
#[derive(SimpleObject)]
pub struct ImportSummary {
    /// Rows of all tables.
    rows: i32,
    /// Records that are new.
    created: i32,
    /// Records that change.
    updated: i32,
    /// Records that are in the register already, with the same values.
    unchanged: i32,
    /// Rows that are left out.
    skipped: i32,
    /// Issues that keep their row out.
    errors: i32,
    /// Issues that do not.
    warnings: i32,
    /// Decisions that wait for a person.
    reviews: i32,
}

impl TryFrom<plan::Summary> for ImportSummary {
    type Error = Failure;

    fn try_from(summary: plan::Summary) -> Result<Self> {
        let small = |count: usize| i32::try_from(count).map_err(|error| Failure::internal(&error));
        Ok(Self {
            rows: small(summary.rows)?,
            created: small(summary.created)?,
            updated: small(summary.updated)?,
            unchanged: small(summary.unchanged)?,
            skipped: small(summary.skipped)?,
            errors: small(summary.errors)?,
            warnings: small(summary.warnings)?,
            reviews: small(summary.reviews)?,
        })
    }
}

/// A table that was found in a file.
#[derive(SimpleObject)]
pub struct ImportTable {
    /// Its sheet.
    sheet: String,
    /// As in `B4:H60`.
    range: String,
    /// What its rows hold.
    record_kinds: Vec<RecordKind>,
    /// The rows of its header, as the spreadsheet counts.
    header_rows: Vec<u32>,
    /// Its columns, and what they were taken for.
    columns: Vec<ImportColumn>,
}

impl From<plan::PlannedTable> for ImportTable {
    fn from(table: plan::PlannedTable) -> Self {
        Self {
            sheet: table.sheet,
            range: table.range,
            record_kinds: table.record_kinds,
            header_rows: table.header_rows,
            columns: table.columns.into_iter().map(ImportColumn::from).collect(),
        }
    }
}

/// A column of a table, and what it was taken for.
#[derive(SimpleObject)]
pub struct ImportColumn {
    /// As in `C`; in a block of labels the cell of the value, as in `C5`.
    letter: String,
    /// The header as written.
    header: String,
    /// The field that it holds; null when it is ignored.
    field: Option<String>,
    /// From 0 to 1.
    confidence: f64,
    /// Why it is taken for that: its header, its values, a decision.
    evidence: Vec<String>,
    /// The first few values; none of a column that must not be stored.
    samples: Vec<String>,
    /// Why it is ignored.
    ignored_because: Option<String>,
}

impl From<plan::PlannedColumn> for ImportColumn {
    fn from(column: plan::PlannedColumn) -> Self {
        let plan::PlannedColumn { letter, header, field, confidence, evidence, samples, ignored_because } = column;
        Self { letter, header, field, confidence, evidence, samples, ignored_because }
    }
}

/// A total that a file states itself, against what was read.
#[derive(SimpleObject)]
pub struct ControlTotal {
    /// Its sheet.
    sheet: String,
    /// Its cell.
    cell: String,
    /// What stands beside it.
    label: String,
    /// What the file states.
    stated: Decimal,
    /// What was read.
    read: Decimal,
    /// Whether they are the same.
    agrees: bool,
}

impl From<plan::ControlTotal> for ControlTotal {
    fn from(total: plan::ControlTotal) -> Self {
        let plan::ControlTotal { sheet, cell, label, stated, read, agrees } = total;
        Self { sheet, cell, label, stated: Decimal(stated), read: Decimal(read), agrees }
    }
}

/// What applying does to the progress of a performance.
#[derive(SimpleObject)]
pub struct ProgressEffect {
    /// The performance.
    performance: Performance,
    /// What is counted.
    indicator: Indicator,
    /// What the register counted.
    before: Decimal,
    /// What it counts after.
    after: Decimal,
}

/// The effects on performances that the register has.
pub async fn effects_of(ctx: &Context<'_>, effects: Vec<plan::Effect>) -> Result<Vec<ProgressEffect>> {
    let mut told = Vec::with_capacity(effects.len());
    for plan::Effect { code, year, indicator, before, after } in effects {
        if let Some(performance) = performance_of(ctx, code, year).await? {
            told.push(ProgressEffect { performance, indicator, before: Decimal(before), after: Decimal(after) });
        }
    }
    Ok(told)
}

/// A review, as the plan keeps it.
pub struct MatchReview(plan::Review);

impl From<plan::Review> for MatchReview {
    fn from(review: plan::Review) -> Self {
        Self(review)
    }
}

/// A record of a file that may be one of the register, for a person to decide.
#[Object]
impl MatchReview {
    /// Names this review within its import.
    async fn id(&self) -> ID {
        ID(self.0.key.clone())
    }

    /// What sort of record.
    async fn record_kind(&self) -> RecordKind {
        self.0.record_kind
    }

    /// What the file says.
    async fn incoming(&self) -> &str {
        &self.0.incoming
    }

    /// The records that it may be, best first.
    async fn candidates(&self) -> Vec<MatchCandidate> {
        let candidate = |candidate: &plan::Candidate| MatchCandidate {
            id: global_id::encode_kind(self.0.record_kind, candidate.id),
            label: candidate.label.clone(),
            score: candidate.score,
            evidence: candidate.evidence.clone(),
        };
        self.0.candidates.iter().map(candidate).collect()
    }

    /// The candidate that the program would take; null where it would make a new record.
    async fn recommended(&self) -> Option<ID> {
        self.0.recommended.map(|id| global_id::encode_kind(self.0.record_kind, id))
    }

    /// What a person decided: the id of a candidate, or `NEW`; null as long as nobody did.
    async fn decision(&self) -> Option<String> {
        self.0.decision.map(|choice| match choice {
            Choice::Same(id) => global_id::encode_kind(self.0.record_kind, id).to_string(),
            Choice::New => "NEW".to_owned(),
        })
    }
}

/// A record that a record of a file may be: one of the register, or another one of the file.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct MatchCandidate {
    /// The id of the record; one that is of the file only is no node yet.
    id: ID,
    /// What it is called.
    label: String,
    /// How alike they are, from 0 to 1.
    score: f64,
    #[graphql(skip)]
    evidence: Vec<Evidence>,
}

#[ComplexObject]
impl MatchCandidate {
    /// Why it may be the same, and why not.
    async fn evidence(
        &self,
        #[graphql(desc = "The language of the reasons.", default_with = "Language::Nl")] language: Language,
    ) -> Vec<String> {
        self.evidence.iter().map(|evidence| evidence.message(language)).collect()
    }
}
