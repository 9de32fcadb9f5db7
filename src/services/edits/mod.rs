//! Edits: what people write to the register by hand, record by record.
//!
//! Each noun has a file that fills in a [`Form`]: values by the rules of their types, as a partial [`Record`]. What is
//! the same for all nouns is here: who may edit, the version that the caller saw, records that are referred to, natural
//! keys, what refers to what is deleted. Invariant: an edit is one transaction under the write lock with one audit line,
//! or it is nothing and all that is wrong with it is told; an edit that changes nothing writes nothing.

pub mod amendment;
mod dates;
pub mod form;
mod keys;
pub mod mission;
pub mod money;
pub mod named;
pub mod organisation;
pub mod participation;
pub mod performance;
pub mod person;
pub mod problem;
mod removal;
pub mod reported;
pub mod said;
mod texts;

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;

pub use self::form::{Form, Reference, Words};
pub use self::problem::Problem;
pub use self::said::Said;
use super::changes::{self, Change};
use super::fault::Fault;
use super::records::{Record, root_table};
use super::tables::Row;
use super::{Caller, Database, audit};
use crate::clock;
use crate::values::{Code, RecordKind};

/// What an input says of a record.
pub trait Edit: Send {
    /// The sort of record.
    const KIND: RecordKind;

    /// Fills in the form: the record with what is said of it.
    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record;
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The caller may not edit.
    Forbidden,
    /// All that is wrong with what they said.
    Faults(Vec<Fault>),
}

/// A record that is to change, as its caller saw it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The record.
    pub id: Reference,
    /// The version that must still be the present one.
    pub if_version: Option<i32>,
}

/// Somebody who edits a register.
#[derive(Clone, Copy, Debug)]
pub struct Editor<'a> {
    /// The register.
    pub database: &'a Database,
    /// Who.
    pub caller: &'a Caller,
    /// The words by which values are read.
    pub words: Words<'a>,
}

/// What became of an edit; the outer error is ours to mend.
pub type Edited<T> = Result<Result<T, Refused>, DbErr>;

impl Editor<'_> {
    /// Makes a record, and returns its key.
    pub async fn create<E: Edit>(&self, edit: E) -> Edited<Uuid> {
        let Some(transaction) = self.begin().await? else { return Ok(Err(Refused::Forbidden)) };
        let id = clock::new_id();
        let wanted = match self.checked(&transaction, edit, id, None).await? {
            Ok(wanted) => wanted,
            Err(refused) => return Ok(Err(refused)),
        };
        let change = Change { kind: E::KIND, id, rows: wanted.creation() };
        self.write(&transaction, &[change], (E::KIND, id, "create")).await?;
        transaction.commit().await?;
        Ok(Ok(id))
    }

    /// Changes a record, and returns its key.
    pub async fn update<E: Edit>(&self, target: Target, edit: E) -> Edited<Uuid> {
        let Some(transaction) = self.begin().await? else { return Ok(Err(Refused::Forbidden)) };
        let stored = match find(&transaction, E::KIND, target).await? {
            Ok(stored) => stored,
            Err(refused) => return Ok(Err(refused)),
        };
        let id = stored.id();
        let wanted = match self.checked(&transaction, edit, id, Some(&stored)).await? {
            Ok(wanted) => wanted,
            Err(refused) => return Ok(Err(refused)),
        };
        let rows = stored.changes_to(&wanted);
        if !rows.is_empty() {
            self.write(&transaction, &[Change { kind: E::KIND, id, rows }], (E::KIND, id, "update")).await?;
            transaction.commit().await?;
        }
        Ok(Ok(id))
    }

    /// Deletes a record that nothing refers to. What it owns goes with it where that is meant, else it stays too.
    pub async fn delete(&self, kind: RecordKind, target: Target, with_owned: bool) -> Edited<Uuid> {
        let Some(transaction) = self.begin().await? else { return Ok(Err(Refused::Forbidden)) };
        let stored = match find(&transaction, kind, target).await? {
            Ok(stored) => stored,
            Err(refused) => return Ok(Err(refused)),
        };
        let id = stored.id();
        let changes = match removal::removal(&transaction, (kind, stored.root), with_owned).await? {
            Ok(changes) => changes,
            Err(problem) => return Ok(Err(problem.refused("id"))),
        };
        self.write(&transaction, &changes, (kind, id, "delete")).await?;
        transaction.commit().await?;
        Ok(Ok(id))
    }

    /// The transaction of an edit, unless the caller may not edit: the one place that asks.
    async fn begin(&self) -> Result<Option<DatabaseTransaction>, DbErr> {
        if !self.caller.may_edit() {
            return Ok(None);
        }
        self.database.write(self.caller).await.map(Some)
    }

    /// The record as an edit wants it, or all that is wrong with that.
    async fn checked<E: Edit>(
        &self,
        db: &impl ConnectionTrait,
        edit: E,
        id: Uuid,
        stored: Option<&Record>,
    ) -> Result<Result<Record, Refused>, DbErr> {
        let mut form = Form::new(self.words, stored);
        let wanted = edit.fill(id, &mut form);
        form.look_up(db).await?;
        keys::check(db, &mut form, &wanted).await?;
        let faults = form.faults();
        Ok(if faults.is_empty() { Ok(wanted) } else { Err(Refused::Faults(faults)) })
    }

    async fn write(
        &self,
        db: &impl ConnectionTrait,
        changes: &[Change],
        (kind, id, verb): (RecordKind, Uuid, &str),
    ) -> Result<(), DbErr> {
        changes::write(db, changes, clock::now()).await?;
        let action = format!("{}.{verb}", in_camels(&kind.code()));
        audit::append(db, self.caller, audit::Event::done(&action).to(root_table(kind).name(), id)).await
    }
}

impl Problem {
    /// As the only reason why nothing was written.
    fn refused(self, field: &str) -> Refused {
        Refused::Faults(vec![self.at(vec![field.to_owned()])])
    }
}

/// The record that is to change, if it is still what the caller saw.
async fn find(
    db: &impl ConnectionTrait,
    kind: RecordKind,
    Target { id, if_version }: Target,
) -> Result<Result<Record, Refused>, DbErr> {
    let Some(id) = id.0 else { return Ok(Err(Problem::BadId(kind).refused("id"))) };
    let Some(stored) = Record::load(db, kind, &[id]).await?.pop() else {
        return Ok(Err(Problem::NotFound(kind).refused("id")));
    };
    let now = stored.root.number("version").unwrap_or_default();
    Ok(match if_version.filter(|known| *known != now) {
        Some(known) => Err(Problem::Conflict { known, now }.refused("ifVersion")),
        None => Ok(stored),
    })
}

/// `BUDGET_AMENDMENT` as `budgetAmendment`.
fn in_camels(code: &str) -> String {
    let mut words = code.split('_').map(str::to_lowercase);
    let first = words.next().unwrap_or_default();
    words.fold(first, |camels, word| {
        let (start, rest) = word.split_at(1);
        camels + &start.to_uppercase() + rest
    })
}

/// A record with its parts, where lists of them are said.
fn with(record: Record, table: super::tables::Table, rows: Option<Vec<Row>>) -> Record {
    match rows {
        Some(rows) => record.with_parts(table, rows),
        None => record,
    }
}
