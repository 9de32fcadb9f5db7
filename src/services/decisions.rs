//! Decisions of the states and the executive: finding them, and what can be asked of them.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::query::Attribute;
use crate::entities::decision::{Column, Entity, Model};
use crate::values::fold;

/// The decision of a reference such as `PS/2016/871`, in any spelling.
pub async fn find(db: &impl ConnectionTrait, reference: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ReferenceKey.eq(fold(reference))).one(db).await
}

/// As in `PS/2016/871`.
pub fn reference() -> Attribute {
    Attribute::folded(Column::Reference, Column::ReferenceKey)
}

/// What was decided.
pub fn title() -> Attribute {
    Attribute::of(Column::Title)
}

/// The day it was taken.
pub fn decided_on() -> Attribute {
    Attribute::of(Column::DecidedOn)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}
