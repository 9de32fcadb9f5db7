//! Issues: what the importer could not read, doubts or inferred, each at its cell.

use serde::{Deserialize, Serialize};

use super::cell::CellRef;
use super::field::Field;
use crate::values::Severity;

/// One finding. With severity `ERROR` it keeps its row out of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// What is the matter.
    pub code: IssueCode,
    /// Where; a finding about the whole file has no cell.
    pub at: Option<CellRef>,
    /// What the cell said; never the value of a blocked column.
    pub value: Option<String>,
    /// What the column promises.
    pub field: Option<Field>,
    /// What would have been readable, or what was made of it.
    pub expected: Option<String>,
    /// What it may have meant.
    pub suggestion: Option<String>,
}

/// The sorts of finding. The name in upper case is stable: programs rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IssueCode {
    /// A date that is none.
    UnreadableDate,
}

impl IssueCode {
    /// How bad it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::UnreadableDate => Severity::Error,
        }
    }
}
