//! What changes, for people: fields by the names of the interface, references by what they are called.
//!
//! Pure. Folded keys, places in an order and generated keys are not shown: they say nothing that another field does not.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use sea_orm::Value;
use uuid::Uuid;

use super::FieldChange;
use crate::services::changes::Change;
use crate::services::records::{Part, Record, RowChange, parts, root_table};
use crate::services::tables::{Row, Table, field_name};
use crate::values::{Money, Quantity};

/// What records are called, by their key.
pub(super) type Labels = HashMap<Uuid, Arc<str>>;

/// The names of all columns in the interface.
static NAMES: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let columns = Table::ALL.iter().flat_map(|table| table.columns());
    columns.map(|(column, _)| (column, field_name(column))).collect()
});

/// The fields that get another value.
pub(super) fn changes(stored: &Record, wanted: &Record, labels: &Labels) -> Vec<FieldChange> {
    fn rows(record: &Record, table: Table) -> Vec<&Row> {
        record.parts.get(&table).into_iter().flatten().collect()
    }
    let spoken_of = parts(wanted.kind).iter().filter(|part| wanted.parts.contains_key(&part.table));
    let parts = spoken_of.filter_map(|part| {
        let (before, after) = (rows(stored, part.table), rows(wanted, part.table));
        part_change(part, (&before, &after), labels)
    });
    sorted(root_changes(Some(&stored.root), &wanted.root, labels).chain(parts))
}

/// The fields of a record that is new.
pub(super) fn creation(change: &Change, labels: &Labels) -> Vec<FieldChange> {
    let rows = |table| {
        change.rows.iter().filter_map(move |row| match row {
            RowChange::Insert(row) if row.table == table => Some(row),
            _ => None,
        })
    };
    let root = rows(root_table(change.kind)).flat_map(|root| root_changes(None, root, labels));
    let parts = parts(change.kind)
        .iter()
        .filter_map(|part| part_change(part, (&[], &rows(part.table).collect::<Vec<_>>()), labels));
    sorted(root.chain(parts))
}

fn sorted(changes: impl Iterator<Item = FieldChange>) -> Vec<FieldChange> {
    let mut changes: Vec<FieldChange> = changes.collect();
    changes.sort_by(|left, right| left.field.cmp(&right.field));
    changes
}

fn root_changes<'a>(
    stored: Option<&'a Row>,
    wanted: &'a Row,
    labels: &'a Labels,
) -> impl Iterator<Item = FieldChange> + use<'a> {
    let shown = wanted.values.iter().filter(|(column, _)| is_shown(column));
    shown.filter_map(move |(column, after)| {
        let before = stored.and_then(|stored| stored.get(column)).and_then(|value| text(column, value, labels));
        let after = text(column, after, labels);
        let field = || NAMES.get(column).cloned().unwrap_or_default();
        (before != after).then(|| FieldChange { field: field(), before, after })
    })
}

fn part_change(part: &Part, (before, after): (&[&Row], &[&Row]), labels: &Labels) -> Option<FieldChange> {
    let describe = |rows: &[&Row]| {
        let rows: Vec<String> = rows.iter().map(|row| describe(row, part.owner, labels)).collect();
        Some(rows.join("; ")).filter(|text| !text.is_empty())
    };
    let (before, after) = (describe(before), describe(after));
    (before != after).then(|| FieldChange { field: part_name(part.table).to_owned(), before, after })
}

/// A part in words.
fn describe(row: &Row, owner: &str, labels: &Labels) -> String {
    let shown = row.values.iter().filter(|(column, _)| **column != owner && is_shown(column) && **column != "ordinal");
    shown.filter_map(|(column, value)| text(column, value, labels)).collect::<Vec<_>>().join(", ")
}

fn is_shown(column: &str) -> bool {
    !column.ends_with("_key") && !matches!(column, "id" | "version" | "created_at" | "updated_at")
}

const fn part_name(table: Table) -> &'static str {
    match table {
        Table::Destination => "destinations",
        Table::MissionTheme => "themes",
        Table::MissionLeader => "leaders",
        Table::ReportedCount => "reportedCounts",
        Table::OrganisationAlias => "aliases",
        Table::PortfolioHolder => "portfolioHolders",
        Table::Action => "actions",
        Table::Target => "targets",
        Table::ProgressNote => "progressNotes",
        Table::Signal => "signals",
        Table::InvestmentProposal => "investmentProposals",
        Table::AmendmentBasis => "basis",
        Table::AmendmentLine => "lines",
        other => other.name(),
    }
}

/// A value in words; nothing for an empty one.
fn text(column: &str, value: &Value, labels: &Labels) -> Option<String> {
    Some(match value {
        Value::Bool(Some(yes)) => if *yes { "ja" } else { "nee" }.to_owned(),
        Value::Int(Some(number)) => number.to_string(),
        Value::BigInt(Some(number)) if column.ends_with("cents") => Money::from_cents(*number).to_decimal().to_string(),
        Value::BigInt(Some(number)) => Quantity::from_stored(*number).to_decimal().to_string(),
        Value::String(Some(text)) if text.is_empty() || text == "[]" => return None,
        Value::String(Some(text)) => text.clone(),
        Value::Uuid(Some(id)) => labels.get(id).map_or("…", AsRef::as_ref).to_owned(),
        Value::ChronoDate(Some(date)) => date.to_string(),
        _ => return None,
    })
}
