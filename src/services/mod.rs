//! Every read and write of the register: one file per noun, and the few pieces that all nouns share.
//!
//! A service takes a connection and a [`Caller`] and returns data or a refusal. It knows tables; it knows nothing of
//! GraphQL, HTTP or workbooks. Writes all pass [`changes::write`], which keeps versions, the outbox and the search
//! index in step with the tables.

pub mod amendments;
pub mod audit;
pub mod backup;
mod bulk;
pub mod caller;
pub mod changes;
pub mod counting;
pub mod database;
pub mod decisions;
pub mod edits;
pub mod export;
pub mod fault;
pub mod fingerprint;
pub mod grouping;
pub mod images;
pub mod import_profiles;
pub mod imports;
pub mod learnt_words;
pub mod match_decisions;
pub mod merges;
pub mod meter;
pub mod missions;
pub mod name_keys;
pub mod officials;
pub mod organisations;
pub mod outcomes;
pub mod participations;
pub mod people;
pub mod performances;
pub mod progress;
pub mod query;
pub mod records;
pub mod references;
pub mod report;
pub mod reserves;
pub mod search;
mod search_index;
pub mod sources;
pub mod statistics;
pub mod tables;
pub mod themes;
pub mod tokens;
pub mod wording;
pub mod workbook;

pub use caller::{Caller, Origin};
pub use database::Database;
pub use meter::Meter;
