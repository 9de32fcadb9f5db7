//! The `search_document` table: what can be searched, one row a record.

use sea_orm::entity::prelude::*;

use crate::values::RecordKind;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_document")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What sort of record.
    pub record_kind: RecordKind,
    /// Which one.
    pub record_id: Uuid,
    /// What is shown.
    pub title: String,
    /// The folded words, each after a space.
    pub body: String,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
