//! What the table `merge` keeps of a merge: every change of a row, with the version that each record had afterwards.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use super::join::Pair;
use crate::clock;
use crate::entities::merge::{ActiveModel, Column, Entity, Model};
use crate::services::Caller;
use crate::services::changes::Change;
use crate::services::images::{image, reversal};
use crate::services::records::{RowChange, load_by, root_table};
use crate::values::RecordKind;

/// One merge, as kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Image {
    /// The merge that this one was part of.
    pub along: Option<Uuid>,
    /// What the record was called that went; nothing for people.
    pub label: Option<String>,
    /// The records into which duplicates went.
    pub survivors: Vec<Uuid>,
    /// What it did, record by record.
    pub touched: Vec<Touched>,
}

/// What a merge did to a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Touched {
    /// What sort of record.
    pub kind: RecordKind,
    /// Its key.
    pub id: Uuid,
    /// Its version afterwards; nothing for one that went.
    pub version: Option<i32>,
    rows: Json,
}

impl Touched {
    /// The changes that take it back.
    pub(super) fn reversal(&self) -> Result<Vec<RowChange>, DbErr> {
        reversal(&self.rows)
    }

    /// Whether the record went.
    pub(super) fn went(&self) -> bool {
        self.version.is_none()
    }
}

impl Image {
    /// The image of changes that were written.
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        changes: &[Change],
        (along, label, survivors): (Option<Uuid>, Option<String>, Vec<Uuid>),
    ) -> Result<Self, DbErr> {
        let mut touched = Vec::with_capacity(changes.len());
        for change in changes {
            let row = load_by(db, root_table(change.kind), "id", [change.id]).await?.pop();
            let version = row.and_then(|row| row.number("version"));
            touched.push(Touched { kind: change.kind, id: change.id, version, rows: image(&change.rows) });
        }
        Ok(Self { along, label, survivors, touched })
    }

    /// Reads one.
    pub(super) fn read(text: &str) -> Result<Self, DbErr> {
        serde_json::from_str(text).map_err(|_| DbErr::Json("a kept image of a merge does not read".to_owned()))
    }

    /// Keeps it.
    pub(super) async fn keep(
        &self,
        db: &impl ConnectionTrait,
        caller: &Caller,
        (pair, now): (Pair, DateTime<Utc>),
    ) -> Result<Uuid, DbErr> {
        let id = clock::new_id();
        let text = serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))?;
        let row = ActiveModel {
            id: Set(id),
            record_kind: Set(pair.kind),
            kept_id: Set(pair.kept),
            merged_id: Set(pair.gone),
            image: Set(text),
            merged_by: Set(caller.name.clone()),
            merged_at: Set(now),
            undone_at: Set(None),
        };
        Entity::insert(row).exec_without_returning(db).await?;
        Ok(id)
    }
}

/// The merges that were not undone, oldest first.
pub(super) async fn live(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::UndoneAt.is_null()).order_by_asc(Column::Id).all(db).await
}
