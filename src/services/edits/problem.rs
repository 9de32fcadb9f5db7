//! What can be wrong with an edit: a closed list of codes, each with its sentences.
//!
//! Invariant: a sentence never repeats a value of a person; where it names another record it does so by its key.

use uuid::Uuid;

use crate::services::fault::Fault;
use crate::values::{Language, Money, RecordKind};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A field that must have a value has none.
    Required,
    /// A value cannot be read.
    Invalid {
        /// What was expected, in Dutch and in English.
        expected: (String, String),
    },
    /// A text has more letters than this.
    TooLong(usize),
    /// A list has more entries than this.
    TooMany(usize),
    /// An id is not one of this sort of record.
    BadId(RecordKind),
    /// There is no record of this sort with this id.
    NotFound(RecordKind),
    /// Another record has what must be of one record alone.
    Taken(RecordKind, Uuid),
    /// An entry of a list is there twice.
    Duplicate,
    /// Values that do not go together, as what should be given instead, in Dutch and in English.
    Together(&'static str, &'static str),
    /// The lines of an amendment do not sum to zero, but to this.
    Unbalanced(Money),
    /// The record changed since: its version now.
    Conflict {
        /// The version that the caller knows.
        known: i32,
        /// The version now.
        now: i32,
    },
    /// Others refer to the record: so many of each sort.
    InUse(Vec<(RecordKind, usize)>),
    /// The person was erased for privacy.
    Erased,
}

impl Problem {
    /// All codes, as the documents list them.
    pub const CODES: [&str; 13] = [
        "REQUIRED",
        "INVALID",
        "TOO_LONG",
        "TOO_MANY",
        "BAD_ID",
        "NOT_FOUND",
        "TAKEN",
        "DUPLICATE",
        "NOT_TOGETHER",
        "UNBALANCED",
        "CONFLICT",
        "IN_USE",
        "ERASED",
    ];

    /// A value that should have looked like an example.
    pub fn like(example: &str) -> Self {
        Self::expected(format!("verwacht iets als {example}"), format!("expected something like {example}"))
    }

    /// A value that should have been something else.
    pub fn expected(dutch: impl Into<String>, english: impl Into<String>) -> Self {
        Self::Invalid { expected: (dutch.into(), english.into()) }
    }

    /// For programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "REQUIRED",
            Self::Invalid { .. } => "INVALID",
            Self::TooLong(_) => "TOO_LONG",
            Self::TooMany(_) => "TOO_MANY",
            Self::BadId(_) => "BAD_ID",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Taken(..) => "TAKEN",
            Self::Duplicate => "DUPLICATE",
            Self::Together(..) => "NOT_TOGETHER",
            Self::Unbalanced(_) => "UNBALANCED",
            Self::Conflict { .. } => "CONFLICT",
            Self::InUse(_) => "IN_USE",
            Self::Erased => "ERASED",
        }
    }

    /// As a fault at a place.
    pub fn at(self, path: Vec<String>) -> Fault {
        let (dutch, english) = self.sentences();
        let record = if let Self::Taken(kind, id) = self { Some((kind, id)) } else { None };
        Fault::new(self.code(), path, dutch, english).about(record)
    }

    fn sentences(&self) -> (String, String) {
        let both = |dutch: &str, english: &str| (dutch.to_owned(), english.to_owned());
        match self {
            Self::Required => both("Dit veld moet een waarde hebben.", "This field must have a value."),
            Self::Invalid { expected: (dutch, english) } => {
                (format!("Deze waarde is niet te lezen: {dutch}."), format!("This value cannot be read: {english}."))
            }
            Self::TooLong(most) => (
                format!("Deze tekst is te lang: hoogstens {most} tekens."),
                format!("This text is too long: at most {most} characters."),
            ),
            Self::TooMany(most) => {
                (format!("Deze lijst is te lang: hoogstens {most}."), format!("This list is too long: at most {most}."))
            }
            Self::BadId(kind) => (
                format!("Dit is geen id van een {}.", noun(*kind, 1, Language::Nl)),
                format!("This is no id of a {}.", noun(*kind, 1, Language::En)),
            ),
            Self::NotFound(kind) => (
                format!("Het register heeft geen {} met dit id.", noun(*kind, 1, Language::Nl)),
                format!("The register has no {} with this id.", noun(*kind, 1, Language::En)),
            ),
            Self::Taken(kind, _) => (
                format!("Dit hoort al bij een andere {}, zie `recordId`.", noun(*kind, 1, Language::Nl)),
                format!("This already belongs to another {}, see `recordId`.", noun(*kind, 1, Language::En)),
            ),
            Self::Duplicate => both("Dit staat al eerder in de lijst.", "This is already in the list."),
            Self::Together(dutch, english) => both(dutch, english),
            Self::Unbalanced(by) => (
                format!("De regels moeten samen nul zijn; ze zijn samen {}.", by.to_decimal()),
                format!("The lines must sum to zero; they sum to {}.", by.to_decimal()),
            ),
            Self::Conflict { known, now } => (
                format!(
                    "Dit is intussen gewijzigd: u ging uit van versie {known}, het register heeft versie {now}. Lees het opnieuw en wijzig dat."
                ),
                format!(
                    "This changed meanwhile: you started from version {known}, the register has version {now}. Read it again and change that."
                ),
            ),
            Self::InUse(by) => (
                format!("Dit is nog in gebruik bij {}. Haal het daar eerst weg.", counted(by, Language::Nl)),
                format!("This is still used by {}. Take it away there first.", counted(by, Language::En)),
            ),
            Self::Erased => both(
                "Deze persoon is om privacyredenen gewist en is niet meer te wijzigen.",
                "This person was erased for privacy and cannot be changed any more.",
            ),
        }
    }
}

/// So many of each sort, in words.
fn counted(records: &[(RecordKind, usize)], language: Language) -> String {
    let each = records.iter().map(|(kind, count)| format!("{count} {}", noun(*kind, *count, language)));
    each.collect::<Vec<_>>().join(", ")
}

/// What one or several records of a sort are called.
const fn noun(kind: RecordKind, count: usize, language: Language) -> &'static str {
    let (dutch, english) = match kind {
        RecordKind::Mission => (["missie", "missies"], ["mission", "missions"]),
        RecordKind::Participation => (["deelname", "deelnames"], ["participation", "participations"]),
        RecordKind::Organisation => (["organisatie", "organisaties"], ["organisation", "organisations"]),
        RecordKind::Person => (["persoon", "personen"], ["person", "people"]),
        RecordKind::Outcome => (["resultaat", "resultaten"], ["outcome", "outcomes"]),
        RecordKind::Cost => (["kostenpost", "kostenposten"], ["cost", "costs"]),
        RecordKind::Contribution => (["bijdrage", "bijdragen"], ["contribution", "contributions"]),
        RecordKind::Official => (["bestuurder", "bestuurders"], ["official", "officials"]),
        RecordKind::Theme => (["thema", "thema's"], ["theme", "themes"]),
        RecordKind::Performance => (["prestatie", "prestaties"], ["performance", "performances"]),
        RecordKind::Decision => (["besluit", "besluiten"], ["decision", "decisions"]),
        RecordKind::Reserve => (["reserve", "reserves"], ["reserve", "reserves"]),
        RecordKind::BudgetAmendment => {
            (["begrotingswijziging", "begrotingswijzigingen"], ["budget amendment", "budget amendments"])
        }
    };
    let [one, several] = if matches!(language, Language::Nl) { dutch } else { english };
    if count == 1 { one } else { several }
}
