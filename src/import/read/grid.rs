//! The sheet that a reader fills cell by cell: sparse, within the grid of a spreadsheet and within the limits.

use std::sync::Arc;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::failure::ReadFailure;
use super::limits::{COLUMNS, Limits, ROWS};
use super::{Cell, Row, Sheet, SheetNote, Visibility};
use crate::import::cell::{At, Column, Range};

/// What may still be read of a workbook.
pub(super) struct Budget {
    limits: Limits,
    cells: usize,
    text: usize,
}

impl Budget {
    /// The whole of the limits.
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, cells: limits.cells, text: limits.text }
    }

    /// Whether the workbook has too many sheets.
    pub(super) fn check_sheets(&self, sheets: usize) -> Result<(), ReadFailure> {
        if sheets > self.limits.sheets {
            return Err(ReadFailure::too_large(self.limits.sheets, "sheets"));
        }
        Ok(())
    }

    fn spend(&mut self, cell: &Cell) -> Result<(), ReadFailure> {
        let text = if let Cell::Text(text) = cell { text.len() } else { 0 };
        let cells = self.cells.checked_sub(1);
        self.cells = cells.ok_or_else(|| ReadFailure::too_large(self.limits.cells, "cells"))?;
        let left = self.text.checked_sub(text);
        self.text = left.ok_or_else(|| ReadFailure::too_large(self.limits.text, "bytes"))?;
        Ok(())
    }
}

/// A sheet under construction.
pub(super) struct Grid<'b> {
    budget: &'b mut Budget,
    rows: Vec<Row>,
    sorted: bool,
    outside: u32,
    notes: Vec<SheetNote>,
}

impl<'b> Grid<'b> {
    /// Without cells.
    pub(super) fn new(budget: &'b mut Budget) -> Self {
        Self { budget, rows: Vec::new(), sorted: true, outside: 0, notes: Vec::new() }
    }

    /// Puts a cell at a row and column counted from 0.
    pub(super) fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> Result<(), ReadFailure> {
        if row >= ROWS || column >= COLUMNS {
            self.outside = self.outside.saturating_add(1);
            return Ok(());
        }
        self.budget.spend(&cell)?;
        let number = row + 1;
        match self.rows.last() {
            Some(last) if last.number == number => {}
            last => {
                self.sorted &= last.is_none_or(|last| last.number < number);
                // Rows of a table are about as wide as each other.
                let width = last.map_or(8, |last| last.cells.len());
                self.rows.push(Row { number, cells: Vec::with_capacity(width) });
            }
        }
        if let Some(row) = self.rows.last_mut() {
            self.sorted &= row.cells.last().is_none_or(|(last, _)| *last < Column(column));
            row.cells.push((Column(column), cell));
        }
        Ok(())
    }

    /// Puts the used cells of a dense range, which begins at its first used cell and not at A1.
    pub(super) fn put_all(&mut self, range: &calamine::Range<Data>) -> Result<(), ReadFailure> {
        let (top, left) = range.start().unwrap_or_default();
        let offset =
            |first: u32, index: usize| u32::try_from(index).map_or(u32::MAX, |index| first.saturating_add(index));
        for (row, column, value) in range.used_cells() {
            if let Some(cell) = owned(value) {
                self.put((offset(top, row), offset(left, column)), cell)?;
            }
        }
        Ok(())
    }

    /// Notes a cell that its reader could not read.
    pub(super) fn unreadable(&mut self) {
        let place = |row: &Row| row.cells.last().map(|(column, _)| At { row: row.number, column: *column });
        self.notes.push(SheetNote::UnreadableCell { after: self.rows.last().and_then(place) });
    }

    /// How many cells were unreadable.
    pub(super) fn faults(&self) -> usize {
        self.notes.len()
    }

