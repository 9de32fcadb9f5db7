//! Participations: what can be asked of them, and how many there were.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::counting;
use super::query::{Attribute, Predicate, Relation, Test, Tested};
use crate::entities::participation::{Column, Entity};
use crate::entities::{mission, organisation};
use crate::values::Code;

/// In what capacity somebody went.
pub fn kind() -> Attribute {
    Attribute::of(Column::Kind)
}

/// How far it came.
pub fn status() -> Attribute {
    Attribute::of(Column::Status)
}

/// The job title.
pub fn role() -> Attribute {
    Attribute::folded(Column::Role, Column::RoleKey)
}

/// The fee.
pub fn fee() -> Attribute {
    Attribute::of(Column::FeeCents)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// The mission.
pub fn mission() -> Relation<mission::Entity> {
    Relation::referred(Column::MissionId)
}

/// For whom they went.
pub fn organisation() -> Relation<organisation::Entity> {
    Relation::referred(Column::OrganisationId)
}

/// Those that count.
pub fn counted() -> Predicate {
    status().passes(vec![Test::In(counting::COUNTED_STATUSES.map(Code::code).to_vec())])
}

/// The three things that `deelnemers` may mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Distinct people, and participations without a named person.
    pub people: i64,
    /// Distinct organisations.
    pub organisations: i64,
    /// Participations.
    pub participations: i64,
}

/// How many took part in each of these missions. Missions in which nobody did are left out.
pub async fn numbers(db: &impl ConnectionTrait, missions: &[Uuid]) -> Result<HashMap<Uuid, Numbers>, DbErr> {
    let rows = Entity::find()
        .select_only()
        .column(Column::MissionId)
        .column_as(counting::people(), "people")
        .column_as(counting::organisations(), "organisations")
        .column_as(Column::Id.count(), "participations")
        .filter(Column::MissionId.is_in(missions.iter().copied()))
        .filter(counting::counted_participation())
        .group_by(Column::MissionId)
        .into_tuple::<(Uuid, i64, i64, i64)>()
        .all(db)
        .await?;
    let numbers =
        |(mission, people, organisations, participations)| (mission, Numbers { people, organisations, participations });
    Ok(rows.into_iter().map(numbers).collect())
}
