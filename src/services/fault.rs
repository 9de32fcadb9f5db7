//! Faults: what is wrong with what somebody said, at its place, for people in Dutch or English.

use uuid::Uuid;

use crate::values::{Language, RecordKind};

/// Something that is wrong with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For programs, in upper case.
    pub code: &'static str,
    /// Where in what was said, from the outside inwards: `tables`, `0`, `range`.
    pub path: Vec<String>,
    /// The other record that is in the way, where it is one.
    pub record: Option<(RecordKind, Uuid)>,
    dutch: String,
    english: String,
}

impl Fault {
    /// A fault at a place.
    pub const fn new(code: &'static str, path: Vec<String>, dutch: String, english: String) -> Self {
        Self { code, path, record: None, dutch, english }
    }

    /// As a person is told: what was found, what was expected.
    pub fn message(&self, language: Language) -> &str {
        if language == Language::Nl { &self.dutch } else { &self.english }
    }
}
