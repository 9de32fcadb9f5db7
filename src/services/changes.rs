//! The one door through which the register is written.
//!
//! [`write()`] takes whole changes of records and writes their rows in bulk, counts versions up, adds to the outbox and
//! refreshes the search index, all in the caller's transaction. Nothing else inserts, updates or deletes in the tables
//! of [`super::tables::Table`].

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, Value};
use uuid::Uuid;

use super::records::{RowChange, root_table};
use super::tables::{Row, Table};
use super::{Meter, amendments, name_keys, search_index};
use crate::entities::change_event;
use crate::values::RecordKind;

/// Bind values per statement: below the 32,766 of SQLite.
const VALUES_PER_STATEMENT: usize = 30_000;

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
pub async fn write(db: &impl ConnectionTrait, changes: &[Change], now: DateTime<Utc>) -> Result<(), DbErr> {
    write_metered(db, changes, now, &Meter::default()).await
}

/// As [`write()`], telling a meter of the rows that are written.
pub async fn write_metered(
    db: &impl ConnectionTrait,
    changes: &[Change],
    now: DateTime<Utc>,
    meter: &Meter,
) -> Result<(), DbErr> {
    let mut inserts: BTreeMap<Table, Vec<Row>> = BTreeMap::new();
    let mut updates = Vec::new();
    let mut deletes: BTreeMap<Table, Vec<Uuid>> = BTreeMap::new();
    for change in changes.iter().filter(|change| !change.rows.is_empty()) {
        for row in &change.rows {
            match row {
                RowChange::Insert(row) => inserts.entry(row.table).or_default().push(row.clone()),
                RowChange::Update { after, .. } => updates.push(after),
                RowChange::Delete(row) => deletes.entry(row.table).or_default().push(row.id),
            }
        }
        if change.operation() == "UPDATED" {
            touch(db, change, now).await?;
        }
    }
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
    let amendments = Vec::from_iter(touched(changes, RecordKind::BudgetAmendment));
    amendments::check(db, &amendments).await?;
    search_index::refresh(db, changes).await?;
    name_keys::refresh(db, changes).await?;
    announce(db, changes, now).await
}

/// Counts the version of a record up, whichever of its rows changes.
async fn touch(db: &impl ConnectionTrait, change: &Change, now: DateTime<Utc>) -> Result<(), DbErr> {
    let statement = Query::update()
        .table(Alias::new(root_table(change.kind).name()))
        .value("version", Expr::col("version").add(1))
        .value("updated_at", now)
        .and_where(Expr::col("id").eq(change.id))
        .to_owned();
    db.execute(&statement).await.map(drop)
}

async fn delete(db: &impl ConnectionTrait, table: Table, ids: &[Uuid]) -> Result<(), DbErr> {
    for ids in ids.chunks(VALUES_PER_STATEMENT) {
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

/// Inserts rows, many to a statement. Rows that set the same columns go together.
async fn insert(
    db: &impl ConnectionTrait,
    table: Table,
    rows: Vec<Row>,
    (now, meter): (DateTime<Utc>, &Meter),
) -> Result<(), DbErr> {
    let mut alike: BTreeMap<Vec<&'static str>, Vec<Row>> = BTreeMap::new();
    for mut row in rows {
        if table.is_root() {
            row.values.entry("created_at").or_insert_with(|| Value::from(now));
            row.values.entry("updated_at").or_insert_with(|| Value::from(now));
        }
        alike.entry(row.values.keys().copied().collect()).or_default().push(row);
    }
    for (columns, rows) in alike {
        let names = std::iter::once("id").chain(columns.iter().copied()).map(Alias::new);
        let empty = Query::insert().into_table(Alias::new(table.name())).columns(names).to_owned();
        for rows in rows.chunks(VALUES_PER_STATEMENT / (columns.len() + 1)) {
            let mut statement = empty.clone();
            for row in rows {
                let values = row.values.values().cloned();
                statement.values_panic(std::iter::once(Value::from(row.id)).chain(values).map(Expr::val));
            }
            db.execute(&statement).await?;
            meter.advance(rows.len());
        }
    }
    Ok(())
}

/// Adds to the outbox, in the order of the changes.
async fn announce(db: &impl ConnectionTrait, changes: &[Change], now: DateTime<Utc>) -> Result<(), DbErr> {
    let events = changes.iter().filter(|change| !change.rows.is_empty()).map(|change| change_event::ActiveModel {
        operation: Set(change.operation().to_owned()),
        record_kind: Set(change.kind),
        record_id: Set(change.id),
        at: Set(now),
        ..Default::default()
    });
    let events: Vec<_> = events.collect();
    for events in events.chunks(VALUES_PER_STATEMENT / 4) {
        change_event::Entity::insert_many(events.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The records that changes touch, each once.
pub fn touched(changes: &[Change], kind: RecordKind) -> HashSet<Uuid> {
    changes.iter().filter(|change| change.kind == kind && !change.rows.is_empty()).map(|change| change.id).collect()
}
