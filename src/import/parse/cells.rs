//! The cells of one table, read: with the value of their merged region, of the row above that a ditto repeats, or of the
//! first row of their group.
//!
//! Pure. Invariant: a cell that several rows depend on is read once and its issues are told once; what is taken from
//! another cell is a notice at the cell that takes it.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Found;
use super::filling::Filling;
use super::merged::Merged;
use super::readings::{Known, Readings};
use super::rows::Rows;
use super::shown;
use super::value::hints;
use crate::import::cell::{At, CellRef};
use crate::import::field::{Field, Shape};
use crate::import::issue::{Issue, IssueCode};
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::values::{DateContext, Severity};

/// A value, what was said about it, and whether its row can go on.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    pub(super) found: Option<Found>,
    pub(super) note: Option<String>,
    pub(super) bad: bool,
}

/// Where the value of a cell stands.
enum Source {
    /// In the cell itself.
    Own,
    /// In another one.
    Of(At),
    /// Nowhere.
    Nowhere,
}

/// The cells of a table.
pub(super) struct Cells<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) table: &'a MappedTable,
    pub(super) vocabulary: &'a Vocabulary,
    /// The year that stands around the rows that are being read.
    pub(super) year: Option<i32>,
    merged: Merged,
    filling: Filling,
    readings: Readings,
    /// Cells that several rows depend on, once they are read.
    shared: HashMap<(At, Field), Read>,
    /// For each column, the cell that a ditto repeats.
    above: Vec<Option<At>>,
    /// Where the places of a record stand that may tell the year of its dates.
    years: Vec<usize>,
}

impl<'a> Cells<'a> {
    /// The cells of a table, before the first record is read.
    pub(super) fn of(sheet: &'a Sheet, table: &'a MappedTable, vocabulary: &'a Vocabulary) -> Self {
        let merged = Merged::of(sheet, &table.table);
        let filling = Filling::of(sheet, table, &merged, &vocabulary.records);
        let tells_year = |field| matches!(field, Some(Field::MissionYear | Field::MissionTitle | Field::MissionCode));
        let years = (0..table.columns.len()).filter(|index| tells_year(table.columns[*index].field)).collect();
        let above = vec![None; table.columns.len()];
        let readings = Readings::hinted(hints::of_table(sheet, table, vocabulary));
        let shared = HashMap::new();
        Self { sheet, table, vocabulary, year: None, merged, filling, readings, shared, above, years }
    }

    /// Goes on to a row.
    pub(super) fn enter(&mut self, row: u32) {
        self.filling.enter(row, self.sheet, self.table, &self.vocabulary.records);
    }

