//! The `investment_proposal` table: the proposals through which a performance draws on a reserve.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "investment_proposal")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The performance.
    pub performance_id: Uuid,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// As the page words it.
    pub text: String,
    /// The decision that settled it.
    pub decision_id: Option<Uuid>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
