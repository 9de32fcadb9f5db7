//! What the rows of a part hold, by column: enough to hold another part against them.

use std::collections::HashMap;

use super::kind::CellKind;
use super::strip::Strip;
use crate::import::cell::Column;
use crate::import::read::Cell;

/// Rows that are looked at.
const ROWS: usize = 30;

/// What rows hold, by column.
pub(super) struct Below {
    columns: HashMap<Column, Values>,
    /// The usual number of cells in a row.
    pub(super) width: usize,
}

/// What one column holds.
#[derive(Default)]
struct Values {
    used: usize,
    valued: usize,
    fillers: usize,
}

impl Below {
    /// Looks at the first rows of a strip.
    pub(super) fn of(strip: &Strip<'_>) -> Self {
        let mut columns: HashMap<Column, Values> = HashMap::new();
        let mut widths = Vec::new();
        for row in strip.rows.iter().take(ROWS) {
            let cells = strip.cells(row);
            widths.push(cells.len());
            for (column, cell) in cells {
                columns.entry(*column).or_default().add(cell);
            }
        }
        widths.sort_unstable();
        // Section rows and gaps are narrow: the upper part tells how wide a row of the table is.
        let width = widths.get(widths.len() * 2 / 3).copied().unwrap_or(0);
        Self { columns, width }
    }

    /// Whether a column holds numbers or dates for the most part.
    pub(super) fn is_valued(&self, column: Column) -> bool {
        self.columns.get(&column).is_some_and(Values::is_valued)
    }
}

impl Values {
    fn add(&mut self, cell: &Cell) {
        self.used += 1;
        let kind = CellKind::of(cell);
        self.fillers += usize::from(kind == CellKind::Filler);
        self.valued += usize::from(kind.is_value());
    }

    fn is_valued(&self) -> bool {
        self.valued > 0 && self.valued * 5 >= (self.used - self.fillers) * 3
    }
}
