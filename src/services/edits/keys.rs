//! Natural keys: what must be of one record alone, looked up before the database would refuse it.
//!
//! Invariant: the keys here are the unique indexes of the tables. Whoever asks holds the write lock, so what is free
//! now is free when it is written. Empty values are alike, as the indexes have it; a key of one empty value is none.

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::form::Form;
use super::problem::Problem;
use crate::services::records::{Record, root_table};
use crate::values::RecordKind;

/// Columns that together are of one record alone, and the field of the input that people change to mend it.
type Key = (&'static [&'static str], &'static str);

const fn keys(kind: RecordKind) -> &'static [Key] {
    match kind {
        RecordKind::Mission => &[(&["code"], "code")],
        RecordKind::Organisation => &[(&["kvk_number"], "kvkNumber")],
        RecordKind::Person => &[],
        RecordKind::Participation => &[(&["mission_id", "organisation_id", "person_id"], "missionId")],
        RecordKind::Outcome => &[(&["mission_id", "organisation_id", "kind", "description_key"], "description")],
        RecordKind::Cost => &[(&["mission_id", "stage", "description_key"], "description")],
        RecordKind::Contribution => &[(&["mission_id", "stage", "payer_kind", "payer_key", "payer_id"], "payerText")],
        RecordKind::Official => &[(&["display_key"], "displayName")],
        RecordKind::Theme | RecordKind::Reserve => &[(&["name_key"], "name")],
        RecordKind::Performance => &[(&["code", "year"], "code")],
        RecordKind::Decision => &[(&["reference_key"], "reference")],
        RecordKind::BudgetAmendment => &[(&["proposed_in_id", "description_key"], "description")],
    }
}

/// Refuses what another record has already.
pub(super) async fn check(db: &impl ConnectionTrait, form: &mut Form<'_>, wanted: &Record) -> Result<(), DbErr> {
    for (columns, field) in keys(wanted.kind) {
        if !columns.iter().any(|column| wanted.root.get(column).is_some()) {
            continue;
        }
        let values = columns.iter().map(|column| {
            let value = wanted.root.get(column).or_else(|| form.stored_row()?.get(column));
            (*column, value.filter(|value| !is_empty(value)).cloned())
        });
        let values: Vec<(&str, Option<Value>)> = values.collect();
        if let [(_, None)] = values.as_slice() {
            continue;
        }
        let condition = values.into_iter().fold(Condition::all(), |all, (column, value)| {
            all.add(value.map_or_else(|| Expr::col(column).is_null(), |value| Expr::col(column).eq(value)))
        });
        let found = root_table(wanted.kind).load(db, condition).await?;
        if let Some(other) = found.iter().find(|row| row.id != wanted.id()) {
            form.refuse(field, Problem::Taken(wanted.kind, other.id));
        }
    }
    Ok(())
}

/// Whether a value is NULL.
fn is_empty(value: &Value) -> bool {
    *value == value.as_null()
}
