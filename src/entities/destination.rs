//! The `destination` table: the places of a mission, in order.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "destination")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mission that goes there.
    pub mission_id: Uuid,
    /// Its place in the journey, from 1.
    pub ordinal: i32,
    /// As written.
    pub text: String,
    /// ISO 3166-1 alpha-2, where a country is named.
    pub country: Option<String>,
    /// Province, state or Land.
    pub region: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// First day there, where it is known.
    pub start_date: Option<NaiveDate>,
    /// Last day there, where it is known.
    pub end_date: Option<NaiveDate>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
