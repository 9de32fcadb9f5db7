//! Decisions of the states and the executive: reading them.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::grouping::index_by;
use crate::entities::decision::{Column, Entity, Model};
use crate::values::fold;

/// Decisions by their keys.
pub async fn by_id(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Model>, DbErr> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(index_by(rows, |row| row.id))
}

/// The decision of a reference such as `PS/2016/871`, in any spelling.
pub async fn find(db: &impl ConnectionTrait, reference: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ReferenceKey.eq(fold(reference))).one(db).await
}
