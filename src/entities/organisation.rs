//! The `organisation` table: companies, schools, authorities.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::values::OrganisationKind;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As shown.
    pub name: String,
    /// Folded name, for order and search.
    pub name_key: String,
    /// Name without legal form, accents, case and punctuation; what imports match on.
    pub match_key: String,
    /// As in `B.V.`.
    pub legal_form: Option<String>,
    /// Chamber of Commerce number: eight digits.
    pub kvk_number: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// What sort of organisation it is.
    pub kind: OrganisationKind,
    /// Where it sits.
    pub municipality: Option<String>,
    /// Folded municipality.
    pub municipality_key: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its trade.
    pub sector: Option<String>,
    /// Folded sector.
    pub sector_key: Option<String>,
    /// Its site.
    pub website: Option<String>,
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
