//! Creates the register of missions: missions, organisations, people and what came of them.
//!
//! Written as SQL, with the type words of [`super::run`], so that keys and checks read as the engines see them. What
//! refers to its own table is checked at the end of a transaction: a mission and its answer are written in any order.

use sea_orm_migration::prelude::*;

use super::{drop_tables, run};

/// The tables, in the order in which they need each other.
const TABLES: &[&str] = &[
    "theme",
    "official",
    "reserve",
    "decision",
    "performance",
    "mission",
    "destination",
    "mission_theme",
    "organisation",
    "organisation_alias",
    "person",
    "mission_leader",
    "participation",
    "outcome",
    "cost",
    "contribution",
    "reported_count",
];

const STATEMENTS: &[&str] = &[
    "
     CREATE TABLE theme (
         id UUID PRIMARY KEY,
         name TEXT NOT NULL,
         name_key FOLDED NOT NULL UNIQUE,
         name_en TEXT,
         name_de TEXT,
         aliases TEXT NOT NULL DEFAULT '[]',
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL
     )
    ",
    "
     CREATE TABLE official (
         id UUID PRIMARY KEY,
         display_name TEXT NOT NULL,
         display_key FOLDED NOT NULL UNIQUE,
         name TEXT,
         office TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL
     )
    ",
    "
     CREATE TABLE reserve (
         id UUID PRIMARY KEY,
         name TEXT NOT NULL,
         name_key FOLDED NOT NULL UNIQUE,
         aliases TEXT NOT NULL DEFAULT '[]',
         opening_cents BIGINT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL
     )
    ",
    "
     CREATE TABLE decision (
         id UUID PRIMARY KEY,
         reference TEXT NOT NULL,
         reference_key FOLDED NOT NULL UNIQUE,
         title TEXT NOT NULL DEFAULT '',
         decided_on DATE,
         url TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL
     )
    ",
    "
     CREATE TABLE performance (
         id UUID PRIMARY KEY,
         code FOLDED NOT NULL,
         year INTEGER NOT NULL,
         title TEXT NOT NULL DEFAULT '',
         title_key FOLDED NOT NULL DEFAULT '',
         summary TEXT,
         context TEXT,
         role TEXT NOT NULL DEFAULT 'UNKNOWN',
         role_text TEXT,
         term TEXT NOT NULL DEFAULT 'UNKNOWN',
         term_text TEXT,
         reserve_id UUID REFERENCES reserve (id) ON DELETE RESTRICT,
         reserve_text TEXT,
         reserve_related BOOLEAN,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (role IN ('FACILITATOR', 'INITIATOR', 'DIRECTOR', 'PARTNER', 'FINANCIER', 'REGULAR_TASK', 'OTHER', 'UNKNOWN')),
         CHECK (term IN ('STRUCTURAL', 'TEMPORARY', 'UNKNOWN')),
         UNIQUE (code, year)
     )
    ",
    "
     CREATE TABLE mission (
         id UUID PRIMARY KEY,
         code FOLDED UNIQUE,
         title TEXT NOT NULL,
         title_key FOLDED NOT NULL,
         kind TEXT NOT NULL DEFAULT 'UNKNOWN',
         direction TEXT NOT NULL DEFAULT 'UNKNOWN',
         status TEXT NOT NULL DEFAULT 'UNKNOWN',
         forms TEXT NOT NULL DEFAULT '[]',
         event TEXT,
         year INTEGER,
         start_date DATE,
         end_date DATE,
         date_text TEXT,
         date_precision TEXT,
         organiser TEXT,
         counter_visit_of_id UUID REFERENCES mission (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
         performance_id UUID REFERENCES performance (id) ON DELETE RESTRICT,
         notes TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (kind IN ('TRADE_MISSION', 'FAIR_VISIT', 'BUSINESS_TRIP', 'WORKING_VISIT', 'OTHER', 'UNKNOWN')),
         CHECK (direction IN ('OUTBOUND', 'INBOUND', 'UNKNOWN')),
         CHECK (status IN ('PLANNED', 'CONFIRMED', 'REALISED', 'CANCELLED', 'UNKNOWN')),
         CHECK (date_precision IN ('DAY', 'WEEK', 'MONTH', 'QUARTER', 'SEASON', 'YEAR')),
         CHECK (start_date IS NULL OR end_date IS NULL OR start_date <= end_date)
     )
    ",
    "CREATE UNIQUE INDEX mission_natural_key ON mission (title_key, COALESCE(year, 0), COALESCE(code, ''))",
    "CREATE INDEX mission_by_year ON mission (year, start_date, id)",
    "CREATE INDEX mission_by_start_date ON mission (start_date, id)",
    "CREATE INDEX mission_by_performance ON mission (performance_id)",
    "CREATE INDEX mission_by_counter_visit ON mission (counter_visit_of_id)",
    "
     CREATE TABLE destination (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         text TEXT NOT NULL,
         country TEXT,
         region TEXT,
         city TEXT,
         start_date DATE,
         end_date DATE,
         UNIQUE (mission_id, ordinal),
         CHECK (country IS NULL OR length(country) = 2)
     )
    ",
    "CREATE INDEX destination_by_country ON destination (country, mission_id)",
    "
     CREATE TABLE mission_theme (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE CASCADE,
         theme_id UUID NOT NULL REFERENCES theme (id) ON DELETE RESTRICT,
         ordinal INTEGER NOT NULL,
         UNIQUE (mission_id, theme_id)
     )
    ",
    "CREATE INDEX mission_theme_by_theme ON mission_theme (theme_id, mission_id)",
    "
     CREATE TABLE organisation (
         id UUID PRIMARY KEY,
         name TEXT NOT NULL,
         name_key FOLDED NOT NULL,
         match_key FOLDED NOT NULL,
         legal_form TEXT,
         kvk_number TEXT UNIQUE,
         vat_number TEXT,
         kind TEXT NOT NULL DEFAULT 'UNKNOWN',
         municipality TEXT,
         municipality_key FOLDED,
         country TEXT,
         sector TEXT,
         sector_key FOLDED,
         website TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (kind IN ('SME', 'LARGE_COMPANY', 'EDUCATION', 'KNOWLEDGE_INSTITUTE', 'GOVERNMENT', 'INTERMEDIARY', 'OTHER', 'UNKNOWN')),
         CHECK (kvk_number IS NULL OR length(kvk_number) = 8)
     )
    ",
    "CREATE INDEX organisation_by_name ON organisation (name_key, id)",
    "CREATE INDEX organisation_by_match_key ON organisation (match_key)",
    "
     CREATE TABLE organisation_alias (
         id UUID PRIMARY KEY,
         organisation_id UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
         name TEXT NOT NULL,
         match_key FOLDED NOT NULL,
         UNIQUE (organisation_id, name)
     )
    ",
    "CREATE INDEX organisation_alias_by_match_key ON organisation_alias (match_key)",
    "
     CREATE TABLE person (
         id UUID PRIMARY KEY,
         organisation_id UUID REFERENCES organisation (id) ON DELETE RESTRICT,
         given_name TEXT,
         initials TEXT,
         surname_prefix TEXT,
         family_name TEXT,
         family_key FOLDED NOT NULL DEFAULT '',
         email TEXT,
         phone TEXT,
         erased_at INSTANT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL
     )
    ",
    "CREATE INDEX person_by_organisation ON person (organisation_id, family_key)",
    "CREATE INDEX person_by_family ON person (family_key, id)",
    "CREATE INDEX person_by_email ON person (email)",
    "
     CREATE TABLE mission_leader (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         official_id UUID REFERENCES official (id) ON DELETE RESTRICT,
         person_id UUID REFERENCES person (id) ON DELETE RESTRICT,
         office TEXT,
         UNIQUE (mission_id, ordinal),
         CHECK ((official_id IS NULL) <> (person_id IS NULL))
     )
    ",
    "CREATE INDEX mission_leader_by_official ON mission_leader (official_id)",
    "CREATE INDEX mission_leader_by_person ON mission_leader (person_id)",
    "
     CREATE TABLE participation (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE RESTRICT,
         organisation_id UUID REFERENCES organisation (id) ON DELETE RESTRICT,
         person_id UUID REFERENCES person (id) ON DELETE RESTRICT,
         role TEXT,
         role_key FOLDED,
         kind TEXT NOT NULL DEFAULT 'UNKNOWN',
         status TEXT NOT NULL DEFAULT 'UNKNOWN',
         fee_cents BIGINT,
         fee_currency TEXT,
         notes TEXT,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (kind IN ('BUSINESS', 'EDUCATION', 'OFFICIAL', 'SUPPORT', 'PRESS', 'OTHER', 'UNKNOWN')),
         CHECK (status IN ('REGISTERED', 'CONFIRMED', 'WAITLISTED', 'DECLINED', 'CANCELLED', 'ATTENDED', 'NO_SHOW', 'UNKNOWN')),
         CHECK ((fee_cents IS NULL) = (fee_currency IS NULL))
     )
    ",
    "CREATE UNIQUE INDEX participation_natural_key ON participation (mission_id, COALESCE(organisation_id, NIL), COALESCE(person_id, NIL))",
    "CREATE INDEX participation_by_organisation ON participation (organisation_id, mission_id)",
    "CREATE INDEX participation_by_person ON participation (person_id)",
    "
     CREATE TABLE outcome (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE RESTRICT,
         organisation_id UUID REFERENCES organisation (id) ON DELETE RESTRICT,
         kind TEXT NOT NULL DEFAULT 'OTHER',
         description TEXT NOT NULL,
         description_key FOLDED NOT NULL,
         date DATE,
         value_cents BIGINT,
         currency TEXT,
         confirmed BOOLEAN,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (kind IN ('DEAL', 'LEAD', 'AGREEMENT', 'INVESTMENT', 'COUNTER_VISIT', 'PUBLICITY', 'KNOWLEDGE', 'OTHER')),
         CHECK (value_cents IS NULL OR currency IS NOT NULL)
     )
    ",
    "CREATE UNIQUE INDEX outcome_natural_key ON outcome (mission_id, COALESCE(organisation_id, NIL), kind, description_key)",
    "CREATE INDEX outcome_by_organisation ON outcome (organisation_id)",
    "
     CREATE TABLE cost (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE RESTRICT,
         stage TEXT NOT NULL DEFAULT 'UNKNOWN',
         description TEXT NOT NULL,
         description_key FOLDED NOT NULL,
         cents BIGINT NOT NULL,
         currency TEXT NOT NULL,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (stage IN ('BUDGETED', 'REALISED', 'UNKNOWN')),
         UNIQUE (mission_id, stage, description_key)
     )
    ",
    "
     CREATE TABLE contribution (
         id UUID PRIMARY KEY,
         mission_id UUID NOT NULL REFERENCES mission (id) ON DELETE RESTRICT,
         stage TEXT NOT NULL DEFAULT 'UNKNOWN',
         payer_kind TEXT NOT NULL DEFAULT 'UNKNOWN',
         payer_id UUID REFERENCES organisation (id) ON DELETE RESTRICT,
         payer_text TEXT,
         payer_key FOLDED NOT NULL DEFAULT '',
         cents BIGINT NOT NULL,
         currency TEXT NOT NULL,
         version INTEGER NOT NULL DEFAULT 1,
         created_at INSTANT NOT NULL,
         updated_at INSTANT NOT NULL,
         CHECK (stage IN ('BUDGETED', 'REALISED', 'UNKNOWN')),
         CHECK (payer_kind IN ('PROVINCE', 'PARTICIPANTS', 'SUBSIDY', 'PARTNER', 'OTHER', 'UNKNOWN'))
     )
    ",
    "CREATE UNIQUE INDEX contribution_natural_key ON contribution (mission_id, stage, payer_kind, payer_key, COALESCE(payer_id, NIL))",
    "CREATE INDEX contribution_by_payer ON contribution (payer_id)",
    "
     CREATE TABLE reported_count (
         id UUID PRIMARY KEY,
         mission_id UUID REFERENCES mission (id) ON DELETE CASCADE,
         performance_id UUID REFERENCES performance (id) ON DELETE CASCADE,
         ordinal INTEGER NOT NULL,
         indicator TEXT NOT NULL,
         comparator TEXT NOT NULL DEFAULT 'EQUAL',
         value INTEGER NOT NULL,
         upper INTEGER,
         unit_text TEXT,
         text TEXT NOT NULL,
         document TEXT,
         CHECK (indicator IN ('MISSIONS', 'PEOPLE', 'ORGANISATIONS', 'PARTICIPATIONS', 'DEALS', 'DEAL_VALUE')),
         CHECK (comparator IN ('EQUAL', 'AT_LEAST', 'MORE_THAN', 'ABOUT', 'AT_MOST')),
         CHECK (document IN ('PERSPECTIVE_NOTE', 'BUDGET', 'MONITOR', 'ANNUAL_REPORT', 'OTHER')),
         CHECK ((mission_id IS NULL) <> (performance_id IS NULL))
     )
    ",
    "CREATE INDEX reported_count_by_mission ON reported_count (mission_id)",
    "CREATE UNIQUE INDEX reported_count_natural_key ON reported_count (COALESCE(mission_id, performance_id), ordinal)",
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
