//! The one door through which the register is written.
//!
//! [`write()`] takes whole changes of records and writes their rows in bulk, counts versions up, adds to the outbox and
//! refreshes the search index, all in the caller's transaction. Nothing else inserts, updates or deletes in the tables
//! of [`super::tables::Table`].

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, TransactionTrait, Value};
use uuid::Uuid;

use super::records::{RowChange, root_table};
use super::tables::{Row, Table};
use super::{Meter, amendments, bulk, name_keys, search_index};
use crate::values::RecordKind;

/// Keys per statement: within the bind limits of both engines.
const KEYS_PER_STATEMENT: usize = 10_000;

/// What happens to one record.
#[derive(Clone, Debug)]
pub struct Change {
    /// What sort of record.
    pub kind: RecordKind,
    /// Its key.
    pub id: Uuid,
    /// Its rows that change.
    pub rows: Vec<RowChange>,
}

impl Change {
    /// Made, changed or deleted: what subscribers are told.
    pub fn operation(&self) -> &'static str {
        let root = root_table(self.kind);
        let of_root = |row: &Row| row.table == root && row.id == self.id;
        if self.rows.iter().any(|change| matches!(change, RowChange::Insert(row) if of_root(row))) {
            "CREATED"
        } else if self.rows.iter().any(|change| matches!(change, RowChange::Delete(row) if of_root(row))) {
            "DELETED"
        } else {
            "UPDATED"
        }
    }
}

/// Writes changes. The transaction is the caller's to commit.
///
/// Inserts come first, parents before children, for updates may refer to what is new; then updates; then deletes, children
/// before parents, for updates may let go of what goes. Unique keys are the database's to judge: a violation comes back as the error that it is. So does an amendment that does not balance.
pub async fn write(
    db: &impl ConnectionTrait,
    changes: &[impl Borrow<Change> + Sync],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    write_metered(db, changes, now, &Meter::default()).await
}

/// As [`write()`], telling a meter of the rows that are written.
pub async fn write_metered(
    db: &impl ConnectionTrait,
    changes: &[impl Borrow<Change> + Sync],
    now: DateTime<Utc>,
    meter: &Meter,
) -> Result<(), DbErr> {
    let changes: Vec<&Change> = changes.iter().map(Borrow::borrow).filter(|change| !change.rows.is_empty()).collect();
    let mut inserts: BTreeMap<Table, Vec<&Row>> = BTreeMap::new();
    let mut updates = Vec::new();
    let mut deletes: BTreeMap<Table, Vec<Uuid>> = BTreeMap::new();
    for row in changes.iter().flat_map(|change| &change.rows) {
        match row {
            RowChange::Insert(row) => inserts.entry(row.table).or_default().push(row),
            RowChange::Update { after, .. } => updates.push(after),
            RowChange::Delete(row) => deletes.entry(row.table).or_default().push(row.id),
        }
    }
    touch(db, &changes, now).await?;
    for (table, rows) in inserts {
        insert(db, table, rows, (now, meter)).await?;
    }
    for row in updates {
        update(db, row).await?;
        meter.advance(1);
    }
    for (table, ids) in deletes.iter().rev() {
        delete(db, *table, ids).await?;
        meter.advance(ids.len());
    }
    let amendments = changes.iter().filter(|change| change.kind == RecordKind::BudgetAmendment);
    let amendments: HashSet<Uuid> = amendments.map(|change| change.id).collect();
    amendments::check(db, &Vec::from_iter(amendments)).await?;
    search_index::refresh(db, &changes).await?;
    name_keys::refresh(db, &changes).await?;
    announce(db, &changes, now).await
}

/// Writes changes, all of them or, where the database does not allow them, none; says whether it did.
pub async fn write_if_allowed(
    db: &DatabaseTransaction,
    changes: &[impl Borrow<Change> + Sync],
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let savepoint = db.begin().await?;
    match write(&savepoint, changes, now).await {
        Ok(()) => savepoint.commit().await.map(|()| true),
        Err(error) if error.sql_err().is_some() => savepoint.rollback().await.map(|()| false),
        Err(error) => Err(error),
    }
}

/// Counts the versions of records up, whichever of their rows change.
async fn touch(db: &impl ConnectionTrait, changes: &[&Change], now: DateTime<Utc>) -> Result<(), DbErr> {
    let mut updated: BTreeMap<Table, Vec<Uuid>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.operation() == "UPDATED") {
        updated.entry(root_table(change.kind)).or_default().push(change.id);
    }
    for (table, ids) in &updated {
        for ids in ids.chunks(KEYS_PER_STATEMENT) {
            let statement = Query::update()
                .table(Alias::new(table.name()))
                .value("version", Expr::col("version").add(1))
                .value("updated_at", now)
                .and_where(Expr::col("id").is_in(ids.iter().copied()))
                .to_owned();
            db.execute(&statement).await?;
        }
    }
    Ok(())
}

async fn delete(db: &impl ConnectionTrait, table: Table, ids: &[Uuid]) -> Result<(), DbErr> {
    for ids in ids.chunks(KEYS_PER_STATEMENT) {
        let condition = Expr::col("id").is_in(ids.iter().copied());
        let statement = Query::delete().from_table(Alias::new(table.name())).and_where(condition).to_owned();
        db.execute(&statement).await?;
    }
    Ok(())
}

async fn update(db: &impl ConnectionTrait, row: &Row) -> Result<(), DbErr> {
    let statement = Query::update()
        .table(Alias::new(row.table.name()))
        .values(row.values.iter().map(|(column, value)| (Alias::new(*column), Expr::val(value.clone()))))
        .and_where(Expr::col("id").eq(row.id))
        .to_owned();
    db.execute(&statement).await.map(drop)
}

/// Inserts rows. Those that set the same columns go together, in the order of their keys, in which the database keeps
/// them.
async fn insert(
    db: &impl ConnectionTrait,
    table: Table,
    mut rows: Vec<&Row>,
    (now, meter): (DateTime<Utc>, &Meter),
) -> Result<(), DbErr> {
    rows.sort_by_key(|row| row.id);
    let mut alike: BTreeMap<Vec<&str>, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        alike.entry(row.values.keys().copied().collect()).or_default().push(row);
    }
    let times: &[&str] = if table.is_root() { &["created_at", "updated_at"] } else { &[] };
    for (set, rows) in alike {
        let times: Vec<&str> = times.iter().copied().filter(|time| !set.contains(time)).collect();
        let columns: Vec<&str> = std::iter::once("id").chain(set).chain(times.iter().copied()).collect();
        let values = rows.into_iter().flat_map(|row| {
            let times = times.iter().map(|_| Value::from(now));
            std::iter::once(Value::from(row.id)).chain(row.values.values().cloned()).chain(times)
        });
        bulk::insert(db, (table.name(), &columns), Box::new(values), meter).await?;
    }
    Ok(())
}

/// Adds to the outbox, in the order of the changes.
async fn announce(db: &impl ConnectionTrait, changes: &[&Change], now: DateTime<Utc>) -> Result<(), DbErr> {
    let events = changes.iter().flat_map(|change| {
        [Value::from(change.operation()), Value::from(change.kind), Value::from(change.id), Value::from(now)]
    });
    let columns = ["operation", "record_kind", "record_id", "at"];
    bulk::insert(db, ("change_event", &columns), Box::new(events), &Meter::default()).await
}
