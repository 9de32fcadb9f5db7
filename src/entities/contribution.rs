//! The `contribution` table: who paid how much of a mission.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::{Money, MoneyStage, PayerKind};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contribution")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mission.
    pub mission_id: Uuid,
    /// Budgeted or realised.
    pub stage: MoneyStage,
    /// Who pays.
    pub payer_kind: PayerKind,
    /// The paying organisation, where it is in the register.
    pub payer_id: Option<Uuid>,
    /// The payer as written.
    pub payer_text: Option<String>,
    /// Folded payer; part of the key.
    pub payer_key: String,
    /// The amount in minor units.
    pub cents: Money,
    /// ISO 4217.
    pub currency: String,
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
