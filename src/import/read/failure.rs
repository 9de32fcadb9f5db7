//! Why a file was not read, in one sentence for the officer who gave it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::Language;

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadFailure {
    /// Why.
    pub code: FailureCode,
    /// Which limit, or how much of it was found.
    pub detail: Option<String>,
}

/// The reasons. The name in upper case is stable: programs rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FailureCode {
    /// Needs a password.
    PasswordProtected,
    /// A web page with the name of a workbook.
    WebPage,
    /// XML that is no workbook that is read here.
    Xml,
    /// Broken, or cut short.
    Damaged,
    /// Nothing in it.
    Empty,
    /// No spreadsheet: a picture, a document, a program.
    NoSpreadsheet,
    /// More than a limit allows.
    TooLarge,
}

impl ReadFailure {
    /// More than a limit allows.
    pub(super) fn too_large(limit: usize, unit: &str) -> Self {
        Self { code: FailureCode::TooLarge, detail: Some(format!("{limit} {unit}")) }
    }

    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        let (dutch, english) = self.code.sentences();
        let sentence = if language == Language::Nl { dutch } else { english };
        sentence.replace("{}", self.detail.as_deref().unwrap_or_default())
    }
}

impl FailureCode {
    const fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::PasswordProtected => (
                "Het bestand is met een wachtwoord beveiligd; sla het zonder wachtwoord op en probeer het opnieuw.",
                "The file is protected by a password; save it without one and try again.",
            ),
            Self::WebPage => (
                "Het bestand is een webpagina met de naam van een werkblad; open het in Excel en sla het op als .xlsx.",
                "The file is a web page named like a workbook; open it in Excel and save it as .xlsx.",
            ),
            Self::Xml => (
                "Het bestand is XML en geen werkboek; open het in Excel en sla het op als .xlsx.",
                "The file is XML and no workbook; open it in Excel and save it as .xlsx.",
            ),
            Self::Damaged => (
                "Het bestand is beschadigd of afgebroken; open het in Excel, laat het herstellen en sla het opnieuw op.",
                "The file is damaged or cut short; open it in Excel, let it repair the file and save it again.",
            ),
            Self::Empty => ("Het bestand is leeg.", "The file is empty."),
            Self::NoSpreadsheet => (
                "Het bestand is geen werkboek (xlsx, xlsm, xlsb, xls, ods) en geen tekst met scheidingstekens (csv).",
                "The file is neither a workbook (xlsx, xlsm, xlsb, xls, ods) nor text with separators (csv).",
            ),
            Self::TooLarge => (
                "Het bestand is te groot: ten hoogste {} wordt gelezen. Splits het in meer bestanden.",
                "The file is too large: at most {} is read. Split it into several files.",
            ),
        }
    }
}

impl From<FailureCode> for ReadFailure {
    fn from(code: FailureCode) -> Self {
        Self { code, detail: None }
    }
}

impl fmt::Display for ReadFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for ReadFailure {}
