//! The `participation` table: who went on which mission for whom.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{Money, ParticipantKind, ParticipationStatus};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participation")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mission.
    pub mission_id: Uuid,
    /// For whom they went.
    pub organisation_id: Option<Uuid>,
    /// Who went.
    pub person_id: Option<Uuid>,
    /// Job title at the time.
    pub role: Option<String>,
    /// Folded job title.
    pub role_key: Option<String>,
    /// In what capacity.
    pub kind: ParticipantKind,
    /// Registered, went, cancelled.
    pub status: ParticipationStatus,
    /// Participation fee.
    pub fee_cents: Option<Money>,
    /// ISO 4217.
    pub fee_currency: Option<String>,
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
