//! Words in names of organisations: what each says, and which mean the same.
//!
//! Invariant: a phrase has one meaning; of several words that mean the same, one stands for all.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// What a word of a name says of which organisation it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordSense {
    /// It is its own.
    #[default]
    Own,
    /// Many names have it.
    Common,
    /// Many people bear it.
    FamilyName,
    /// A place.
    Place,
    /// A number.
    Number,
    /// It tells organisations of one name apart; words of one sort exclude each other.
    Apart {
        /// Which sort.
        sort: u8,
        /// Whether the same name without it is nearly always another organisation.
        strict: bool,
    },
}

/// The words in names of organisations.
#[derive(Clone, Debug, Default)]
pub struct OrganisationWords {
    fillers: HashSet<String>,
    other_name: HashSet<String>,
    belongs_to: HashSet<String>,
    streets: Vec<String>,
    legal: HashSet<String>,
    legal_first: HashSet<String>,
    legal_last: HashSet<String>,
    /// The word that stands for a phrase.
    same: HashMap<String, String>,
    senses: HashMap<String, WordSense>,
    known: Vec<Vec<String>>,
    shared_hosts: HashSet<String>,
    /// By the usual spelling of a legal form, folded.
    bodies: HashMap<String, Body>,
    /// Words with one letter left out, and the words that they are of.
    mistyped: HashMap<String, Vec<String>>,
    longest: usize,
}

/// `organisations.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fillers: Vec<String>,
    other_name: Vec<String>,
    belongs_to: Vec<String>,
    streets: Vec<String>,
    legal: Vec<String>,
    legal_first: Vec<String>,
    legal_last: Vec<String>,
    common: Vec<String>,
    same: Vec<Vec<String>>,
    known: Vec<Vec<String>>,
    family_names: Vec<String>,
    places: Vec<String>,
    shared_hosts: Vec<String>,
    apart: Vec<Apart>,
    body: Vec<BodyForms>,
}

/// What a legal form makes of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Body {
    /// Which sort: a company, a foundation.
    pub sort: u8,
    /// Which land the form is of.
    pub land: u8,
    /// Whether such organisations do business.
    pub is_business: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyForms {
    sort: String,
    land: String,
    business: bool,
    forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    /// For those who read the file.
    #[serde(rename = "sort")]
    _sort: String,
    strict: bool,
    words: Vec<String>,
}

/// A word must have so many letters before a mistyped one is taken for it.
const LONG_ENOUGH: usize = 7;

