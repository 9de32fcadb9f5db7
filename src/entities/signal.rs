//! The `signal` table: the colours that the monitor gives a performance.

use sea_orm::entity::prelude::*;

use crate::values::{ReportingDocument, SignalColour};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signal")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The performance.
    pub performance_id: Uuid,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// The report.
    pub document: ReportingDocument,
    /// Which one of the year.
    pub edition: Option<String>,
    /// Content, money, time, quality.
    pub dimension: String,
    /// The colour.
    pub colour: SignalColour,
    /// Why.
    pub explanation: Option<String>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
