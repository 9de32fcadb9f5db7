//! Layout words: how rows that are no records begin, such as totals, footnotes and sources.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// Words that tell what a row is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutWords {
    /// First words of rows that state totals.
    totals: Words,
    /// First words of notes below a table.
    notes: Words,
    /// Headers of columns that number the rows.
    row_numbers: Words,
    /// First words of headers of pivot tables.
    pivots: Words,
}

/// Folded words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Words(HashSet<String>);

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        Self(words.iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect())
    }
}

impl Words {
    /// Whether a text is one of the words, or begins with one.
    fn begin(&self, folded: &str) -> bool {
        let ends = folded.match_indices(' ').map(|(end, _)| end).chain([folded.len()]);
        ends.into_iter().any(|end| self.0.contains(&folded[..end]))
    }
}

impl LayoutWords {
    /// Reads the lists.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        parse_word_list(text)
    }

    /// Whether a folded text begins as a total does: `totaal aantal deelnemers`.
    pub fn is_total(&self, folded: &str) -> bool {
        self.totals.begin(folded)
    }

    /// Whether a folded text begins as a note does: `bron oost nl`.
    pub fn is_note(&self, folded: &str) -> bool {
        self.notes.begin(folded)
    }

    /// Whether a folded header is one of a pivot table: `som van bedrag`.
    pub fn is_pivot(&self, folded: &str) -> bool {
        self.pivots.begin(folded)
    }

    /// Whether a folded header is that of a row number: `nr`.
    pub fn is_row_number(&self, folded: &str) -> bool {
        self.row_numbers.0.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_known_by_its_first_words() {
        let words =
            LayoutWords::from_toml("totals = [\"Totaal\"]\nnotes = [\"Bron\"]\nrow_numbers = [\"Nr.\"]\npivots = []\n")
                .unwrap();
        assert!(words.is_total(&fold("Totaal aantal deelnemers:")));
        assert!(!words.is_total(&fold("Totaalbouw Twente B.V.")));
        assert!(words.is_note(&fold("Bron: Oost NL")));
        assert!(words.is_row_number(&fold("nr")));
    }
}
