//! Joined drafts → records as they should be: only the columns and parts that the file speaks of.
//!
//! Pure. An absent or empty cell sets nothing, so that it never overwrites what the register knows.

mod mission;
mod money;
mod people;
mod performance;

use std::collections::BTreeSet;

use sea_orm::ActiveValue::{self, NotSet, Set};
use sea_orm::Value;
use uuid::Uuid;

use crate::clock;
use crate::import::field::Field;
use crate::import::matching::Matches;
use crate::import::parse::draft::{Fields, Link};
use crate::import::parse::gather::Gathered;
use crate::import::parse::settle::Joined;
use crate::import::parse::value::FieldValue;
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{Code, LegacyDate, Money, RecordKind};

/// What records are made from, beside their own values.
pub(super) struct Desk<'a> {
    /// The clusters.
    pub gathered: &'a Gathered,
    /// Whether the file has the record of a cluster.
    pub live: &'a [bool],
    /// Keys and stored records.
    pub matches: &'a Matches,
    /// The only performance that the file describes, and its year.
    pub performance: Option<(usize, i32)>,
}

impl Desk<'_> {
    /// The record that a joined draft asks for.
    pub(super) fn wanted(&self, cluster: usize, joined: &Joined) -> Record {
        let id = self.matches.ids[cluster];
        match joined.kind {
            RecordKind::Mission => self.mission(cluster, id, joined),
            RecordKind::Organisation => self.organisation(cluster, id, joined),
            RecordKind::Person => self.person(id, joined),
            RecordKind::Participation => self.participation(id, joined),
            RecordKind::Outcome => self.outcome(id, joined),
            RecordKind::Cost => self.cost(id, joined),
            RecordKind::Contribution => self.contribution(id, joined),
            RecordKind::Performance => self.performance(id, joined),
            RecordKind::Decision => Self::decision(id, joined),
            RecordKind::BudgetAmendment => self.amendment(id, joined),
            RecordKind::Official | RecordKind::Theme | RecordKind::Reserve => {
                unreachable!("records that are known by name alone have no drafts")
            }
        }
    }

    /// The key of the record that a draft refers to.
    fn linked(&self, joined: &Joined, link: Link) -> Option<Uuid> {
        let cluster = *joined.links.get(&link)?;
        let there = self.live[cluster] || self.matches.stored(cluster).is_some();
        there.then(|| self.matches.ids[cluster])
    }

    fn name(&self, kind: RecordKind, name: &str) -> Option<Uuid> {
        self.matches.names.id(kind, name)
    }

    /// The records of several names, in order, each once.
    fn all_named(&self, kind: RecordKind, names: &[String]) -> Vec<Uuid> {
        let mut seen = BTreeSet::new();
        names.iter().filter_map(|name| self.name(kind, name)).filter(|id| seen.insert(*id)).collect()
    }
}

/// Typed values of the fields of a draft.
pub(super) trait Values {
    /// The value of a field.
    fn value(&self, field: Field) -> Option<&FieldValue>;

    /// Its text.
    fn text(&self, field: Field) -> Option<String> {
        match self.value(field)? {
            FieldValue::Text(text) | FieldValue::Word(text) | FieldValue::Phrase { text, .. } => Some(text.clone()),
            FieldValue::Email(email) => Some(email.as_str().to_owned()),
            FieldValue::Kvk(number) => Some(number.as_str().to_owned()),
            FieldValue::Organisation(name) => Some(name.text.clone()),
            FieldValue::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Its member of a closed list.
    fn word<C: Code>(&self, field: Field) -> Option<C> {
        match self.value(field)? {
            FieldValue::Word(word) | FieldValue::Phrase { word: Some(word), .. } => C::from_code(word),
            _ => None,
        }
    }

    /// Its date.
    fn date(&self, field: Field) -> Option<&LegacyDate> {
        match self.value(field)? {
            FieldValue::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Its year.
    fn year(&self, field: Field) -> Option<i32> {
        match self.value(field)? {
            FieldValue::Year(year) => Some(*year),
            FieldValue::Date(date) => Some(date.year()),
            _ => None,
        }
    }

    /// Its amount and currency; euros where it names none.
    fn amount(&self, field: Field) -> Option<(Money, String)> {
        match self.value(field)? {
            FieldValue::Amount { money, currency } => {
                Some((*money, currency.clone().unwrap_or_else(|| "EUR".to_owned())))
            }
            _ => None,
        }
    }

    /// Its yes or no.
    fn yes_no(&self, field: Field) -> Option<bool> {
        match self.value(field)? {
            FieldValue::YesNo(yes) => Some(*yes),
            _ => None,
        }
    }
}

impl Values for Fields {
    fn value(&self, field: Field) -> Option<&FieldValue> {
        self.get(&field).map(|found| &found.value)
    }
}

impl Values for Joined {
    fn value(&self, field: Field) -> Option<&FieldValue> {
        if self.aside.contains(&field) { None } else { self.fields.value(field) }
    }
}

impl Joined {
    /// The text of a field as written, whatever was made of it.
    fn written(&self, field: Field) -> Option<String> {
        let found = self.fields.get(&field)?;
        if found.text.is_empty() { self.text(field) } else { Some(found.text.clone()) }
    }
}

/// Sets a column that always has a value, where there is one.
fn set<T: Into<Value>>(value: Option<T>) -> ActiveValue<T> {
    value.map_or(NotSet, Set)
}

/// Sets a column that may be empty, where there is a value.
fn filled<T>(value: Option<T>) -> ActiveValue<Option<T>>
where
    Option<T>: Into<Value>,
{
    value.map_or(NotSet, |value| Set(Some(value)))
}

/// A row of parts, with a fresh key.
fn part<A>(active: &A) -> Row
where
    A: sea_orm::ActiveModelTrait,
    A::Entity: crate::services::tables::Listed,
{
    Row::of(clock::new_id(), active)
}

/// Adds parts to a record, unless the file says nothing of them.
fn with(record: Record, table: Table, rows: Vec<Row>) -> Record {
    if rows.is_empty() { record } else { record.with_parts(table, rows) }
}

/// The place of a part in its order, from 1.
fn ordinal(index: usize) -> ActiveValue<i32> {
    Set(i32::try_from(index + 1).unwrap_or(i32::MAX))
}
