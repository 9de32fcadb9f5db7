//! Outcomes: what can be asked of them.

use super::query::{Attribute, Relation};
use crate::entities::outcome::Column;
use crate::entities::{mission, organisation};

/// What sort of result.
pub fn kind() -> Attribute {
    Attribute::of(Column::Kind)
}

/// What it was, in words.
pub fn description() -> Attribute {
    Attribute::folded(Column::Description, Column::DescriptionKey)
}

/// When it came about.
pub fn date() -> Attribute {
    Attribute::of(Column::Date)
}

/// What it is worth.
pub fn value() -> Attribute {
    Attribute::of(Column::ValueCents)
}

/// The currency of that.
pub fn currency() -> Attribute {
    Attribute::of(Column::Currency)
}

/// Confirmed, or only expected.
pub fn confirmed() -> Attribute {
    Attribute::of(Column::Confirmed)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// The mission it came of.
pub fn mission() -> Relation<mission::Entity> {
    Relation::referred(Column::MissionId)
}

/// Whose result it is.
pub fn organisation() -> Relation<organisation::Entity> {
    Relation::referred(Column::OrganisationId)
}
