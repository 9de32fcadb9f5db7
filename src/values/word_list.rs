//! Word lists: the files under `imports/` that hold what people know, read into the types that use them.
//!
//! A fault names its line, since an officer wrote it; the loader adds the name of the file.

use serde::de::DeserializeOwned;

/// What is wrong with a word list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WordListFault {
    /// From 1, where the fault has a place.
    pub line: Option<usize>,
    /// What was found, and what was expected.
    pub message: String,
}

impl WordListFault {
    /// A fault on a line.
    pub fn on_line(line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), message: message.into() }
    }
}

/// Reads a word list in TOML.
pub fn parse_word_list<T: DeserializeOwned>(text: &str) -> Result<T, WordListFault> {
    toml::from_str(text).map_err(|error| WordListFault {
        line: error.span().map(|span| line_of(text, span.start)),
        message: error.message().to_owned(),
    })
}

/// The line that holds a byte of the text.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn a_fault_names_its_line() {
        let fault = parse_word_list::<HashMap<String, u32>>("mei = 5\n\njuni = \"zes\"\n").unwrap_err();
        assert_eq!(fault.line, Some(3));
    }
}
