//! A plan as `missieregister import` prints it: for people as text, for programs as JSON.

use serde_json::{Value as Json, json};

use crate::import::field::Field;
use crate::import::importer::Refused;
use crate::import::issue::Issue;
use crate::import::plan::{Candidate, ControlTotal, Plan, PlannedRecord, Review};
use crate::values::{ChangeOperation, Code, Language, Severity};

/// A refusal, with the errors of the plan.
pub(super) fn refusal(refused: &Refused, plan: &Plan) -> String {
    let errors = plan
        .issues
        .iter()
        .filter(|issue| issue.severity() == Severity::Error)
        .map(|issue| format!("\n  {}", line(issue)));
    format!("{} ({}){}", refused.message(Language::Nl), refused.code(), errors.collect::<String>())
}

/// A plan for programs, named and valued as in the schema.
pub(super) fn json(plan: &Plan) -> Json {
    json!({
        "summary": plan.outline.summary,
        "planHash": plan.hash(),
        "tables": plan.outline.tables,
        "issues": plan.issues.iter().map(issue_json).collect::<Vec<_>>(),
        "reviews": plan.outline.reviews.iter().map(review_json).collect::<Vec<_>>(),
        "controlTotals": plan.outline.control_totals,
        "effects": plan.outline.effects,
    })
}

fn issue_json(issue: &Issue) -> Json {
    json!({
        "severity": issue.severity(),
        "code": issue.code.name(),
        "sheet": issue.at.as_ref().map(|at| at.sheet.to_string()),
        "cell": issue.at.as_ref().map(|at| at.at.to_string()),
        "value": issue.value,
        "field": issue.field.map(Field::name),
        "suggestion": issue.suggestion,
        "message": issue.message(Language::Nl),
    })
}

/// A plan for people.
pub(super) fn text(filename: &str, plan: &Plan) -> String {
    let mut lines = vec![format!("{filename}: {}", summary(plan))];
    for table in &plan.outline.tables {
        let columns =
            table.columns.iter().filter_map(|column| Some(format!("{}={}", column.letter, column.field.as_ref()?)));
        lines.push(format!("  tabel {}!{}: {}", table.sheet, table.range, columns.collect::<Vec<_>>().join(" ")));
    }
    lines.extend(plan.issues.iter().map(|issue| format!("  {}", line(issue))));
    lines.extend(plan.outline.control_totals.iter().map(total));
    lines.extend(plan.outline.reviews.iter().map(review));
    let told = [ChangeOperation::Update, ChangeOperation::Skip, ChangeOperation::Missing];
    lines.extend(plan.records.iter().filter(|record| told.contains(&record.operation)).map(change));
    for effect in &plan.outline.effects {
        let (code, year, indicator) = (&effect.code, effect.year, effect.indicator.code());
        lines.push(format!("  voortgang {code} {year} {indicator}: {} → {}", effect.before, effect.after));
    }
    lines.join("\n")
}

/// What a plan comes to, in numbers.
pub(super) fn summary(plan: &Plan) -> String {
    let of = plan.outline.summary;
    [
        format!(
            "{}; {} nieuw, {} gewijzigd, {} ongewijzigd, {} weggelaten",
            many(of.rows, "rij", "rijen"),
            of.created,
            of.updated,
            of.unchanged,
            of.skipped
        ),
        format!(
            "{}, {}, {}",
            many(of.errors, "fout", "fouten"),
            many(of.warnings, "waarschuwing", "waarschuwingen"),
            many(of.reviews, "keuze", "keuzes")
        ),
    ]
    .join("; ")
}

fn many(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

fn total(total: &ControlTotal) -> String {
    let ControlTotal { sheet, cell, label, stated, read, agrees } = total;
    let verdict = if *agrees { "klopt".to_owned() } else { format!("gelezen is {read}") };
    format!("  controletotaal {sheet}!{cell} {label}: {stated} ({verdict})")
}

fn line(issue: &Issue) -> String {
    let at = issue.at.as_ref().map(|at| format!("{at} ")).unwrap_or_default();
    format!("{} {at}{}: {}", issue.severity().code(), issue.code.name(), issue.message(Language::Nl))
}

fn reasons(candidate: &Candidate) -> Vec<String> {
    candidate.evidence.iter().map(|evidence| evidence.message(Language::Nl)).collect()
}

fn review_json(review: &Review) -> Json {
    let candidate = |candidate: &Candidate| {
        json!({
            "id": candidate.id,
            "label": candidate.label,
            "score": candidate.score,
            "evidence": reasons(candidate),
        })
    };
    json!({
        "id": review.key,
        "recordKind": review.record_kind,
        "incoming": review.incoming,
        "candidates": review.candidates.iter().map(candidate).collect::<Vec<_>>(),
        "recommended": review.recommended,
        "decision": review.decision,
    })
}

fn review(review: &Review) -> String {
    let candidates =
        review.candidates.iter().map(|candidate| format!("{} ({})", candidate.label, reasons(candidate).join(", ")));
    let recommended = if review.recommended.is_some() { "hetzelfde" } else { "nieuw" };
    let candidates = candidates.collect::<Vec<_>>().join("; ");
    format!(
        "  KEUZE {} {}: misschien {candidates}; aanbevolen: {recommended}",
        review.record_kind.code(),
        review.incoming
    )
}

fn change(record: &PlannedRecord) -> String {
    let fields = record.fields.iter().map(|field| {
        let say = |text: &Option<String>| text.clone().unwrap_or_else(|| "(leeg)".to_owned());
        format!("\n      {}: {} → {}", field.field, say(&field.before), say(&field.after))
    });
    let (operation, kind) = (record.operation.code(), record.kind.code());
    let source = &record.source;
    format!("  {operation} {kind} {} ({} rij {}){}", record.label, source.sheet, source.row, fields.collect::<String>())
}
