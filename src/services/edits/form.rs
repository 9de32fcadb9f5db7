//! The form on which an edit is filled in: values by the rules of their types, and all that is wrong with them.
//!
//! Invariant: a fault is told at its place, each place once, and whoever fills in the form goes on: so all faults of an
//! input are told at once. What is refused sets nothing.

use std::collections::{BTreeMap, HashSet};

use sea_orm::ActiveValue::{self, NotSet, Set};
use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::problem::Problem;
use super::said::Said;
use crate::clock;
use crate::services::fault::Fault;
use crate::services::records::{Record, load_by, root_table};
use crate::services::tables::{Listed, Row};
use crate::values::{CountWords, Countries, DateWords, LegalForms, NameWords, RecordKind};

/// The words by which values are read, the same that imports use.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Words in dates.
    pub dates: &'a DateWords,
    /// Countries and their names.
    pub countries: &'a Countries,
    /// Legal forms of organisations.
    pub legal_forms: &'a LegalForms,
    /// Words in names of people and officials.
    pub names: &'a NameWords,
    /// Words in counts.
    pub counts: &'a CountWords,
}

/// What an input gives where a record is meant: its key, or nothing where that was no id of this sort of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference(pub Option<Uuid>);

/// Entries that a list may have.
pub const LONGEST_LIST: usize = 500;

/// The form of one edit.
pub struct Form<'a> {
    /// The words by which values are read.
    pub words: Words<'a>,
    stored: Option<&'a Record>,
    place: Vec<String>,
    faults: Vec<Fault>,
    references: BTreeMap<RecordKind, Vec<(Uuid, Vec<String>)>>,
}

impl<'a> Form<'a> {
    /// An empty form: of a stored record, or of one to be made.
    pub const fn new(words: Words<'a>, stored: Option<&'a Record>) -> Self {
        Self { words, stored, place: Vec::new(), faults: Vec::new(), references: BTreeMap::new() }
    }

