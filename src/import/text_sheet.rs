//! Sheets drawn as text tables, for tests: a line is a row, `|` parts its cells, blank ones stay empty.

use std::sync::Arc;

use super::cell::Column;
use super::read::{Cell, Row, Sheet, Visibility};

/// The sheet that a text draws. Numbers become numbers.
pub(crate) fn sheet(name: &str, text: &str) -> Sheet {
    let lines = text.trim_start_matches('\n').lines().enumerate();
    let rows =
        lines.map(|(index, line)| row(u32::try_from(index).unwrap() + 1, line)).filter(|row| !row.cells.is_empty());
    Sheet {
        name: Arc::from(name),
        visibility: Visibility::Visible,
        rows: rows.collect(),
        merged: Vec::new(),
        notes: Vec::new(),
    }
}

fn row(number: u32, line: &str) -> Row {
    let cell = |text: &str| match text.parse() {
        Ok(value) => Cell::Number { value, format: None },
        Err(_) => Cell::Text(text.into()),
    };
    let cells = line.split('|').map(str::trim).enumerate().filter(|(_, text)| !text.is_empty());
    let cells = cells.map(|(index, text)| (Column(u32::try_from(index).unwrap()), cell(text))).collect();
    Row { number, cells }
}
