//! One table → its records: one a row, a form or a column, or several a row where columns come again, where marks stand
//! in a matrix, or where a cell names several people.
//!
//! Pure. Invariant: what is shared by the records of a row is read once; an error in it blocks all of them, an error in
//! what one of them has alone blocks that one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::around::{Around, Held, held};
use super::cells::{Cells, Read};
use super::draft::{Fields, Found, RowAt, Said};
use super::marks::{Mark, Marks};
use super::people::{self, People};
use super::rows::Rows;
use super::split::{Columns, Splitter};
use super::totals::{self, Counted};
use super::value::FieldValue;
use crate::import::cell::{At, Column};
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::locate::Layout;
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::services::Meter;
use crate::values::RecordKind;

/// Rows after which the meter is told and asked.
const METERED: usize = 500;

/// What was read of one record.
#[derive(Clone, Default)]
struct Part {
    fields: Fields,
    notes: Vec<String>,
    bad: bool,
}

/// Where one record of a row stands, beside what all of them share.
struct Repeat {
    column: Column,
    columns: Vec<usize>,
}

/// Reads the records of one table.
pub(super) struct TableReader<'a> {
    cells: Cells<'a>,
    number: usize,
    /// Columns that all records of a row share.
    shared: Vec<usize>,
    repeats: Vec<Repeat>,
    /// The missions of a matrix, or its organisations, with the column of their marks.
    crossings: Vec<(Column, Held)>,
    marks: Option<Marks<'a>>,
    counted: Counted,
}

impl<'a> TableReader<'a> {
    /// For the table that has a number in the file.
    pub(super) fn new(sheet: &'a Sheet, table: &'a MappedTable, vocabulary: &'a Vocabulary, number: usize) -> Self {
        let (shared, repeats) = repeats(table);
        let marks = (table.table.layout == Layout::Matrix).then(|| Marks::of(sheet, table, vocabulary));
        let cells = Cells::of(sheet, table, vocabulary);
        Self { cells, number, shared, repeats, crossings: Vec::new(), marks, counted: Counted::default() }
    }

    /// Reads all records.
    pub(super) fn read(&mut self, rows: &mut Rows, meter: &Meter) {
        let table = self.cells.table;
        let mut around = Around::read(&mut self.cells, rows);
        let crossings = table.crossings.iter().map(|one| (one.column, held(&mut self.cells, &one.context, rows)));
        self.crossings = crossings.collect();
        let crossed = self.crossings.iter().flat_map(|(_, held)| held.fields.keys().copied());
        let columns = Columns::of(table, around.fields().chain(crossed));
        let year = around.enter(0).year;
        let mut splitter = Splitter::new(columns, self.cells.vocabulary, year);
        let lines = if table.table.records.is_empty() { table.table.body.len() } else { table.table.records.len() };
        for line in 0..lines {
            if line % METERED == METERED - 1 {
                meter.advance(METERED);
                if meter.is_stopped() {
                    return;
                }
            }
            let start = self.start(line);
            let held = around.enter(start.row);
            self.cells.year = held.year;
            self.cells.enter(start.row);
            self.line(line, start, held, &mut splitter, rows);
        }
        meter.advance(lines % METERED);
        self.unmarked(&mut splitter, rows);
        let totals = totals::totals(self.cells.sheet, table, &self.counted, self.cells.vocabulary);
        rows.issues.extend(totals.iter().filter_map(|total| totals::mismatch(self.cells.sheet, total)));
        rows.totals.extend(totals);
    }

    /// Where a line begins.
    fn start(&self, line: usize) -> At {
        let table = &self.cells.table.table;
        match table.records.get(line) {
            Some(record) => record.at,
            None => At { row: table.body[line], column: table.range.first.column },
        }
    }

    /// Where the value of a column stands in a line.
    fn place(&self, line: usize, index: usize) -> Option<At> {
        let table = self.cells.table;
        match table.table.records.get(line) {
            Some(record) => record.values.get(index).copied().flatten(),
            None => Some(At { row: *table.table.body.get(line)?, column: table.columns[index].column }),
        }
    }

