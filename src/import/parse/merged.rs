//! Merged regions of a table, by the line along which they share their value: a column, or a row of a transposed table.
//!
//! Every empty cell asks, so regions are looked up by place and never gone through.

use std::collections::HashMap;

use crate::import::cell::{At, Column, Range};
use crate::import::locate::{Layout, Table};
use crate::import::read::Sheet;

/// The regions of a table.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// From first to last place, by line.
    lines: HashMap<u32, Vec<(u32, u32)>>,
    across: bool,
}

impl Merged {
    /// Those that a table's records share.
    pub(super) fn of(sheet: &Sheet, table: &Table) -> Self {
        let mut merged = Self { across: table.layout == Layout::Transposed, ..Self::default() };
        let within =
            |range: &&Range| table.range.first.row <= range.last.row && range.first.row <= table.range.last.row;
        for range in sheet.merged.iter().filter(within) {
            let (line, first) = merged.place(range.first);
            let (_, last) = merged.place(range.last);
            if last > first {
                merged.lines.entry(line).or_default().push((first, last));
            }
        }
        merged.lines.values_mut().for_each(|regions| regions.sort_unstable());
        merged
    }

    /// The line of a cell, and its place along it.
    const fn place(&self, at: At) -> (u32, u32) {
        if self.across { (at.row, at.column.0) } else { (at.column.0, at.row) }
    }

    fn region(&self, at: At) -> Option<(u32, u32)> {
        let (line, place) = self.place(at);
        let regions = self.lines.get(&line)?;
        let before = regions.partition_point(|(first, _)| *first <= place);
        regions[..before].last().copied().filter(|(_, last)| *last >= place)
    }

    /// The cell that holds the value of another cell of its region.
    pub(super) fn holder(&self, at: At) -> Option<At> {
        if self.lines.is_empty() {
            return None;
        }
        let (first, _) = self.region(at)?;
        let holder = if self.across { At { column: Column(first), ..at } } else { At { row: first, ..at } };
        (holder != at).then_some(holder)
    }

    /// Whether a cell holds the value of others.
    pub(super) fn holds(&self, at: At) -> bool {
        !self.lines.is_empty() && self.region(at).is_some_and(|(first, _)| first == self.place(at).1)
    }
}
