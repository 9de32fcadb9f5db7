//! Joined drafts and matches → plan.
//!
//! Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::fields::{self, Labels};
use super::wanted::Desk;
use super::{Outline, Plan, PlannedRecord, Source, Summary, planned_table};
use crate::entities::{decision, official, reserve, theme};
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::matching::{Matches, Name, Named, names};
use crate::import::parse::draft::{Draft, Link, RowAt};
use crate::import::parse::gather::{Gathered, Marks};
use crate::import::parse::rows::Rows;
use crate::import::parse::settle::Joined;
use crate::import::parse::shown;
use crate::services::changes::Change;
use crate::services::records::Record;
use crate::services::tables::Row;
use crate::values::{ChangeOperation, ImportFormat, RecordKind, Severity};

/// What a plan is made from.
pub struct Evidence<'a> {
    /// What the file holds.
    pub rows: &'a Rows,
    /// Which of its drafts are of one record.
    pub gathered: &'a Gathered,
    /// Whether any of them can go on, record by record.
    pub live: &'a [bool],
    /// What the register has of them.
    pub matches: &'a Matches,
}

impl Plan {
    /// Plans what drafts say together, record by record. They go one by one: of a large file there is no room for both.
    pub fn make(format: ImportFormat, evidence: &Evidence<'_>, joined: Vec<Option<Joined>>) -> Self {
        let mut plan = Self {
            format,
            records: Vec::with_capacity(joined.len()),
            issues: evidence.rows.issues.clone(),
            outline: Outline::default(),
            labels: evidence.labels(&joined),
            hash: OnceLock::new(),
        };
        plan.add_named(evidence, &joined);
        for (cluster, joined) in joined.into_iter().enumerate() {
            let Some(joined) = joined else { continue };
            let planned = evidence.planned(cluster, &joined, &plan.labels);
            // What is only named and there already: nothing is said of it.
            let named = !joined.described && joined.parts.is_empty() && evidence.matches.stored(cluster).is_some();
            plan.records.push(if named { planned.unchanged() } else { planned });
        }
        // In place, with the key to tell those of one row apart: a stable sort would take half as much memory again.
        plan.records.sort_unstable_by(|left, right| left.order().cmp(&right.order()));
        plan.skip(evidence);
        plan.outline.reviews.clone_from(&evidence.matches.reviews);
        plan.outline.tables = evidence.rows.tables.iter().map(planned_table).collect();
        plan.outline.control_totals.clone_from(&evidence.rows.totals);
        plan.count(evidence.rows.count);
        plan
    }

    /// Adds the themes, officials, reserves and decisions that the file knows by their names.
    fn add_named(&mut self, evidence: &Evidence<'_>, joined: &[Option<Joined>]) {
        let kinds = [RecordKind::Theme, RecordKind::Official, RecordKind::Reserve, RecordKind::Decision];
        let live: Vec<&Joined> = joined.iter().flatten().collect();
        let fields = || {
            live.iter()
                .flat_map(|joined| std::iter::once(&joined.fields).chain(joined.parts.iter().map(|part| &part.fields)))
        };
        let used: BTreeSet<(RecordKind, String)> = kinds
            .into_iter()
            .flat_map(|kind| {
                fields().flat_map(move |fields| names(fields, kind)).map(move |(name, _)| (kind, name.key()))
            })
            .collect();
        let ids = evidence.live.iter().zip(&evidence.matches.ids);
        let described: BTreeSet<Uuid> = ids.filter(|(live, _)| **live).map(|(_, id)| *id).collect();
        for (kind, key, named) in evidence.matches.names.iter() {
            if !used.contains(&(kind, key.to_owned())) || described.contains(&named.id) {
                continue;
            }
            if kind == RecordKind::Theme && named.stored.is_none() {
                let issue = Issue::new(IssueCode::NewTheme).at(&named.at).field(Field::MissionThemes);
                self.issues.push(issue.value(named.name.text()));
            }
            self.records.push(evidence.named(kind, key, named));
        }
    }

