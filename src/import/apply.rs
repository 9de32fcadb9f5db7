//! Stage 7, apply: an accepted plan → the register, in the caller's transaction, with where everything came from.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::issue::{Issue, IssueCode};
use super::plan::{Plan, PlannedRecord};
use super::read::ReadFailure;
use crate::clock;
use crate::entities::{import_change, import_issue};
use crate::services::changes::{self, Change};
use crate::services::images::image;
use crate::services::{Meter, imports};
use crate::values::{ChangeOperation, Language, WorkStage};

/// Whether a plan is only shown or also written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is written; records that would be new have no key yet.
    Planned,
    /// The records are in the register.
    Applied,
}

/// Writes the records of a plan.
pub(super) async fn apply(
    db: &impl ConnectionTrait,
    plan: &Plan,
    now: DateTime<Utc>,
    meter: &Meter,
) -> Result<(), DbErr> {
    let changes: Vec<&Change> = plan.records.iter().filter_map(|record| record.change.as_ref()).collect();
    meter.enter(WorkStage::Applying, Some(changes.iter().map(|change| change.rows.len()).sum()));
    changes::write_metered(db, &changes, now, meter).await
}

/// Keeps what a plan does to records, and its issues.
pub(super) async fn keep(db: &impl ConnectionTrait, import: Uuid, plan: &Plan, stage: Stage) -> Result<(), DbErr> {
    let changes = plan.records.iter().enumerate();
    let changes = changes.map(|(index, record)| change_row((import, index), (plan, record), stage));
    let issues = plan.issues.iter().enumerate().map(|(index, issue)| issue_row(import, index, issue));
    imports::keep_findings(db, import, Box::new(changes), Box::new(issues)).await
}

/// Keeps why a file could not be read.
pub(super) async fn keep_failure(db: &impl ConnectionTrait, import: Uuid, failure: &ReadFailure) -> Result<(), DbErr> {
    let issue = Issue::new(IssueCode::UnreadableFile).expected(failure.message(Language::Nl));
    let issues = std::iter::once(issue_row(import, 0, &issue));
    imports::keep_findings(db, import, Box::new(std::iter::empty()), Box::new(issues)).await
}

fn change_row(
    (import, index): (Uuid, usize),
    (plan, record): (&Plan, &PlannedRecord),
    stage: Stage,
) -> import_change::ActiveModel {
    let stored = record.operation != ChangeOperation::Create || stage == Stage::Applied;
    let version = match record.operation {
        ChangeOperation::Create | ChangeOperation::Update => record.version + 1,
        _ => record.version,
    };
    let updated = record.change.as_ref().filter(|_| record.operation == ChangeOperation::Update);
    import_change::ActiveModel {
        id: Set(clock::new_id()),
        import_id: Set(import),
        ordinal: Set(place(index)),
        operation: Set(record.operation),
        record_kind: Set(record.kind),
        record_id: Set(record.id.filter(|_| stored)),
        record_version: Set((stage == Stage::Applied && record.id.is_some()).then_some(version)),
        label: Set(record.label.to_string()),
        sheet: Set(record.source.sheet.clone()),
        row: Set(i32::try_from(record.source.row).unwrap_or(i32::MAX)),
        cells: Set(record.source.cells.clone()),
        fields: Set(serde_json::to_string(&plan.fields(record)).unwrap_or_default()),
        image: Set(updated.map(|change| image(&change.rows).to_string())),
    }
}

fn issue_row(import: Uuid, index: usize, issue: &Issue) -> import_issue::ActiveModel {
    import_issue::ActiveModel {
        id: Set(clock::new_id()),
        import_id: Set(import),
        ordinal: Set(place(index)),
        severity: Set(issue.severity()),
        code: Set(issue.code.name().to_owned()),
        sheet: Set(issue.at.as_ref().map(|at| at.sheet.to_string())),
        cell: Set(issue.at.as_ref().map(|at| at.at.to_string())),
        value: Set(issue.value.clone()),
        field: Set(issue.field.map(|field| field.name().to_owned())),
        expected: Set(issue.expected.clone()),
        suggestion: Set(issue.suggestion.clone()),
    }
}

fn place(index: usize) -> i32 {
    i32::try_from(index + 1).unwrap_or(i32::MAX)
}
