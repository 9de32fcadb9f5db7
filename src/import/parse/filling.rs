//! Filling down: tables that say the mission on the first row of its group and leave the rows below it blank.
//!
//! Whether a table does is decided by the table as a whole. Invariant: only fields of the mission are filled, from the
//! first row of the group and from no other, and nothing is filled past a total, a section or a blank row.

use std::collections::BTreeSet;

use super::merged::Merged;
use crate::import::cell::At;
use crate::import::field::Field;
use crate::import::locate::{Layout, Table};
use crate::import::map::MappedTable;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::RecordWords;
use crate::values::{RecordKind, fold};

/// The columns of a table that are filled down, and what they are filled with.
#[derive(Debug, Default)]
pub(super) struct Filling {
    /// The column that names the mission.
    anchor: Option<usize>,
    /// For each column, whether it is filled.
    filled: Vec<bool>,
    /// For each column, the cell of the group's first row.
    sources: Vec<Option<At>>,
    /// Rows before which a group ends.
    stops: BTreeSet<u32>,
}

/// What the rows of a table have in the columns of the mission.
#[derive(Default)]
struct Seen {
    rows: usize,
    /// Rows that name a mission.
    heads: usize,
    names: BTreeSet<String>,
    /// Rows that say nothing of the mission and something else.
    blank: usize,
    /// Rows that say something of the mission and not which one.
    mixed: usize,
}

impl Filling {
    /// Decides which columns of a table are filled down.
    pub(super) fn of(sheet: &Sheet, table: &MappedTable, merged: &Merged, words: &RecordWords) -> Self {
        let fields = |index: usize| table.columns[index].field.filter(|_| table.columns[index].repeat.is_none());
        let column = |wanted: Field| (0..table.columns.len()).find(|index| fields(*index) == Some(wanted));
        let anchor = column(Field::MissionTitle).or_else(|| column(Field::MissionCode));
        let Some(anchor) = anchor.filter(|_| table.table.layout == Layout::Rows) else { return Self::default() };
        let of_mission = |index: usize| fields(index).is_some_and(|field| field.record_kind() == RecordKind::Mission);
        let filled: Vec<bool> = (0..table.columns.len()).map(of_mission).collect();
        let seen = Seen::of(sheet, table, (anchor, &filled), (merged, words));
        if !seen.is_grouped() {
            return Self::default();
        }
        Self { anchor: Some(anchor), sources: vec![None; filled.len()], filled, stops: stops(&table.table) }
    }

    /// Goes on to a row.
    pub(super) fn enter(&mut self, row: u32, sheet: &Sheet, table: &MappedTable, words: &RecordWords) {
        let Some(anchor) = self.anchor else { return };
        if self.stops.contains(&row) {
            self.sources.fill(None);
        }
        let own = |index: usize| {
            let at = At { row, column: table.columns[index].column };
            sheet.cell(at).filter(|cell| !is_ditto(cell, words)).map(|_| at)
        };
        if own(anchor).is_some() {
            for (index, source) in self.sources.iter_mut().enumerate() {
                *source = own(index).filter(|_| self.filled[index]);
            }
        }
    }

    /// The cell that an empty one takes its value from.
    pub(super) fn source(&self, index: usize) -> Option<At> {
        *self.sources.get(index)?
    }
}

impl Seen {
    fn of(
        sheet: &Sheet,
        table: &MappedTable,
        (anchor, filled): (usize, &[bool]),
        (merged, words): (&Merged, &RecordWords),
    ) -> Self {
        let mut seen = Self::default();
        let place = |row: u32, index: usize| At { row, column: table.columns[index].column };
        for row in &table.table.body {
            seen.rows += 1;
            let cell = sheet.cell(place(*row, anchor));
            match cell {
                Some(cell) if is_ditto(cell, words) => {}
                Some(cell) => {
                    seen.heads += 1;
                    seen.names.insert(fold(&cell.shown()));
                }
                // The first row of a group names it.
                None if seen.heads == 0 => return Self::default(),
                None => {
                    let own = |index: &usize| sheet.cell(place(*row, *index)).is_some();
                    let said = (0..filled.len()).filter(|index| filled[*index]).any(|index| own(&index));
                    let else_said = (0..filled.len())
                        .filter(|index| !filled[*index] && table.columns[*index].field.is_some())
                        .any(|index| own(&index));
                    let in_region = merged.holder(place(*row, anchor)).is_some();
                    seen.mixed += usize::from(said && !in_region);
                    seen.blank += usize::from(!said && else_said);
                }
            }
        }
        seen
    }

    /// Whether rows are blank because those above them speak for them: often, all or nothing, and each mission is named
    /// about once. In a table that names the mission on every row, a blank is an omission.
    fn is_grouped(&self) -> bool {
        self.blank * 5 >= self.rows
            && self.blank > 0
            && self.mixed * 4 <= self.blank
            && self.names.len() * 2 > self.heads
    }
}

fn is_ditto(cell: &Cell, words: &RecordWords) -> bool {
    matches!(cell, Cell::Text(text) if words.is_ditto(text))
}

/// The rows before which something else stands than a repeated header: a total, a section, a blank row.
fn stops(table: &Table) -> BTreeSet<u32> {
    let repeated: BTreeSet<u32> = table.repeated.iter().copied().collect();
    let gap = |pair: &[u32]| (pair[0] + 1..pair[1]).any(|row| !repeated.contains(&row));
    table.body.windows(2).filter(|pair| gap(pair)).map(|pair| pair[1]).collect()
}
