//! The gate between a reader and where its cells go: within the grid of a spreadsheet and within the limits.

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, SheetVisible};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::failure::{Measure, ReadFailure};
use super::limits::{COLUMNS, Limits, ROWS};
use super::sink::{FormatId, Sink, Value};
use super::{SheetNote, Visibility};
use crate::import::cell::{At, Column, Range};

/// Lets cells through as long as the workbook keeps to the limits.
pub(super) struct Grid<'s> {
    sink: &'s mut dyn Sink,
    limits: Limits,
    cells: u64,
    text: u64,
    merged: u64,
    /// Of the sheet that is being read.
    last: Option<At>,
    outside: u32,
    notes: Vec<SheetNote>,
}

impl<'s> Grid<'s> {
    /// Before the first sheet.
    pub(super) fn new(limits: &Limits, sink: &'s mut dyn Sink) -> Self {
        let limits = *limits;
        Self { sink, limits, cells: 0, text: 0, merged: 0, last: None, outside: 0, notes: Vec::new() }
    }

    /// What the workbook may hold.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether no cell came.
    pub(super) fn is_empty(&self) -> bool {
        self.cells == 0
    }

    /// Whether the workbook has too many sheets.
    pub(super) fn check_sheets(&self, sheets: usize) -> Result<(), ReadFailure> {
        check(Measure::Sheets, self.limits.sheets, u64::try_from(sheets).unwrap_or(u64::MAX))
    }

    /// How many rows will come, about.
    pub(super) fn expect(&mut self, rows: u64) -> Result<(), ReadFailure> {
        self.sink.expect(rows)
    }

    /// A number format that cells will have; `None` for one that says nothing.
    pub(super) fn format(&mut self, code: &str) -> Option<FormatId> {
        self.sink.format(code)
    }

    /// A sheet begins.
    pub(super) fn begin(&mut self, name: &str, visibility: Visibility) -> Result<(), ReadFailure> {
        (self.last, self.outside) = (None, 0);
        self.notes.clear();
        self.sink.begin(name, visibility)
    }

    /// Puts a cell at a row and column counted from 0.
    pub(super) fn put(&mut self, (row, column): (u32, u32), value: Value<'_>) -> Result<(), ReadFailure> {
        if row >= ROWS || column >= COLUMNS {
            self.outside = self.outside.saturating_add(1);
            return Ok(());
        }
        let at = At { row: row + 1, column: Column(column) };
        if matches!(value, Value::Number { value, .. } if !value.is_finite()) {
            self.unreadable();
            return Ok(());
        }
        if let Value::Text(text) = value {
            self.text += u64::try_from(text.len()).unwrap_or(u64::MAX);
            check_running(Measure::Text, self.limits.text, self.text)?;
            if self.is_too_long(text) {
                self.notes.push(SheetNote::TextTooLong { at });
                return Ok(());
            }
        }
        self.cells += 1;
        check_running(Measure::Cells, self.limits.cells, self.cells)?;
        self.last = Some(at);
        self.sink.cell(at, value)
    }

    fn is_too_long(&self, text: &str) -> bool {
        text.len() > self.limits.cell_text && text.chars().count() > self.limits.cell_text
    }

    /// Puts the used cells of a dense range, which begins at its first used cell and not at A1.
    pub(super) fn put_all(&mut self, range: &calamine::Range<Data>) -> Result<(), ReadFailure> {
        let (top, left) = range.start().unwrap_or_default();
        let offset =
            |first: u32, index: usize| u32::try_from(index).map_or(u32::MAX, |index| first.saturating_add(index));
        for (row, column, value) in range.used_cells() {
            if let Some(value) = owned(value) {
                self.put((offset(top, row), offset(left, column)), value)?;
            }
        }
        Ok(())
    }

    /// Notes a cell that its reader could not read.
    pub(super) fn unreadable(&mut self) {
        self.notes.push(SheetNote::UnreadableCell { after: self.last });
    }

    /// How many cells of the sheet were unreadable.
    pub(super) fn faults(&self) -> usize {
        self.notes.len()
    }

    /// The sheet ends, with the regions that are merged in it.
    pub(super) fn end(&mut self, merged: Vec<Range>) -> Result<(), ReadFailure> {
        self.merged += u64::try_from(merged.len()).unwrap_or(u64::MAX);
        check(Measure::Merged, self.limits.merged, self.merged)?;
        let mut notes = std::mem::take(&mut self.notes);
        if self.outside > 0 {
            notes.push(SheetNote::OutsideGrid { cells: self.outside });
        }
        self.sink.end(merged, notes)
    }
}

/// Refuses what is counted beforehand.
pub(super) fn check(of: Measure, most: u64, found: u64) -> Result<(), ReadFailure> {
    if found > most { Err(ReadFailure::too_large(of, most, Some(found))) } else { Ok(()) }
}

/// Refuses what is counted on the way, so that there may be more still.
pub(super) fn check_running(of: Measure, most: u64, so_far: u64) -> Result<(), ReadFailure> {
    if so_far > most { Err(ReadFailure::too_large(of, most, None)) } else { Ok(()) }
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
pub(super) fn borrowed<'a>(value: &'a DataRef<'_>) -> Option<Value<'a>> {
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Int(value) => Some(number_of(*value)),
        DataRef::Float(value) => Some(number(*value)),
        DataRef::Bool(value) => Some(Value::Bool(*value)),
        DataRef::DateTime(value) => Some(moment(value)),
        DataRef::DateTimeIso(value) => iso(value),
        DataRef::DurationIso(value) => text(value),
        DataRef::Error(error) => Some(Value::Error(error_name(error))),
    }
}

/// A cell of a reader that owns; `None` for an empty one.
fn owned(value: &Data) -> Option<Value<'_>> {
    match value {
        Data::Empty => None,
        Data::String(string) => text(string),
        Data::Int(value) => Some(number_of(*value)),
        Data::Float(value) => Some(number(*value)),
        Data::Bool(value) => Some(Value::Bool(*value)),
        Data::DateTime(value) => Some(moment(value)),
        Data::DateTimeIso(value) => iso(value),
        Data::DurationIso(value) => text(value),
        Data::Error(error) => Some(Value::Error(error_name(error))),
    }
}

/// A text cell; blanks alone are an empty one.
pub(super) fn text(text: &str) -> Option<Value<'_>> {
    (!text.trim().is_empty()).then_some(Value::Text(text))
}

fn number(value: f64) -> Value<'static> {
    Value::Number { value, format: None }
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets have no integers: these were floating-point numbers")]
fn number_of(value: i64) -> Value<'static> {
    number(value as f64)
}

/// As the spreadsheet shows it in English.
const fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#DATA!",
    }
}

/// A date, if it is one that people write; a number of days otherwise.
fn moment(value: &ExcelDateTime) -> Value<'static> {
    let date = value.as_datetime().filter(|_| value.is_datetime() && (1.0..2_958_466.0).contains(&value.as_f64()));
    date.map_or_else(|| number(value.as_f64()), Value::Date)
}

/// A date or a time of ODS, in ISO 8601.
fn iso(value: &str) -> Option<Value<'_>> {
    let time = value.parse::<NaiveDateTime>().ok();
    let date = || value.trim_end_matches('Z').parse::<NaiveDate>().ok().map(|date| date.and_time(NaiveTime::MIN));
    time.or_else(date).map(Value::Date).or_else(|| text(value))
}