    /// Lists the rows that are left out.
    fn skip(&mut self, evidence: &Evidence<'_>) {
        let mut drafts: BTreeMap<RowAt, Vec<&Draft>> = BTreeMap::new();
        for draft in evidence.rows.drafts.iter().filter(|draft| evidence.rows.blocked.contains(&draft.row)) {
            drafts.entry(draft.row).or_default().push(draft);
        }
        for row in &evidence.rows.blocked {
            let of_row = drafts.get(row).map(Vec::as_slice).unwrap_or_default();
            let most = of_row.iter().max_by_key(|draft| (draft.links.len(), draft.fields.len()));
            let said =
                most.map(|draft| draft.fields.values().map(|found| shown::value(&found.value)).collect::<Vec<_>>());
            self.records.push(PlannedRecord {
                kind: most.map_or(RecordKind::Mission, |draft| draft.kind),
                operation: ChangeOperation::Skip,
                id: None,
                key: said.unwrap_or_default().join(" | "),
                label: row_label(of_row).into(),
                fields: Vec::new(),
                source: evidence.source(*row),
                change: None,
                version: 0,
            });
        }
    }

    fn count(&mut self, rows: usize) {
        let operations = |wanted| self.records.iter().filter(|record| record.operation == wanted).count();
        let issues = |wanted| self.issues.iter().filter(|issue| issue.severity() == wanted).count();
        self.outline.summary = Summary {
            rows,
            created: operations(ChangeOperation::Create),
            updated: operations(ChangeOperation::Update),
            unchanged: operations(ChangeOperation::Unchanged),
            skipped: operations(ChangeOperation::Skip),
            errors: issues(Severity::Error),
            warnings: issues(Severity::Warning),
            reviews: self.outline.reviews.iter().filter(|review| review.decision.is_none()).count(),
        };
    }
}

impl Evidence<'_> {
    fn planned(&self, cluster: usize, joined: &Joined, labels: &Labels) -> PlannedRecord {
        let stored = self.matches.stored(cluster);
        let performance = self.gathered.performance.and_then(|cluster| match &self.gathered.clusters[cluster].marks {
            Marks::Performance(identity) => Some((cluster, identity.year?)),
            _ => None,
        });
        let performance = performance.filter(|(cluster, _)| self.live[*cluster]);
        let desk = Desk { gathered: self.gathered, live: self.live, matches: self.matches, performance };
        let wanted = desk.wanted(cluster, joined);
        let label = labels.get(&wanted.id()).cloned().unwrap_or_else(|| Arc::from(""));
        let key = self.gathered.clusters[cluster].key.clone();
        record((key, label, self.source(joined.row)), stored, wanted, labels)
    }

    /// A record that is known by its name alone.
    fn named(&self, kind: RecordKind, key: &str, named: &Named) -> PlannedRecord {
        let planned = self.made(kind, key, named);
        named.stored.map_or(planned.clone(), |version| PlannedRecord { version, ..planned.unchanged() })
    }

    fn made(&self, kind: RecordKind, key: &str, named: &Named) -> PlannedRecord {
        let text = named.name.text().to_owned();
        let key_set = Set(key.to_owned());
        let row = match (kind, &named.name) {
            (RecordKind::Theme, _) => {
                Row::of(named.id, &theme::ActiveModel { name: Set(text), name_key: key_set, ..Default::default() })
            }
            (RecordKind::Reserve, _) => {
                Row::of(named.id, &reserve::ActiveModel { name: Set(text), name_key: key_set, ..Default::default() })
            }
            (RecordKind::Official, Name::Official(official)) => {
                let active = official::ActiveModel {
                    display_name: Set(text),
                    display_key: key_set,
                    name: Set(official.name.clone()),
                    office: Set(official.office.clone()),
                    ..Default::default()
                };
                Row::of(named.id, &active)
            }
            _ => {
                let active =
                    decision::ActiveModel { reference: Set(text), reference_key: key_set, ..Default::default() };
                Row::of(named.id, &active)
            }
        };
        let known = (key.to_owned(), named.called.as_str().into(), self.source(named.row));
        record(known, None, Record::new(kind, row), &Labels::new())
    }

    fn source(&self, row: RowAt) -> Source {
        let table = &self.rows.tables[row.table].table;
        let cells = self.rows.cells(row).to_string();
        Source { sheet: table.sheet.to_string(), row: row.row, cells: Some(cells) }
    }

    /// What every record that is in play is called.
    fn labels(&self, joined: &[Option<Joined>]) -> Labels {
        let mut labels = Labels::new();
        labels.extend(self.matches.names.iter().map(|(_, _, named)| (named.id, named.called.as_str().into())));
        for cluster in 0..joined.len() {
            let label = self.label(cluster, joined, &labels).into();
            labels.insert(self.matches.ids[cluster], label);
        }
        labels
    }

    /// What a record is called, and what it refers to as far as that has a label already.
    fn label(&self, cluster: usize, all: &[Option<Joined>], labels: &Labels) -> String {
        let key = || self.gathered.clusters[cluster].key.clone();
        let Some(joined) = &all[cluster] else { return key() };
        let shown = |field| joined.fields.get(&field).map(|found| shown::value(&found.value));
        let linked = |link| {
            let linked = *joined.links.get(&link)?;
            let known = labels.get(&self.matches.ids[linked]).map(ToString::to_string);
            Some(known.unwrap_or_else(|| self.label(linked, all, labels)))
        };
        let parts = match joined.kind {
            RecordKind::Mission => [shown(Field::MissionTitle).or_else(|| shown(Field::MissionCode)), None, None],
            RecordKind::Organisation => {
                [shown(Field::OrganisationName).or_else(|| shown(Field::OrganisationKvkNumber)), None, None]
            }
            RecordKind::Person => [shown(Field::PersonName).or_else(|| shown(Field::PersonEmail)), None, None],
            RecordKind::Participation => [linked(Link::Mission), linked(Link::Organisation), linked(Link::Person)],
            RecordKind::Outcome => [linked(Link::Mission), shown(Field::OutcomeDescription), None],
            RecordKind::Cost => [linked(Link::Mission), shown(Field::CostDescription), None],
            RecordKind::Contribution => [linked(Link::Mission), shown(Field::ContributionPayer), None],
            RecordKind::Performance => [shown(Field::PerformanceCode), shown(Field::PerformanceYear), None],
            RecordKind::Decision => [shown(Field::DecisionReference), None, None],
            _ => [shown(Field::AmendmentDescription), None, None],
        };
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { key() } else { parts.join(" – ") }
    }
}

