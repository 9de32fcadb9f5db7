//! Strips: a run of rows of a sheet within some columns. Tables are looked for in strips.

use crate::import::cell::Column;
use crate::import::read::{Cell, Row, Sheet};

/// Some rows of a sheet, between two columns.
#[derive(Clone, Copy)]
pub(super) struct Strip<'a> {
    /// The rows, not all of which need to have cells in the columns.
    pub(super) rows: &'a [Row],
    /// First and last column.
    pub(super) columns: (Column, Column),
}

/// The used cells of one row, left to right.
pub(super) type Cells<'a> = &'a [(Column, Cell)];

impl<'a> Strip<'a> {
    /// A whole sheet; `None` if it has no cells.
    pub(super) fn of(sheet: &'a Sheet) -> Option<Self> {
        Self::over(&sheet.rows)
    }

    /// All columns of some rows; `None` if they have no cells.
    pub(super) fn over(rows: &'a [Row]) -> Option<Self> {
        let first = rows.iter().filter_map(|row| row.cells.first()).map(|(column, _)| *column).min()?;
        let last = rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max()?;
        Some(Self { rows, columns: (first, last) })
    }

    /// The cells of a row within the columns.
    pub(super) fn cells(&self, row: &'a Row) -> Cells<'a> {
        let (first, last) = self.columns;
        if row.cells.first().is_none_or(|(column, _)| *column >= first)
            && row.cells.last().is_none_or(|(column, _)| *column <= last)
        {
            return &row.cells;
        }
        let from = row.cells.partition_point(|(column, _)| *column < self.columns.0);
        let to = row.cells.partition_point(|(column, _)| *column <= self.columns.1);
        &row.cells[from..to.max(from)]
    }

    /// How many columns lie within.
    pub(super) fn width(&self) -> u32 {
        self.columns.1.0 - self.columns.0.0 + 1
    }

    /// Its parts between blank rows.
    pub(super) fn chunks(&self) -> Vec<Self> {
        let mut chunks: Vec<Self> = Vec::new();
        let mut start = 0;
        for index in 1..=self.rows.len() {
            let gap = index == self.rows.len() || self.rows[index].number > self.rows[index - 1].number + 1;
            if gap {
                chunks.extend(Self::over(&self.rows[start..index]));
                start = index;
            }
        }
        chunks
    }

    /// The columns that have a cell, left to right.
    pub(super) fn used(&self) -> Vec<Column> {
        let first = self.columns.0.0;
        let mut used = vec![false; usize::try_from(self.width()).unwrap_or_default()];
        for (column, _) in self.rows.iter().flat_map(|row| self.cells(row)) {
            used[usize::try_from(column.0 - first).unwrap_or_default()] = true;
        }
        (first..).zip(used).filter(|(_, used)| *used).map(|(column, _)| Column(column)).collect()
    }

    /// Its parts between columns that are blank all the way down.
    pub(super) fn segments(&self) -> Vec<Self> {
        let mut segments: Vec<Self> = Vec::new();
        for column in self.used() {
            match segments.last_mut().filter(|last| last.columns.1.0 + 1 == column.0) {
                Some(last) => last.columns.1 = column,
                None => segments.push(Self { rows: self.rows, columns: (column, column) }),
            }
        }
        segments
    }

    /// The same columns, from one row on.
    pub(super) fn from(&self, index: usize) -> Self {
        Self { rows: &self.rows[index.min(self.rows.len())..], columns: self.columns }
    }

    /// The same columns, before a row.
    pub(super) fn before(&self, index: usize) -> Self {
        Self { rows: &self.rows[..index.min(self.rows.len())], columns: self.columns }
    }
}
