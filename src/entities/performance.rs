//! The `performance` table: one performance (prestatie) in one budget year. The key is (code, year): titles change.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{ProvinceRole, Term};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "performance")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As in `5.4.2`.
    pub code: String,
    /// The budget year.
    pub year: i32,
    /// Its title in that year; empty until a page of it is imported.
    pub title: String,
    /// Folded title, for order and search.
    pub title_key: String,
    /// What the province wants with it.
    pub summary: Option<String>,
    /// The background that the page gives.
    pub context: Option<String>,
    /// The role of the province.
    pub role: ProvinceRole,
    /// The role as the page words it.
    pub role_text: Option<String>,
    /// How long it runs.
    pub term: Term,
    /// The term as the page words it.
    pub term_text: Option<String>,
    /// The reserve it draws on.
    pub reserve_id: Option<Uuid>,
    /// The reserve's name as the page prints it.
    pub reserve_text: Option<String>,
    /// `Relatie met reserve?`: yes, no or not said.
    pub reserve_related: Option<bool>,
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
