//! Text with separators (csv), in the encodings and dialects that Dutch offices export.
//!
//! Values stay text: what `1.250` means is for the column to say. One record is one row, as a spreadsheet shows it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Visibility;
use super::failure::{FailureCode, ReadFailure};
use super::grid::{self, Grid};
use super::kind::looks_like_utf16;
use crate::values::ImportFormat;

/// The separators that are known.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Records that are looked at to tell the separator.
const SAMPLE: usize = 200;

/// Reads a csv as one sheet named `csv`.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<ImportFormat, ReadFailure> {
    let text = decode(bytes);
    let text = with_line_feeds(&text);
    let (separator, body) = separator(&text);
    grid.begin("csv", Visibility::Visible)?;
    // A line that only names the separator is the first row of the file all the same.
    let skipped = usize::from(body.len() < text.len());
    for (index, record) in rows(body, separator).enumerate() {
        let record = record.map_err(|_| FailureCode::Damaged)?;
        for (column, field) in record.iter().enumerate() {
            if let Some(cell) = grid::text(field) {
                grid.put((place(index + skipped), place(column)), cell)?;
            }
        }
    }
    grid.end(Vec::new())?;
    Ok(ImportFormat::Csv)
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The text in the encoding that its byte-order mark names or its letters suggest.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if looks_like_utf16(bytes) {
        let encoding = if bytes[0] == 0 { UTF_16BE } else { UTF_16LE };
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"nl"), Utf8Detection::Deny);
    debug_assert_ne!(encoding, UTF_8, "bytes that are UTF-8 were decoded above");
    encoding.decode_without_bom_handling(bytes).0
}

/// The text with every line ended alike, old Macintoshes' carriage returns included.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The separator, and the text after a first line of Excel's that names it: `sep=;`.
fn separator(text: &str) -> (u8, &str) {
    if let Some(named) = text.strip_prefix("sep=") {
        let (first, rest) = named.split_once('\n').unwrap_or((named, ""));
        if let [separator] = first.as_bytes() {
            return (*separator, rest);
        }
    }
    let scored = SEPARATORS.map(|separator| (score(text, separator), separator));
    let best = scored.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    (best.map_or(b';', |(_, separator)| separator), text)
}

/// How well a separator parts the text: most where many records have the same, large number of fields.
#[expect(clippy::cast_precision_loss, reason = "a sample is small")]
fn score(text: &str, separator: u8) -> f64 {
    let widths: Vec<usize> = records(text, separator).take(SAMPLE).flatten().map(|record| record.len()).collect();
    let share = |width: usize| widths.iter().filter(|other| **other == width).count() as f64 / widths.len() as f64;
    let scores = widths.iter().filter(|width| **width > 1).map(|width| share(*width) * (1.0 - 1.0 / *width as f64));
    scores.fold(0.0, f64::max)
}

/// The records, each with the fields of its line or lines.
fn records(text: &str, separator: u8) -> impl Iterator<Item = Result<csv::StringRecord, csv::Error>> {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true);
    builder.from_reader(text.as_bytes()).into_records()
}

/// The records with an empty one for each blank line: a spreadsheet shows those as rows too.
fn rows(text: &str, separator: u8) -> impl Iterator<Item = Result<csv::StringRecord, csv::Error>> {
    records(text, separator).flat_map(move |record| {
        // The reader skips blank lines, and says where it began to.
        let start = record.as_ref().ok().and_then(|record| usize::try_from(record.position()?.byte()).ok());
        let blank = start.map_or(0, |start| text.as_bytes()[start..].iter().take_while(|byte| **byte == b'\n').count());
        (0..blank).map(|_| Ok(csv::StringRecord::new())).chain([record])
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, read};

    fn sheet(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let workbook = read(bytes).unwrap();
        let text =
            |cell: &Cell| if let Cell::Text(text) = cell { text.to_string() } else { panic!("a csv has text only") };
        let rows = workbook.sheets[0].rows.iter();
        rows.map(|row| (row.number, row.cells.iter().map(|(_, cell)| text(cell)).collect())).collect()
    }

    #[test]
    fn the_separator_is_found_beside_decimal_commas() {
        let rows = sheet(b"Missie;Land;Kosten\nChina;China;995,95\nTurkije;Turkije;0,00\n");
        assert_eq!(rows[1], (2, vec!["China".into(), "China".into(), "995,95".into()]));
        assert_eq!(sheet(b"a\tb, c\n1\t2\n")[0].1, ["a", "b, c"]);
        assert_eq!(sheet(b"sep=|\na|b;c\n")[0], (2, vec!["a".into(), "b;c".into()]));
    }

    #[test]
    fn every_encoding_reads_alike() {
        let utf16: Vec<u8> =
            "Th\u{e8}me;Land\r\nEnergie;T\u{fc}rkiye\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&b"\xFF\xFE"[..], &utf16].concat();
        let encodings: [&[u8]; 5] = [
            "Th\u{e8}me;Land\nEnergie;T\u{fc}rkiye\n".as_bytes(),
            "\u{feff}Th\u{e8}me;Land\nEnergie;T\u{fc}rkiye\n".as_bytes(),
            b"Th\xE8me;Land\nEnergie;T\xFCrkiye\n",
            &utf16,
            &marked,
        ];
        for bytes in encodings {
            assert_eq!(sheet(bytes)[0].1, ["Th\u{e8}me", "Land"]);
            assert_eq!(sheet(bytes)[1].1, ["Energie", "T\u{fc}rkiye"]);
        }
    }

    #[test]
    fn blank_lines_count_and_lines_within_a_field_do_not() {
        let rows = sheet(b"Titel;x\r\n\r\n;;\r\n\"twee\r\nregels\";b\r\nlaatste;c\r\n");
        assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 4, 5]);
        assert_eq!(sheet(b"\n\na;b\rc;d\n").len(), 1 + 1);
        assert_eq!(sheet(b"a;b\rc;d\r").len(), 2);
    }
}
