//! What was decided of columns beforehand, by a person or by a saved mapping; the program decides the rest.
//!
//! Pure. Invariant: of a column the last decision holds, and of two columns with one field the last one has it. A blocked
//! column gets no field, whoever decides.

use std::fmt;

use crate::import::cell::Column;
use crate::import::field::Field;

/// Decisions on the columns of one table.
#[derive(Clone, Debug, Default)]
pub struct Chosen(Vec<Choice>);

/// A decision on one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    place: (Column, Option<u32>),
    /// What the column holds; nothing ignores it.
    pub(super) field: Option<Field>,
    /// Who decided.
    pub(super) by: By,
}

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// Somebody who looked at this file.
    Person,
    /// A saved mapping of this name.
    Profile(String),
}

impl Chosen {
    /// Adds a decision on a column, or on the label in a row. It replaces earlier ones that it contradicts.
    pub fn choose(&mut self, place: (Column, Option<u32>), field: Option<Field>, by: By) {
        self.0.retain(|known| known.place != place && (field.is_none() || known.field != field));
        self.0.push(Choice { place, field, by });
    }

    /// Whether nothing is decided.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of(&self, place: (Column, Option<u32>)) -> Option<&Choice> {
        self.0.iter().find(|choice| choice.place == place)
    }
}

impl fmt::Display for By {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person => out.write_str("chosen for this import"),
            Self::Profile(name) => write!(out, "the saved mapping `{name}` says so"),
        }
    }
}
