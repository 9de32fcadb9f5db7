//! Words by which the rows of a table speak of one another: dittos, and totals that are no sums.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// What rows say of one another.
#[derive(Clone, Debug, Default)]
pub struct RecordWords {
    /// Cells that repeat the one above, in lower case with their marks, by length: every cell is asked, and most differ
    /// in length already.
    dittos: Vec<Vec<String>>,
    averages: HashSet<String>,
}

/// `records.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dittos: Vec<String>,
    averages: Vec<String>,
}

impl RecordWords {
    /// Reads the lists.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let longest = file.dittos.iter().map(String::len).max().unwrap_or(0);
        let mut dittos = vec![Vec::new(); longest + 1];
        for word in file.dittos.iter().map(|word| word.trim().to_lowercase()) {
            dittos[word.len()].push(word);
        }
        Ok(Self { dittos, averages: file.averages.iter().map(|word| fold(word)).collect() })
    }

    /// Whether a cell repeats the one above it: `idem`, `"`.
    pub fn is_ditto(&self, text: &str) -> bool {
        let text = text.trim();
        self.dittos.get(text.len()).is_some_and(|words| words.iter().any(|word| word.eq_ignore_ascii_case(text)))
    }

    /// Whether a row of totals states no sum and no count, by its first word: `Gemiddeld`.
    pub fn is_average(&self, label: &str) -> bool {
        fold(label).split(' ').next().is_some_and(|first| self.averages.contains(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dittos_are_told_from_codes_and_words() {
        let words = RecordWords::from_toml(include_str!("../../../imports/vocabulary/records.toml")).unwrap();
        for text in ["idem", "Idem", " \" ", ",,", "id.", "s.o.", "〃", "''"] {
            assert!(words.is_ditto(text), "{text}");
        }
        for text in ["ID", "idem B.V.", "SO", "", "-", "x", "10\""] {
            assert!(!words.is_ditto(text), "{text}");
        }
    }
}
