//! Rows → drafts: reads the cells of mapped tables, gives rows what stands around them, and takes rows apart by record.
//!
//! Pure. Invariant: a cell that several rows depend on (a merged one, a label above the table) is read once and its
//! issues are told once; each of those rows is blocked when it holds an error.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::draft::{Draft, Fields, Found, RowAt};
use super::readings::{Known, Readings};
use super::shown;
use super::split::{Columns, Splitter};
use super::totals::{self, Amounts, ControlTotal};
use super::value::FieldValue;
use crate::import::cell::{At, CellRef, Range};
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::locate::Layout;
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet, Workbook};
use crate::import::vocabulary::Vocabulary;
use crate::services::Meter;
use crate::values::{DateContext, Severity, WorkStage};

/// What the rows of a file say.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// One for each record that a row speaks of, in the order of the file.
    pub drafts: Vec<Draft>,
    /// What could not be read, is doubted or was inferred.
    pub issues: Vec<Issue>,
    /// Rows with an error.
    pub blocked: BTreeSet<RowAt>,
    /// All rows of all tables, as many as there are records in it for a reader.
    pub count: usize,
    /// Totals that the tables state.
    pub totals: Vec<ControlTotal>,
    /// The tables.
    pub tables: Vec<MappedTable>,
}

/// How much was found in rows at some moment, so that what is found later can be forgotten.
#[derive(Debug)]
pub struct Findings {
    issues: usize,
    blocked: BTreeSet<RowAt>,
}

impl Rows {
    /// What was found so far.
    pub fn findings(&self) -> Findings {
        Findings { issues: self.issues.len(), blocked: self.blocked.clone() }
    }

    /// Forgets what was found since: the rows are to be settled against another state of the register.
    pub fn forget_findings_since(&mut self, Findings { issues, blocked }: Findings) {
        self.issues.truncate(issues);
        self.blocked = blocked;
    }

    /// Tells of an issue at a row, and blocks the row if it is an error.
    pub fn report(&mut self, row: RowAt, issue: Issue) {
        if issue.severity() == Severity::Error {
            self.blocked.insert(row);
        }
        self.issues.push(issue);
    }

    /// The first cell of a row of a table.
    pub fn start(&self, row: RowAt) -> CellRef {
        let table = &self.tables[row.table].table;
        CellRef { sheet: Arc::clone(&table.sheet), at: At { row: row.row, column: table.range.first.column } }
    }
}

/// Reads the rows of mapped tables.
///
/// When the meter is stopped it returns early, with the rows read so far.
pub fn rows(workbook: &Workbook, tables: Vec<MappedTable>, vocabulary: &Vocabulary, meter: &Meter) -> Rows {
    meter.enter(WorkStage::Parsing, Some(tables.iter().map(|table| table.table.body.len()).sum()));
    let mut rows = Rows::default();
    for (number, table) in tables.iter().enumerate() {
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.table.sheet) else { continue };
        let mut reader = TableReader::new(sheet, table, vocabulary, number);
        reader.read(&mut rows, meter);
    }
    rows.tables = tables;
    rows
}

/// Rows after which the meter is told and asked.
const METERED: usize = 500;

/// A value, what was said about it, and whether its row can go on.
#[derive(Clone, Default)]
struct Read {
    found: Option<Found>,
    note: Option<String>,
    bad: bool,
}

struct TableReader<'a> {
    sheet: &'a Sheet,
    table: &'a MappedTable,
    vocabulary: &'a Vocabulary,
    number: usize,
    dates: DateContext,
    merged: Vec<Range>,
    readings: Readings,
    /// Cells that several rows depend on, once they are read.
    shared: HashMap<(At, Field), Read>,
    amounts: Amounts,
}

impl<'a> TableReader<'a> {
    fn new(sheet: &'a Sheet, table: &'a MappedTable, vocabulary: &'a Vocabulary, number: usize) -> Self {
        let rows = |range: &Range| {
            table.table.range.first.row <= range.last.row && range.first.row <= table.table.range.last.row
        };
        let merged = sheet.merged.iter().copied().filter(rows).collect();
        let dates = date_context(table);
        Self {
            sheet,
            table,
            vocabulary,
            number,
            dates,
            merged,
            readings: Readings::default(),
            shared: HashMap::new(),
            amounts: Amounts::new(),
        }
    }

