//! The `mission_leader` table: who led a mission, and in what office at the time.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mission_leader")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mission.
    pub mission_id: Uuid,
    /// Order as written, from 1.
    pub ordinal: i32,
    /// An official …
    pub official_id: Option<Uuid>,
    /// … or someone from an organisation.
    pub person_id: Option<Uuid>,
    /// The office held at the time.
    pub office: Option<String>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
