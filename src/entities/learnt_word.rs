//! The `learnt_word` table: words that people explained, to be understood in later imports.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "learnt_word")]
pub struct Model {
    /// UUIDv7.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The list that the word belongs to: `country`, `theme`, or the field of a closed list.
    pub list: String,
    /// The word, as it was written.
    pub word: String,
    /// As cells are compared with it.
    pub word_key: String,
    /// What it is read as.
    pub value: String,
    /// Who explained it.
    pub learnt_by: String,
    /// When.
    pub learnt_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the services.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
