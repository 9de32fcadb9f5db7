//! Words in titles: what a list is of, what says nothing by itself, and what stands before the name of who led.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// Words in titles, folded.
#[derive(Clone, Debug, Default)]
pub struct TitleWords {
    missions: HashSet<String>,
    lists: HashSet<String>,
    small: HashSet<String>,
    leaders: HashSet<String>,
}

/// `titles.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    missions: Vec<String>,
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
        Ok(Self {
            missions: folded(&file.missions),
            lists: folded(&file.lists),
            small: folded(&file.small),
            leaders: folded(&file.leaders),
        })
    }

    /// Whether a folded word says what a table lists: `deelnemers`.
    pub fn is_list(&self, folded: &str) -> bool {
        self.lists.contains(folded)
    }

    /// Whether a folded word says nothing by itself: `van`.
    pub fn is_small(&self, folded: &str) -> bool {
        self.small.contains(folded)
    }

    /// Whether a text names one mission: it has a word for one, and says more than that and what it lists.
    pub fn names_one(&self, text: &str) -> bool {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let is_number = |word: &str| word.bytes().all(|letter| letter.is_ascii_digit());
        let adds = |word: &&&str| {
            !self.is_mission(word)
                && !self.is_small(word)
                && !self.is_list(word)
                && (word.len() == 4 || !is_number(word))
        };
        words.iter().any(|word| self.is_mission(word)) && words.iter().filter(adds).any(|word| word.len() > 1)
    }

    /// A word for a mission, or one that ends in it.
    fn is_mission(&self, folded: &str) -> bool {
        let cuts = folded.char_indices().map(|(cut, _)| cut).filter(|cut| *cut == 0 || *cut > 2);
        cuts.map(|cut| &folded[cut..]).any(|end| end.len() > 3 && self.missions.contains(end))
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
    fn a_title_is_of_one_mission_or_of_none() {
        let words = TitleWords::from_toml(include_str!("../../../imports/vocabulary/titles.toml")).unwrap();
        for one in
            ["Handelsmissie China 2016", "Innovatiemissie Israël", "Trade mission to Romania", "Delegationsreise Polen"]
        {
            assert!(words.names_one(one), "{one}");
        }
        for other in
            ["Missie 1", "DEELNEMERS HANDELSMISSIES", "Trade missions – participants", "Blad1", "Reis", "Zwolle"]
        {
            assert!(!words.names_one(other), "{other}");
        }
    }

    #[test]
    fn a_leader_stands_behind_the_words_for_it() {
        let words = TitleWords::from_toml(include_str!("../../../imports/vocabulary/titles.toml")).unwrap();
        assert_eq!(words.leader("o.l.v. gedeputeerde Van Hijum"), Some("gedeputeerde Van Hijum"));
        assert_eq!(words.leader("onder leiding van Eddy van Hijum"), Some("Eddy van Hijum"));
        assert_eq!(words.leader("gedeputeerde Van Hijum"), None);
    }
}
