//! The `decision` table: decisions of the provincial states and the executive.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As in `PS/2016/871`.
    pub reference: String,
    /// Folded reference; what imports match on.
    pub reference_key: String,
    /// What was decided.
    pub title: String,
    /// The day it was taken.
    pub decided_on: Option<NaiveDate>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Counts up with each change, for optimistic concurrency.
    pub version: i32,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