    /// The text of a cell, if it holds one of its own.
    pub(super) fn text(&self, at: At) -> Option<&'a str> {
        match self.sheet.cell(at) {
            Some(Cell::Text(text)) => Some(&**text),
            _ => None,
        }
    }

    /// Reads a cell of a column. `places` tells where the other values of its record stand.
    pub(super) fn read(
        &mut self,
        index: usize,
        place: At,
        places: &dyn Fn(usize) -> Option<At>,
        rows: &mut Rows,
    ) -> Read {
        let Some(field) = self.table.columns[index].field else { return Read::default() };
        match self.source(index, place) {
            Source::Own => {
                self.above[index] = Some(place);
                let Some(cell) = self.sheet.cell(place) else { return Read::default() };
                let known = self.dated(cell, field, place, places);
                let read = self.told(known, place, rows);
                if self.merged.holds(place) || self.filling.source(index) == Some(place) {
                    self.shared.insert((place, field), read.clone());
                }
                read
            }
            Source::Of(holder) => {
                self.above[index] = Some(holder);
                let read = self.again(holder, field, places);
                if let Some(found) = &read.found {
                    let filled = Issue::new(IssueCode::FilledDown).at(&self.at(place)).field(field);
                    rows.issues.push(filled.value(shown::value(&found.value)).expected(holder.to_string()));
                }
                read
            }
            Source::Nowhere => {
                let ditto = self.text(place);
                let first = ditto.is_some() && self.above[index].is_none() && self.is_first(place);
                self.above[index] = None;
                if let Some(ditto) = ditto.filter(|_| first) {
                    let nothing = Issue::new(IssueCode::NothingToRepeat).at(&self.at(place)).field(field);
                    rows.issues.push(nothing.value(ditto.trim()));
                }
                Read { bad: first, ..Read::default() }
            }
        }
    }

    /// Whether a cell is one of the first record, which has none above it.
    fn is_first(&self, place: At) -> bool {
        let table = &self.table.table;
        match table.records.first() {
            None => table.body.first() == Some(&place.row),
            Some(first) => first.values.contains(&Some(place)),
        }
    }

    fn source(&self, index: usize, place: At) -> Source {
        let other = |at: Option<At>| at.map_or(Source::Nowhere, Source::Of);
        match self.sheet.cell(place) {
            Some(Cell::Text(text)) if self.vocabulary.records.is_ditto(text) => other(self.above[index]),
            Some(_) => Source::Own,
            None => other(self.merged.holder(place).or_else(|| self.filling.source(index))),
        }
    }

    /// What a cell says that was read before, or that a ditto repeats.
    fn again(&mut self, holder: At, field: Field, places: &dyn Fn(usize) -> Option<At>) -> Read {
        if let Some(read) = self.shared.get(&(holder, field)) {
            return read.clone();
        }
        let Some(cell) = self.sheet.cell(holder) else { return Read::default() };
        let known = self.dated(cell, field, holder, places);
        let read = self.made(known, holder).0;
        self.shared.insert((holder, field), read.clone());
        read
    }

    /// Reads a cell; a date without a year takes that of its own record where titles tell none.
    fn dated(&mut self, cell: &Cell, field: Field, place: At, places: &dyn Fn(usize) -> Option<At>) -> Known {
        let known = self.known(cell, field, place);
        let undated = |issue: &Issue| issue.code == IssueCode::DateWithoutYear;
        if field.shape() != Shape::Date || !known.issues.iter().any(undated) {
            return known;
        }
        let of_record = self.years.iter().find_map(|index| {
            let at = places(*index)?;
            let at = match self.source(*index, at) {
                Source::Own => at,
                Source::Of(holder) => holder,
                Source::Nowhere => return None,
            };
            year_in(&self.sheet.cell(at)?.shown())
        });
        let Some(year) = of_record else { return known };
        // Years of records come and go, so these readings are not worth remembering.
        let dates = DateContext { year: Some(year), ..DateContext::default() };
        self.readings.afresh().read(cell, field, &self.at(place), (self.vocabulary, &dates))
    }

    fn known(&mut self, cell: &Cell, field: Field, place: At) -> Known {
        let dates = DateContext { year: self.year, ..DateContext::default() };
        let at = self.at(place);
        self.readings.read(cell, field, &at, (self.vocabulary, &dates))
    }

    /// Reads a value that stands somewhere, or a piece of one.
    pub(super) fn value(&mut self, cell: &Cell, field: Field, place: At, rows: &mut Rows) -> Read {
        let known = self.known(cell, field, place);
        self.told(known, place, rows)
    }

    fn told(&self, known: Known, place: At, rows: &mut Rows) -> Read {
        let (read, issues) = self.made(known, place);
        rows.issues.extend(issues);
        read
    }

    fn made(&self, Known { said, issues, note }: Known, place: At) -> (Read, Vec<Issue>) {
        let bad = issues.iter().any(|issue| issue.severity() == Severity::Error);
        (Read { found: said.map(|said| Found::new(said, self.at(place))), note, bad }, issues)
    }

    /// A place as an address.
    pub(super) fn at(&self, at: At) -> CellRef {
        CellRef { sheet: Arc::clone(&self.sheet.name), at }
    }
}

/// The year that a text names.
pub(super) fn year_in(text: &str) -> Option<i32> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse::<i32>().ok()).find(|year| (1950..2100).contains(year))
}