    /// The record as stored, unless it is to be made.
    pub const fn stored(&self) -> Option<&'a Record> {
        self.stored
    }

    /// Its own row.
    pub fn stored_row(&self) -> Option<&'a Row> {
        self.stored.map(|record| &record.root)
    }

    /// Whether what is not said has no value yet: of a new record, and of each entry of a list.
    const fn is_whole(&self) -> bool {
        self.stored.is_none() || !self.place.is_empty()
    }

    /// Says what is wrong with a field. Of one place the first fault is told.
    pub fn refuse(&mut self, field: &str, problem: Problem) {
        self.refuse_at(self.path(field), problem);
    }

    fn path(&self, field: &str) -> Vec<String> {
        self.place.iter().cloned().chain([field.to_owned()]).collect()
    }

    fn refuse_at(&mut self, path: Vec<String>, problem: Problem) {
        if self.faults.iter().all(|fault| fault.path != path) {
            self.faults.push(problem.at(path));
        }
    }

    /// Whether nothing is wrong so far with what is filled in at this place.
    pub(super) fn is_in_order(&self) -> bool {
        !self.faults.iter().any(|fault| fault.path.starts_with(&self.place))
    }

    /// Reads a value; what cannot be read says nothing.
    pub fn read<S, T>(&mut self, field: &str, said: Said<S>, read: impl FnOnce(S) -> Result<T, Problem>) -> Said<T> {
        match said {
            Said::Nothing => Said::Nothing,
            Said::Clear => Said::Clear,
            Said::Value(value) => match read(value) {
                Ok(value) => Said::Value(value),
                Err(problem) => {
                    self.refuse(field, problem);
                    Said::Nothing
                }
            },
        }
    }

    /// For a column that must have a value.
    pub fn required<T: Into<Value>>(&mut self, field: &str, said: Said<T>) -> ActiveValue<T> {
        match said {
            Said::Value(value) => Set(value),
            Said::Nothing if !self.is_whole() => NotSet,
            Said::Nothing | Said::Clear => {
                self.refuse(field, Problem::Required);
                NotSet
            }
        }
    }

    /// For a column that has a value of its own where none is given.
    pub fn or<T: Into<Value>>(&self, said: Said<T>, otherwise: T) -> ActiveValue<T> {
        match said {
            Said::Value(value) => Set(value),
            Said::Nothing if !self.is_whole() => NotSet,
            Said::Nothing | Said::Clear => Set(otherwise),
        }
    }

    /// The key of a record of a sort, which must be there.
    pub fn reference(&mut self, field: &str, kind: RecordKind, said: Said<Reference>) -> Said<Uuid> {
        match said {
            Said::Nothing => Said::Nothing,
            Said::Clear => Said::Clear,
            Said::Value(reference) => self.refer(self.path(field), kind, reference).map_or(Said::Nothing, Said::Value),
        }
    }

    fn refer(&mut self, path: Vec<String>, kind: RecordKind, reference: Reference) -> Option<Uuid> {
        match reference.0 {
            Some(id) => self.references.entry(kind).or_default().push((id, path)),
            None => self.refuse_at(path, Problem::BadId(kind)),
        }
        reference.0
    }

    /// The entries of a list; nothing where it stays as it is.
    pub(super) fn entries<S>(&mut self, field: &str, said: Said<Vec<S>>) -> Option<Vec<S>> {
        match said {
            Said::Nothing if !self.is_whole() => None,
            Said::Nothing | Said::Clear => Some(Vec::new()),
            Said::Value(entries) if entries.len() > LONGEST_LIST => {
                self.refuse(field, Problem::TooMany(LONGEST_LIST));
                None
            }
            Said::Value(entries) => Some(entries),
        }
    }

    /// The rows of the entries of a list, each filled in by itself; nothing where the list stays as it is.
    pub fn rows<S>(
        &mut self,
        field: &str,
        said: Said<Vec<S>>,
        mut row: impl FnMut(&mut Self, usize, S) -> Row,
    ) -> Option<Vec<Row>> {
        let entries = self.entries(field, said)?;
        let rows = entries.into_iter().enumerate();
        Some(
            rows.map(|(index, entry)| {
                self.inside(field, |form| form.inside(&index.to_string(), |form| row(form, index, entry)))
            })
            .collect(),
        )
    }

    /// Fills in what a field holds, at its place.
    pub fn inside<T>(&mut self, field: &str, fill: impl FnOnce(&mut Self) -> T) -> T {
        self.place.push(field.to_owned());
        let filled = fill(self);
        self.place.pop();
        filled
    }

    /// The rows of a list of references, each to another record.
    pub fn references(
        &mut self,
        field: &str,
        kind: RecordKind,
        said: Said<Vec<Reference>>,
        row: impl Fn(Uuid, ActiveValue<i32>) -> Row,
    ) -> Option<Vec<Row>> {
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for (index, reference) in self.entries(field, said)?.into_iter().enumerate() {
            let path = [self.path(field), vec![index.to_string()]].concat();
            let Some(id) = self.refer(path.clone(), kind, reference) else { continue };
            if !seen.insert(id) {
                self.refuse_at(path, Problem::Duplicate);
            }
            rows.push(row(id, ordinal(index)));
        }
        Some(rows)
    }

    /// Looks up all records that were referred to, a statement for each sort.
    pub(super) async fn look_up(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        for (kind, wanted) in std::mem::take(&mut self.references) {
            let ids: Vec<Uuid> = wanted.iter().map(|(id, _)| *id).collect();
            let there: Vec<Uuid> =
                load_by(db, root_table(kind), "id", &ids).await?.into_iter().map(|row| row.id).collect();
            for (id, path) in wanted {
                if !there.contains(&id) {
                    self.refuse_at(path, Problem::NotFound(kind));
                }
            }
        }
        Ok(())
    }

    /// All that is wrong, in the order of the input as far as it is known.
    pub(super) fn faults(self) -> Vec<Fault> {
        self.faults
    }
}

/// A row of a part, with a fresh key.
pub fn part<A>(active: &A) -> Row
where
    A: sea_orm::ActiveModelTrait,
    A::Entity: Listed,
{
    Row::of(clock::new_id(), active)
}

/// The place of a part in its order, from 1.
pub fn ordinal(index: usize) -> ActiveValue<i32> {
    Set(i32::try_from(index + 1).unwrap_or(i32::MAX))
}
