//! How headers are put together: words that say of what a column is, words that add nothing, units, and columns that
//! registers have and that this one does not keep.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::values::{RecordKind, WordListFault, fold, parse_word_list};

/// The words that headers are put together with, folded.
#[derive(Clone, Debug, Default)]
pub struct Compounds {
    /// Of what a word says that a column is.
    of: HashMap<String, Vec<RecordKind>>,
    nothing: HashSet<String>,
    units: HashSet<String>,
    alternatives: HashSet<String>,
    generic: HashSet<String>,
    ignored: HashSet<String>,
    /// Words of the longest entry among those that may have several.
    longest: usize,
}

/// `compounds.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    of: BTreeMap<String, Vec<String>>,
    words: Words,
    ignored: Ignored,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    nothing: Vec<String>,
    units: Vec<String>,
    alternatives: Vec<String>,
    generic: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignored {
    words: Vec<String>,
}

impl Compounds {
    /// Reads the tables `of`, `words` and `ignored`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let mut compounds = Self::default();
        for (noun, words) in &file.of {
            let kinds = kinds(noun).ok_or_else(|| {
                let line = text.lines().position(|line| line.starts_with(&format!("{noun} ="))).map(|line| line + 1);
                WordListFault { line, message: format!("there is no noun {noun}") }
            })?;
            for word in words {
                compounds.of.entry(fold(word)).or_default().extend(kinds);
            }
        }
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect::<HashSet<_>>();
        let Words { nothing, units, alternatives, generic } = &file.words;
        compounds.nothing = folded(nothing);
        compounds.units = folded(units);
        compounds.alternatives = folded(alternatives);
        compounds.generic = folded(generic);
        compounds.ignored = folded(&file.ignored.words);
        let several = compounds.nothing.iter().chain(&compounds.units).chain(&compounds.ignored);
        compounds.longest = several.map(|word| word.split(' ').count()).max().unwrap_or(1);
        Ok(compounds)
    }

    /// The words of a header that say something, in their order.
    pub fn parts<'a>(&self, folded: &'a str) -> Vec<&'a str> {
        self.without(&[&self.nothing], folded)
    }

    /// The words of a header without units and without what adds nothing.
    pub fn parts_without_units<'a>(&self, folded: &'a str) -> Vec<&'a str> {
        let parts = self.without(&[&self.nothing, &self.units], folded);
        parts.into_iter().filter(|word| !word.bytes().all(|letter| letter.is_ascii_digit())).collect()
    }

    /// Drops the longest runs that are in one of the lists.
    fn without<'a>(&self, lists: &[&HashSet<String>], folded: &'a str) -> Vec<&'a str> {
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let is_listed = |run: &str| lists.iter().any(|list| list.contains(run));
        let mut kept = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let ends = (at + 1..=words.len().min(at + self.longest)).rev();
            if let Some(end) = ends.into_iter().find(|end| is_listed(&words[at..*end].join(" "))) {
                at = end;
            } else {
                kept.push(words[at]);
                at += 1;
            }
        }
        kept
    }

    /// Of what sorts of record a column is that has this word in its header.
    pub fn of(&self, word: &str) -> Option<&[RecordKind]> {
        self.of.get(word).map(Vec::as_slice)
    }

    /// The beginning of a word that says of what the rest is, and the rest: `missie` and `land`, with the letters
    /// between them left out.
    pub fn unglued<'a>(&self, word: &'a str) -> Vec<(&[RecordKind], &'a str)> {
        let cuts = word.char_indices().map(|(cut, _)| cut).filter(|cut| *cut > 2 && word.len() - cut > 2);
        let begun = cuts.filter_map(|cut| Some((self.of(&word[..cut])?, &word[cut..])));
        begun
            .flat_map(|(kinds, rest)| {
                [Some(rest), rest.strip_prefix('s')].into_iter().flatten().map(move |rest| (kinds, rest))
            })
            .collect()
    }

    /// Whether a word only joins others that stand for one thing.
    pub fn is_alternative(&self, word: &str) -> bool {
        self.alternatives.contains(word)
    }

    /// Whether a header says nothing of what stands below it: empty, `Kolom 3`.
    pub fn is_generic(&self, folded: &str) -> bool {
        let is_number = |word: &str| word.bytes().all(|letter| letter.is_ascii_digit()) || word.len() == 1;
        folded.split(' ').all(|word| is_number(word) || self.generic.contains(word))
    }

    /// Whether a header is that of a column that registers have and that this one does not keep.
    pub fn is_ignored(&self, folded: &str) -> bool {
        let words: Vec<&str> = folded.split(' ').collect();
        let ends = |first: usize| first + 1..=words.len().min(first + self.longest);
        let mut runs = (0..words.len()).flat_map(|first| ends(first).map(move |end| (first, end)));
        runs.any(|(first, end)| self.ignored.contains(&words[first..end].join(" ")))
    }
}

/// The sorts of record that a noun of the file stands for. Who took part, how and in what capacity go together.
fn kinds(noun: &str) -> Option<&'static [RecordKind]> {
    Some(match noun {
        "mission" => &[RecordKind::Mission],
        "organisation" => &[RecordKind::Organisation],
        "person" => &[RecordKind::Person, RecordKind::Participation],
        "participation" => &[RecordKind::Participation],
        "outcome" => &[RecordKind::Outcome],
        "cost" => &[RecordKind::Cost],
        "contribution" => &[RecordKind::Contribution],
        "performance" => &[RecordKind::Performance],
        "decision" => &[RecordKind::Decision],
        "amendment" => &[RecordKind::BudgetAmendment],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compounds() -> Compounds {
        Compounds::from_toml(include_str!("../../../imports/vocabulary/compounds.toml")).unwrap()
    }

    #[test]
    fn what_adds_nothing_and_units_are_no_parts_of_a_header() {
        let compounds = compounds();
        assert_eq!(compounds.parts(&fold("Naam van de missie")), ["naam", "missie"]);
        assert_eq!(compounds.parts_without_units(&fold("Bijdrage p.p. (€ excl. btw)")), ["bijdrage"]);
        assert_eq!(compounds.parts_without_units(&fold("Startdatum (dd-mm-jjjj)")), ["startdatum"]);
    }

    #[test]
    fn a_word_may_begin_with_what_it_is_of() {
        let compounds = compounds();
        let rests =
            |word: &str| compounds.unglued(word).into_iter().map(|(_, rest)| rest.to_owned()).collect::<Vec<_>>();
        assert!(rests("missieland").contains(&"land".to_owned()));
        assert!(rests("bedrijfsplaats").contains(&"plaats".to_owned()));
        assert_eq!(rests("land"), Vec::<String>::new());
    }

    #[test]
    fn columns_that_the_register_does_not_keep_are_known() {
        let compounds = compounds();
        for header in ["Datum aanmelding", "Hotel (naam)", "Factuurnummer 2016", "Straat", "Aanhef", "Timestamp"] {
            assert!(compounds.is_ignored(&fold(header)), "{header}");
        }
        assert!(!compounds.is_ignored(&fold("Datum missie")));
        assert!(compounds.is_generic("kolom 3") && compounds.is_generic("") && !compounds.is_generic("naam"));
    }

    #[test]
    fn a_noun_that_nobody_knows_is_refused_at_its_line() {
        let fault = Compounds::from_toml("[of]\nmission = []\nship = [\"boot\"]\n[words]\nnothing = []\nunits = []\nalternatives = []\ngeneric = []\n[ignored]\nwords = []\n").unwrap_err();
        assert_eq!(fault.line, Some(3));
    }
}
