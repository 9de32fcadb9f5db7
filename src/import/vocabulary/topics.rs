//! Topics: what a table can be about, and which fields go with it.

use serde::Deserialize;

use crate::import::field::Field;
use crate::values::{WordListFault, parse_word_list};

/// What tables can be about, the likelier first.
#[derive(Clone, Debug, Default)]
pub struct Topics(Vec<Topic>);

/// One subject of tables.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// The fields that such a table has, each with how telling it is, from 0 to 1.
    fields: Vec<(Field, f64)>,
    /// Groups of fields; of each group a table has one at least.
    needs: Vec<Vec<Field>>,
    /// Columns with a field at least.
    columns: usize,
}

/// `topics.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    topic: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    nouns: Vec<String>,
    needs: Vec<Vec<Field>>,
    columns: usize,
}

/// What a noun loses for each noun that goes before it.
const STEP: f64 = 0.04;

impl Topics {
    /// Reads `[[topic]]` tables.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        file.topic.into_iter().map(|entry| entry.topic(text)).collect::<Result<_, _>>().map(Self)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Topic> {
        self.0.iter()
    }
}

impl Entry {
    fn topic(self, text: &str) -> Result<Topic, WordListFault> {
        let mut fields = Vec::new();
        let mut weight = 1.0;
        for noun in &self.nouns {
            let of_noun = |field: &&Field| field.name().split('.').next() == Some(noun);
            let known = fields.len();
            fields.extend(Field::ALL.iter().filter(of_noun).map(|field| (*field, weight)));
            if fields.len() == known {
                let line = text.lines().position(|line| line.contains(&format!("\"{noun}\""))).map(|index| index + 1);
                return Err(WordListFault { line, message: format!("no field begins with {noun}") });
            }
            weight -= STEP;
        }
        Ok(Topic { name: self.name, fields, needs: self.needs, columns: self.columns })
    }
}

impl Topic {
    /// The fields of such a table, in order.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.fields.iter().map(|(field, _)| *field)
    }

    /// How telling a field is for the topic; `None` if such tables do not have it.
    pub fn weight(&self, field: Field) -> Option<f64> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, weight)| *weight)
    }

    /// Whether a table is about the topic, by the fields of its columns and those of its context.
    pub fn is_met(&self, columns: &[Field], context: &[Field]) -> bool {
        let has = |field: &Field| columns.contains(field) || context.contains(field);
        let mostly_here = self.needs.first().is_none_or(|group| group.iter().any(|field| columns.contains(field)));
        columns.len() >= self.columns && mostly_here && self.needs.iter().all(|group| group.iter().any(has))
    }
}
