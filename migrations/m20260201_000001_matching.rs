//! Creates what organisations are found by when their names only resemble each other, and says of remembered decisions
//! what they were about and which import they came from.
//!
//! Written as SQL, with the type words of [`super::run`], so that keys and checks read as the engines see them.

use std::collections::BTreeSet;

use sea_orm::{DbBackend, Statement};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

use super::{drop_tables, run};
use crate::values::name_keys;

const TABLES: &[&str] = &["organisation_name_key"];

const STATEMENTS: &[&str] = &[
    "
     CREATE TABLE organisation_name_key (
         key FOLDED NOT NULL,
         organisation_id UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
         PRIMARY KEY (key, organisation_id)
     )
    ",
    "CREATE INDEX organisation_name_key_by_organisation ON organisation_name_key (organisation_id)",
    "CREATE INDEX organisation_by_vat_number ON organisation (vat_number)",
    "ALTER TABLE match_decision ADD COLUMN import_id UUID",
    "ALTER TABLE match_decision ADD COLUMN incoming TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX match_decision_by_record ON match_decision (record_id)",
    "CREATE INDEX match_decision_by_import ON match_decision (import_id)",
    "CREATE INDEX merge_by_merged ON merge (merged_id)",
];

/// See `src/services/organisations.rs`, which asks by the same words.
const HOSTS: (&str, &str) = (
    "CREATE INDEX person_by_host ON person (substr(email, instr(email, '@') + 1))",
    "CREATE INDEX person_by_host ON person (split_part(email, '@', 2))",
);

const DOWN: &[&str] = &[
    "DROP INDEX person_by_host",
    "DROP INDEX merge_by_merged",
    "DROP INDEX match_decision_by_import",
    "DROP INDEX match_decision_by_record",
    "ALTER TABLE match_decision DROP COLUMN incoming",
    "ALTER TABLE match_decision DROP COLUMN import_id",
    "DROP INDEX organisation_by_vat_number",
];

/// See the file's own doc.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STATEMENTS).await?;
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        run(manager, &[if postgres { HOSTS.1 } else { HOSTS.0 }]).await?;
        fill(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_tables(manager, TABLES).await
    }
}

/// Finds the organisations that are there under their names.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let names =
        "SELECT id, match_key FROM organisation UNION ALL SELECT organisation_id, match_key FROM organisation_alias";
    let mut keys: BTreeSet<(String, Uuid)> = BTreeSet::new();
    for row in db.query_all_raw(Statement::from_string(manager.get_database_backend(), names)).await? {
        let (id, name): (Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        keys.extend(name_keys(&name).into_iter().map(|key| (key, id)));
    }
    for keys in Vec::from_iter(keys).chunks(5_000) {
        let mut statement = Query::insert();
        statement.into_table(Alias::new(TABLES[0])).columns(["key", "organisation_id"].map(Alias::new));
        for (key, id) in keys {
            statement.values_panic([Expr::val(key.as_str()), Expr::val(*id)]);
        }
        db.execute(&statement).await?;
    }
    Ok(())
}
