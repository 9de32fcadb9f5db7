//! Creates tokens, the audit trail, the outbox and the search index.
//!
//! Written as SQL, with the type words of [`super::run`], so that keys and checks read as the engines see them.

use sea_orm_migration::prelude::*;

use super::{drop_tables, run};

/// The tables, in the order in which they need each other.
const TABLES: &[&str] = &["access_token", "audit_event", "change_event", "search_document"];

const STATEMENTS: &[&str] = &[
    "
     CREATE TABLE access_token (
         id UUID PRIMARY KEY,
         name TEXT NOT NULL,
         role TEXT NOT NULL,
         hash TEXT NOT NULL UNIQUE,
         created_at INSTANT NOT NULL,
         expires_at INSTANT,
         last_used_at INSTANT,
         revoked_at INSTANT,
         CHECK (role IN ('PUBLIC', 'VIEWER', 'EDITOR', 'ADMIN'))
     )
    ",
    "
     CREATE TABLE audit_event (
         id UUID PRIMARY KEY,
         at INSTANT NOT NULL,
         actor TEXT NOT NULL,
         action TEXT NOT NULL,
         object_kind TEXT,
         object_id UUID,
         result TEXT NOT NULL,
         origin TEXT NOT NULL
     )
    ",
    "CREATE INDEX audit_event_by_time ON audit_event (at, id)",
    "
     CREATE TABLE change_event (
         position SEQUENCE PRIMARY KEY,
         operation TEXT NOT NULL,
         record_kind TEXT NOT NULL,
         record_id UUID NOT NULL,
         at INSTANT NOT NULL,
         CHECK (record_kind IN ('MISSION', 'PARTICIPATION', 'ORGANISATION', 'PERSON', 'OUTCOME', 'COST', 'CONTRIBUTION', 'OFFICIAL', 'THEME', 'PERFORMANCE', 'DECISION', 'RESERVE', 'BUDGET_AMENDMENT'))
     )
    ",
    "
     CREATE TABLE search_document (
         id UUID PRIMARY KEY,
         record_kind TEXT NOT NULL,
         record_id UUID NOT NULL,
         title TEXT NOT NULL,
         body FOLDED NOT NULL,
         CHECK (record_kind IN ('MISSION', 'PARTICIPATION', 'ORGANISATION', 'PERSON', 'OUTCOME', 'COST', 'CONTRIBUTION', 'OFFICIAL', 'THEME', 'PERFORMANCE', 'DECISION', 'RESERVE', 'BUDGET_AMENDMENT')),
         UNIQUE (record_kind, record_id)
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
