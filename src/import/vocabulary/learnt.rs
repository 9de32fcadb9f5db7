//! Words that people explained while they corrected an import, to be understood in later ones.
//!
//! Pure. Invariant: a learnt word belongs to one list, as those of the files do; in free text nothing is ever replaced.

use std::collections::HashMap;

use crate::import::field::{Field, Shape};
use crate::values::fold;

/// Learnt words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learnt(HashMap<(String, String), String>);

/// A word, and what it is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearntWord {
    /// The list that it belongs to; see [`list_of`].
    pub list: String,
    /// The word, as it was written.
    pub word: String,
    /// A word that the list knows.
    pub value: String,
}

/// Marks between the entries of a cell that may hold several.
const MARKS: [char; 7] = [',', ';', '\n', '/', '|', '+', '&'];

/// The name of the list that a field takes its words from; `None` where its values are no words of a list. Countries are
/// the same words in every field.
pub fn list_of(field: Field) -> Option<&'static str> {
    match field.shape() {
        Shape::Countries => Some("country"),
        Shape::Themes => Some("theme"),
        Shape::Word | Shape::YesNo => Some(field.name()),
        _ => None,
    }
}

/// Whether a cell of a field may hold several words.
fn holds_several(field: Field) -> bool {
    matches!(field.shape(), Shape::Countries | Shape::Themes) || field == Field::MissionForms
}

impl Learnt {
    /// These words.
    pub fn new(words: impl IntoIterator<Item = LearntWord>) -> Self {
        Self(words.into_iter().map(|LearntWord { list, word, value }| ((list, fold(&word)), value)).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a cell of a field is read as, if it holds a learnt word: the whole cell, or entries of it.
    pub fn replaced(&self, field: Field, text: &str) -> Option<String> {
        let list = list_of(field).filter(|_| !self.is_empty())?;
        if let Some(known) = self.known(list, text) {
            return Some(known.to_owned());
        }
        if !holds_several(field) || !text.contains(MARKS) {
            return None;
        }
        let mut read = String::with_capacity(text.len());
        let mut replaced = false;
        for entry in text.split_inclusive(MARKS) {
            let word = entry.trim_end_matches(MARKS);
            match self.known(list, word) {
                Some(known) => {
                    let blank = &word[..word.len() - word.trim_start().len()];
                    read.extend([blank, known, &entry[word.len()..]]);
                    replaced = true;
                }
                None => read.push_str(entry),
            }
        }
        replaced.then_some(read)
    }

    fn known(&self, list: &str, word: &str) -> Option<&str> {
        self.0.get(&(list.to_owned(), fold(word))).map(String::as_str)
    }
}

/// What is to be learnt when a cell of a field said one thing and should have said another: the entries that differ,
/// where both hold as many.
pub fn lesson(field: Field, written: &str, meant: &str) -> Vec<LearntWord> {
    let Some(list) = list_of(field) else { return Vec::new() };
    let entries = |text: &str| -> Vec<String> {
        let several = if holds_several(field) { text.split(MARKS).collect() } else { vec![text] };
        several.into_iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
    };
    let (words, values) = (entries(written), entries(meant));
    let pairs: Vec<(String, String)> = if words.len() == values.len() {
        words.into_iter().zip(values).collect()
    } else {
        vec![(written.trim().to_owned(), meant.trim().to_owned())]
    };
    let differ = pairs.into_iter().filter(|(word, value)| fold(word) != fold(value) && !fold(word).is_empty());
    differ.map(|(word, value)| LearntWord { list: list.to_owned(), word, value }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(list: &str, word: &str, value: &str) -> LearntWord {
        LearntWord { list: list.to_owned(), word: word.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn a_learnt_word_is_read_in_its_own_list_alone_by_itself_or_among_others() {
        let learnt =
            Learnt::new([word("country", "Turkiye", "Turkije"), word("mission.status", "gedaan", "gerealiseerd")]);
        for (field, text, read) in [
            (Field::MissionCountry, "TURKIYE", Some("Turkije")),
            (Field::OrganisationCountry, "turkiye", Some("Turkije")),
            (Field::MissionCountry, "China, Turkiye; Japan", Some("China, Turkije; Japan")),
            (Field::MissionCountry, "China", None),
            (Field::MissionStatus, "Gedaan", Some("gerealiseerd")),
            (Field::ParticipationStatus, "gedaan", None),
            (Field::MissionTitle, "Turkiye", None),
        ] {
            assert_eq!(learnt.replaced(field, text).as_deref(), read, "{field}: {text}");
        }
    }

    #[test]
    fn of_a_corrected_list_the_entries_that_differ_are_learnt() {
        assert_eq!(
            lesson(Field::MissionCountry, "China, Turkiye", "China, Turkije"),
            [word("country", "Turkiye", "Turkije")]
        );
        assert_eq!(lesson(Field::MissionCountry, "div.", "China, Japan"), [word("country", "div.", "China, Japan")]);
        assert_eq!(
            lesson(Field::MissionStatus, "gedaan, ja", "gerealiseerd"),
            [word("mission.status", "gedaan, ja", "gerealiseerd")]
        );
        assert_eq!(lesson(Field::MissionTitle, "A", "B"), []);
        assert_eq!(lesson(Field::MissionStatus, "Gepland", "gepland"), []);
    }
}
