//! What callers say to the importer and what it answers: uploads, acceptances, refusals, what undoing left.

use std::sync::Arc;

use sea_orm::DbErr;
use uuid::Uuid;

use super::plan::{Plan, Source};
use super::read::ReadFailure;
use super::revise::Fault;
use crate::values::{ApplyMode, Code, ImportState, Language, RecordKind};

/// A file that somebody hands in.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As it was called.
    pub filename: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// The saved mapping to read it with.
    pub profile: Option<String>,
    /// Hidden sheets that are to be read all the same.
    pub sheets: Vec<String>,
}

impl Upload {
    /// A file that is to be read as it comes.
    pub fn new(filename: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { filename: filename.into(), bytes: bytes.into(), profile: None, sheets: Vec::new() }
    }
}

/// What somebody says yes to.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The hash of the plan that was shown; nothing where any plan will do.
    pub plan_hash: Option<String>,
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

/// What became of a file that was to be imported in one go.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What importing it does, or would have done.
    pub plan: Plan,
    /// The import, or why it was not applied.
    pub applied: Result<Uuid, Refused>,
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
    /// It was merged with another record since, or that had to do with it.
    Merged,
    /// What it said before cannot be again: it refers to what is gone since, or is another record's now.
    Overtaken,
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
    /// The file cannot be read.
    Unreadable(ReadFailure),
    /// The file is not kept any more.
    FileGone,
    /// The plan has no review of this key.
    NoReview(String),
    /// A record that is no candidate of the review of this key.
    NoCandidate(String),
    /// What was said of the import does not fit it: all that is wrong.
    Input(Vec<Fault>),
    /// The import is being worked on.
    Busy,
    /// Somebody stopped it.
    Cancelled,
}

/// Why a step of an import did not come to its end: for us to refuse, or because something failed.
#[derive(Debug)]
pub(super) enum Halt {
    /// A caller can do something about it.
    Refused(Refused),
    /// Nobody but us can.
    Failed(DbErr),
}

impl From<Refused> for Halt {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<DbErr> for Halt {
    fn from(failure: DbErr) -> Self {
        Self::Failed(failure)
    }
}

/// What a caller is answered: a refusal is an answer, a failure is not.
pub(super) fn answered<T>(result: Result<T, Halt>) -> Result<Result<T, Refused>, DbErr> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Halt::Refused(refused)) => Ok(Err(refused)),
        Err(Halt::Failed(failure)) => Err(failure),
    }
}

impl KeptBecause {
    /// As a person is told.
    pub const fn message(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Edited, Language::Nl) => "daarna gewijzigd",
            (Self::Edited, _) => "edited since",
            (Self::Referenced, Language::Nl) => "een ander gegeven verwijst ernaar",
            (Self::Referenced, _) => "another record refers to it",
            (Self::Confirmed, Language::Nl) => "een later ingelezen bestand bevestigt het",
            (Self::Confirmed, _) => "a later import of another file confirms it",
            (Self::Erased, Language::Nl) => "gewist wegens privacy",
            (Self::Erased, _) => "erased for privacy",
            (Self::Merged, Language::Nl) => "daarna samengevoegd; maak eerst dat ongedaan",
            (Self::Merged, _) => "merged since; undo that first",
            (Self::Overtaken, Language::Nl) => {
                "wat er eerst stond, verwijst naar iets dat er niet meer is of nu elders staat"
            }
            (Self::Overtaken, _) => "what it said before refers to what is gone, or stands elsewhere now",
        }
    }
}

impl Refused {
    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "NOT_FOUND",
            Self::NoProfile(_) => "NO_PROFILE",
            Self::State(_) => "WRONG_STATE",
            Self::PlanChanged(_) => "PLAN_CHANGED",
            Self::Errors(_) => "IMPORT_HAS_ERRORS",
            Self::Reviews(_) => "REVIEWS_PENDING",
            Self::Unreadable(_) => "UNREADABLE_FILE",
            Self::FileGone => "FILE_GONE",
            Self::NoReview(_) => "NO_REVIEW",
            Self::NoCandidate(_) => "NO_CANDIDATE",
            Self::Input(_) => "BAD_INPUT",
            Self::Busy => "BUSY",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// As a person is told: what is the matter, and what to do.
    pub fn message(&self, language: Language) -> String {
        let dutch = language == Language::Nl;
        let say = |nl: String, en: String| if dutch { nl } else { en };
        match self {
            Self::NotFound => {
                say("Er is geen import met dit nummer.".into(), "There is no import with this id.".into())
            }
            Self::NoProfile(name) => say(
                format!("Er is geen opgeslagen kolomindeling `{name}`."),
                format!("There is no saved mapping `{name}`."),
            ),
            Self::State(state) => say(
                format!("De import heeft de status {}; dan kan dit niet.", state.code()),
                format!("The import is {}; this cannot be done then.", state.code()),
            ),
            Self::PlanChanged(lines) => say(
                format!(
                    "Het register is gewijzigd sinds het plan is getoond; bekijk het opnieuw. {}",
                    lines.join("; ")
                ),
                format!("The register changed since the plan was shown; look at it again. {}", lines.join("; ")),
            ),
            Self::Errors(errors) => told_of_errors(*errors, dutch),
            Self::Reviews(reviews) => told_of_reviews(*reviews, dutch),
            Self::Unreadable(failure) => failure.message(language),
            Self::FileGone => say(
                "Het bestand wordt niet meer bewaard; bied het opnieuw aan.".into(),
                "The file is not kept any more; upload it again.".into(),
            ),
            Self::NoReview(key) => say(
                format!("Het plan vraagt niets onder `{key}`; bekijk de keuzes opnieuw."),
                format!("The plan asks nothing under `{key}`; look at its reviews again."),
            ),
            Self::NoCandidate(key) => say(
                format!("Bij keuze `{key}` hoort dit gegeven niet; kies een van de kandidaten, of een nieuw gegeven."),
                format!("The record is no candidate of review `{key}`; choose one that is, or a new record."),
            ),
            Self::Input(faults) => faults.iter().map(|fault| fault.message(language)).collect::<Vec<_>>().join(" "),
            Self::Busy => say(
                "Er wordt aan deze import gewerkt; wacht tot dat klaar is, of breek het af.".into(),
                "The import is being worked on; wait until that is done, or cancel it.".into(),
            ),
            Self::Cancelled => say(
                "De import is afgebroken; het register is zoals het was.".into(),
                "The import was stopped; the register is as it was.".into(),
            ),
        }
    }
}

fn told_of_errors(errors: usize, dutch: bool) -> String {
    match (errors, dutch) {
        (1, true) => "Er is 1 fout; verbeter het bestand of laat de rij met de fout weg.".to_owned(),
        (1, false) => "There is 1 error; correct the file or leave the row with the error out.".to_owned(),
        (_, true) => format!("Er zijn {errors} fouten; verbeter het bestand of laat de rijen met fouten weg."),
        (_, false) => format!("There are {errors} errors; correct the file or leave the rows with errors out."),
    }
}

fn told_of_reviews(reviews: usize, dutch: bool) -> String {
    match (reviews, dutch) {
        (1, true) => "Er wacht 1 keuze; neem haar of aanvaard de aanbeveling.".to_owned(),
        (1, false) => "1 review waits; decide it or accept the recommendation.".to_owned(),
        (_, true) => format!("Er wachten {reviews} keuzes; neem ze of aanvaard de aanbevelingen."),
        (_, false) => format!("{reviews} reviews wait; decide them or accept the recommendations."),
    }
}
