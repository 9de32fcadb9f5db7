//! What stands around the rows of a table: labels, titles, the name of the sheet, and rows that head others.
//!
//! Invariant: each of them is read once and told once, and blocks the rows that it holds for when it cannot be read.
//! What stands near a row goes before what stands far from it.

use super::cells::{Cells, year_in};
use super::draft::Fields;
use super::rows::Rows;
use super::shown;
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::locate::Context;
use crate::import::map::MappedContext;

/// What holds for some rows.
#[derive(Clone, Default)]
pub(super) struct Held {
    pub(super) fields: Fields,
    /// Something of it cannot be read.
    pub(super) bad: bool,
    /// The year of dates that name none.
    pub(super) year: Option<i32>,
}

/// What holds for the rows of a section.
struct Section {
    row: u32,
    last: u32,
    held: Held,
}

/// What stands around the rows of a table.
pub(super) struct Around {
    table: Held,
    sections: Vec<Section>,
    /// Sections that began before the row that is being read.
    begun: usize,
    /// Those of them that hold for it.
    open: Vec<usize>,
    /// All that holds for it.
    now: Held,
}

impl Around {
    /// Reads what stands around a table.
    pub(super) fn read(cells: &mut Cells<'_>, rows: &mut Rows) -> Self {
        let table = cells.table;
        let year = year(&table.table.context);
        cells.year = year;
        let whole = Held { year, ..held(cells, &table.context, rows) };
        let mut sections = Vec::new();
        for section in &table.sections {
            let written = table.table.sections.iter().find(|written| written.row == section.row);
            let own = written.and_then(|written| self::year(&written.context));
            cells.year = own.or(year);
            let held = Held { year: own, ..held(cells, &section.context, rows) };
            sections.push(Section { row: section.row, last: section.last, held });
        }
        Self { now: whole.clone(), table: whole, sections, begun: 0, open: Vec::new() }
    }

    /// The fields that any of it gives.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        let sections = self.sections.iter().flat_map(|section| section.held.fields.keys());
        self.table.fields.keys().chain(sections).copied()
    }

    /// What holds for a row. Rows must come top down.
    pub(super) fn enter(&mut self, row: u32) -> &Held {
        let before = self.begun;
        while self.sections.get(self.begun).is_some_and(|section| section.row < row) {
            self.open.push(self.begun);
            self.begun += 1;
        }
        let over = |index: &usize| self.sections[*index].last < row;
        if self.begun > before || self.open.iter().any(over) {
            let sections = &self.sections;
            self.open.retain(|index| sections[*index].last >= row);
            self.now = self.joined();
        }
        &self.now
    }

    /// The inner sections first, then what holds for the whole table.
    fn joined(&self) -> Held {
        let mut joined = Held::default();
        let inner = self.open.iter().rev().map(|index| &self.sections[*index].held);
        for held in inner.chain([&self.table]) {
            joined.bad |= held.bad;
            joined.year = joined.year.or(held.year);
            for (field, found) in held.fields.iter() {
                joined.fields.entry(*field).or_insert_with(|| found.clone());
            }
        }
        joined
    }
}

impl Held {
    /// Gives a row what it does not say itself. A year that stands around dates is a help to read them and no date.
    pub(super) fn give(&self, fields: &mut Fields) {
        const DATES: [Field; 3] = [Field::MissionStartDate, Field::MissionPeriod, Field::MissionEndDate];
        for (field, found) in self.fields.iter() {
            let dated = *field == Field::MissionYear
                && DATES.iter().any(|date| fields.contains_key(date) || self.fields.contains_key(date));
            if !dated {
                fields.entry(*field).or_insert_with(|| found.clone());
            }
        }
    }
}

/// Reads contexts, and tells what was taken from them.
pub(super) fn held(cells: &mut Cells<'_>, contexts: &[MappedContext], rows: &mut Rows) -> Held {
    let mut held = Held::default();
    for context in contexts {
        let Some(field) = context.field else { continue };
        let place = context.at.unwrap_or(cells.table.table.range.first);
        let read = cells.value(&context.cell, field, place, rows);
        held.bad |= read.bad;
        if let Some(found) = read.found {
            let taken = Issue::new(IssueCode::TakenFromContext).at(&cells.at(place)).field(field);
            let taken = taken.value(shown::value(&found.value));
            rows.issues.push(match (context.label.as_str(), context.at) {
                ("", Some(_)) => taken,
                ("", None) => taken.expected(&*cells.sheet.name),
                (label, _) => taken.expected(label),
            });
            if context.label.is_empty() {
                rows.taken.insert((found.at.clone(), field));
            }
            held.fields.entry(field).or_insert(found);
        }
    }
    held
}

/// The first year that texts name.
fn year(contexts: &[Context]) -> Option<i32> {
    contexts.iter().find_map(|context| year_in(&context.value))
}
