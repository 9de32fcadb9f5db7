//! Merges: two records that are one become one, and can be parted again.
//!
//! What refers to the record that goes refers to the one that stays, from then on; its names are other names of that one,
//! and what that one lacks is taken over. Invariants: where both say something else, the one that stays has its way, and
//! what was not taken is told; two participations (or results, or contributions) that become one and contradict each
//! other refuse the merge; what [`undo()`] cannot give back is told, never a failure. The table `merge` keeps all that
//! is needed for it, and by it imports find a record that went as the one that it went into.
//!
//! No name of a person is kept in the audit trail, and none is told in a fault.

mod compare;
mod faults;
mod image;
mod join;
mod people;
mod standing;
mod undo;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use uuid::Uuid;

use self::image::Image;
use self::join::{Joined, Pair, join};
pub use self::standing::{Former, formers, involved, whereabouts};
pub use self::undo::{Left, LeftBecause, Parted, undo};
use super::fault::Fault;
use super::query::Attribute;
use super::{Caller, Database, audit, changes};
use crate::clock;
use crate::entities::merge::Column;
use crate::values::RecordKind;

/// Records that one merge takes in at most.
pub const MOST: usize = 100;

/// A record as a caller names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its key.
    pub id: Uuid,
    /// The version that the caller knows; any when absent.
    pub if_version: Option<i32>,
}

/// What is to be merged.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The sort of all of them: organisations or people.
    pub kind: RecordKind,
    /// The record that stays; nothing where what was given is no id of this sort.
    pub keep: Option<Named>,
    /// The records that go into it, each in its place.
    pub others: Vec<Option<Named>>,
    /// Whether people of organisations that become one are merged too, where they are clearly the same.
    pub with_people: bool,
    /// Whether this only looks for what is in the way: the caller knows already that something is.
    pub only_checked: bool,
}

/// A value that the record which stays has its own of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// The sort of the records.
    pub kind: RecordKind,
    /// The record that went.
    pub merged: Uuid,
    /// The field, by its name in the interface.
    pub field: String,
    /// What the record that stays says.
    pub kept: String,
    /// What the record that went said.
    pub other: String,
}

/// What merging did.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The merges, one for each record that went.
    pub merges: Vec<Uuid>,
    /// What was not taken.
    pub not_taken: Vec<NotTaken>,
}

/// Merges records into one, in one transaction: all of them, or none and all that is in the way.
pub async fn merge(database: &Database, caller: &Caller, wanted: &Wanted) -> Result<Result<Merged, Vec<Fault>>, DbErr> {
    let transaction = database.write(caller).await?;
    let (mut faults, sound) = faults::found(&transaction, wanted).await?;
    let mut merged = Merged::default();
    let Some(keep) = wanted.keep else { return Ok(Err(faults)) };
    let writer = Writer { db: &transaction, caller, now: clock::now() };
    for (place, gone) in sound {
        let pair = Pair { kind: wanted.kind, kept: keep.id, gone };
        match writer.merge(pair, None).await? {
            Err(contradictions) => faults.extend(faults::contradicting(&transaction, place, &contradictions).await?),
            Ok(done) => {
                merged.merges.push(done.id);
                merged.not_taken.extend(done.not_taken);
                if wanted.with_people {
                    writer.merge_people(pair, (place, done.id), (&mut merged, &mut faults)).await?;
                }
            }
        }
    }
    if !faults.is_empty() || wanted.only_checked {
        return Ok(Err(faults));
    }
    let action = if wanted.kind == RecordKind::Person { "person.merge" } else { "organisation.merge" };
    let kind = if wanted.kind == RecordKind::Person { "person" } else { "organisation" };
    audit::append(&transaction, caller, audit::Event::done(action).to(kind, keep.id)).await?;
    transaction.commit().await?;
    Ok(Ok(merged))
}

/// A merge that was written.
struct Done {
    id: Uuid,
    not_taken: Vec<NotTaken>,
}

/// Writes merges in the transaction of one request.
struct Writer<'a> {
    db: &'a DatabaseTransaction,
    caller: &'a Caller,
    now: DateTime<Utc>,
}

impl Writer<'_> {
    /// Merges one record into another; or tells which duplicates contradict each other, and writes nothing.
    async fn merge(&self, pair: Pair, along: Option<Uuid>) -> Result<Result<Done, Vec<join::Contradiction>>, DbErr> {
        let Joined { changes, survivors, label, not_taken } = match join(self.db, pair).await? {
            Ok(joined) => joined,
            Err(contradictions) => return Ok(Err(contradictions)),
        };
        changes::write(self.db, &join::releasing(&changes, pair), self.now).await?;
        let image = Image::of(self.db, &changes, (along, label, survivors)).await?;
        let id = image.keep(self.db, self.caller, (pair, self.now)).await?;
        Ok(Ok(Done { id, not_taken }))
    }

    /// Merges the people of two organisations that became one, where they are clearly the same.
    async fn merge_people(
        &self,
        pair: Pair,
        (place, along): (usize, Uuid),
        (merged, faults): (&mut Merged, &mut Vec<Fault>),
    ) -> Result<(), DbErr> {
        for pair in people::same(self.db, pair, along).await? {
            match self.merge(pair, Some(along)).await? {
                Ok(done) => {
                    merged.merges.push(done.id);
                    merged.not_taken.extend(done.not_taken);
                }
                Err(contradictions) => faults.extend(faults::contradicting(self.db, place, &contradictions).await?),
            }
        }
        Ok(())
    }
}

/// What sort of records were merged.
pub fn record_kind() -> Attribute {
    Attribute::of(Column::RecordKind)
}

/// The record that stayed.
pub fn kept() -> Attribute {
    Attribute::of(Column::KeptId)
}

/// The record that went.
pub fn merged() -> Attribute {
    Attribute::of(Column::MergedId)
}

/// When they were merged.
pub fn merged_at() -> Attribute {
    Attribute::of(Column::MergedAt)
}

/// When they were parted again.
pub fn undone_at() -> Attribute {
    Attribute::of(Column::UndoneAt)
}

/// What the record was called that went; nothing for people, who are named in their own records alone.
pub fn label(image: &str) -> Result<Option<String>, DbErr> {
    Ok(Image::read(image)?.label)
}
