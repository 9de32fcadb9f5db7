//! Rows → drafts: what all the tables of a file say, record by record.
//!
//! Pure. Invariant: a cell that several rows depend on (a merged one, a label above the table) is read once and its
//! issues are told once; each of those rows is blocked when it holds an error.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::draft::{Draft, RowAt};
use super::gather;
use super::table::TableReader;
use super::totals::ControlTotal;
use crate::import::cell::{At, CellRef, Range};
use crate::import::field::Field;
use crate::import::issue::Issue;
use crate::import::map::MappedTable;
use crate::import::read::Workbook;
use crate::import::vocabulary::Vocabulary;
use crate::services::Meter;
use crate::values::{RecordKind, Severity, WorkStage};

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
    /// What was taken out of titles, and not from a cell that says nothing else.
    pub(super) taken: HashSet<(CellRef, Field)>,
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

    /// Forgets the drafts whose values were joined, which leaves those of blocked rows.
    pub fn forget_joined(&mut self) {
        self.drafts.retain(|draft| self.blocked.contains(&draft.row));
        self.drafts.shrink_to_fit();
    }

    /// Tells of an issue at a row, and blocks the row if it is an error.
    pub fn report(&mut self, row: RowAt, issue: Issue) {
        if issue.severity() == Severity::Error {
            self.blocked.insert(row);
        }
        self.issues.push(issue);
    }

    /// The first cell of a record.
    pub fn start(&self, row: RowAt) -> CellRef {
        let sheet = Arc::clone(&self.tables[row.table].table.sheet);
        CellRef { sheet, at: At { row: row.row, column: row.column } }
    }

    /// The cells that hold a record: its row, or its form or column.
    pub fn cells(&self, row: RowAt) -> Range {
        let table = &self.tables[row.table].table;
        let start = At { row: row.row, column: row.column };
        if let Some(record) = table.records.iter().find(|record| record.at == start) {
            let places = record.values.iter().flatten().copied().chain([start]);
            let last =
                places.fold(start, |last, at| At { row: last.row.max(at.row), column: last.column.max(at.column) });
            Range { first: start, last }
        } else {
            let at = |column| At { row: row.row, column };
            Range { first: at(table.range.first.column), last: at(table.range.last.column) }
        }
    }

    /// Drops what was taken out of a title where a table says it of the same mission: a title is short, and a column
    /// says what it means.
    fn prefer_columns(&mut self) {
        if self.taken.is_empty() {
            return;
        }
        let title = |draft: &Draft| gather::text(draft, Field::MissionTitle);
        let missions = |draft: &&Draft| draft.kind == RecordKind::Mission;
        let mut said: HashMap<String, HashSet<Field>> = HashMap::new();
        for draft in self.drafts.iter().filter(missions) {
            let Some(title) = title(draft) else { continue };
            let plain = draft.fields.iter().filter(|(field, found)| !self.taken.contains(&(found.at.clone(), **field)));
            said.entry(title).or_default().extend(plain.map(|(field, _)| *field));
        }
        for draft in self.drafts.iter_mut().filter(|draft| draft.kind == RecordKind::Mission) {
            let Some(said) = title(draft).and_then(|title| said.get(&title)) else { continue };
            draft.fields.retain(|field, found| {
                *field == Field::MissionTitle
                    || !said.contains(field)
                    || !self.taken.contains(&(found.at.clone(), *field))
            });
        }
    }
}

/// Reads the rows of mapped tables.
///
/// When the meter is stopped it returns early, with the rows read so far.
pub fn rows(workbook: &Workbook, tables: Vec<MappedTable>, vocabulary: &Vocabulary, meter: &Meter) -> Rows {
    let lines = |table: &MappedTable| table.table.records.len().max(table.table.body.len());
    meter.enter(WorkStage::Parsing, Some(tables.iter().map(lines).sum()));
    let mut rows = Rows::default();
    for (number, table) in tables.iter().enumerate() {
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.table.sheet) else { continue };
        let mut reader = TableReader::new(sheet, table, vocabulary, number);
        reader.read(&mut rows, meter);
    }
    rows.tables = tables;
    rows.prefer_columns();
    rows
}
