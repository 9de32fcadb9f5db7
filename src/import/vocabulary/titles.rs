//! Words in titles: what a list is of, what says nothing by itself, and what stands before the name of who led.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// Words in titles, folded.
#[derive(Clone, Debug, Default)]
pub struct TitleWords {
    lists: HashSet<String>,
    small: HashSet<String>,
    leaders: HashSet<String>,
}

/// `titles.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lists: Vec<String>,
    small: Vec<String>,
    leaders: Vec<String>,
}

/// Words before the name of a leader at most.
const BEFORE_LEADER: usize = 4;

impl TitleWords {
    /// Reads the lists.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        Ok(Self { lists: folded(&file.lists), small: folded(&file.small), leaders: folded(&file.leaders) })
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
        let ends = text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(gap, _)| gap);
        let end = ends.take(BEFORE_LEADER).find(|end| self.leaders.contains(&fold(&text[..*end])))?;
        Some(text[end..].trim_start_matches([':', ' ']).trim()).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leader_stands_behind_the_words_for_it() {
        let words = TitleWords::from_toml(include_str!("../../../imports/vocabulary/titles.toml")).unwrap();
        assert_eq!(words.leader("o.l.v. gedeputeerde Van Hijum"), Some("gedeputeerde Van Hijum"));
        assert_eq!(words.leader("onder leiding van Eddy van Hijum"), Some("Eddy van Hijum"));
        assert_eq!(words.leader("gedeputeerde Van Hijum"), None);
    }
}
