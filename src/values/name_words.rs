//! Words that occur in names of people without being one: surname prefixes, titles, offices.

use std::collections::HashSet;

use serde::Deserialize;

use super::{WordListFault, fold, parse_word_list};

/// Words that occur in names without being one, by their folded form.
#[derive(Clone, Debug, Default)]
pub struct NameWords {
    prefixes: HashSet<String>,
    titles: HashSet<String>,
    offices: HashSet<String>,
    roles: HashSet<String>,
}

/// `names.toml`.
#[derive(Deserialize)]
struct File {
    prefixes: Vec<String>,
    titles: Vec<String>,
    offices: Vec<String>,
    roles: Vec<String>,
}

impl NameWords {
    /// Reads `names.toml`: surname prefixes, titles and offices.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        Ok(Self {
            prefixes: folded(&file.prefixes),
            titles: folded(&file.titles),
            offices: folded(&file.offices),
            roles: folded(&file.roles),
        })
    }

    /// Whether one word can be part of a prefix: `van`, `der`, `v.d.`, `'t`.
    pub fn is_prefix(&self, word: &str) -> bool {
        word.len() <= 8 && self.prefixes.contains(&fold(word))
    }

    /// Whether a word is a title or a form of address.
    pub fn is_title(&self, word: &str) -> bool {
        if word.len() > 20 {
            return false;
        }
        let folded = fold(word);
        // `prof.dr.ir.` is three of them.
        self.titles.contains(&folded)
            || (folded.contains(' ') && folded.split(' ').all(|part| part.len() > 1 && self.titles.contains(part)))
    }

    /// Whether a text says what somebody does: one of its words is a word for that.
    pub fn is_role(&self, text: &str) -> bool {
        fold(text).split(' ').any(|word| self.roles.contains(word))
    }

    /// Whether a text is an office and no name.
    pub(super) fn is_office(&self, text: &str) -> bool {
        self.offices.contains(&fold(text))
    }
}
