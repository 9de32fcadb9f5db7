//! Creates what belongs to a performance: actions, targets, notes and money.
//!
//! Written as SQL, with the type words of [`super::run`], so that keys and checks read as the engines see them.

use sea_orm_migration::prelude::*;

use super::{drop_tables, run};

/// The tables, in the order in which they need each other.
const TABLES: &[&str] = &[
    "portfolio_holder",
    "action",
    "target",
    "progress_note",
    "signal",
    "investment_proposal",
    "budget_amendment",
    "amendment_basis",
    "amendment_line",
];

const STATEMENTS: &[&str] = &[
    "
     CREATE TABLE portfolio_holder (
         id UUID PRIMARY KEY,
         performance_id UUID NOT NULL REFERENCES performance (id) ON DELETE CASCADE,
         official_id UUID NOT NULL REFERENCES official (id) ON DELETE RESTRICT,
         ordinal INTEGER NOT NULL,
         UNIQUE (performance_id, official_id)
     )
    ",
    "CREATE INDEX portfolio_holder_by_official ON portfolio_holder (official_id)",
    "
     CREATE TABLE action (
         id UUID PRIMARY KEY,
         performance_id UUID NOT NULL REFERENCES performance (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         text TEXT NOT NULL,
         UNIQUE (performance_id, ordinal)
     )
    ",
    "
     CREATE TABLE target (
         id UUID PRIMARY KEY,
         performance_id UUID NOT NULL REFERENCES performance (id) ON DELETE CASCADE,
         action_ordinal INTEGER NOT NULL,
         ordinal INTEGER NOT NULL,
         indicator TEXT NOT NULL,
         direction TEXT,
         comparator TEXT NOT NULL DEFAULT 'EQUAL',
         value BIGINT NOT NULL,
         unit_text TEXT,
         CHECK (indicator IN ('MISSIONS', 'PEOPLE', 'ORGANISATIONS', 'PARTICIPATIONS', 'DEALS', 'DEAL_VALUE')),
         CHECK (direction IN ('OUTBOUND', 'INBOUND', 'UNKNOWN')),
         CHECK (comparator IN ('EQUAL', 'AT_LEAST', 'MORE_THAN', 'ABOUT', 'AT_MOST')),
         UNIQUE (performance_id, action_ordinal, ordinal),
         FOREIGN KEY (performance_id, action_ordinal) REFERENCES action (performance_id, ordinal) ON DELETE CASCADE
     )
    ",
    "
     CREATE TABLE progress_note (
         id UUID PRIMARY KEY,
         performance_id UUID NOT NULL REFERENCES performance (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         document TEXT NOT NULL,
         edition TEXT,
         subject TEXT NOT NULL DEFAULT 'CONTENT',
         text TEXT NOT NULL,
         CHECK (document IN ('PERSPECTIVE_NOTE', 'BUDGET', 'MONITOR', 'ANNUAL_REPORT', 'OTHER')),
         CHECK (subject IN ('CONTENT', 'FINANCE')),
         UNIQUE (performance_id, ordinal)
     )
    ",
    "
     CREATE TABLE signal (
         id UUID PRIMARY KEY,
         performance_id UUID NOT NULL REFERENCES performance (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         document TEXT NOT NULL,
         edition TEXT,
         dimension TEXT NOT NULL,
         colour TEXT NOT NULL,
         explanation TEXT,
         CHECK (document IN ('PERSPECTIVE_NOTE', 'BUDGET', 'MONITOR', 'ANNUAL_REPORT', 'OTHER')),
         CHECK (colour IN ('GREEN', 'ORANGE', 'RED')),
         UNIQUE (performance_id, ordinal)
     )
    ",
    "
     CREATE TABLE investment_proposal (
         id UUID PRIMARY KEY,
         performance_id UUID NOT NULL REFERENCES performance (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         text TEXT NOT NULL,
         decision_id UUID REFERENCES decision (id) ON DELETE RESTRICT,
         UNIQUE (performance_id, ordinal)
     )
    ",
    "CREATE INDEX investment_proposal_by_decision ON investment_proposal (decision_id)",
    "
     CREATE TABLE budget_amendment (
         id UUID PRIMARY KEY,
         description TEXT NOT NULL,
         description_key FOLDED NOT NULL,
         status TEXT NOT NULL DEFAULT 'PROPOSED',
         proposed_in_id UUID REFERENCES performance (id) ON DELETE RESTRICT,
         authority TEXT,
         decision_id UUID REFERENCES decision (id) ON DELETE RESTRICT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (status IN ('PROPOSED', 'ADOPTED', 'REJECTED')),
         CHECK (authority IN ('GS', 'PS'))
     )
    ",
    "CREATE UNIQUE INDEX budget_amendment_natural_key ON budget_amendment (COALESCE(proposed_in_id, NIL), description_key)",
    "CREATE INDEX budget_amendment_by_decision ON budget_amendment (decision_id)",
    "
     CREATE TABLE amendment_basis (
         id UUID PRIMARY KEY,
         amendment_id UUID NOT NULL REFERENCES budget_amendment (id) ON DELETE CASCADE,
         decision_id UUID NOT NULL REFERENCES decision (id) ON DELETE RESTRICT,
         ordinal INTEGER NOT NULL,
         UNIQUE (amendment_id, decision_id)
     )
    ",
    "CREATE INDEX amendment_basis_by_decision ON amendment_basis (decision_id)",
    "
     CREATE TABLE amendment_line (
         id UUID PRIMARY KEY,
         amendment_id UUID NOT NULL REFERENCES budget_amendment (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         reserve_id UUID REFERENCES reserve (id) ON DELETE RESTRICT,
         reserve_text TEXT,
         performance_id UUID REFERENCES performance (id) ON DELETE RESTRICT,
         fiscal_year INTEGER NOT NULL,
         cents BIGINT NOT NULL,
         UNIQUE (amendment_id, ordinal),
         CHECK ((reserve_id IS NULL) <> (performance_id IS NULL))
     )
    ",
    "CREATE INDEX amendment_line_by_reserve ON amendment_line (reserve_id, fiscal_year)",
    "CREATE INDEX amendment_line_by_performance ON amendment_line (performance_id)",
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
