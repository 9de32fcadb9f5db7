//! Header words: which fields a column may hold, by what its header says.

use std::collections::HashMap;

use serde::Deserialize;

use super::compounds::Compounds;
use crate::import::field::Field;
use crate::values::{WordListFault, fold, parse_word_list};

/// The fields of each header word. One word may name several fields (`Status`); the other columns decide then.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    fields: HashMap<String, Vec<Field>>,
    /// The words without their blanks, since people split words at will: `bedrijfs naam`, `KvKnr`.
    squeezed: HashMap<String, String>,
    /// Words of several parts by their parts in alphabetical order, since people turn them round: `nummer missie`.
    turned: HashMap<String, String>,
    /// The words by what letters they have, so that few need to be compared with a mistyped one.
    letters: Vec<(Letters, String)>,
    /// How headers are put together of several words.
    pub compounds: Compounds,
}

/// The words of one field, by language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    nl: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    de: Vec<String>,
}

impl Headers {
    /// Reads `[mission.title]` tables with lists `nl`, `en` and `de`, and how headers are put together.
    pub fn from_toml(text: &str, compounds: Compounds) -> Result<Self, WordListFault> {
        let nouns: HashMap<String, HashMap<String, Words>> = parse_word_list(text)?;
        let mut fields: HashMap<String, Vec<Field>> = HashMap::new();
        for (noun, words_by_field) in nouns {
            for (name, words) in words_by_field {
                let field = named(&format!("{noun}.{name}"), text)?;
                for word in words.nl.iter().chain(&words.en).chain(&words.de) {
                    let known = fields.entry(fold(word)).or_default();
                    if !known.contains(&field) {
                        known.push(field);
                    }
                }
            }
        }
        for fields in fields.values_mut() {
            fields.sort_unstable();
        }
        Ok(Self::of(fields, compounds))
    }

    fn of(fields: HashMap<String, Vec<Field>>, compounds: Compounds) -> Self {
        let mut words: Vec<&String> = fields.keys().collect();
        // Where two words come to one, the same one stands each time.
        words.sort_unstable();
        let squeezed = words.iter().rev().map(|word| (word.replace(' ', ""), (*word).clone())).collect();
        let turned = |word: &&String| {
            let parts = compounds.parts(word);
            (parts.len() > 1).then(|| (in_order(&parts), (*word).clone()))
        };
        let turned = words.iter().rev().filter_map(turned).collect();
        let letters = words.iter().map(|word| (Letters::of(word), (*word).clone())).collect();
        Self { fields, squeezed, turned, letters, compounds }
    }

    /// The fields that a header names, by its folded text.
    pub fn fields(&self, folded: &str) -> &[Field] {
        let split = || self.squeezed.get(&folded.replace(' ', "")).and_then(|word| self.fields.get(word));
        self.fields.get(folded).or_else(split).map_or(&[], Vec::as_slice)
    }

    /// The fields of the header word that has these parts in any order, without those that add nothing.
    pub fn fields_of_parts(&self, parts: &[&str]) -> &[Field] {
        let joined = self.fields(&parts.join(" "));
        if !joined.is_empty() || parts.len() < 2 {
            return joined;
        }
        let turned = self.turned.get(&in_order(parts)).and_then(|word| self.fields.get(word));
        turned.map_or(&[], Vec::as_slice)
    }

    /// The words that have nearly the letters of a text, with their fields.
    pub fn like(&self, folded: &str) -> impl Iterator<Item = (&str, &[Field])> {
        let letters = Letters::of(folded);
        let like = self.letters.iter().filter(move |(of, _)| of.is_near(&letters));
        like.filter_map(|(_, word)| Some((word.as_str(), self.fields.get(word)?.as_slice())))
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

fn in_order(parts: &[&str]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    parts.join(" ")
}

/// Which letters a word has, and how many.
#[derive(Clone, Copy, Debug)]
struct Letters {
    which: u32,
    count: usize,
}

/// Letters that a mistyped word may have more or less, or other ones.
const TYPING_ERRORS: u32 = 3;

impl Letters {
    fn of(folded: &str) -> Self {
        let place = |letter: u8| 1 << u32::from(letter.to_ascii_lowercase().wrapping_sub(b'a').min(26));
        Self { which: folded.bytes().fold(0, |which, letter| which | place(letter)), count: folded.len() }
    }

    /// Whether a few typing errors could make one of the other. Words of very different letters are never alike enough.
    fn is_near(&self, other: &Self) -> bool {
        let lengths = u32::try_from(self.count.abs_diff(other.count)).unwrap_or(u32::MAX);
        lengths <= TYPING_ERRORS && (self.which ^ other.which).count_ones() <= 2 * TYPING_ERRORS
    }
}

/// The field of a table's name; a fault at that table's line if there is none.
fn named(name: &str, text: &str) -> Result<Field, WordListFault> {
    Field::from_name(name).ok_or_else(|| {
        let table = format!("[{name}]");
        let line = text.lines().position(|line| line.trim() == table).map(|index| index + 1);
        WordListFault { line, message: format!("there is no field {name}") }
    })
}
