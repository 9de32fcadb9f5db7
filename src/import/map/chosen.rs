//! What was decided of columns beforehand, by a person or by a saved mapping; the program decides the rest.
//!
//! Pure. Invariant: of a column the last decision holds, and of two columns with one field the last one has it, unless
//! they come again with another record. A blocked column gets no field, whoever decides.

use std::fmt;

use super::candidate::{Candidate, Place};
use crate::import::cell::Column;
use crate::import::field::Field;

/// Decisions on one table, in the order in which they were taken.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    choices: Vec<Choice>,
    left_out: bool,
}

/// A decision on one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    place: Place,
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
    /// Adds a decision on a column, or on the label in a row.
    pub fn choose(&mut self, (column, row): (Column, Option<u32>), field: Option<Field>, by: By) {
        self.choices.push(Choice { place: Place { column, row }, field, by });
    }

    /// Decides that the whole table is left out.
    pub const fn leave_out(&mut self) {
        self.left_out = true;
    }

    /// Whether the whole table is left out.
    pub(super) const fn leaves_out(&self) -> bool {
        self.left_out
    }
}

/// Gives each column the last decision on it, if that still holds.
pub(super) fn decide(candidates: &mut [Candidate], chosen: &Chosen) {
    let last = |place: Place| chosen.choices.iter().rposition(|choice| choice.place == place);
    let decided: Vec<Option<usize>> =
        candidates.iter().map(|candidate| last(candidate.place).filter(|_| candidate.ignored.is_none())).collect();
    let number = |index: usize| candidates[index].repeat.as_ref().map(|(number, _)| *number);
    let is_of_another =
        |one: usize, other: usize| number(one).zip(number(other)).is_some_and(|(one, other)| one != other);
    let holds = |index: usize, choice: usize| {
        let field = chosen.choices[choice].field;
        let later = |(other, later): (usize, &Option<usize>)| {
            later.is_some_and(|later| {
                later > choice && chosen.choices[later].field == field && !is_of_another(index, other)
            })
        };
        field.is_none() || !decided.iter().enumerate().any(later)
    };
    let kept: Vec<Option<Choice>> = decided
        .iter()
        .enumerate()
        .map(|(index, choice)| {
            choice.filter(|choice| holds(index, *choice)).map(|choice| chosen.choices[choice].clone())
        })
        .collect();
    for (candidate, choice) in candidates.iter_mut().zip(kept) {
        candidate.chosen = choice;
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
