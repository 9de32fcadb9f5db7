//! Records that are matched by what the register keeps unique: the records they belong to, and a folded text.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::Matcher;
use crate::import::field::Field;
use crate::import::parse::draft::{Draft, Link};
use crate::import::parse::gather::text;
use crate::services::records::{load_by, root_table};
use crate::services::tables::Row;
use crate::values::RecordKind;

/// The column by which the candidates of a sort of record are fetched, and all columns that are unique together.
const fn unique(kind: RecordKind) -> Option<(&'static str, &'static [&'static str])> {
    Some(match kind {
        RecordKind::Participation => ("mission_id", &["mission_id", "organisation_id", "person_id"]),
        RecordKind::Outcome => ("mission_id", &["mission_id", "organisation_id", "kind", "description_key"]),
        RecordKind::Cost => ("mission_id", &["mission_id", "stage", "description_key"]),
        RecordKind::Contribution => ("mission_id", &["mission_id", "stage", "payer_kind", "payer_key"]),
        RecordKind::Decision => ("reference_key", &["reference_key"]),
        RecordKind::BudgetAmendment => ("description_key", &["proposed_in_id", "description_key"]),
        _ => return None,
    })
}

impl Matcher<'_> {
    /// Finds the stored records of the sorts that have no identity of their own.
    pub(super) async fn by_key(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let rows = self.rows;
        let mut wanted: HashMap<RecordKind, Vec<(usize, Vec<String>, Value)>> = HashMap::new();
        for (index, cluster) in self.gathered.clusters.iter().enumerate() {
            let Some((fetch, columns)) = unique(cluster.kind) else { continue };
            let Some(draft) = cluster.members.first().map(|member| &rows.drafts[*member]) else { continue };
            let values: Option<Vec<Value>> = columns.iter().map(|column| self.value(draft, column)).collect();
            let Some(values) = values else { continue };
            let place = columns.iter().position(|column| *column == fetch).unwrap_or_default();
            let key = values.iter().map(|value| format!("{value:?}")).collect();
            wanted.entry(cluster.kind).or_default().push((index, key, values[place].clone()));
        }
        for (kind, wanted) in wanted {
            let Some((fetch, columns)) = unique(kind) else { continue };
            let mut values: Vec<Value> = wanted.iter().map(|(_, _, value)| value.clone()).collect();
            values.sort_by_key(|value| format!("{value:?}"));
            values.dedup();
            let stored = load_by(db, root_table(kind), fetch, values).await?;
            let stored: HashMap<Vec<String>, Uuid> = stored.iter().map(|row| (key(row, columns), row.id)).collect();
            for (cluster, key, _) in wanted {
                self.found[cluster] = stored.get(&key).copied();
            }
        }
        Ok(())
    }

    /// What a draft has in a column; nothing when it refers to a record that is not stored, so that it cannot be either.
    fn value(&self, draft: &Draft, column: &str) -> Option<Value> {
        let text = |field| Some(Value::from(text(draft, field).unwrap_or_default()));
        let word = |field, unsaid: &str| {
            Some(Value::from(super::super::parse::gather::text(draft, field).unwrap_or_else(|| unsaid.to_owned())))
        };
        match (column, draft.kind) {
            ("mission_id", _) => self.reference(draft, Link::Mission),
            ("organisation_id", _) => self.reference(draft, Link::Organisation),
            ("person_id", _) => self.reference(draft, Link::Person),
            ("proposed_in_id", _) => self.reference(draft, Link::Performance),
            ("reference_key", _) => text(Field::DecisionReference),
            ("payer_key", _) => text(Field::ContributionPayer),
            ("payer_kind", _) => word(Field::ContributionPayerKind, "UNKNOWN"),
            ("kind", _) => word(Field::OutcomeKind, "OTHER"),
            ("stage", RecordKind::Cost) => word(Field::CostStage, "UNKNOWN"),
            ("stage", _) => word(Field::ContributionStage, "UNKNOWN"),
            (_, RecordKind::Outcome) => text(Field::OutcomeDescription),
            (_, RecordKind::Cost) => text(Field::CostDescription),
            _ => text(Field::AmendmentDescription),
        }
    }

    fn reference(&self, draft: &Draft, link: Link) -> Option<Value> {
        match self.gathered.linked(draft, link) {
            None => Some(Value::Uuid(None)),
            Some(cluster) => self.found[cluster].map(Value::from),
        }
    }
}

fn key(row: &Row, columns: &[&str]) -> Vec<String> {
    columns.iter().map(|column| format!("{:?}", row.get(column).cloned().unwrap_or(Value::String(None)))).collect()
}