/// What people know a row by: its mission, its organisation, what it describes. Never a person.
fn row_label(drafts: &[&Draft]) -> String {
    const KNOWN_BY: [Field; 7] = [
        Field::MissionTitle,
        Field::MissionCode,
        Field::OrganisationName,
        Field::OutcomeDescription,
        Field::CostDescription,
        Field::PerformanceCode,
        Field::AmendmentDescription,
    ];
    let found = KNOWN_BY.iter().filter_map(|field| drafts.iter().find_map(|draft| draft.fields.get(field)));
    found.map(|found| shown::value(&found.value)).collect::<Vec<_>>().join(" – ")
}

impl PlannedRecord {
    /// Its place in the plan: where the file has it first.
    fn order(&self) -> (&Source, RecordKind, &str) {
        (&self.source, self.kind, &self.key)
    }

    /// The record as one of which nothing is changed.
    fn unchanged(self) -> Self {
        Self { operation: ChangeOperation::Unchanged, fields: Vec::new(), change: None, ..self }
    }
}

/// A record with what becomes of it.
fn record(
    (key, label, source): (String, Arc<str>, Source),
    stored: Option<&Record>,
    wanted: Record,
    labels: &Labels,
) -> PlannedRecord {
    let (kind, id) = (wanted.kind, wanted.id());
    let (operation, fields, rows) = match stored {
        None => (ChangeOperation::Create, Vec::new(), wanted.creation()),
        Some(stored) => match stored.changes_to(&wanted) {
            rows if rows.is_empty() => (ChangeOperation::Unchanged, Vec::new(), rows),
            rows => (ChangeOperation::Update, fields::changes(stored, &wanted, labels), rows),
        },
    };
    PlannedRecord {
        kind,
        operation,
        id: Some(id),
        key,
        label,
        fields,
        source,
        change: Some(Change { kind, id, rows }),
        version: stored.and_then(|stored| stored.root.number("version")).unwrap_or_default(),
    }
}
