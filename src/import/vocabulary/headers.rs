//! Header words: which fields a column may hold, by what its header says.

use std::collections::HashMap;

use serde::Deserialize;

use crate::import::field::Field;
use crate::values::{WordListFault, fold, parse_word_list};

/// The fields of each header word. One word may name several fields (`Status`); the other columns decide then.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    fields: HashMap<String, Vec<Field>>,
    /// The words without their blanks, since people split words at will: `bedrijfs naam`, `KvKnr`.
    squeezed: HashMap<String, String>,
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
    /// Reads `[mission.title]` tables with lists `nl`, `en` and `de`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
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
        let squeezed = fields.keys().map(|word| (word.replace(' ', ""), word.clone())).collect();
        Ok(Self { fields, squeezed })
    }

    /// The fields that a header names, by its folded text.
    pub fn fields(&self, folded: &str) -> &[Field] {
        let split = || self.squeezed.get(&folded.replace(' ', "")).and_then(|word| self.fields.get(word));
        self.fields.get(folded).or_else(split).map_or(&[], Vec::as_slice)
    }

    /// Every word, folded, with its fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Field])> {
        self.fields.iter().map(|(word, fields)| (word.as_str(), fields.as_slice()))
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
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
