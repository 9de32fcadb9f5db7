//! From a cell back to the column or context of a mapped table that it belongs to.
//!
//! Pure.

use super::{MappedColumn, MappedTable};
use crate::import::cell::At;
use crate::import::field::Field;
use crate::import::locate::Layout;

impl MappedTable {
    /// The column whose value a cell is; `None` for headers, and for what lies outside the table.
    pub fn column_at(&self, sheet: &str, at: At) -> Option<&MappedColumn> {
        if *self.table.sheet != *sheet {
            return None;
        }
        match self.table.layout {
            Layout::Rows | Layout::Matrix => {
                let below = self.table.header_rows.last().is_none_or(|header| at.row > *header);
                let within = below && self.table.range.contains(at);
                self.columns.iter().find(|column| within && column.column == at.column)
            }
            Layout::Labels | Layout::Transposed => {
                let mut records = self.table.records.iter();
                let index = records.find_map(|record| record.values.iter().position(|value| *value == Some(at)))?;
                self.columns.get(index)
            }
        }
    }

    /// What a cell gives: the field of its column, or of the label or title that it stands beside.
    pub fn field_at(&self, sheet: &str, at: At) -> Option<Field> {
        let column = self.column_at(sheet, at).and_then(|column| column.field);
        let around = self.context.iter().chain(self.sections.iter().flat_map(|section| &section.context));
        let mut around = around.filter(|one| *self.table.sheet == *sheet && one.at == Some(at));
        column.or_else(|| around.find_map(|one| one.field))
    }
}

impl MappedColumn {
    /// How people name it: by its letter, or a label by the cell of its value.
    pub fn letter(&self) -> String {
        self.row.map_or_else(|| self.column.to_string(), |row| At { row, column: self.column }.to_string())
    }
}
