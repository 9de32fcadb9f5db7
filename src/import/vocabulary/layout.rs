//! Layout words: how rows that are no records begin, such as totals, footnotes and sources.

use std::collections::HashSet;

use serde::Deserialize;

use crate::values::{WordListFault, fold, parse_word_list};

/// Words that tell what a row is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutWords {
    /// First words of rows that state totals.
    totals: Words,
    /// First words of notes below a table.
    notes: Words,
    /// Headers of columns that number the rows.
    row_numbers: Words,
    /// First words of headers of pivot tables.
    pivots: Words,
    /// Marks in the cells of a matrix.
    marks: Words,
    /// What a row that heads the participants of a mission calls it, or what one of its words ends in.
    missions: Words,
}

/// Marks that are no words.
const TICKS: &str = "\u{2713}\u{2714}\u{221a}\u{2022}\u{25cf}\u{2022}\u{d7}+-";

/// Folded words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Words {
    words: HashSet<String>,
    /// How they begin. Every row of every sheet is asked what it is, and most do not even begin like a word.
    starts: HashSet<[char; 2]>,
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        let words: HashSet<String> = words.iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect();
        Self { starts: words.iter().map(|word| start(word)).collect(), words }
    }
}

/// The first two letters or digits of a text, in lower case.
fn start(text: &str) -> [char; 2] {
    let mut letters = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut next = || letters.next().unwrap_or(' ');
    [next(), next()]
}

impl Words {
    /// Whether a text is one of the words, or begins with one.
    fn begin(&self, text: &str) -> bool {
        if !self.starts.contains(&start(text)) {
            return false;
        }
        let folded = fold(text);
        let mut ends = folded.match_indices(' ').map(|(end, _)| end).chain([folded.len()]);
        ends.any(|end| self.words.contains(&folded[..end]))
    }
}

impl LayoutWords {
    /// Reads the lists.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        parse_word_list(text)
    }

    /// Whether a text begins as a total does: `Totaal aantal deelnemers`.
    pub fn is_total(&self, text: &str) -> bool {
        self.totals.begin(text)
    }

    /// Whether a text begins as a note does: `Bron: Oost NL`.
    pub fn is_note(&self, text: &str) -> bool {
        self.notes.begin(text)
    }

    /// Whether a header is one of a pivot table: `Som van Bedrag`.
    pub fn is_pivot(&self, header: &str) -> bool {
        self.pivots.begin(header)
    }

    /// Whether a text is a mark: it says that, not what. `x`, `ja`, a tick.
    pub fn is_mark(&self, text: &str) -> bool {
        let folded = fold(text);
        self.marks.words.contains(&folded) || folded.is_empty() && text.chars().any(|mark| TICKS.contains(mark))
    }

    /// Whether a text calls something a mission and says which: `Handelsmissie China`, `Beursbezoek Medica`.
    pub fn names_mission(&self, text: &str) -> bool {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let ends = |word: &str| {
            let cuts = word.char_indices().map(|(cut, _)| cut).filter(|cut| *cut == 0 || *cut > 2);
            cuts.map(|cut| &word[cut..]).any(|end| self.missions.words.contains(end))
        };
        let (missions, others): (Vec<&str>, Vec<&str>) = words.iter().copied().partition(|word| ends(word));
        !missions.is_empty() && others.iter().any(|word| word.chars().count() > 2)
    }

    /// Whether a header is that of a row number: `Nr.`.
    pub fn is_row_number(&self, header: &str) -> bool {
        self.row_numbers.words.contains(&fold(header))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_known_by_its_first_words() {
        let words = LayoutWords::from_toml(
            "totals = [\"Totaal\"]\nnotes = [\"Bron\"]\nrow_numbers = [\"Nr.\"]\npivots = []\nmarks = [\"x\"]\nmissions = [\"missie\"]\n",
        )
        .unwrap();
        assert!(words.is_total("Totaal aantal deelnemers:"));
        assert!(!words.is_total("Totaalbouw Twente B.V."));
        assert!(words.is_note("Bron: Oost NL"));
        assert!(words.is_row_number("nr"));
        assert!(words.names_mission("Innovatiemissie Israël") && !words.names_mission("Missie"));
        assert!(!words.names_mission("Commissies van advies"));
        assert!(words.is_mark("X") && words.is_mark("\u{2713}") && !words.is_mark("Jan"));
    }
}
