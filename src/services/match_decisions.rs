//! What people decided about records that may be the same.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entities::match_decision::{Column, Entity, Model};

/// The decisions on these keys, of whatever sort of record.
pub async fn of_keys(db: &impl ConnectionTrait, keys: &[&str]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::IncomingKey.is_in(keys.iter().copied())).all(db).await
}
