//! Words by which rows and titles speak of one another: dittos, what a list is of, who led.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// What the rows and titles of registers say of one another.
#[derive(Clone, Debug, Default)]
pub struct RecordWords {
    /// Cells that repeat the one above, in lower case with their marks.
    dittos: HashSet<String>,
    /// In bytes; most cells are longer.
    longest_ditto: usize,
    lists: HashSet<String>,
    small: HashSet<String>,
    /// Folded, the longest first.
    leaders: Vec<String>,
    averages: HashSet<String>,
}

/// `records.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    dittos: Vec<String>,
    lists: Vec<String>,
    small: Vec<String>,
    leaders: Vec<String>,
    averages: Vec<String>,
}

impl RecordWords {
    /// Reads the lists.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect::<HashSet<_>>();
        let mut leaders: Vec<String> = file.leaders.iter().map(|word| fold(word)).collect();
        leaders.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let dittos: HashSet<String> = file.dittos.iter().map(|word| word.trim().to_lowercase()).collect();
        Ok(Self {
            longest_ditto: dittos.iter().map(String::len).max().unwrap_or(0),
            dittos,
            lists: folded(&file.lists),
            small: folded(&file.small),
            leaders,
            averages: folded(&file.averages),
        })
    }

    /// Whether a cell repeats the one above it: `idem`, `"`.
    pub fn is_ditto(&self, text: &str) -> bool {
        let text = text.trim();
        text.len() <= self.longest_ditto && self.dittos.contains(text.to_lowercase().as_str())
    }

    /// Whether a folded word says what a table lists: `deelnemers`.
    pub fn is_list(&self, folded: &str) -> bool {
        self.lists.contains(folded)
    }

    /// Whether a folded word says nothing by itself: `van`.
    pub fn is_small(&self, folded: &str) -> bool {
        self.small.contains(folded)
    }

    /// Who a text names as leader: `gedeputeerde Van Hijum` of `o.l.v. gedeputeerde Van Hijum`.
    pub fn leader<'t>(&self, text: &'t str) -> Option<&'t str> {
        let starts = text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(gap, _)| gap);
        let mut starts = starts.take(4);
        let end = starts.find(|end| self.leaders.contains(&fold(&text[..*end])))?;
        Some(text[end..].trim_start_matches([':', ' ']).trim()).filter(|name| !name.is_empty())
    }

    /// Whether a row of totals states no sum and no count, by its first word: `Gemiddeld`.
    pub fn is_average(&self, label: &str) -> bool {
        fold(label).split(' ').next().is_some_and(|first| self.averages.contains(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> RecordWords {
        RecordWords::from_toml(include_str!("../../../imports/vocabulary/records.toml")).unwrap()
    }

    #[test]
    fn dittos_are_told_from_codes_and_words() {
        let words = words();
        for text in ["idem", "Idem", " \" ", ",,", "id.", "s.o.", "〃", "''"] {
            assert!(words.is_ditto(text), "{text}");
        }
        for text in ["ID", "idem B.V.", "SO", "", "-", "x", "10\""] {
            assert!(!words.is_ditto(text), "{text}");
        }
    }

    #[test]
    fn a_leader_stands_behind_the_words_for_it() {
        let words = words();
        assert_eq!(words.leader("o.l.v. gedeputeerde Van Hijum"), Some("gedeputeerde Van Hijum"));
        assert_eq!(words.leader("onder leiding van Eddy van Hijum"), Some("Eddy van Hijum"));
        assert_eq!(words.leader("gedeputeerde Van Hijum"), None);
    }
}
