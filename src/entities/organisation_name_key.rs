//! The `organisation_name_key` table: keys under which names that resemble each other are found.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_name_key")]
pub struct Model {
    /// As [`crate::values::name_keys`] makes them.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Whose name, or other name, has it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: Uuid,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
