//! Workbooks in memory: sheets of rows under headers, written as xlsx.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::chance::Chance;

/// What is typed into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Date(NaiveDate),
    /// A number that is shown with eight digits.
    EightDigits(u32),
}

/// A row: each cell under its header. Every row of a sheet has the same headers.
pub(super) type Row = Vec<(&'static str, Cell)>;

#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// What stands above the header, a text or a label and its value a row.
    pub(super) above: Vec<Vec<String>>,
    pub(super) rows: Vec<Row>,
    /// Runs of rows whose first cells are merged: from, to, and how many columns.
    pub(super) merged: Vec<(usize, usize, usize)>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Book(pub(super) Vec<Sheet>);

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A number if it is one, a text otherwise.
    pub(super) fn amount(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::text(text), Self::Number)
    }

    fn write(&self, sheet: &mut Worksheet, (row, column): (u32, u16)) {
        let format = |code: &str| Format::new().set_num_format(code);
        let written = match self {
            Self::Text(text) if text.is_empty() => return,
            Self::Text(text) => sheet.write_string(row, column, text),
            Self::Number(number) => sheet.write_number(row, column, *number),
            Self::EightDigits(number) => {
                sheet.write_number_with_format(row, column, f64::from(*number), &format("00000000"))
            }
            Self::Date(day) => {
                let day = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
                sheet.write_datetime_with_format(row, column, day, &format("dd-mm-yyyy"))
            }
        };
        written.unwrap();
    }
}

impl Sheet {
    pub(super) fn new(name: &str, rows: Vec<Row>) -> Self {
        Self { name: name.to_owned(), rows, ..Self::default() }
    }

    fn write(&self, sheet: &mut Worksheet) {
        sheet.set_name(&self.name).unwrap();
        for (row, texts) in (0..).zip(&self.above) {
            for (column, text) in (0..).zip(texts) {
                Cell::text(text).write(sheet, (row, column));
            }
        }
        let mut at = u32::try_from(self.above.len()).unwrap() + u32::from(!self.above.is_empty());
        let headers = self.rows.first().map(|row| row.iter().map(|(header, _)| *header)).into_iter().flatten();
        for (column, header) in (0..).zip(headers) {
            sheet.write_string(at, column, header).unwrap();
        }
        let first = at + 1;
        for row in &self.rows {
            at += 1;
            for (column, (_, cell)) in (0..).zip(row) {
                cell.write(sheet, (at, column));
            }
        }
        for (from, to, columns) in self.merged.iter().filter(|(from, to, _)| from < to) {
            let row = |index: usize| first + u32::try_from(index).unwrap();
            for column in 0..u16::try_from(*columns).unwrap() {
                sheet.merge_range(row(*from), column, row(*to), column, "", &Format::new()).unwrap();
                self.rows[*from][usize::from(column)].1.write(sheet, (row(*from), column));
            }
        }
    }
}

impl Book {
    /// As the bytes of an xlsx file.
    pub(super) fn xlsx(&self) -> Arc<[u8]> {
        let mut workbook = Workbook::new();
        for sheet in self.0.iter().filter(|sheet| !sheet.rows.is_empty()) {
            sheet.write(workbook.add_worksheet());
        }
        workbook.save_to_buffer().unwrap().into()
    }

    /// The same rows in two files.
    pub(super) fn in_files(&self) -> Vec<Self> {
        let half = |last: bool| {
            let of_sheet = |sheet: &Sheet| {
                let (first, second) = sheet.rows.split_at(sheet.rows.len() / 2);
                Sheet { rows: if last { second.to_vec() } else { first.to_vec() }, ..sheet.clone() }
            };
            Self(self.0.iter().map(of_sheet).collect())
        };
        vec![half(false), half(true)]
    }

    /// The same rows and sheets in another order. Only for sheets whose rows do not lean on each other.
    pub(super) fn shuffled(&self, chance: &mut Chance) -> Self {
        let mut sheets = self.0.clone();
        for sheet in &mut sheets {
            assert!(sheet.merged.is_empty(), "rows that stand alone");
            chance.shuffle(&mut sheet.rows);
        }
        chance.shuffle(&mut sheets);
        Self(sheets)
    }
}
