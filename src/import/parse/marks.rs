//! Marks of a matrix: what a cell says where an organisation and a mission meet.
//!
//! A word says how far the participation came. A cross says that there was one and no more, unless the sheet explains its
//! marks: `x = aanwezig`.

use std::collections::HashMap;

use crate::import::field::Field;
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// No participation.
    Nothing,
    /// A participation, and how far it came where the mark says that.
    Participation {
        /// A code of the field.
        status: Option<String>,
        /// What else it says: how many came.
        note: Option<String>,
    },
    /// It is no mark; what reads cells of this field tells why.
    Unknown,
}

/// The marks of a sheet.
pub(super) struct Marks<'a> {
    vocabulary: &'a Vocabulary,
    /// What the sheet says its marks mean: codes by lower-case mark.
    legend: HashMap<String, String>,
}

/// Longer texts are no marks.
const LONGEST: usize = 4;

impl<'a> Marks<'a> {
    /// Reads what the sheet of a matrix says of its marks.
    pub(super) fn of(sheet: &Sheet, table: &MappedTable, vocabulary: &'a Vocabulary) -> Self {
        let (first, last) = (table.table.body.first(), table.table.body.last());
        let around = sheet
            .rows
            .iter()
            .filter(|row| first.is_none_or(|first| row.number < *first) || last.is_none_or(|last| row.number > *last));
        let mut legend = HashMap::new();
        for (_, cell) in around.flat_map(|row| &row.cells) {
            if let Cell::Text(text) = cell {
                legend.extend(explained(text, vocabulary));
            }
        }
        Self { vocabulary, legend }
    }

    /// What a cell says.
    pub(super) fn read(&self, cell: &Cell) -> Mark {
        let taking_part = |note: Option<String>| Mark::Participation { status: None, note };
        match cell {
            Cell::Bool(yes) => {
                if *yes {
                    taking_part(None)
                } else {
                    Mark::Nothing
                }
            }
            Cell::Number { value, .. } if *value == 0.0 => Mark::Nothing,
            Cell::Number { value, .. } if *value >= 1.0 && value.fract() == 0.0 => match value.to_string().as_str() {
                "1" => self.text("1"),
                number => taking_part(Some(number.to_owned())),
            },
            Cell::Text(text) => self.text(text.trim()),
            Cell::Number { .. } | Cell::Date(_) | Cell::Error(_) | Cell::Uncomputed => Mark::Unknown,
        }
    }

    fn text(&self, text: &str) -> Mark {
        let words = &self.vocabulary.words;
        let status = |code: &str| Mark::Participation { status: Some(code.to_owned()), note: None };
        if let Some(code) = self.legend.get(&text.to_lowercase()) {
            return status(code);
        }
        match (words.of(Field::ParticipationStatus).and_then(|list| list.code(text)), words.yes_or_no(text)) {
            (Some(code), _) => status(code),
            (None, Some(true)) => Mark::Participation { status: None, note: None },
            (None, Some(false)) => Mark::Nothing,
            (None, None) if self.vocabulary.missing.reason(text).is_some() => Mark::Nothing,
            (None, None) => Mark::Unknown,
        }
    }
}

/// What a text says of marks: `x = aanwezig, a = afgemeld`.
fn explained(text: &str, vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let Some(list) = vocabulary.words.of(Field::ParticipationStatus) else { return Vec::new() };
    let pairs =
        text.split([',', ';', '\n', '|']).filter_map(|piece| piece.split_once('=').or_else(|| piece.split_once(':')));
    // `Legenda: x = aanwezig` has a word before the first mark.
    let pairs =
        pairs.map(|(mark, word)| (mark.rsplit([':', ' ']).find(|part| !part.is_empty()).unwrap_or_default(), word));
    let short = pairs.filter(|(mark, _)| !mark.is_empty() && mark.len() <= LONGEST);
    short.filter_map(|(mark, word)| Some((mark.to_lowercase(), list.code(word.trim())?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(legend: &[&str], text: &str) -> Mark {
        let vocabulary = Vocabulary::built_in();
        let legend = legend.iter().flat_map(|text| explained(text, &vocabulary)).collect();
        Marks { vocabulary: &vocabulary, legend }.read(&Cell::Text(text.into()))
    }

    fn status(code: &str) -> Mark {
        Mark::Participation { status: Some(code.to_owned()), note: None }
    }

    #[test]
    fn a_cross_says_that_somebody_came_and_no_more() {
        for text in ["x", "X", "ja", "1", "v", "✓"] {
            assert_eq!(read(&[], text), Mark::Participation { status: None, note: None }, "{text}");
        }
        for text in ["nee", "-", "0", "n.v.t."] {
            assert_eq!(read(&[], text), Mark::Nothing, "{text}");
        }
        assert_eq!(read(&[], "afgemeld"), status("CANCELLED"));
        assert_eq!(read(&[], "zie mail"), Mark::Unknown);
    }

    #[test]
    fn a_legend_says_what_marks_mean() {
        let legend = ["Legenda: x = aanwezig, a = afgemeld", "n: no show"];
        assert_eq!(read(&legend, "x"), status("ATTENDED"));
        assert_eq!(read(&legend, "A"), status("CANCELLED"));
        assert_eq!(read(&legend, "n"), status("NO_SHOW"));
        assert_eq!(read(&legend, "v"), Mark::Participation { status: None, note: None });
    }
}