    /// Reads a line: what its records share, and what each has alone.
    fn line(&mut self, line: usize, start: At, held: &Held, splitter: &mut Splitter<'_>, rows: &mut Rows) {
        let columns = std::mem::take(&mut self.shared);
        let shared = self.parts(line, &columns, rows);
        self.shared = columns;
        let own = self.own(line, rows);
        if own.is_empty() && self.marks.is_some() && !shared.iter().any(|part| names_mission(&part.fields)) {
            // An organisation that no mission of the matrix marks took no part.
            return;
        }
        let mut records: Vec<(Column, Part)> = Vec::with_capacity(1);
        for part in shared {
            if own.is_empty() {
                records.push((start.column, part));
            } else {
                records.extend(own.iter().map(|(column, own)| (*column, own.clone().within(&part))));
            }
        }
        records.retain(|(_, part)| !part.fields.is_empty() || part.bad);
        self.counted.lines.insert(start.row, records.len());
        for (index, (column, Part { mut fields, notes, bad })) in records.into_iter().enumerate() {
            if index > 0 {
                fields.retain(|field, _| is_shared(*field));
            }
            held.give(&mut fields);
            let at = RowAt { table: self.number, row: start.row, column };
            if bad || held.bad {
                rows.blocked.insert(at);
            }
            rows.count += 1;
            splitter.split(at, fields, &notes, rows);
        }
    }

    /// What each record of a line has alone: columns that come again, marks of a matrix.
    fn own(&mut self, line: usize, rows: &mut Rows) -> Vec<(Column, Part)> {
        let mut own = self.marked(line, rows);
        let repeats = std::mem::take(&mut self.repeats);
        for repeat in &repeats {
            let parts = self.parts(line, &repeat.columns, rows);
            let said = parts.into_iter().filter(|part| !part.fields.is_empty() || part.bad);
            own.extend(said.map(|part| (repeat.column, part)));
        }
        self.repeats = repeats;
        own
    }

    /// Reads some columns of a line: one record, or one for each person that a cell names.
    fn parts(&mut self, line: usize, columns: &[usize], rows: &mut Rows) -> Vec<Part> {
        let several = self.several(line, columns, rows);
        let mut first = Part::default();
        let mut pieces: Vec<(usize, At, Vec<&str>)> = Vec::new();
        let count = several.as_ref().map_or(1, |(_, _, names)| names.len());
        for index in columns {
            let Some(place) = self.place(line, *index) else { continue };
            match self.pieces(*index, place, several.as_ref()) {
                Ok(Some(of_each)) => pieces.push((*index, place, of_each)),
                Ok(None) => {
                    let read = self.cell(line, *index, place, rows);
                    first.take(self.cells.table.columns[*index].field, read);
                }
                Err(written) => {
                    let issue = Issue::new(IssueCode::SeveralPeople).at(&self.cells.at(place)).value(written);
                    rows.issues.push(issue);
                    first.bad = true;
                }
            }
        }
        if pieces.is_empty() {
            return vec![first];
        }
        let mut person = |number: usize| {
            let mut part = first.clone();
            for (index, place, of_each) in &pieces {
                let Some(field) = self.cells.table.columns[*index].field else { continue };
                let cell = Cell::Text(of_each[number].into());
                part.take(Some(field), self.cells.value(&cell, field, *place, rows));
            }
            part
        };
        (0..count).map(&mut person).collect()
    }

    fn cell(&mut self, line: usize, index: usize, place: At, rows: &mut Rows) -> Read {
        let (table, records) = (self.cells.table, &self.cells.table.table.records);
        let places = |index: usize| match records.get(line) {
            Some(record) => record.values.get(index).copied().flatten(),
            None => Some(At { row: place.row, column: table.columns[index].column }),
        };
        let read = self.cells.read(index, place, &places, rows);
        if let Some(FieldValue::Amount { money, .. }) = read.found.as_ref().map(|found| &found.value) {
            self.counted.amounts.insert((place.column, place.row), money.to_decimal());
        }
        read
    }

    /// The people that a cell of a line names, if it names several: where, with which mark between them.
    fn several(&self, line: usize, columns: &[usize], rows: &mut Rows) -> Option<(At, &'static str, Vec<&'a str>)> {
        const NAMES: [Field; 2] = [Field::PersonName, Field::PersonFamilyName];
        let field = |index: &usize| self.cells.table.columns[*index].field;
        let text = |index: &usize| self.cells.text(self.place(line, *index)?);
        let index = columns.iter().find(|index| field(index).is_some_and(|field| NAMES.contains(&field)))?;
        let names = text(index)?;
        if !may_be_several(names) {
            return None;
        }
        let beside = columns.iter().find(|index| field(index) == Some(Field::PersonEmail)).and_then(text);
        let place = self.place(line, *index)?;
        match people::people(names, beside.map_or(0, people::addresses), self.cells.vocabulary) {
            People::One => None,
            People::Several(names, mark) => {
                let split = Issue::new(IssueCode::PeopleSplit).at(&self.cells.at(place)).value(names.join(", "));
                rows.issues.push(split.expected(names.len().to_string()));
                Some((place, mark, names))
            }
            People::Unclear => Some((place, "", Vec::new())),
        }
    }

