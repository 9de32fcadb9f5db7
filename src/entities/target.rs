//! The `target` table: the numbers that an action promises.

use sea_orm::entity::prelude::*;

use crate::values::{Comparator, Direction, Indicator, Quantity};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The performance.
    pub performance_id: Uuid,
    /// The number of its action.
    pub action_ordinal: i32,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// What is counted.
    pub indicator: Indicator,
    /// Which missions count; outbound where it does not say.
    pub direction: Option<Direction>,
    /// Exactly or at least.
    pub comparator: Comparator,
    /// The number promised.
    pub value: Quantity,
    /// The unit as the page words it.
    pub unit_text: Option<String>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
