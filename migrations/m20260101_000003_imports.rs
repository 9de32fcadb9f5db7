//! Creates what the importer keeps: files, plans, provenance and decisions.
//!
//! Written as SQL, with the type words of [`super::run`], so that keys and checks read as the engines see them.

use sea_orm_migration::prelude::*;

use super::{drop_tables, run};

/// The tables, in the order in which they need each other.
const TABLES: &[&str] =
    &["import", "import_file", "import_issue", "import_change", "import_profile", "match_decision", "merge"];

const STATEMENTS: &[&str] = &[
    "
     CREATE TABLE import (
         id UUID PRIMARY KEY,
         filename TEXT NOT NULL,
         sha256 TEXT NOT NULL,
         size INTEGER NOT NULL,
         format TEXT,
         state TEXT NOT NULL,
         plan_hash TEXT,
         settings TEXT NOT NULL DEFAULT '{}',
         plan TEXT NOT NULL DEFAULT '{}',
         uploaded_by TEXT NOT NULL,
         uploaded_at INSTANT NOT NULL,
         applied_at INSTANT,
         undone_at INSTANT,
         CHECK (format IN ('XLSX', 'XLSM', 'XLSB', 'XLS', 'ODS', 'CSV')),
         CHECK (state IN ('QUEUED', 'READING', 'ANALYSED', 'APPLYING', 'APPLIED', 'UNDONE', 'DISCARDED', 'CANCELLED', 'FAILED'))
     )
    ",
    "CREATE INDEX import_by_time ON import (uploaded_at, id)",
    "CREATE INDEX import_by_sha256 ON import (sha256)",
    "
     CREATE TABLE import_file (
         id UUID PRIMARY KEY,
         import_id UUID NOT NULL UNIQUE REFERENCES import (id) ON DELETE CASCADE,
         bytes BYTES NOT NULL
     )
    ",
    "
     CREATE TABLE import_issue (
         id UUID PRIMARY KEY,
         import_id UUID NOT NULL REFERENCES import (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         severity TEXT NOT NULL,
         code TEXT NOT NULL,
         sheet TEXT,
         cell TEXT,
         value TEXT,
         field TEXT,
         expected TEXT,
         suggestion TEXT,
         CHECK (severity IN ('ERROR', 'WARNING', 'NOTICE')),
         UNIQUE (import_id, ordinal)
     )
    ",
    "
     CREATE TABLE import_change (
         id UUID PRIMARY KEY,
         import_id UUID NOT NULL REFERENCES import (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         operation TEXT NOT NULL,
         record_kind TEXT NOT NULL,
         record_id UUID,
         record_version INTEGER,
         label TEXT NOT NULL,
         sheet TEXT NOT NULL,
         row INTEGER NOT NULL,
         cells TEXT,
         fields TEXT NOT NULL DEFAULT '[]',
         image TEXT,
         CHECK (operation IN ('CREATE', 'UPDATE', 'UNCHANGED', 'SKIP', 'MISSING')),
         CHECK (record_kind IN ('MISSION', 'PARTICIPATION', 'ORGANISATION', 'PERSON', 'OUTCOME', 'COST', 'CONTRIBUTION', 'OFFICIAL', 'THEME', 'PERFORMANCE', 'DECISION', 'RESERVE', 'BUDGET_AMENDMENT')),
         UNIQUE (import_id, ordinal)
     )
    ",
    "CREATE INDEX import_change_by_record ON import_change (record_id)",
    "
     CREATE TABLE import_profile (
         id UUID PRIMARY KEY,
         name TEXT NOT NULL UNIQUE,
         fingerprint TEXT NOT NULL,
         mapping TEXT NOT NULL,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL
     )
    ",
    "CREATE INDEX import_profile_by_fingerprint ON import_profile (fingerprint)",
    "
     CREATE TABLE match_decision (
         id UUID PRIMARY KEY,
         record_kind TEXT NOT NULL,
         incoming_key FOLDED NOT NULL,
         record_id UUID,
         decided_by TEXT NOT NULL,
         decided_at INSTANT NOT NULL,
         CHECK (record_kind IN ('MISSION', 'PARTICIPATION', 'ORGANISATION', 'PERSON', 'OUTCOME', 'COST', 'CONTRIBUTION', 'OFFICIAL', 'THEME', 'PERFORMANCE', 'DECISION', 'RESERVE', 'BUDGET_AMENDMENT')),
         UNIQUE (record_kind, incoming_key)
     )
    ",
    "
     CREATE TABLE merge (
         id UUID PRIMARY KEY,
         record_kind TEXT NOT NULL,
         kept_id UUID NOT NULL,
         merged_id UUID NOT NULL,
         image TEXT NOT NULL,
         merged_by TEXT NOT NULL,
         merged_at INSTANT NOT NULL,
         undone_at INSTANT,
         CHECK (record_kind IN ('MISSION', 'PARTICIPATION', 'ORGANISATION', 'PERSON', 'OUTCOME', 'COST', 'CONTRIBUTION', 'OFFICIAL', 'THEME', 'PERFORMANCE', 'DECISION', 'RESERVE', 'BUDGET_AMENDMENT'))
     )
    ",
];

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
