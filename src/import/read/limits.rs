//! How much a workbook may hold. Far above what registers hold, far below what a server has.

/// The most of each that is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Sheets of a workbook.
    pub sheets: usize,
    /// Used cells of a workbook.
    pub cells: usize,
    /// Bytes of text of a workbook, over all its cells.
    pub text: usize,
    /// Bytes of any one part of a zipped workbook, once inflated.
    pub part: u64,
    /// Parts of a zipped workbook.
    pub parts: usize,
}

/// The limits that uploads keep to.
pub const WITHIN_REASON: Limits =
    Limits { sheets: 500, cells: 5_000_000, text: 256 << 20, part: 1 << 30, parts: 10_000 };

/// Rows of a spreadsheet.
pub(super) const ROWS: u32 = 1_048_576;

/// Columns of a spreadsheet.
pub(super) const COLUMNS: u32 = 16_384;
