//! Creates the table of words that people explained while they corrected an import.
//!
//! Written as SQL, with the type words of [`super::run`].

use sea_orm_migration::prelude::*;

use super::{drop_tables, run};

const TABLES: &[&str] = &["learnt_word"];

const STATEMENTS: &[&str] = &["
     CREATE TABLE learnt_word (
         id UUID PRIMARY KEY,
         list TEXT NOT NULL,
         word TEXT NOT NULL,
         word_key FOLDED NOT NULL,
         value TEXT NOT NULL,
         learnt_by TEXT NOT NULL,
         learnt_at INSTANT NOT NULL,
         UNIQUE (list, word_key)
     )
    "];

/// See the file's own doc.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STATEMENTS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
