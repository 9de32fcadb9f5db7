//! Title words: what says that a title is that of one mission, of many, or of a list.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// Words in titles, folded.
#[derive(Clone, Debug, Default)]
pub struct TitleWords {
    missions: HashSet<String>,
    many: HashSet<String>,
    lists: HashSet<String>,
    joints: HashSet<String>,
}

/// `titles.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    missions: Vec<String>,
    many: Vec<String>,
    lists: Vec<String>,
    joints: Vec<String>,
}

/// Words of the longest entries.
const LONGEST: usize = 4;

impl TitleWords {
    /// Reads the lists.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let File { missions, many, lists, joints } = parse_word_list(text)?;
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        Ok(Self { missions: folded(&missions), many: folded(&many), lists: folded(&lists), joints: folded(&joints) })
    }

    /// Whether a text names one mission: it has a word for one, and says more than that.
    pub fn names_one(&self, text: &str) -> bool {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let is_number = |word: &str| word.bytes().all(|letter| letter.is_ascii_digit());
        let says = |word: &&&str| !self.is_mission(word) && !self.joints.contains(**word) && word.len() > 1;
        let more = words.iter().filter(says).any(|word| !is_number(word) || word.len() == 4);
        let one = words.iter().any(|word| self.is_mission(word)) || self.has(&self.missions, &words);
        one && more && !self.names_many(text)
    }

    /// Whether a text speaks of many missions.
    pub fn names_many(&self, text: &str) -> bool {
        self.has(&self.many, &fold(text).split(' ').collect::<Vec<_>>())
    }

    /// Whether a text says no more than that a list stands below it.
    pub fn is_list(&self, text: &str) -> bool {
        self.without_list(text).trim().is_empty()
    }

    /// A text without the words for a list that it begins or ends with: `Deelnemerslijst handelsmissie China`.
    pub fn without_list<'a>(&self, text: &'a str) -> &'a str {
        let words = words(text);
        let folded: Vec<String> = words.iter().map(|(start, end)| fold(&text[*start..*end])).collect();
        let run = |first: usize, end: usize| folded[first..end].join(" ");
        let at_start = |first: usize| {
            (first + 1..=words.len().min(first + LONGEST)).rev().find(|end| self.lists.contains(&run(first, *end)))
        };
        let joint = |first: usize| {
            (first + 1..=words.len().min(first + 2)).rev().find(|end| self.joints.contains(&run(first, *end)))
        };
        let mut first = 0;
        while let Some(end) = at_start(first) {
            first = joint(end).unwrap_or(end);
        }
        let mut last = words.len();
        while let Some(start) =
            (first..last).find(|start| last - start <= LONGEST && self.lists.contains(&run(*start, last)))
        {
            last = start;
        }
        let (Some((start, _)), Some((_, end))) = (words.get(first), words[..last].last()) else { return "" };
        text.get(*start..*end).unwrap_or_default()
    }

    /// A word for a mission, or one that ends in it.
    fn is_mission(&self, folded: &str) -> bool {
        let cuts = folded.char_indices().map(|(cut, _)| cut).filter(|cut| *cut == 0 || *cut > 2);
        cuts.map(|cut| &folded[cut..]).any(|end| end.len() > 3 && self.missions.contains(end))
    }

    fn has(&self, list: &HashSet<String>, words: &[&str]) -> bool {
        let ends = |first: usize| first + 1..=words.len().min(first + LONGEST);
        let mut runs = (0..words.len()).flat_map(|first| ends(first).map(move |end| (first, end)));
        runs.any(|(first, end)| list.contains(&words[first..end].join(" ")))
    }
}

/// Where the words of a text begin and end; marks at their ends are no part of them.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                words.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    words.retain(|(start, end)| text[*start..*end].contains(char::is_alphanumeric));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> TitleWords {
        TitleWords::from_toml(include_str!("../../../imports/vocabulary/titles.toml")).unwrap()
    }

    #[test]
    fn a_title_is_of_one_mission_or_of_many() {
        let titles = titles();
        for one in [
            "Handelsmissie China 2016",
            "Innovatiemissie Israël",
            "Trade mission to Romania 2013",
            "Delegationsreise Polen",
        ] {
            assert!(titles.names_one(one), "{one}");
        }
        for other in [
            "Missie 1",
            "DEELNEMERS HANDELSMISSIES",
            "Trade missions – participants",
            "Blad1",
            "Reis",
            "Deelnemers per missie",
            "Zwolle",
        ] {
            assert!(!titles.names_one(other), "{other}");
        }
    }

    #[test]
    fn what_only_says_that_a_list_follows_is_no_part_of_a_title() {
        let titles = titles();
        assert_eq!(titles.without_list("Deelnemerslijst handelsmissie China 2016"), "handelsmissie China 2016");
        assert_eq!(titles.without_list("Overzicht deelnemers aan de handelsmissie Polen"), "handelsmissie Polen");
        assert_eq!(titles.without_list("Trade mission Japan 2015 – list of participants"), "Trade mission Japan 2015");
        assert!(titles.is_list("Deelnemers") && !titles.is_list("Deelnemers China"));
    }
}
