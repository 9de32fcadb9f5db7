//! An inspection for people: what was found, and why.

use std::fmt::Write;

use super::{InspectedColumn, InspectedContext, InspectedSheet, InspectedTable, Inspection};
use crate::import::field::Field;
use crate::import::locate::Layout;
use crate::import::read::Visibility;

impl Inspection {
    /// For people, with the reasons.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.sheets.iter().for_each(|sheet| sheet.write(&mut text));
        text
    }
}

impl InspectedSheet {
    fn write(&self, text: &mut String) {
        let hidden = match self.visibility {
            Visibility::Visible => "",
            Visibility::Hidden => " (hidden: an import leaves it out unless it is chosen)",
        };
        line(text, 0, &format!("Sheet {}{hidden}", self.name));
        self.tables.iter().for_each(|table| table.write(text));
        if self.tables.is_empty() {
            line(text, 1, "No table.");
        }
        for note in &self.notes {
            let range = note.range.as_deref().unwrap_or("-");
            line(text, 1, &format!("Note {range}: {}", note.text));
        }
    }
}

impl InspectedTable {
    fn write(&self, text: &mut String) {
        let kinds: Vec<String> = self.record_kinds.iter().map(|kind| format!("{kind:?}")).collect();
        let kinds = if kinds.is_empty() { "nothing that the register holds".to_owned() } else { kinds.join(", ") };
        line(text, 1, &format!("{} {}: {kinds}", self.what(), self.range));
        line(text, 2, &format!("header {}, data {}", rows(&self.header_rows), self.data_rows()));
        self.reasons.iter().for_each(|reason| line(text, 2, &format!("because {reason}")));
        self.columns.iter().for_each(|column| line(text, 2, &column.shown()));
        self.context.iter().for_each(|context| line(text, 2, &format!("around it {}", context.shown())));
        for section in &self.sections {
            let says: Vec<String> = section.context.iter().map(InspectedContext::shown).collect();
            let says = if says.is_empty() { "nothing that the register holds".to_owned() } else { says.join(", ") };
            line(text, 2, &format!("row {} heads the rows to {}: {says}", section.row, section.last_row));
        }
        for left_out in &self.left_out {
            let numbers: Vec<String> = left_out.rows.iter().map(u32::to_string).collect();
            line(text, 2, &format!("left out {}: {}", numbers.join(", "), left_out.because));
        }
    }

    fn what(&self) -> String {
        match self.layout {
            Layout::Rows => "Table".to_owned(),
            Layout::Labels if self.records == 1 => "Labels".to_owned(),
            Layout::Labels => format!("{} forms", self.records),
            Layout::Transposed => format!("Table on its side, of {} columns,", self.records),
            Layout::Matrix => "Matrix".to_owned(),
        }
    }

    fn data_rows(&self) -> String {
        match (self.first_data_row, self.last_data_row) {
            (Some(first), Some(last)) => format!("rows {first} to {last}"),
            _ => "none".to_owned(),
        }
    }
}

impl InspectedColumn {
    fn shown(&self) -> String {
        let place = format!("{}{}", self.letter, self.row.map(|row| row.to_string()).unwrap_or_default());
        let field = self.field.map_or("-", Field::name);
        let why: Vec<&str> = self.evidence.iter().chain(&self.ignored_because).map(String::as_str).collect();
        format!("{place:<3} {:<30} {field} {:.2} ({})", self.header, self.confidence, why.join("; "))
    }
}

impl InspectedContext {
    fn shown(&self) -> String {
        let place = self.cell.as_deref().unwrap_or("the name of the sheet");
        let label = if self.label.is_empty() { String::new() } else { format!(" ({})", self.label) };
        format!("{place}{label}: {}", self.field.map_or("-", Field::name))
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
