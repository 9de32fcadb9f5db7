//! Workbooks that are written cell by cell: values, formats, colours, notes and links.
//!
//! Invariant: text stays text, whatever it begins with, so no cell of ours ever computes anything that somebody typed. A
//! text, name or region that a spreadsheet cannot hold is shortened or left out; it never costs the workbook.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Url, Workbook, Worksheet};

pub use rust_xlsxwriter::XlsxError;

/// Characters of UTF-16 that a cell holds.
const LONGEST_TEXT: usize = 32_767;
/// Characters of UTF-16 that the name of a sheet holds.
const LONGEST_NAME: usize = 31;
/// Cells that merged regions of a sheet cover together; more belong to no register.
const MOST_MERGED: u64 = 1_000_000;
/// The errors that a spreadsheet knows.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
/// Columns are no wider than this, in pixels.
const WIDEST: u32 = 420;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content<'a> {
    /// Nothing, but it may have a colour.
    Blank,
    /// Text.
    Text(&'a str),
    /// A number, with its number format where it has one.
    Number(f64, Option<&'a str>),
    /// A day, or a day and a time.
    Moment(NaiveDateTime),
    /// True or false.
    Bool(bool),
    /// An error of the spreadsheet: `#N/A`.
    Error(&'a str),
}

/// How a cell looks, beside its number format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Its background, as `0xRRGGBB`.
    pub colour: Option<u32>,
    /// Whether its text is bold.
    pub bold: bool,
    /// Whether its text is broken into lines.
    pub wrapped: bool,
}

/// A workbook under construction.
pub struct Book {
    workbook: Workbook,
    names: HashSet<String>,
}

/// One sheet of it.
pub struct Page<'b> {
    sheet: &'b mut Worksheet,
    formats: HashMap<(String, Look), Format>,
    /// The cells of merged regions.
    merged: HashSet<(u32, u32)>,
}

impl Default for Book {
    fn default() -> Self {
        Self { workbook: Workbook::new(), names: HashSet::new() }
    }
}

impl Book {
    /// A name that a sheet can have here: the wanted one where it can be, and no other sheet's.
    pub fn name(&mut self, wanted: &str) -> String {
        let allowed: String =
            wanted.chars().map(|letter| if "[]:*?/\\".contains(letter) { '-' } else { letter }).collect();
        let allowed = allowed.trim_matches('\'');
        let base = if allowed.is_empty() { "Blad" } else { allowed };
        let numbered = (2..).map(|number| {
            let behind = format!(" ({number})");
            format!("{}{behind}", shortened(base, LONGEST_NAME - behind.len()))
        });
        let first = std::iter::once(shortened(base, LONGEST_NAME).to_owned());
        let free = first.chain(numbered).find(|name| !self.names.contains(&name.to_lowercase())).unwrap_or_default();
        self.names.insert(free.to_lowercase());
        free
    }

    /// Adds a sheet of a name that [`Book::name`] gave.
    pub fn page(&mut self, name: &str, hidden: bool) -> Result<Page<'_>, XlsxError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?.set_hidden(hidden);
        Ok(Page { sheet, formats: HashMap::new(), merged: HashSet::new() })
    }

    /// The bytes of the workbook, as an xlsx file.
    pub fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }
}

impl Page<'_> {
    /// Writes a cell at a row and column counted from 0.
    pub fn put(&mut self, (row, column): (u32, u16), content: Content<'_>, look: Look) -> Result<(), XlsxError> {
        let code = match content {
            Content::Number(_, Some(code)) => code,
            Content::Moment(moment) if moment.time() == NaiveTime::MIN => "dd-mm-yyyy",
            Content::Moment(_) => "dd-mm-yyyy hh:mm:ss",
            _ => "",
        };
        let sheet = &mut *self.sheet;
        let format = format(&mut self.formats, code, look);
        match content {
            Content::Blank => sheet.write_blank(row, column, format)?,
            Content::Text(text) => {
                sheet.write_string_with_format(row, column, shortened(text, LONGEST_TEXT), format)?
            }
            Content::Number(number, _) => sheet.write_number_with_format(row, column, number, format)?,
            Content::Bool(yes) => sheet.write_boolean_with_format(row, column, yes, format)?,
            Content::Moment(moment) => match serial(moment) {
                Some(serial) => sheet.write_datetime_with_format(row, column, &serial, format)?,
                None => sheet.write_string_with_format(row, column, moment.date().to_string(), format)?,
            },
            // A spreadsheet has errors as results of formulas only; this one is the error itself.
            Content::Error(error) if ERRORS.contains(&error) => {
                let formula = Formula::new(format!("={error}")).set_result(error);
                sheet.write_formula_with_format(row, column, formula, format)?
            }
            Content::Error(error) => sheet.write_string_with_format(row, column, error, format)?,
        };
        Ok(())
    }

    /// Merges a region, both corners counted from 0. Write its first cell afterwards. One that overlaps another or is
    /// larger than registers have is left as it is.
    pub fn merge(&mut self, region: [u32; 4]) -> Result<(), XlsxError> {
        let [top, left, bottom, right] = region;
        let (Ok(first), Ok(last)) = (u16::try_from(left), u16::try_from(right)) else { return Ok(()) };
        let size = (u64::from(bottom.saturating_sub(top)) + 1) * (u64::from(right.saturating_sub(left)) + 1);
        if bottom < top || right < left || self.merged.len() as u64 + size > MOST_MERGED {
            return Ok(());
        }
        let cells: Vec<_> = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))).collect();
        if cells.iter().any(|cell| self.merged.contains(cell)) {
            return Ok(());
        }
        self.merged.extend(cells);
        self.sheet.merge_range(top, first, bottom, last, "", &Format::new()).map(drop)
    }

    /// Hangs a note on a cell.
    pub fn note(&mut self, (row, column): (u32, u16), text: &str) -> Result<(), XlsxError> {
        let lines: usize = text.lines().map(|line| line.chars().count() / 50 + 1).sum();
        let height = u32::try_from(lines * 18 + 20).unwrap_or(u32::MAX).clamp(60, 480);
        let note = Note::new(shortened(text, LONGEST_TEXT - 100)).add_author_prefix(false).set_author("Missieregister");
        self.sheet.insert_note(row, column, &note.set_width(340).set_height(height)).map(drop)
    }

    /// Writes a text that leads to a cell of another sheet.
    pub fn link(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        (sheet, cell): (&str, &str),
    ) -> Result<(), XlsxError> {
        let target = format!("internal:'{}'!{cell}", sheet.replace('\'', "''"));
        self.sheet.write_url(row, column, Url::new(target).set_text(text)).map(drop)
    }

    /// Sets the widths of columns, in characters, from the first on.
    pub fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }

    /// Makes columns as wide as what stands in them.
    pub fn fit(&mut self) {
        self.sheet.set_autofit_max_width(WIDEST).autofit();
    }

    /// Keeps the first rows in sight, and lets people filter the rows below them.
    pub fn head(&mut self, rows: u32, (last_row, last_column): (u32, u16)) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(rows, 0)?.autofilter(rows.saturating_sub(1), 0, last_row, last_column).map(drop)
    }
}

