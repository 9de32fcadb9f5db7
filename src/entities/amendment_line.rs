//! The `amendment_line` table: one side of a budget amendment.

use sea_orm::entity::prelude::*;

use crate::values::Money;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "amendment_line")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The amendment.
    pub amendment_id: Uuid,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// The reserve …
    pub reserve_id: Option<Uuid>,
    /// The reserve as the page words it.
    pub reserve_text: Option<String>,
    /// … or the performance that the money goes to.
    pub performance_id: Option<Uuid>,
    /// The budget year of the money.
    pub fiscal_year: i32,
    /// Positive adds, negative withdraws; in euro cents.
    pub cents: Money,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
