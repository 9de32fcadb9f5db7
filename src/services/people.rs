//! People: what can be asked of participants, and what belongs to them. Personal data.

use super::query::{Attribute, Relation};
use crate::entities::person::Column;
use crate::entities::{organisation, participation};

/// The family name.
pub fn family_name() -> Attribute {
    Attribute::folded(Column::FamilyName, Column::FamilyKey)
}

/// The e-mail address.
pub fn email() -> Attribute {
    Attribute::of(Column::Email)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// Where they worked when first met.
pub fn organisation() -> Relation<organisation::Entity> {
    Relation::referred(Column::OrganisationId)
}

/// The missions they went on, or meant to.
pub fn participations() -> Relation<participation::Entity> {
    Relation::owned_by(participation::Column::PersonId)
}