/// The format of a number format and a look; made once.
fn format<'f>(formats: &'f mut HashMap<(String, Look), Format>, code: &str, look: Look) -> &'f Format {
    formats.entry((code.to_owned(), look)).or_insert_with(|| {
        let mut format = Format::new();
        if !code.is_empty() {
            format = format.set_num_format(code);
        }
        if let Some(colour) = look.colour {
            format = format.set_background_color(colour);
        }
        if look.bold {
            format = format.set_bold();
        }
        if look.wrapped { format.set_text_wrap() } else { format }
    })
}

/// A moment as spreadsheets count it; nothing for one before they begin to.
fn serial(moment: NaiveDateTime) -> Option<ExcelDateTime> {
    let (year, time) = (u16::try_from(moment.year()).ok()?, moment.time());
    let month = u8::try_from(moment.month()).ok()?;
    let date = ExcelDateTime::from_ymd(year, month, u8::try_from(moment.day()).ok()?).ok()?;
    let hour = u16::try_from(time.hour()).ok()?;
    date.and_hms(hour, u8::try_from(time.minute()).ok()?, f64::from(time.second())).ok()
}

/// A text that is no longer than this, as spreadsheets count its letters.
pub fn shortened(text: &str, most: usize) -> &str {
    // Most texts are short: a letter of UTF-8 is no shorter than one of UTF-16.
    if text.len() <= most {
        return text;
    }
    let mut length = 0;
    let end = text.char_indices().find(|(_, letter)| {
        length += letter.len_utf16();
        length > most
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_spreadsheets_allow_and_no_two_the_same() {
        let mut book = Book::default();
        for (wanted, name) in [
            ("China", "China"),
            ("CHINA", "CHINA (2)"),
            ("Reis 1/2: [concept]", "Reis 1-2- -concept-"),
            ("'s-Hertogenbosch", "s-Hertogenbosch"),
            ("", "Blad"),
            ("Handelsmissie naar de Verenigde Staten", "Handelsmissie naar de Verenigde"),
            ("Handelsmissie naar de Verenigde Arabische Emiraten", "Handelsmissie naar de Veren (2)"),
        ] {
            assert_eq!(book.name(wanted), name);
            assert!(rust_xlsxwriter::utility::check_sheet_name(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn texts_are_cut_as_spreadsheets_count() {
        assert_eq!(shortened("één", 2), "éé");
        assert_eq!(shortened("🚢🚢", 3), "🚢");
        assert_eq!(shortened("schip", 5), "schip");
    }

    #[test]
    fn what_a_spreadsheet_cannot_hold_does_not_cost_the_workbook() {
        let mut book = Book::default();
        let name = book.name("Blad1");
        let mut page = book.page(&name, false).unwrap();
        let long = "x".repeat(40_000);
        page.put((0, 0), Content::Text(&long), Look::default()).unwrap();
        page.note((0, 0), &long).unwrap();
        for region in [[0, 0, 1, 1], [1, 1, 2, 2], [5, 0, 4, 0], [0, 5, 1_048_575, 16_383], [9, 9, 9, 70_000]] {
            page.merge(region).unwrap();
        }
        let early = "0042-01-01T00:00:00".parse().unwrap();
        page.put((3, 3), Content::Moment(early), Look::default()).unwrap();
        page.put((4, 3), Content::Error("#DATA!"), Look::default()).unwrap();
        assert!(book.bytes().unwrap().starts_with(b"PK"));
    }
}
