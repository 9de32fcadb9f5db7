//! Organisations: what can be asked of them, and what belongs to them.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::participations;
use super::query::{Attribute, Predicate, Relation, Tally};
use crate::entities::organisation::{Column, Entity, Model};
use crate::entities::{organisation_alias, outcome, participation};

/// The organisation of a Chamber of Commerce number.
pub async fn by_kvk_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::KvkNumber.eq(number.trim())).one(db).await
}

/// What it is called.
pub fn name() -> Attribute {
    Attribute::folded(Column::Name, Column::NameKey)
}

/// Its Chamber of Commerce number.
pub fn kvk_number() -> Attribute {
    Attribute::of(Column::KvkNumber)
}

/// What sort of organisation it is.
pub fn kind() -> Attribute {
    Attribute::of(Column::Kind)
}

/// Where it sits.
pub fn municipality() -> Attribute {
    Attribute::folded(Column::Municipality, Column::MunicipalityKey)
}

/// The country where it sits.
pub fn country() -> Attribute {
    Attribute::of(Column::Country)
}

/// Its trade.
pub fn sector() -> Attribute {
    Attribute::folded(Column::Sector, Column::SectorKey)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// On how many missions it went.
pub fn mission_count() -> Attribute {
    Attribute::count(&missions(), participations::counted())
}

/// The missions that it was to go on.
pub fn missions() -> Tally<participation::Entity> {
    participations().tally(participation::Column::MissionId)
}

/// The participations by which it went on missions that pass.
pub fn went(missions: Predicate) -> Predicate {
    Predicate::all([participations::counted(), participations::mission().some(missions)])
}

/// The names under which imports have met it.
pub fn aliases() -> Relation<organisation_alias::Entity> {
    Relation::owned_by(organisation_alias::Column::OrganisationId).ordered_by(organisation_alias::Column::Name)
}

/// Who went for it.
pub fn participations() -> Relation<participation::Entity> {
    Relation::owned_by(participation::Column::OrganisationId)
}

/// What missions brought it.
pub fn outcomes() -> Relation<outcome::Entity> {
    Relation::owned_by(outcome::Column::OrganisationId)
}
