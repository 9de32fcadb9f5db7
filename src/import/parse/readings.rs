//! Readings of cells, remembered: a register repeats its missions, countries and words on every row, and reads them once.
//!
//! Pure. Invariant: a remembered reading is the one that reading the cell again would give; only the cell that its
//! issues are told at differs.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Said;
use super::value::{Hints, Reading, read_value};
use crate::import::cell::CellRef;
use crate::import::field::Field;
use crate::import::issue::Issue;
use crate::import::read::Cell;
use crate::import::vocabulary::Vocabulary;
use crate::values::DateContext;

/// Different cells of a field after which they are forgotten: what comes no more is not worth its memory.
const MOST: usize = 32_768;

/// What cells were read as.
#[derive(Default)]
pub(super) struct Readings {
    /// What helped to read the dates among them.
    dates: DateContext,
    /// What holds for all cells of a column.
    hints: HashMap<Field, Hints>,
    known: HashMap<Field, HashMap<Cell, Known>>,
}

/// What a cell was read as.
#[derive(Clone)]
pub(super) struct Known {
    /// The value as written; `None` as in [`Reading::value`].
    pub said: Option<Arc<Said>>,
    /// What cannot be read, was inferred, or was kept as written.
    pub issues: Vec<Issue>,
    /// The rest of the cell.
    pub note: Option<String>,
}

impl Readings {
    /// Of columns of which this is known.
    pub(super) fn hinted(hints: HashMap<Field, Hints>) -> Self {
        Self { hints, ..Self::default() }
    }

    /// Without anything remembered, of the same columns.
    pub(super) fn afresh(&self) -> Self {
        Self::hinted(self.hints.clone())
    }

    /// Reads a cell, as [`read_value`] does.
    pub(super) fn read(
        &mut self,
        cell: &Cell,
        field: Field,
        at: &CellRef,
        (vocabulary, dates): (&Vocabulary, &DateContext),
    ) -> Known {
        if self.dates != *dates {
            (self.dates, self.known) = (*dates, HashMap::new());
        }
        let known = self.known.entry(field).or_default();
        if let Some(known) = known.get(cell) {
            return known.at(at);
        }
        if known.len() >= MOST {
            known.clear();
        }
        let Reading { value, issues, note, .. } = {
            let none = Hints::default();
            let hints = self.hints.get(&field).unwrap_or(&none);
            read_value(cell, field, at, vocabulary, (dates, hints))
        };
        let reading = Known { said: value.map(|value| Arc::new(Said::new(value, written(cell)))), issues, note };
        known.insert(cell.clone(), reading.clone());
        reading
    }
}

impl Known {
    /// The same, read somewhere else.
    fn at(&self, at: &CellRef) -> Self {
        let issues = self.issues.iter().map(|issue| Issue { at: Some(at.clone()), ..issue.clone() });
        Self { said: self.said.clone(), issues: issues.collect(), note: self.note.clone() }
    }
}

/// What was typed; nothing for cells that hold a date, a number or the like.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cell::{At, Column};

    fn at(row: u32) -> CellRef {
        CellRef { sheet: Arc::from("Blad1"), at: At { row, column: Column(2) } }
    }

    #[test]
    fn a_cell_that_says_the_same_again_is_read_the_same_and_told_of_at_its_own_place() {
        let (vocabulary, dates) = (Vocabulary::built_in(), DateContext::default());
        let mut readings = Readings::default();
        for text in ["12-5-2016", "zie mail"] {
            let cell = Cell::Text(text.into());
            let [once, again] =
                [2, 3].map(|row| readings.read(&cell, Field::MissionStartDate, &at(row), (&vocabulary, &dates)));
            assert_eq!(once.said, again.said);
            assert_eq!(once.issues.len(), again.issues.len());
            assert!(once.issues.iter().all(|issue| issue.at == Some(at(2))), "{:?}", once.issues);
            assert!(again.issues.iter().all(|issue| issue.at == Some(at(3))), "{:?}", again.issues);
        }
    }

    #[test]
    fn what_is_remembered_of_another_cell_or_another_year_is_not_taken_for_it() {
        let vocabulary = Vocabulary::built_in();
        let mut readings = Readings::default();
        let mut read = |cell: Cell, field, year| {
            let dates = DateContext { year: Some(year), ..DateContext::default() };
            readings.read(&cell, field, &at(2), (&vocabulary, &dates)).said
        };
        let [this, next] = [2016, 2017].map(|year| read(Cell::Text("12 mei".into()), Field::MissionStartDate, year));
        assert!(this.is_some() && next.is_some() && this != next, "{this:?} {next:?}");
        let number = read(Cell::Number { value: 2016.0, format: None }, Field::MissionYear, 2016);
        let text = read(Cell::Text("2016".into()), Field::MissionYear, 2016);
        assert!(number.is_some() && text.is_some() && number != text, "{number:?} {text:?}");
    }
}
