//! The settings of an import: what its plan depends on beside the file, the vocabulary and the register.
//!
//! Pure. Invariant: they are kept with the import, as JSON, so the same plan can be made again at any time.

use serde::{Deserialize, Serialize};

use crate::services::match_decisions::Decisions;

/// How a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The name of the saved mapping that it is read with.
    pub profile: Option<String>,
    /// That mapping, header to field; `null` ignores a column.
    pub mapping: Option<String>,
    /// Hidden sheets that are read all the same.
    pub sheets: Vec<String>,
    /// What somebody decided on its reviews.
    pub decisions: Decisions,
}

impl Settings {
    /// Reads what [`Settings::to_json`] wrote; what cannot be read is left at its default.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As they are kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a hidden sheet is to be read.
    pub fn chooses(&self, sheet: &str) -> bool {
        self.sheets.iter().any(|chosen| chosen == sheet)
    }
}