impl OrganisationWords {
    /// Reads `organisations.toml`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let mut words = Self {
            fillers: folded(&file.fillers),
            other_name: phrases(&file.other_name),
            belongs_to: phrases(&file.belongs_to),
            streets: file.streets.iter().map(|street| fold(street)).collect(),
            legal: phrases(&file.legal),
            legal_first: phrases(&file.legal_first),
            legal_last: phrases(&file.legal_last),
            shared_hosts: file.shared_hosts.iter().map(|host| host.to_lowercase()).collect(),
            ..Self::default()
        };
        for group in &file.same {
            let Some(first) = group.first().map(|first| phrase(first)) else { continue };
            for word in group.iter().map(|word| phrase(word)) {
                if let Some(other) = words.same.insert(word.clone(), first.clone()).filter(|other| *other != first) {
                    let message = format!("`{word}` means `{other}` and `{first}`");
                    return Err(WordListFault { line: line_of(text, &word), message });
                }
            }
        }
        words.sense(&file);
        let (mut sorts, mut lands) = (Vec::new(), Vec::new());
        for BodyForms { sort, land, business, forms } in file.body {
            let body = Body { sort: place(&mut sorts, sort), land: place(&mut lands, land), is_business: business };
            words.bodies.extend(forms.iter().map(|form| (fold(form), body)));
        }
        words.known = file.known;
        words.longest = words.lengths().max().unwrap_or(1);
        words.index_mistyped();
        Ok(words)
    }

    /// Gives words their senses. What tells names apart comes before places, those before words that many names have.
    fn sense(&mut self, file: &File) {
        let groups = file.same.iter().filter_map(|group| group.first());
        let mut all: Vec<(String, WordSense)> = Vec::new();
        for (sort, apart) in (0..).zip(&file.apart) {
            all.extend(apart.words.iter().map(|word| (phrase(word), WordSense::Apart { sort, strict: apart.strict })));
        }
        all.extend(file.places.iter().map(|word| (phrase(word), WordSense::Place)));
        all.extend(file.common.iter().map(|word| (phrase(word), WordSense::Common)));
        all.extend(file.family_names.iter().map(|word| (phrase(word), WordSense::FamilyName)));
        all.extend(groups.map(|word| (phrase(word), WordSense::Common)));
        for (word, sense) in all {
            let word = self.same.get(&word).cloned().unwrap_or(word);
            self.senses.entry(word).or_insert(sense);
        }
    }

    fn lengths(&self) -> impl Iterator<Item = usize> {
        let lists = [&self.other_name, &self.belongs_to, &self.legal, &self.legal_first, &self.legal_last];
        let lists = lists.into_iter().flatten();
        lists.chain(self.same.keys()).chain(self.senses.keys()).map(|phrase| phrase.split(' ').count())
    }

    fn index_mistyped(&mut self) {
        let sensed = self.senses.iter().filter(|(_, sense)| !matches!(sense, WordSense::FamilyName | WordSense::Own));
        let words: HashSet<String> = sensed.map(|(word, _)| word).chain(self.same.keys()).cloned().collect();
        for word in words.into_iter().filter(|word| word.len() >= LONG_ENOUGH && !word.contains(' ')) {
            for shorter in without_a_letter(&word) {
                self.mistyped.entry(shorter).or_default().push(word.clone());
            }
        }
        self.mistyped.values_mut().for_each(|words| words.sort_unstable());
    }

    /// How many words the longest phrase has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether a word says nothing.
    pub fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// Whether what follows a phrase is another name of the organisation.
    pub fn is_other_name(&self, phrase: &str) -> bool {
        self.other_name.contains(phrase)
    }

    /// Whether what follows a phrase is what the organisation belongs to.
    pub fn is_belonging(&self, phrase: &str) -> bool {
        self.belongs_to.contains(phrase)
    }

    /// Whether a word is a street, or ends as one: `Industrieweg`.
    pub fn is_street(&self, word: &str) -> bool {
        self.streets.iter().any(|street| word.ends_with(street.as_str()))
    }

    /// Whether a phrase is a legal form, at some place in a name.
    pub fn is_legal(&self, phrase: &str, first: bool, last: bool) -> bool {
        self.legal.contains(phrase)
            || first && self.legal_first.contains(phrase)
            || last && self.legal_last.contains(phrase)
    }

    /// The word that stands for a phrase, if the phrase is a known one.
    pub fn meaning<'a>(&'a self, phrase: &'a str) -> Option<&'a str> {
        let same = self.same.get(phrase).map(String::as_str);
        same.or_else(|| self.senses.contains_key(phrase).then_some(phrase))
    }

    /// What a word says, if it is a known one.
    pub fn sense_of(&self, word: &str) -> Option<WordSense> {
        self.senses.get(word).copied()
    }

    /// The long word that a mistyped one is meant to be: with a letter too few, too many or another, or two turned around.
    pub fn meant(&self, word: &str) -> Option<String> {
        if word.len() + 1 < LONG_ENOUGH || !word.is_ascii() || self.meaning(word).is_some() {
            return None;
        }
        let lacking = self.mistyped.get(word).into_iter().flatten();
        let lacking = lacking.filter(|meant| meant.len() > LONG_ENOUGH);
        let shorter: Vec<String> = without_a_letter(word).collect();
        let others = shorter.iter().filter_map(|shorter| self.mistyped.get(shorter)).flatten();
        let turned = others.filter(|meant| meant.len() == word.len() && is_slip(meant, word));
        let last = word.len().saturating_sub(1);
        let inside =
            shorter.iter().enumerate().filter(|(at, shorter)| *at > 0 && *at < last && shorter.len() >= LONG_ENOUGH);
        let one_more = inside.filter_map(|(_, shorter)| self.meaning(shorter));
        let found = lacking.chain(turned).map(String::as_str).chain(one_more).min();
        found.map(|meant| self.same.get(meant).map_or(meant, String::as_str).to_owned())
    }

    /// Names of organisations that many registers name, a list for each.
    pub fn known(&self) -> &[Vec<String>] {
        &self.known
    }

    /// What a legal form makes of an organisation.
    pub fn body(&self, form: &str) -> Option<Body> {
        self.bodies.get(&fold(form)).copied()
    }

    /// Whether anybody can have an address at a host.
    pub fn is_shared_host(&self, host: &str) -> bool {
        self.shared_hosts.contains(host)
    }
}

