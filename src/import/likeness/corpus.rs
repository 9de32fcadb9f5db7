//! How many names have a word: what many have says little, and what more than one has is no typing mistake.
//!
//! Pure.

use std::collections::HashMap;

use super::name::{Name, weight};
use crate::import::vocabulary::{OrganisationWords, WordSense};

/// Numbers of names by word, as written.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    names: HashMap<String, usize>,
    known: HashMap<String, usize>,
}

/// A word that more names than this have is no typing mistake.
const REAL: usize = 2;

impl Corpus {
    /// A corpus without names. It knows those that many registers name.
    pub fn new(words: &OrganisationWords) -> Self {
        let mut known = HashMap::new();
        for (which, names) in words.known().iter().enumerate() {
            let names = names.iter().flat_map(|name| super::Names::parse(name, words).names);
            known.extend(names.map(|name| (name.text(), which)));
        }
        Self { names: HashMap::new(), known }
    }

    /// Counts the words of a name, folded.
    pub fn add(&mut self, name: &str) {
        let mut words: Vec<&str> = name.split(' ').collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            self.add_word(word, 1);
        }
    }

    /// Counts a word that so many names have.
    pub fn add_word(&mut self, word: &str, names: usize) {
        match self.names.get_mut(word) {
            Some(count) => *count += names,
            None => drop(self.names.insert(word.to_owned(), names)),
        }
    }

    /// Gives the words of a name their weight.
    pub fn weigh(&self, name: &mut Name) {
        for word in &mut name.words {
            let names = self.names.get(&word.written).copied().unwrap_or(1).max(1);
            word.weight = weight(word.sense) * rarity(names);
            word.is_real = word.sense != WordSense::Own || names > REAL;
        }
        name.known = self.known.get(&name.text()).copied();
    }
}

/// 1 for a word that few names have, less for each that more have.
fn rarity(names: usize) -> f64 {
    let names = f64::from(u32::try_from(names).unwrap_or(u32::MAX));
    (1.1 - 0.13 * names.ln()).clamp(0.35, 1.0)
}