    /// The sheet. Where a file gives one cell twice, the last one stands, as in a spreadsheet.
    pub(super) fn finish(mut self, name: &str, visibility: Visibility, merged: Vec<Range>) -> Sheet {
        if !self.sorted {
            self.rows = sorted(self.rows);
        }
        if self.outside > 0 {
            self.notes.push(SheetNote::OutsideGrid { cells: self.outside });
        }
        Sheet { name: Arc::from(name), visibility, rows: self.rows, merged, notes: self.notes }
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

/// A merged region, as far as it lies on the sheet; `None` for one cell.
pub(super) fn merged(region: calamine::Dimensions) -> Option<Range> {
    let at = |(row, column): (u32, u32)| At { row: row.min(ROWS - 1) + 1, column: Column(column.min(COLUMNS - 1)) };
    let (first, last) = (at(region.start), at(region.end));
    (first != last && first.row <= last.row && first.column <= last.column).then_some(Range { first, last })
}

/// Whether a tab is shown.
pub(super) fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
    }
}

/// A cell of a reader that borrows; `None` for an empty one.
pub(super) fn borrowed(value: &DataRef<'_>) -> Option<Cell> {
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Int(number) => Some(number_of(*number)),
        DataRef::Float(value) => Some(number(*value)),
        DataRef::Bool(value) => Some(Cell::Bool(*value)),
        DataRef::DateTime(value) => Some(moment(value)),
        DataRef::DateTimeIso(value) => iso(value),
        DataRef::DurationIso(value) => text(value),
        DataRef::Error(error) => Some(error_cell(error)),
    }
}

/// A cell of a reader that owns; `None` for an empty one.
fn owned(value: &Data) -> Option<Cell> {
    match value {
        Data::Empty => None,
        Data::String(string) => text(string),
        Data::Int(number) => Some(number_of(*number)),
        Data::Float(value) => Some(number(*value)),
        Data::Bool(value) => Some(Cell::Bool(*value)),
        Data::DateTime(value) => Some(moment(value)),
        Data::DateTimeIso(value) => iso(value),
        Data::DurationIso(value) => text(value),
        Data::Error(error) => Some(error_cell(error)),
    }
}

/// A text cell; blanks alone are an empty one.
pub(super) fn text(text: &str) -> Option<Cell> {
    (!text.trim().is_empty()).then(|| Cell::Text(text.to_owned()))
}

fn number(value: f64) -> Cell {
    Cell::Number { value, format: None }
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets have no integers: these were floating-point numbers")]
fn number_of(value: i64) -> Cell {
    number(value as f64)
}

fn error_cell(error: &CellErrorType) -> Cell {
    Cell::Error(error.to_string())
}

/// A date, if it is one that people write; a number of days otherwise.
fn moment(value: &ExcelDateTime) -> Cell {
    let date = value.as_datetime().filter(|_| value.is_datetime() && (1.0..2_958_466.0).contains(&value.as_f64()));
    date.map_or_else(|| number(value.as_f64()), Cell::Date)
}

/// A date or a time of ODS, in ISO 8601.
fn iso(value: &str) -> Option<Cell> {
    let time = value.parse::<NaiveDateTime>().ok();
    let date = || value.trim_end_matches('Z').parse::<NaiveDate>().ok().map(|date| date.and_time(NaiveTime::MIN));
    time.or_else(date).map(Cell::Date).or_else(|| text(value))
}

/// Puts one more cell at each place of a finished sheet; places are counted from 0 and free.
pub(super) fn add(sheet: &mut Sheet, places: &[(u32, u32)], cell: &Cell) {
    for &(row, column) in places.iter().filter(|(row, column)| *row < ROWS && *column < COLUMNS) {
        let index = match sheet.rows.binary_search_by_key(&(row + 1), |row| row.number) {
            Ok(index) => index,
            Err(index) => {
                sheet.rows.insert(index, Row { number: row + 1, cells: Vec::new() });
                index
            }
        };
        let cells = &mut sheet.rows[index].cells;
        if let Err(index) = cells.binary_search_by_key(&Column(column), |(column, _)| *column) {
            cells.insert(index, (Column(column), cell.clone()));
        }
    }
}
