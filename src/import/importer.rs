//! The importer: the pipeline from end to end, and the life of an import.
//!
//! Invariant: what is applied is a plan that somebody accepted. Files are read before the write lock is taken; under it
//! the plan is made again from the kept bytes and must have the accepted hash.
//!
//! ```text
//! Importer::new(database: Database, vocabulary: Arc<Vocabulary>) -> Importer          (Clone, cheap)
//! preview(&self, &Upload) -> Result<Result<Plan, Refused>, DbErr>                     writes nothing
//! stage(&self, &Caller, Upload) -> Result<Result<Uuid, Refused>, DbErr>               ANALYSED or FAILED
//! apply(&self, &Caller, Uuid, &Acceptance) -> Result<Result<Plan, Refused>, DbErr>
//! undo(&self, &Caller, Uuid) -> Result<Result<Undone, Refused>, DbErr>
//! discard(&self, &Caller, Uuid) -> Result<Result<(), Refused>, DbErr>
//! Refused::code(&self) -> &'static str, Refused::message(&self, Language) -> String
//! ```

use std::sync::Arc;

use uuid::Uuid;

use super::plan::Source;
use crate::values::{ApplyMode, ImportState, RecordKind};

/// A file that somebody hands in.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As it was called.
    pub filename: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// The saved mapping to read it with.
    pub profile: Option<String>,
}

/// What somebody says yes to.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The hash of the plan that was shown.
    pub plan_hash: String,
    /// What becomes of rows with errors.
    pub mode: ApplyMode,
    /// Whether pending reviews take their recommended decision.
    pub reviews: PendingReviews,
}

/// What becomes of reviews that nobody decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingReviews {
    /// They refuse the import.
    Refuse,
    /// They take their recommended decision.
    TakeRecommended,
}

/// What undoing an import did.
#[derive(Clone, Debug, Default)]
pub struct Undone {
    /// How many records are as they were before.
    pub reversed: usize,
    /// What was left as it is, and why.
    pub kept: Vec<Kept>,
}

/// A record that undoing left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The row of `import_change`.
    pub change: Uuid,
    /// What sort of record.
    pub kind: RecordKind,
    /// What people call it.
    pub label: String,
    /// Where it came from.
    pub source: Source,
    /// Why it was kept.
    pub reason: KeptBecause,
}

/// Why undoing leaves a record as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBecause {
    /// It was edited after the import.
    Edited,
    /// Another record, which stays, refers to it.
    Referenced,
    /// A later import of another file said the same.
    Confirmed,
    /// It was erased for privacy.
    Erased,
}

/// Why a request to the importer was refused: all that a caller can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such import.
    NotFound,
    /// There is no such profile.
    NoProfile(String),
    /// The import is in a state in which this cannot be done.
    State(ImportState),
    /// The register changed since the plan was shown: what is different, each as a line.
    PlanChanged(Vec<String>),
    /// Rows with errors, and nobody said to leave them out.
    Errors(usize),
    /// Reviews that nobody decided.
    Reviews(usize),
}
