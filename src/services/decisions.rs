//! Decisions of the states and the executive: finding one.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entities::decision::{Column, Entity, Model};
use crate::values::fold;

/// The decision of a reference such as `PS/2016/871`, in any spelling.
pub async fn find(db: &impl ConnectionTrait, reference: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ReferenceKey.eq(fold(reference))).one(db).await
}
