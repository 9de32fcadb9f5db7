//! Missions: what can be asked of them, and what belongs to them.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::query::{Attribute, Relation, Via};
use crate::entities::mission::{Column, Entity, Model};
use crate::entities::{
    contribution, cost, destination, mission, mission_leader, mission_theme, official, outcome, participation,
    performance, reported_count, theme,
};

/// The mission of a code.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Code.eq(code.trim())).one(db).await
}

/// The register's own code.
pub fn code() -> Attribute {
    Attribute::of(Column::Code)
}

/// What it is called.
pub fn title() -> Attribute {
    Attribute::folded(Column::Title, Column::TitleKey)
}

/// What sort of journey it was.
pub fn kind() -> Attribute {
    Attribute::of(Column::Kind)
}

/// Out or in.
pub fn direction() -> Attribute {
    Attribute::of(Column::Direction)
}

/// Where it stands.
pub fn status() -> Attribute {
    Attribute::of(Column::Status)
}

/// The year of what is known of its date.
pub fn year() -> Attribute {
    Attribute::of(Column::Year)
}

/// The first day that the register allows.
pub fn start_date() -> Attribute {
    Attribute::of(Column::StartDate)
}

/// The last day that the register allows.
pub fn end_date() -> Attribute {
    Attribute::of(Column::EndDate)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// The code of any country that it goes to.
pub fn country() -> Via<destination::Entity, Attribute> {
    destinations().then(Attribute::of(destination::Column::Country))
}

/// The name of any of its themes.
pub fn theme() -> Via<mission_theme::Entity, Via<theme::Entity, Attribute>> {
    let name = Attribute::folded(theme::Column::Name, theme::Column::NameKey);
    themes().then(Relation::referred(mission_theme::Column::ThemeId).then(name))
}

/// The display name of any official who led it.
pub fn leader() -> Via<mission_leader::Entity, Via<official::Entity, Attribute>> {
    let name = Attribute::folded(official::Column::DisplayName, official::Column::DisplayKey);
    leaders().then(Relation::referred(mission_leader::Column::OfficialId).then(name))
}

/// The performance it counts for.
pub fn performance() -> Relation<performance::Entity> {
    Relation::referred(Column::PerformanceId)
}

/// The mission that it answers.
pub fn counter_visit_of() -> Relation<mission::Entity> {
    Relation::referred(Column::CounterVisitOfId)
}

/// The missions that answer it.
pub fn counter_visits() -> Relation<mission::Entity> {
    Relation::owned_by(Column::CounterVisitOfId)
}

/// Where it goes, in order.
pub fn destinations() -> Relation<destination::Entity> {
    Relation::owned_by(destination::Column::MissionId).ordered_by(destination::Column::Ordinal)
}

/// What it is about, in order.
pub fn themes() -> Relation<mission_theme::Entity> {
    Relation::owned_by(mission_theme::Column::MissionId).ordered_by(mission_theme::Column::Ordinal)
}

/// Who led it, in order.
pub fn leaders() -> Relation<mission_leader::Entity> {
    Relation::owned_by(mission_leader::Column::MissionId).ordered_by(mission_leader::Column::Ordinal)
}

/// What it cost.
pub fn costs() -> Relation<cost::Entity> {
    Relation::owned_by(cost::Column::MissionId)
}

/// Who paid for it.
pub fn contributions() -> Relation<contribution::Entity> {
    Relation::owned_by(contribution::Column::MissionId)
}

/// Who went.
pub fn participations() -> Relation<participation::Entity> {
    Relation::owned_by(participation::Column::MissionId)
}

/// What came of it.
pub fn outcomes() -> Relation<outcome::Entity> {
    Relation::owned_by(outcome::Column::MissionId)
}

/// What reports stated of it, in order.
pub fn reported_counts() -> Relation<reported_count::Entity> {
    Relation::owned_by(reported_count::Column::MissionId).ordered_by(reported_count::Column::Ordinal)
}
