//! A workbook as text, and the same workbook as Excel writes it.
//!
//! Invariant: the same text gives the same bytes, on any day and any machine. It knows nothing of what a register
//! means: a test that wants other facts changes the cells of [`Sheet`] before [`Register::to_xlsx`].

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// How many cells a row has at least when it is the header of a table, and no title or label.
const HEADER_CELLS: usize = 3;

/// How many pixels a column is wide at most; longer texts wrap.
const WIDEST_COLUMN: u32 = 480;

/// How many bytes a text has at least for its cell to wrap.
const LONG_TEXT: usize = 60;

/// A workbook: its sheets in order.
#[derive(Clone, Debug)]
pub(crate) struct Register {
    /// Its filename without the ending.
    pub(crate) name: String,
    /// Its sheets, in the order of their tabs.
    pub(crate) sheets: Vec<Sheet>,
}

/// A sheet: its cells from A1, as text.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// The name on its tab.
    pub(crate) name: String,
    /// Its rows; an empty cell is an empty text.
    pub(crate) rows: Vec<Vec<String>>,
}

/// What a cell's text stands for in the workbook.
enum Value<'a> {
    Empty,
    Date(ExcelDateTime),
    Euros(f64),
    Number(f64),
    Text(&'a str),
}

impl Register {
    /// Every register of a folder, by name.
    pub(crate) fn all(folder: &Path) -> Result<Vec<Self>, Box<dyn Error>> {
        sorted(folder)?.iter().filter(|path| path.is_dir()).map(|path| Self::read(path)).collect()
    }

    /// The register of one folder: its files are its sheets, `1 Missies.tsv` first.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let sheets = sorted(folder)?.iter().map(|path| Sheet::read(path)).collect::<Result<_, _>>()?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, sheets })
    }

    /// The name of its file.
    pub(crate) fn filename(&self) -> String {
        format!("{}.xlsx", self.name)
    }

    /// The workbook as Excel would save it.
    pub(crate) fn to_xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let written = ExcelDateTime::from_ymd(2017, 1, 9)?;
        workbook.set_properties(&DocProperties::new().set_author("Provincie").set_creation_datetime(&written));
        for sheet in &self.sheets {
            sheet.write(workbook.add_worksheet().set_name(&sheet.name)?)?;
        }
        workbook.save_to_buffer()
    }
}

impl Sheet {
    fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let (_, name) = stem.split_once(' ').ok_or_else(|| format!("`{stem}`: expected `1 Name.tsv`"))?;
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
        Ok(Self { name: name.to_owned(), rows: fs::read_to_string(path)?.lines().map(cells).collect() })
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let header = self.header();
        for (number, cells) in (0..).zip(&self.rows) {
            for (column, text) in (0..).zip(cells) {
                let format = if header == Some(number) { Format::new().set_bold() } else { Format::new() };
                write_cell(sheet, (number, column), text, &format)?;
            }
        }
        if let Some(header) = header {
            sheet.set_freeze_panes(header + 1, 0)?;
        }
        sheet.set_autofit_max_width(WIDEST_COLUMN).autofit();
        Ok(())
    }

    /// The row of the table's header, if the sheet has a table.
    fn header(&self) -> Option<u32> {
        let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
        let index = self.rows.iter().position(|row| filled(row) >= HEADER_CELLS)?;
        u32::try_from(index).ok()
    }
}

/// What is in a folder, by name.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    paths.sort();
    Ok(paths)
}

fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
    let format = format.clone();
    match read_cell(text) {
        Value::Empty => return Ok(()),
        Value::Date(date) => sheet.write_with_format(row, column, &date, &format.set_num_format("dd-mm-yyyy"))?,
        Value::Euros(euros) => sheet.write_with_format(row, column, euros, &format.set_num_format("€ #,##0.00"))?,
        Value::Number(number) => sheet.write_with_format(row, column, number, &format)?,
        Value::Text(text) if text.len() >= LONG_TEXT => {
            sheet.write_with_format(row, column, text, &format.set_text_wrap())?
        }
        Value::Text(text) => sheet.write_with_format(row, column, text, &format)?,
    };
    Ok(())
}

/// `2016-05-12` is a date, `€ 1250.50` an amount, up to four digits a number; everything else is text.
fn read_cell(text: &str) -> Value<'_> {
    if text.is_empty() {
        return Value::Empty;
    }
    let is_date = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if is_date && let Ok(date) = ExcelDateTime::parse_from_str(text) {
        return Value::Date(date);
    }
    if let Some(euros) = text.strip_prefix("€ ").and_then(|euros| euros.parse().ok()) {
        return Value::Euros(euros);
    }
    let is_number = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if is_number => Value::Number(number),
        _ => Value::Text(text),
    }
}