    fn read(&mut self, rows: &mut Rows, meter: &Meter) {
        let (around, bad) = self.around(rows);
        let columns = Columns::of(self.table, &around);
        let mut splitter = Splitter::new(columns, self.vocabulary, self.dates.year);
        let body = self.body();
        for (number, row) in body.iter().copied().enumerate() {
            if number % METERED == METERED - 1 {
                meter.advance(METERED);
                if meter.is_stopped() {
                    return;
                }
            }
            let at = RowAt { table: self.number, row };
            let mut notes = Vec::new();
            let mut fields = self.row(at, rows, &mut notes);
            if fields.is_empty() {
                continue;
            }
            for (field, found) in &around {
                fields.entry(*field).or_insert_with(|| found.clone());
            }
            if bad {
                rows.blocked.insert(at);
            }
            rows.count += 1;
            self.remember_amounts(row, &fields);
            splitter.split(at, fields, &notes, rows);
        }
        meter.advance(body.len() % METERED);
        let totals = totals::totals(self.sheet, &self.table.table, &self.amounts);
        rows.issues.extend(totals.iter().filter_map(|total| totals::mismatch(self.sheet, total)));
        rows.totals.extend(totals);
    }

    /// The rows that are records; a block of labels is one, at its first row.
    fn body(&self) -> Vec<u32> {
        match self.table.table.layout {
            Layout::Rows | Layout::Matrix => self.table.table.body.clone(),
            Layout::Labels | Layout::Transposed => {
                self.table.table.records.iter().map(|record| record.at.row).collect()
            }
        }
    }

    fn row(&mut self, at: RowAt, rows: &mut Rows, notes: &mut Vec<String>) -> Fields {
        let table = self.table;
        let mut fields = Fields::new();
        for column in &table.columns {
            let Some(field) = column.field else { continue };
            let place = At { row: column.row.unwrap_or(at.row), column: column.column };
            let read = self.cell(place, field, rows);
            if read.bad {
                rows.blocked.insert(at);
            }
            notes.extend(read.note);
            if let Some(found) = read.found {
                fields.entry(field).or_insert(found);
            }
        }
        fields
    }

    fn remember_amounts(&mut self, row: u32, fields: &Fields) {
        for column in &self.table.columns {
            let value = column.field.and_then(|field| fields.get(&field)).map(|found| &found.value);
            if let Some(FieldValue::Amount { money, .. }) = value {
                self.amounts.insert((column.column, row), money.to_decimal());
            }
        }
    }

    /// Reads a cell, or the first one of the merged region that it lies in.
    fn cell(&mut self, place: At, field: Field, rows: &mut Rows) -> Read {
        if let Some(cell) = self.sheet.cell(place) {
            let region = self.merged.iter().any(|region| region.first == place);
            let read = self.value(cell, place, field, rows);
            if region {
                self.shared.insert((place, field), read.clone());
            }
            return read;
        }
        let Some(region) = self.merged.iter().find(|region| region.contains(place)).copied() else {
            return Read::default();
        };
        let first = region.first;
        if first.column != place.column {
            return Read::default();
        }
        let known = self.shared.get(&(first, field)).cloned();
        let read = match (known, self.sheet.cell(first)) {
            (Some(read), _) => read,
            (None, Some(cell)) => {
                let read = self.value(cell, first, field, rows);
                self.shared.insert((first, field), read.clone());
                read
            }
            (None, None) => Read::default(),
        };
        if let Some(found) = &read.found {
            let filled = Issue::new(IssueCode::FilledDown).at(&self.at(place)).field(field);
            rows.issues.push(filled.value(found.text.clone()).expected(first.to_string()));
        }
        read
    }

    fn value(&mut self, cell: &Cell, place: At, field: Field, rows: &mut Rows) -> Read {
        let at = self.at(place);
        let Known { said, issues, note } = self.readings.read(cell, field, &at, (self.vocabulary, &self.dates));
        let bad = issues.iter().any(|issue| issue.severity() == Severity::Error);
        rows.issues.extend(issues);
        Read { found: said.map(|said| Found::new(said, at)), note, bad }
    }

    fn at(&self, at: At) -> CellRef {
        CellRef { sheet: Arc::clone(&self.sheet.name), at }
    }

    /// What labels, titles and the name of the sheet say of all rows, and whether any of it cannot be read.
    fn around(&mut self, rows: &mut Rows) -> (Fields, bool) {
        let table = self.table;
        let mut around = Fields::new();
        let mut bad = false;
        for context in &table.context {
            let Some(field) = context.field else { continue };
            let place = context.at.unwrap_or(table.table.range.first);
            let read = self.value(&context.cell, place, field, rows);
            bad |= read.bad;
            if let Some(found) = read.found {
                let from = if context.label.is_empty() { &self.sheet.name } else { context.label.as_str() };
                let taken = Issue::new(IssueCode::TakenFromContext).at(&self.at(place)).field(field);
                rows.issues.push(taken.value(shown::value(&found.value)).expected(from));
                around.insert(field, found);
            }
        }
        (around, bad)
    }
}

/// What helps to read dates: a year that titles or the name of the sheet tell.
fn date_context(table: &MappedTable) -> DateContext {
    let year = |text: &str| {
        let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
        numbers.filter_map(|digits| digits.parse::<i32>().ok()).find(|year| (1950..2100).contains(year))
    };
    let contexts = table.table.context.iter();
    DateContext { year: contexts.map(|context| context.value.as_str()).find_map(year), ..DateContext::default() }
}
