//! The `mission` table: trade missions and their kin.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{DatePrecision, Direction, MissionKind, MissionStatus};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mission")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The register's own code, as in `HM2016-03`.
    pub code: Option<String>,
    /// As written.
    pub title: String,
    /// Folded title; with the year, what imports match on.
    pub title_key: String,
    /// What sort of journey it was.
    pub kind: MissionKind,
    /// Out to the world or in to the province.
    pub direction: Direction,
    /// Where it stands.
    pub status: MissionStatus,
    /// Forms of internationalisation, as a JSON list.
    pub forms: String,
    /// A fair or event that it visits.
    pub event: Option<String>,
    /// The year of the start date, or of what is known of it.
    pub year: Option<i32>,
    /// First day that the register allows.
    pub start_date: Option<NaiveDate>,
    /// Last day that the register allows.
    pub end_date: Option<NaiveDate>,
    /// The date as written.
    pub date_text: Option<String>,
    /// How much of the date was really written down.
    pub date_precision: Option<DatePrecision>,
    /// Who organised it.
    pub organiser: Option<String>,
    /// The mission that this one answers.
    pub counter_visit_of_id: Option<Uuid>,
    /// The performance it counts for; never inferred from the year.
    pub performance_id: Option<Uuid>,
    /// Remarks.
    pub notes: Option<String>,
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
