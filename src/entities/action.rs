//! The `action` table: the numbered actions of a performance.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The performance.
    pub performance_id: Uuid,
    /// Its number on the page.
    pub ordinal: i32,
    /// As the page words it.
    pub text: String,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
