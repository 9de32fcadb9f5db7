//! How a spreadsheet shows a number: the code of its format, and what of it matters to a reader.

use serde::{Deserialize, Serialize};

/// The format of a number that has one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberFormat {
    code: Box<str>,
}

impl NumberFormat {
    /// A format by its code; none for the general one, which says nothing.
    pub fn new(code: &str) -> Option<Self> {
        let general = code.is_empty() || code.eq_ignore_ascii_case("general");
        (!general).then(|| Self { code: code.into() })
    }

    /// As in `00000000`.
    pub fn code(&self) -> &str {
        &self.code
    }
}
