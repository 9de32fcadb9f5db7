//! How much a workbook may hold, and what reading it may take. Far above what registers hold, far below what a server
//! has.

use serde::{Deserialize, Serialize};

/// The most of each that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Sheets of a workbook.
    pub sheets: u64,
    /// Used cells of a workbook.
    pub cells: u64,
    /// Bytes of text of a workbook, over all its cells.
    pub text: u64,
    /// Characters of text in one cell: as many as a spreadsheet takes. A cell with more costs a note, not the file.
    pub cell_text: usize,
    /// Merged regions of a workbook.
    pub merged: u64,
    /// Parts of a zipped workbook.
    pub parts: u64,
    /// Bytes of any one part of a zipped workbook, once inflated.
    pub part: u64,
    /// Bytes of a zipped workbook, once inflated.
    pub inflated: u64,
    /// How many times its own size a large part of a zipped workbook may become.
    pub ratio: u64,
}

/// What a process that reads a workbook may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fence {
    /// What the workbook may hold.
    pub limits: Limits,
    /// Bytes of memory, besides the program itself.
    pub memory: u64,
    /// Seconds of a processor.
    pub processor: u64,
    /// Seconds on the clock.
    pub clock: u64,
    /// Bytes that it may answer.
    pub output: u64,
}

/// The limits that uploads keep to.
pub const WITHIN_REASON: Limits = Limits {
    sheets: 500,
    cells: 2_500_000,
    text: 256 << 20,
    cell_text: 32_767,
    merged: 100_000,
    parts: 10_000,
    part: 512 << 20,
    inflated: 1 << 30,
    ratio: 250,
};

impl Default for Fence {
    fn default() -> Self {
        Self { limits: WITHIN_REASON, memory: 640 << 20, processor: 20, clock: 25, output: 384 << 20 }
    }
}

/// Rows of a spreadsheet.
pub(super) const ROWS: u32 = 1_048_576;

/// Columns of a spreadsheet.
pub(super) const COLUMNS: u32 = 16_384;
