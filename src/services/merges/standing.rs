//! Where records are that went into others, and what they were.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::image::{Image, live};
use crate::entities::merge::{Column, Entity};
use crate::services::records::{Record, RowChange, root_table};
use crate::services::tables::{Row, Table};
use crate::values::RecordKind;

/// A record that went into another, as it was then.
#[derive(Clone, Debug)]
pub struct Former {
    /// The record in which it is now.
    pub now: Uuid,
    /// Its own row and its parts.
    pub record: Record,
}

impl Former {
    /// The names that it had.
    pub fn names(&self) -> impl Iterator<Item = &Row> {
        std::iter::once(&self.record.root).chain(self.record.parts.get(&Table::OrganisationAlias).into_iter().flatten())
    }
}

/// For each record that went into another, where it is now.
pub async fn whereabouts(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    let into: HashMap<Uuid, Uuid> = Entity::find()
        .select_only()
        .columns([Column::MergedId, Column::KeptId])
        .filter(Column::UndoneAt.is_null())
        .into_tuple::<(Uuid, Uuid)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(into.keys().map(|gone| (*gone, end(&into, *gone))).collect())
}

/// Where a record is in the end: what it went into may have gone into another.
fn end(into: &HashMap<Uuid, Uuid>, gone: Uuid) -> Uuid {
    let mut at = gone;
    // A record that was parted and merged again cannot come round to itself, for it would not be there to keep.
    for _ in 0..into.len() {
        match into.get(&at) {
            Some(next) => at = *next,
            None => break,
        }
    }
    at
}

/// The records of a sort that went into others.
pub async fn formers(db: &impl ConnectionTrait, kind: RecordKind) -> Result<Vec<Former>, DbErr> {
    let mut formers = Vec::new();
    let mut where_it_is = None;
    for merge in live(db).await?.into_iter().filter(|merge| merge.record_kind == kind) {
        let image = Image::read(&merge.image)?;
        let Some(went) = image.touched.iter().find(|touched| touched.id == merge.merged_id) else { continue };
        let into = match &where_it_is {
            Some(into) => into,
            None => where_it_is.insert(whereabouts(db).await?),
        };
        let now = into.get(&merge.merged_id).copied().unwrap_or(merge.kept_id);
        formers.extend(record(kind, went.reversal()?).map(|record| Former { now, record }));
    }
    Ok(formers)
}

/// The record whose rows are put back.
fn record(kind: RecordKind, rows: Vec<RowChange>) -> Option<Record> {
    let rows = rows.into_iter().filter_map(|change| match change {
        RowChange::Insert(row) => Some(row),
        _ => None,
    });
    let (roots, parts): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.table == root_table(kind));
    let mut record = Record::new(kind, roots.into_iter().next()?);
    for part in parts {
        record.parts.entry(part.table).or_default().push(part);
    }
    Some(record)
}

/// The records that merges had to do with: those that went, and those that were changed by it.
pub async fn involved(db: &impl ConnectionTrait) -> Result<HashSet<Uuid>, DbErr> {
    let mut involved = HashSet::new();
    for merge in live(db).await? {
        involved.extend(Image::read(&merge.image)?.touched.into_iter().map(|touched| touched.id));
    }
    Ok(involved)
}
