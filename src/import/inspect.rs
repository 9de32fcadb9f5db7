//! Inspection: what the first three stages make of a workbook, whatever it is about. Pure.
//!
//! It says nothing of values, so that it can be sent to others when a reading is wrong; notes alone quote the sheet.

use std::fmt::Write;

use serde::Serialize;

use super::cell::Range;
use super::field::Field;
use super::locate::{self, Layout, Note, Table};
use super::map::{self, MappedColumn, MappedTable};
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
    header_rows: Vec<u32>,
    first_data_row: Option<u32>,
    last_data_row: Option<u32>,
    record_kinds: Vec<RecordKind>,
    columns: Vec<InspectedColumn>,
    #[serde(skip)]
    layout: Layout,
    #[serde(skip)]
    reasons: Vec<String>,
}

#[derive(Debug, Serialize)]
struct InspectedColumn {
    letter: String,
    header: String,
    field: Option<Field>,
    confidence: f64,
    #[serde(skip)]
    evidence: Vec<String>,
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
        let Table { range, header_rows, body, totals, sections, layout, reasons, .. } = mapped.table;
        // For a reader, a total or a section under the header is a row of the table like any other.
        let under = body.first().into_iter().chain(totals.first()).chain(sections.first().map(|one| &one.row));
        Self {
            range: range.to_string(),
            header_rows,
            first_data_row: under.min().copied(),
            last_data_row: body.last().copied(),
            record_kinds: mapped.record_kinds,
            columns: mapped.columns.into_iter().map(InspectedColumn::from).collect(),
            layout,
            reasons,
        }
    }
}

impl From<MappedColumn> for InspectedColumn {
    fn from(column: MappedColumn) -> Self {
        let MappedColumn { header, field, confidence, evidence, ignored_because, .. } = column;
        let evidence = evidence.into_iter().chain(ignored_because.map(|reason| reason.to_string())).collect();
        Self { letter: column.column.to_string(), header, field, confidence, evidence }
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

    /// For people, with the reasons.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for sheet in &self.sheets {
            let hidden = if sheet.visibility == Visibility::Hidden { " (hidden)" } else { "" };
            line(&mut text, 0, &format!("Sheet {}{hidden}", sheet.name));
            sheet.tables.iter().for_each(|table| table.write(&mut text));
            for note in &sheet.notes {
                let range = note.range.as_deref().unwrap_or("-");
                line(&mut text, 1, &format!("Note {range}: {}", note.text));
            }
            if sheet.tables.is_empty() {
                line(&mut text, 1, "No table.");
            }
        }
        text
    }
}

impl InspectedTable {
    fn write(&self, text: &mut String) {
        let kinds: Vec<String> = self.record_kinds.iter().map(|kind| format!("{kind:?}")).collect();
        let kinds = if kinds.is_empty() { "nothing that the register holds".to_owned() } else { kinds.join(", ") };
        let what = if self.layout == Layout::Labels { "Labels" } else { "Table" };
        line(text, 1, &format!("{what} {}: {kinds}", self.range));
        line(text, 2, &format!("header {}, data {}", rows(&self.header_rows), self.data_rows()));
        self.reasons.iter().for_each(|reason| line(text, 2, &format!("because {reason}")));
        for column in &self.columns {
            let field = column.field.map_or("-", Field::name);
            let evidence = column.evidence.join("; ");
            let shown =
                format!("{:<3} {:<30} {field} {:.2} ({evidence})", column.letter, column.header, column.confidence);
            line(text, 2, &shown);
        }
    }

    fn data_rows(&self) -> String {
        match (self.first_data_row, self.last_data_row) {
            (Some(first), Some(last)) => format!("rows {first} to {last}"),
            _ => "none".to_owned(),
        }
    }
}

fn rows(rows: &[u32]) -> String {
    match rows {
        [] => "none".to_owned(),
        [row] => format!("row {row}"),
        [first, .., last] => format!("rows {first} to {last}"),
    }
}

fn line(text: &mut String, depth: usize, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}{line}", "  ".repeat(depth));
}
