//! The `reported_count` table: what a report once stated, of a mission or a performance, in its own words.

use sea_orm::entity::prelude::*;

use crate::values::{Comparator, Indicator, ReportingDocument};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reported_count")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of a mission …
    pub mission_id: Option<Uuid>,
    /// … or of a performance.
    pub performance_id: Option<Uuid>,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// What was counted.
    pub indicator: Indicator,
    /// Exactly, at least, more than.
    pub comparator: Comparator,
    /// The number.
    pub value: i32,
    /// The upper end of a range.
    pub upper: Option<i32>,
    /// The unit as the report words it.
    pub unit_text: Option<String>,
    /// The words of the report: `meer dan 50`.
    pub text: String,
    /// Where it was stated.
    pub document: Option<ReportingDocument>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
