//! What changes, for people: fields by the names of the interface, references by what they are called.
//!
//! Pure. Folded keys, places in an order and generated keys are not shown: they say nothing that another field does not.

use std::collections::{BTreeMap, HashMap};

use sea_orm::Value;
use uuid::Uuid;

use super::FieldChange;
use crate::services::records::{Record, parts};
use crate::services::tables::{Row, Table};
use crate::values::{Money, Quantity};

/// What records are called, by their key.
pub(super) type Labels = HashMap<Uuid, String>;

/// The fields that get another value.
pub(super) fn changes(stored: Option<&Record>, wanted: &Record, labels: &Labels) -> Vec<FieldChange> {
    let mut changes = BTreeMap::new();
    for (column, after) in wanted.root.values.iter().filter(|(column, _)| is_shown(column)) {
        let before = stored.and_then(|record| record.root.get(column)).and_then(|value| text(column, value, labels));
        let after = text(column, after, labels);
        if before != after {
            let field = name(column);
            changes.insert(field.clone(), FieldChange { field, before, after });
        }
    }
    for part in parts(wanted.kind) {
        let Some(after) = wanted.parts.get(&part.table) else { continue };
        let before = stored.and_then(|record| record.parts.get(&part.table)).map(Vec::as_slice).unwrap_or_default();
        let describe = |rows: &[Row]| {
            let rows: Vec<String> = rows.iter().map(|row| describe(row, part.owner, labels)).collect();
            Some(rows.join("; ")).filter(|text| !text.is_empty())
        };
        let (before, after) = (describe(before), describe(after));
        if before != after {
            let field = part_name(part.table).to_owned();
            changes.insert(field.clone(), FieldChange { field, before, after });
        }
    }
    changes.into_values().collect()
}

/// A part in words.
fn describe(row: &Row, owner: &str, labels: &Labels) -> String {
    let shown = row.values.iter().filter(|(column, _)| **column != owner && is_shown(column) && **column != "ordinal");
    shown.filter_map(|(column, value)| text(column, value, labels)).collect::<Vec<_>>().join(", ")
}

fn is_shown(column: &str) -> bool {
    !column.ends_with("_key") && !matches!(column, "id" | "version" | "created_at" | "updated_at")
}

/// The name of a column in the interface: `start_date` is `startDate`, `performance_id` is `performance`.
fn name(column: &str) -> String {
    let column = match column {
        "cents" => "amount",
        "value_cents" => "value",
        "fee_cents" => "fee",
        other => other.strip_suffix("_id").unwrap_or(other),
    };
    let mut words = column.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
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
        Value::Uuid(Some(id)) => labels.get(id).cloned().unwrap_or_else(|| "…".to_owned()),
        Value::ChronoDate(Some(date)) => date.to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn columns_are_called_as_in_the_interface() {
        for (column, field) in [
            ("start_date", "startDate"),
            ("performance_id", "performance"),
            ("counter_visit_of_id", "counterVisitOf"),
            ("fee_cents", "fee"),
            ("title", "title"),
        ] {
            assert_eq!(name(column), field);
        }
    }
}
