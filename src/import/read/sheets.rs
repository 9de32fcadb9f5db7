//! Sheets under construction, cell by cell.

use std::collections::HashSet;
use std::mem;
use std::sync::Arc;

use super::failure::ReadFailure;
use super::number_format::NumberFormat;
use super::sink::{FormatId, Sink, Value};
use super::{Cell, Row, Sheet, SheetNote, Visibility, Workbook};
use crate::import::cell::{At, Range};
use crate::values::ImportFormat;

/// The sheets of a workbook, of which the last may lack cells still.
#[derive(Default)]
pub(super) struct Sheets {
    sheets: Vec<Sheet>,
    /// Whether the cells of the last sheet came row by row and left to right.
    unsorted: bool,
}

impl Sheets {
    /// A sheet begins.
    pub(super) fn begin(&mut self, name: &str, visibility: Visibility) {
        let (rows, merged, notes) = (Vec::new(), Vec::new(), Vec::new());
        self.sheets.push(Sheet { name: Arc::from(name), visibility, rows, merged, notes });
    }

    /// A cell of the last sheet.
    pub(super) fn put(&mut self, at: At, cell: Cell) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        match sheet.rows.last() {
            Some(last) if last.number == at.row => {}
            last => {
                self.unsorted |= last.is_some_and(|last| last.number > at.row);
                // Rows of a table are about as wide as each other.
                let width = last.map_or(8, |last| last.cells.len());
                sheet.rows.push(Row { number: at.row, cells: Vec::with_capacity(width) });
            }
        }
        if let Some(row) = sheet.rows.last_mut() {
            self.unsorted |= row.cells.last().is_some_and(|(last, _)| *last >= at.column);
            row.cells.push((at.column, cell));
        }
    }

    /// The last sheet ends. Where a file gives one cell twice, the last one stands, as in a spreadsheet.
    pub(super) fn end(&mut self, merged: Vec<Range>, notes: Vec<SheetNote>) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        if mem::take(&mut self.unsorted) {
            sheet.rows = sorted(mem::take(&mut sheet.rows));
        }
        (sheet.merged, sheet.notes) = (merged, notes);
    }

    /// The workbook.
    pub(super) fn finish(self, format: ImportFormat) -> Workbook {
        Workbook { format, sheets: self.sheets }
    }
}

fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| row.number);
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match joined.last_mut().filter(|last| last.number == row.number) {
            Some(last) => last.cells.extend(row.cells),
            None => joined.push(row),
        }
    }
    for row in &mut joined {
        row.cells.reverse();
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.dedup_by_key(|(column, _)| *column);
    }
    joined
}

/// Sheets whose cells share equal texts.
#[derive(Default)]
pub(super) struct Interned {
    sheets: Sheets,
    texts: HashSet<Arc<str>>,
    formats: Vec<Arc<NumberFormat>>,
}

impl Interned {
    /// The workbook.
    pub(super) fn finish(self, format: ImportFormat) -> Workbook {
        self.sheets.finish(format)
    }

    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let text: Arc<str> = Arc::from(text);
        self.texts.insert(Arc::clone(&text));
        text
    }
}

impl Sink for Interned {
    fn expect(&mut self, _rows: u64) -> Result<(), ReadFailure> {
        Ok(())
    }

    fn begin(&mut self, name: &str, visibility: Visibility) -> Result<(), ReadFailure> {
        self.sheets.begin(name, visibility);
        Ok(())
    }

    fn format(&mut self, code: &str) -> Option<FormatId> {
        let format = NumberFormat::new(code)?;
        self.formats.push(Arc::new(format));
        u32::try_from(self.formats.len() - 1).ok().map(FormatId)
    }

    fn cell(&mut self, at: At, value: Value<'_>) -> Result<(), ReadFailure> {
        let cell = match value {
            Value::Text(text) => Cell::Text(self.shared(text)),
            Value::Number { value, format } => {
                let format = format.and_then(|FormatId(id)| self.formats.get(id as usize)).map(Arc::clone);
                Cell::Number { value, format }
            }
            Value::Date(moment) => Cell::Date(moment),
            Value::Bool(value) => Cell::Bool(value),
            Value::Error(error) => Cell::Error(self.shared(error)),
            Value::Uncomputed => Cell::Uncomputed,
        };
        self.sheets.put(at, cell);
        Ok(())
    }

    fn end(&mut self, merged: Vec<Range>, notes: Vec<SheetNote>) -> Result<(), ReadFailure> {
        self.sheets.end(merged, notes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cell::Column;

    #[test]
    fn cells_in_any_order_become_rows_and_the_later_of_two_at_one_place_stands() {
        let mut sheets = Interned::default();
        sheets.begin("Blad1", Visibility::Visible).unwrap();
        for (row, column, text) in [(3, 1, "d"), (1, 2, "c"), (1, 0, "a"), (3, 0, "oud"), (3, 0, "nieuw")] {
            sheets.cell(At { row, column: Column(column) }, Value::Text(text)).unwrap();
        }
        sheets.end(Vec::new(), Vec::new()).unwrap();
        let sheet = &sheets.finish(ImportFormat::Xlsx).sheets[0];
        let shown: Vec<String> = sheet
            .rows
            .iter()
            .flat_map(|row| {
                row.cells.iter().map(move |(column, cell)| format!("{column}{}={}", row.number, cell.shown()))
            })
            .collect();
        assert_eq!(shown, ["A1=a", "C1=c", "A3=nieuw", "B3=d"]);
    }

    #[test]
    fn a_cell_takes_no_more_than_24_bytes() {
        assert_eq!((size_of::<Cell>(), size_of::<(Column, Cell)>()), (24, 32));
    }
}