/// A text as its words stand in a name, by single blanks.
pub(super) fn phrase(text: &str) -> String {
    words_of(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ")
}

/// The words of a name, folded, and whether a dot follows each. Letters that stand alone in a row are one word: `B.V.`
/// and `B V` are `bv`.
pub fn words_of(text: &str) -> Vec<(String, bool)> {
    let is_letter = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    let mut words: Vec<(String, bool)> = Vec::new();
    let mut after_letter = false;
    for chunk in text.split_whitespace() {
        let folded = fold(chunk);
        let alone = is_letter(&folded);
        let mut open = after_letter && alone;
        for part in folded.split(' ').filter(|part| !part.is_empty()) {
            match words.last_mut() {
                Some((last, _)) if open && is_letter(part) => last.push_str(part),
                _ => words.push((part.to_owned(), false)),
            }
            open = is_letter(part);
        }
        after_letter = alone;
        if let Some((_, dotted)) = words.last_mut() {
            *dotted = chunk.trim_end_matches([',', ';', ')']).ends_with('.');
        }
    }
    words
}

/// The place of a name in a list, which gets it if it does not have it.
fn place(names: &mut Vec<String>, name: String) -> u8 {
    let known = names.iter().position(|known| *known == name);
    let place = known.unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    });
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn folded(words: &[String]) -> HashSet<String> {
    words.iter().map(|word| fold(word)).collect()
}

fn phrases(words: &[String]) -> HashSet<String> {
    words.iter().map(|word| phrase(word)).collect()
}

fn without_a_letter(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(move |(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]))
}

/// Whether two words of one length differ by two neighbouring letters turned around, or by a letter behind the first.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let differing: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
    match *differing.as_slice() {
        [at] => at > 0,
        [first, second] => second == first + 1 && one[first] == other[second] && one[second] == other[first],
        _ => false,
    }
}

fn line_of(text: &str, word: &str) -> Option<usize> {
    text.lines().position(|line| line.to_lowercase().contains(&format!("\"{word}\""))).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in() -> OrganisationWords {
        OrganisationWords::from_toml(include_str!("../../../imports/vocabulary/organisations.toml")).unwrap()
    }

    #[test]
    fn languages_and_abbreviations_of_a_word_are_one_word() {
        let words = built_in();
        for (text, meaning) in
            [("Int.", "international"), ("Gebr.", "gebroeders"), ("Real Estate", "vastgoed"), ("Ned.", "nederlands")]
        {
            assert_eq!(words.meaning(&phrase(text)), Some(meaning), "{text}");
        }
        assert_eq!(words.meaning("bouman"), Some("bouman"), "a family name that many bear");
        assert_eq!(words.meaning("kroezinga"), None);
    }

    #[test]
    fn a_mistyped_long_word_is_the_word_that_was_meant() {
        let words = built_in();
        for (text, meant) in [
            ("industires", "industrie"),
            ("hodling", "holding"),
            ("machinefabrek", "machinefabriek"),
            ("logisttiek", "logistiek"),
        ] {
            assert_eq!(words.meant(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["bouman", "holding", "techniek", "kroezinga"] {
            assert_eq!(words.meant(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_with_two_meanings_is_refused_at_its_line() {
        let text = include_str!("../../../imports/vocabulary/organisations.toml");
        let twice = text.replace("[\"weduwe\", \"wed\"]", "[\"weduwe\", \"gebr\"]");
        let fault = OrganisationWords::from_toml(&twice).unwrap_err();
        assert!(fault.message.contains("`gebr`"), "{fault}");
        assert!(fault.line.is_some());
    }

    #[test]
    fn single_letters_in_a_row_are_one_word() {
        assert_eq!(phrase("N.V. A B C Techniek B V"), "nv abc techniek bv");
        assert_eq!(phrase("J. de Boer"), "j de boer");
    }
}
