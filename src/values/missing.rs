//! Words that say that there is no value, and why: `n.v.t.`, `onbekend`, `volgt`, `#N/B`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{WordListFault, fold, parse_word_list};

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingReason {
    /// It does not apply (n.v.t.).
    NotApplicable,
    /// Nobody knows (onbekend).
    Unknown,
    /// There is none (geen).
    None,
    /// It will come (volgt).
    ToFollow,
    /// A spreadsheet could not compute it (`#N/B`).
    Error,
}

/// The words for each reason.
#[derive(Clone, Debug, Default)]
pub struct MissingWords {
    reasons: HashMap<String, MissingReason>,
    longest: usize,
}

impl MissingWords {
    /// Reads `missing.toml`: a list of words for each reason.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let lists: HashMap<MissingReason, Vec<String>> = parse_word_list(text)?;
        let words = lists.iter().flat_map(|(reason, words)| words.iter().map(|word| (key(word), *reason)));
        let reasons: HashMap<String, MissingReason> = words.collect();
        let longest = lists.values().flatten().map(String::len).max().unwrap_or(0);
        Ok(Self { reasons, longest })
    }

    /// Why a text is no value; `None` when it is one.
    pub fn reason(&self, text: &str) -> Option<MissingReason> {
        if text.len() > self.longest { None } else { self.reasons.get(&key(text)).copied() }
    }
}

/// Folded, but marks such as `-` and `?`, and errors such as `#N/B`, as they are.
fn key(word: &str) -> String {
    let word = word.trim();
    let folded = fold(word);
    if folded.is_empty() || word.starts_with('#') { word.to_uppercase() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_have_a_reason() {
        let words = MissingWords::from_toml(include_str!("../../imports/vocabulary/missing.toml")).unwrap();
        for (text, reason) in [
            ("n.v.t.", MissingReason::NotApplicable),
            ("NVT", MissingReason::NotApplicable),
            ("Onbekend", MissingReason::Unknown),
            (" ? ", MissingReason::Unknown),
            ("-", MissingReason::None),
            ("—", MissingReason::None),
            ("geen", MissingReason::None),
            ("volgt", MissingReason::ToFollow),
            ("p.m.", MissingReason::ToFollow),
            ("#N/B", MissingReason::Error),
            ("#n/a", MissingReason::Error),
            ("#DEEL/0!", MissingReason::Error),
        ] {
            assert_eq!(words.reason(text), Some(reason), "{text}");
        }
        for text in ["geen bijzonderheden", "0", "x", "#1", "nee", "Jan"] {
            assert_eq!(words.reason(text), None, "{text}");
        }
    }
}
