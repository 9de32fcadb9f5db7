//! Inspection: what the first three stages make of a workbook, whatever it is about. Pure.
//!
//! It says nothing of values, so that it can be sent to others when a reading is wrong; notes alone quote the sheet.

mod text;

use serde::Serialize;

use super::cell::Range;
use super::field::Field;
use super::locate::{self, Layout, Note, Section};
use super::map::{self, MappedColumn, MappedContext, MappedSection, MappedTable};
use super::read::{Sheet, SheetNote, Visibility, Workbook};
use super::vocabulary::Vocabulary;
use crate::values::RecordKind;

/// What was made of a workbook.
#[derive(Debug, Serialize)]
pub struct Inspection {
    /// Its sheets, in order.
    sheets: Vec<InspectedSheet>,
}

#[derive(Debug, Serialize)]
struct InspectedSheet {
    name: String,
    visibility: Visibility,
    tables: Vec<InspectedTable>,
    notes: Vec<InspectedNote>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct InspectedTable {
    range: String,
    layout: Layout,
    header_rows: Vec<u32>,
    first_data_row: Option<u32>,
    last_data_row: Option<u32>,
    /// How many records it has; of a matrix, how many rows.
    records: usize,
    record_kinds: Vec<RecordKind>,
    columns: Vec<InspectedColumn>,
    /// What stands around it and holds for all its rows.
    context: Vec<InspectedContext>,
    sections: Vec<InspectedSection>,
    /// What of it is no record, and why.
    left_out: Vec<LeftOut>,
    /// Why this is a table, and these rows its header.
    reasons: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct InspectedColumn {
    letter: String,
    /// Of a label; columns have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    header: String,
    field: Option<Field>,
    confidence: f64,
    evidence: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored_because: Option<String>,
}

/// A text that says something of all rows of a table, or of a section; its value is left out.
#[derive(Debug, Serialize)]
struct InspectedContext {
    /// Its cell; none for the name of the sheet.
    cell: Option<String>,
    label: String,
    field: Option<Field>,
    confidence: f64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct InspectedSection {
    row: u32,
    last_row: u32,
    context: Vec<InspectedContext>,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    rows: Vec<u32>,
    because: &'static str,
}

#[derive(Debug, Serialize)]
struct InspectedNote {
    range: Option<String>,
    text: String,
}

/// Inspects a workbook.
pub fn inspect(workbook: &Workbook, vocabulary: &Vocabulary) -> Inspection {
    let sheets = workbook.sheets.iter().map(|sheet| InspectedSheet::of(sheet, vocabulary)).collect();
    Inspection { sheets }
}

impl InspectedSheet {
    fn of(sheet: &Sheet, vocabulary: &Vocabulary) -> Self {
        let survey = locate::survey(sheet, vocabulary);
        let tables = survey.tables.into_iter().map(|table| map::map(sheet, table, vocabulary).into()).collect();
        let unread = sheet.notes.iter().map(InspectedNote::from);
        let notes = unread.chain(survey.notes.iter().map(InspectedNote::from)).collect();
        Self { name: sheet.name.to_string(), visibility: sheet.visibility, tables, notes }
    }
}

impl From<MappedTable> for InspectedTable {
    fn from(mapped: MappedTable) -> Self {
        let MappedTable { table, columns, context, sections, record_kinds, .. } = mapped;
        // For a reader, a total or a section under the header is a row of the table like any other.
        let said = table.sections.first().map(|section| &section.row);
        let first = table.body.first().into_iter().chain(table.totals.first()).chain(said).min().copied();
        let records = if table.records.is_empty() { table.body.len() } else { table.records.len() };
        let sections = table.sections.iter().map(|section| InspectedSection::of(section, &sections)).collect();
        let left_out = [
            (table.totals, "they state totals, which are held against what was read"),
            (table.repeated, "they say the header once more"),
        ];
        Self {
            range: table.range.to_string(),
            layout: table.layout,
            header_rows: table.header_rows,
            first_data_row: first,
            last_data_row: table.body.last().copied(),
            records,
            record_kinds,
            columns: columns.into_iter().map(InspectedColumn::from).collect(),
            context: context.iter().map(InspectedContext::from).collect(),
            sections,
            left_out: LeftOut::some(left_out),
            reasons: table.reasons,
        }
    }
}

impl LeftOut {
    fn some<const N: usize>(rows: [(Vec<u32>, &'static str); N]) -> Vec<Self> {
        rows.into_iter().filter(|(rows, _)| !rows.is_empty()).map(|(rows, because)| Self { rows, because }).collect()
    }
}

impl InspectedSection {
    fn of(section: &Section, mapped: &[MappedSection]) -> Self {
        let said = mapped.iter().find(|mapped| mapped.row == section.row);
        let context = said.into_iter().flat_map(|said| &said.context).map(InspectedContext::from).collect();
        Self { row: section.row, last_row: section.last, context }
    }
}

impl From<MappedColumn> for InspectedColumn {
    fn from(column: MappedColumn) -> Self {
        let MappedColumn { column, row, header, field, confidence, evidence, ignored_because, .. } = column;
        let ignored_because = ignored_because.map(|reason| reason.to_string());
        Self { letter: column.to_string(), row, header, field, confidence, evidence, ignored_because }
    }
}

impl From<&MappedContext> for InspectedContext {
    fn from(context: &MappedContext) -> Self {
        let MappedContext { label, at, field, confidence, .. } = context;
        Self { cell: at.map(|at| at.to_string()), label: label.clone(), field: *field, confidence: *confidence }
    }
}

impl From<&Note> for InspectedNote {
    fn from(note: &Note) -> Self {
        Self { range: Some(note.range.to_string()), text: note.text.clone() }
    }
}

impl From<&SheetNote> for InspectedNote {
    fn from(note: &SheetNote) -> Self {
        match note {
            SheetNote::UnreadableCell { after } => Self {
                range: after.map(|first| Range { first, last: first }.to_string()),
                text: "a cell after this one could not be read".to_owned(),
            },
            SheetNote::TextTooLong { at } => Self {
                range: Some(Range { first: *at, last: *at }.to_string()),
                text: "this cell holds more text than a spreadsheet takes, and was not read".to_owned(),
            },
            SheetNote::OutsideGrid { cells } => {
                Self { range: None, text: format!("{cells} cells lie beyond the last row or column of a spreadsheet") }
            }
        }
    }
}

impl Inspection {
    /// For programs.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }
}
