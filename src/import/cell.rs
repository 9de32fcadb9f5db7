//! Addresses: where in a workbook something stands, numbered and lettered as the spreadsheet shows it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A column by its place, from 0 for A. Shown as its letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Column(pub u32);

/// A place on a sheet: `C14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// From 1.
    pub row: u32,
    /// From A.
    pub column: Column,
}

/// A rectangle of a sheet, both corners within: `B4:H60`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// Upper left.
    pub first: At,
    /// Lower right.
    pub last: At,
}

/// One cell of a workbook: `Deelnemers!C14`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// The name of the sheet.
    pub sheet: Arc<str>,
    /// The place on it.
    pub at: At,
}

impl Range {
    /// Whether a place lies within.
    pub fn contains(self, at: At) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }

    /// Whether two rectangles have a cell in common.
    pub fn overlaps(self, other: Self) -> bool {
        let rows = self.first.row <= other.last.row && other.first.row <= self.last.row;
        rows && self.first.column <= other.last.column && other.first.column <= self.last.column
    }
}

impl FromStr for Range {
    type Err = ();

    /// Reads two corners, whichever way round, or a single cell.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (one, other) = text.trim().split_once(':').unwrap_or((text.trim(), text.trim()));
        let (one, other): (At, At) = (one.parse()?, other.parse()?);
        let first = At { row: one.row.min(other.row), column: one.column.min(other.column) };
        let last = At { row: one.row.max(other.row), column: one.column.max(other.column) };
        Ok(Self { first, last })
    }
}

impl fmt::Display for Column {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.0 + 1;
        while rest > 0 {
            let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + letter));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().try_for_each(|letter| write!(out, "{letter}"))
    }
}

impl FromStr for Column {
    type Err = ();

    /// Reads letters, in either case, up to `XFD`.
    fn from_str(letters: &str) -> Result<Self, ()> {
        if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
            return Err(());
        }
        let place = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        let number = letters.bytes().fold(0, |number, letter| number * 26 + place(letter));
        Ok(Self(number - 1))
    }
}

impl fmt::Display for At {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.column, self.row)
    }
}

impl FromStr for At {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (column, row) = text.split_at(letters);
        let row = row.parse().ok().filter(|row| *row > 0).ok_or(())?;
        Ok(Self { row, column: column.parse()? })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.first, self.last)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}!{}", self.sheet, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back_as_they_are_written() {
        for text in ["A1", "Z9", "AA10", "AZ1", "BA2", "XFD1048576"] {
            assert_eq!(text.parse::<At>().unwrap().to_string(), text);
        }
        assert_eq!("C14".parse(), Ok(At { row: 14, column: Column(2) }));
    }

    #[test]
    fn ranges_read_back_and_know_what_they_have_in_common() {
        let range = |text: &str| text.parse::<Range>().unwrap();
        assert_eq!(range("B4:H60").to_string(), "B4:H60");
        assert_eq!(range("H60:B4"), range("B4:H60"));
        assert_eq!(range("C3").to_string(), "C3:C3");
        assert!(range("A1:C9").overlaps(range("C9:D10")) && !range("A1:C9").overlaps(range("D1:E9")));
        assert!("B4:".parse::<Range>().is_err());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "A", "14", "A0", "ZZZZ1", "A-1", "é1"] {
            assert!(text.parse::<At>().is_err(), "{text}");
        }
    }
}
