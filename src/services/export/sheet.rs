//! A sheet of an export, and how sheets are written: as a workbook, or each as a file of its own.

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::services::report::words::Words;
use crate::values::{Language, Money};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, also codes that look like numbers.
    Text(String),
    /// A whole number.
    Number(i64),
    /// An amount in euros.
    Euros(Money),
    /// A day.
    Date(NaiveDate),
}

/// A sheet: a header row and rows below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name, which is a file name too.
    pub name: &'static str,
    /// Its headers.
    pub headers: &'static [&'static str],
    /// Its rows, each as long as the header row.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// As text separated by semicolons, as Dutch spreadsheet programs read it: UTF-8 with a mark at its start.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.headers)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::written))?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }

    fn write(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?.set_freeze_panes(1, 0)?;
        for (column, header) in (0..).zip(self.headers) {
            sheet.write_string_with_format(0, column, *header, &formats.header)?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                cell.write(sheet, (row, column), formats)?;
            }
        }
        sheet.autofit();
        Ok(())
    }
}

/// The sheets as the bytes of an xlsx file.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats {
        header: Format::new().set_bold(),
        euros: Format::new().set_num_format("€ #,##0.00"),
        date: Format::new().set_num_format("dd-mm-yyyy"),
    };
    let mut workbook = Workbook::new();
    for sheet in sheets {
        sheet.write(workbook.add_worksheet(), &formats)?;
    }
    if sheets.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer()
}

struct Formats {
    header: Format,
    euros: Format,
    date: Format,
}

impl Cell {
    /// Text that may be absent.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// Yes or no, which may not be said.
    pub fn yes_no(said: Option<bool>) -> Self {
        Self::text(said.map(|yes| if yes { "ja" } else { "nee" }))
    }

    /// An amount in any currency.
    pub fn amount(money: Money, currency: &str) -> Self {
        if currency == "EUR" {
            return Self::Euros(money);
        }
        Self::Text(Words(Language::Nl).amount(money, currency))
    }

    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Euros(money) => Words(Language::Nl).amount(*money, "EUR"),
            Self::Date(date) => date.format("%d-%m-%Y").to_string(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other number; to 15 digits it is exact")]
    fn write(&self, sheet: &mut Worksheet, at: (u32, u16), formats: &Formats) -> Result<(), XlsxError> {
        let (row, column) = at;
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => sheet.write_string(row, column, text).map(drop),
            Self::Number(number) => sheet.write_number(row, column, *number as f64).map(drop),
            Self::Euros(money) => {
                let euros = money.cents() as f64 / 100.0;
                sheet.write_number_with_format(row, column, euros, &formats.euros).map(drop)
            }
            Self::Date(date) => {
                let parsed = ExcelDateTime::parse_from_str(&date.to_string())?;
                sheet.write_datetime_with_format(row, column, &parsed, &formats.date).map(drop)
            }
        }
    }
}