    /// What each of several people has in a cell; nothing for a cell that is not of people, and the text of one that does
    /// not fit their number.
    fn pieces(
        &self,
        index: usize,
        place: At,
        several: Option<&(At, &'static str, Vec<&'a str>)>,
    ) -> Result<Option<Vec<&'a str>>, String> {
        let Some((named_at, mark, names)) = several else { return Ok(None) };
        let field = self.cells.table.columns[index].field;
        let of_people = |field: Field| matches!(field.record_kind(), RecordKind::Person | RecordKind::Participation);
        let (Some(field), Some(text)) = (field.filter(|field| of_people(*field)), self.cells.text(place)) else {
            return Ok(None);
        };
        if place == *named_at {
            return if names.is_empty() { Err(text.trim().to_owned()) } else { Ok(Some(names.clone())) };
        }
        if names.is_empty() {
            return Ok(None);
        }
        let is_address = matches!(field, Field::PersonEmail | Field::PersonPhone);
        match people::shared(text, mark, names.len(), is_address) {
            Some(of_each) => Ok(Some(of_each)),
            None => Err(text.trim().to_owned()),
        }
    }

    /// The records of a line of a matrix: where a mark stands.
    fn marked(&mut self, line: usize, rows: &mut Rows) -> Vec<(Column, Part)> {
        let row = self.start(line).row;
        let Some(marks) = &self.marks else { return Vec::new() };
        let mut marked = Vec::new();
        for (column, held) in &self.crossings {
            let at = At { row, column: *column };
            let Some(cell) = self.cells.sheet.cell(at) else { continue };
            let mut part = Part { fields: held.fields.clone(), bad: held.bad, notes: Vec::new() };
            match marks.read(cell) {
                Mark::Nothing => continue,
                Mark::Participation { status, note } => {
                    part.notes.extend(note);
                    let text = cell.shown().into_owned();
                    let at = self.cells.at(at);
                    let found = |code| Found::new(Arc::new(Said::new(FieldValue::Word(code), text)), at);
                    part.fields.extend(status.map(|code| (Field::ParticipationStatus, found(code))));
                }
                Mark::Unknown => part.take(
                    Some(Field::ParticipationStatus),
                    self.cells.value(cell, Field::ParticipationStatus, at, rows),
                ),
            }
            *self.counted.marks.entry(*column).or_default() += 1;
            marked.push((*column, part));
        }
        marked
    }

    /// Missions of a matrix in which nobody took part are missions all the same.
    fn unmarked(&self, splitter: &mut Splitter<'_>, rows: &mut Rows) {
        let Some(row) = self.cells.table.table.header_rows.last() else { return };
        for (column, held) in &self.crossings {
            if !self.counted.marks.contains_key(column) && names_mission(&held.fields) {
                let at = RowAt { table: self.number, row: *row, column: *column };
                if held.bad {
                    rows.blocked.insert(at);
                }
                splitter.split(at, held.fields.clone(), &[], rows);
            }
        }
    }
}

impl Part {
    fn take(&mut self, field: Option<Field>, read: Read) {
        self.bad |= read.bad;
        self.notes.extend(read.note);
        if let (Some(field), Some(found)) = (field, read.found) {
            self.fields.entry(field).or_insert(found);
        }
    }

    /// With what it shares with the other records of its row.
    fn within(mut self, shared: &Self) -> Self {
        for (field, found) in shared.fields.iter() {
            self.fields.entry(*field).or_insert_with(|| found.clone());
        }
        self.notes.extend(shared.notes.iter().cloned());
        self.bad |= shared.bad;
        self
    }
}

/// The columns that all records of a row share, and those of each.
fn repeats(table: &MappedTable) -> (Vec<usize>, Vec<Repeat>) {
    let mut shared = Vec::new();
    let mut repeats: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| column.field.is_some()) {
        match column.repeat {
            Some(number) => repeats.entry(number).or_default().push(index),
            None => shared.push(index),
        }
    }
    let repeat = |columns: Vec<usize>| Repeat { column: table.columns[columns[0]].column, columns };
    (shared, repeats.into_values().map(repeat).collect())
}

/// Whether the records of a row each have a value; money and results are those of the row.
fn is_shared(field: Field) -> bool {
    use RecordKind::{Mission, Organisation, Participation, Person};
    matches!(field.record_kind(), Mission | Organisation | Participation | Person)
}

fn names_mission(fields: &Fields) -> bool {
    fields.contains_key(&Field::MissionTitle) || fields.contains_key(&Field::MissionCode)
}

/// Whether a cell has anything that may stand between people; most have not.
fn may_be_several(text: &str) -> bool {
    text.bytes().any(|letter| b"/;,|+&\n".contains(&letter)) || text.contains(" en ") || text.contains(" and ")
}

#[cfg(test)]
mod tests;
