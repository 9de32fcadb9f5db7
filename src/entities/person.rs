//! The `person` table: participants. Personal data: the only table that names them.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where they worked when first met: people are matched within an organisation only.
    pub organisation_id: Option<Uuid>,
    /// First name.
    pub given_name: Option<String>,
    /// As in `J.P.`.
    pub initials: Option<String>,
    /// As in `van der`.
    pub surname_prefix: Option<String>,
    /// Without the prefix.
    pub family_name: Option<String>,
    /// Folded family name, for order and matching.
    pub family_key: String,
    /// In lower case.
    pub email: Option<String>,
    /// As written, or in international form where certain.
    pub phone: Option<String>,
    /// When the person was anonymised; then all of the above is empty.
    pub erased_at: Option<DateTime<Utc>>,
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
