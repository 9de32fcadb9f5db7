//! The tables, one file each. Shape only: every rule lives in [`crate::services`].
//!
//! Invariant: columns here and in `migrations/` are the same; `tests/api` reads and writes every table on both engines.

pub mod access_token;
pub mod action;
pub mod amendment_basis;
pub mod amendment_line;
pub mod audit_event;
pub mod budget_amendment;
pub mod change_event;
pub mod contribution;
pub mod cost;
pub mod decision;
pub mod destination;
pub mod import;
pub mod import_change;
pub mod import_file;
pub mod import_issue;
pub mod import_profile;
pub mod investment_proposal;
pub mod learnt_word;
pub mod match_decision;
pub mod merge;
pub mod mission;
pub mod mission_leader;
pub mod mission_theme;
pub mod official;
pub mod organisation;
pub mod organisation_alias;
pub mod organisation_name_key;
pub mod outcome;
pub mod participation;
pub mod performance;
pub mod person;
pub mod portfolio_holder;
pub mod progress_note;
pub mod reported_count;
pub mod reserve;
pub mod search_document;
pub mod signal;
pub mod target;
pub mod theme;
