//! Blocked columns: what a register must never hold, such as citizen service numbers and birth dates.

use std::collections::HashMap;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// Header words whose columns are listed and never stored or shown.
#[derive(Clone, Debug, Default)]
pub struct Blocked {
    reasons: HashMap<String, String>,
}

/// One sort of blocked column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sort {
    /// Why it is not stored, for the officer.
    reason: String,
    /// Header words in any language.
    words: Vec<String>,
}

impl Blocked {
    /// Reads tables with a `reason` and `words`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let sorts: HashMap<String, Sort> = parse_word_list(text)?;
        let words = |sort: Sort| sort.words.into_iter().map(move |word| (fold(&word), sort.reason.clone()));
        Ok(Self { reasons: sorts.into_values().flat_map(words).collect() })
    }

    /// Why a header's column is blocked, if it is: some run of its words, folded, is a blocked word.
    pub fn reason(&self, folded: &str) -> Option<&str> {
        let words: Vec<&str> = folded.split(' ').collect();
        let mut runs = (0..words.len()).flat_map(|first| (first + 1..=words.len()).map(move |end| (first, end)));
        runs.find_map(|(first, end)| self.reasons.get(&words[first..end].join(" "))).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocked_word_is_found_among_others_and_not_within_one() {
        let text = "[bsn]\nreason = \"nee\"\nwords = [\"BSN\", \"Paspoort nummer\"]\n";
        let blocked = Blocked::from_toml(text).unwrap();
        assert_eq!(blocked.reason(&fold("BSN (deelnemer)")), Some("nee"));
        assert_eq!(blocked.reason(&fold("Geldig paspoort-nummer?")), Some("nee"));
        assert_eq!(blocked.reason(&fold("Absnorm")), None);
    }
}
