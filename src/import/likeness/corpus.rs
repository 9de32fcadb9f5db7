//! How many names have a word: what many have says little, and what more than one has is no typing mistake.
//!
//! Pure.

use std::collections::{BTreeSet, HashMap};

use super::name::{Name, weight};
use crate::import::vocabulary::{OrganisationWords, WordSense};

/// Numbers of names by word.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    names: HashMap<String, u32>,
    known: HashMap<String, usize>,
}

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

    /// Counts the words of a name.
    pub fn add(&mut self, name: &Name) {
        let words: BTreeSet<&str> = name.words.iter().map(|word| word.text.as_str()).collect();
        for word in words {
            *self.names.entry(word.to_owned()).or_default() += 1;
        }
    }

    /// Gives the words of a name their weight.
    pub fn weigh(&self, name: &mut Name) {
        for word in &mut name.words {
            let names = self.names.get(&word.text).copied().unwrap_or(1).max(1);
            word.weight = weight(word.sense) * rarity(names);
            word.is_real = word.sense != WordSense::Own || names > 2;
        }
        name.known = self.known.get(&name.text()).copied();
    }
}

/// 1 for a word that few names have, less for each that more have.
fn rarity(names: u32) -> f64 {
    (1.1 - 0.13 * f64::from(names).ln()).clamp(0.35, 1.0)
}
