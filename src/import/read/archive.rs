//! Zipped workbooks: which of the formats a zip is, and whether it is safe to open.
//!
//! The readers trust what a workbook says of itself; this asks the bytes. A shared-string table that claims more strings
//! than it has bytes would make the reader reserve memory until the process dies.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::failure::{FailureCode, ReadFailure};
use super::limits::Limits;
use super::{Workbook, ods, xlsb, xlsx};
use crate::values::ImportFormat;

/// A zip in memory.
type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads a zipped workbook.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadFailure> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FailureCode::Damaged)?;
    let format = format(&mut archive)?;
    check(&mut archive, limits)?;
    match format {
        ImportFormat::Ods => ods::read(bytes, limits),
        ImportFormat::Xlsb => xlsb::read(bytes, limits),
        format => xlsx::read(bytes, format, limits),
    }
}

/// Which format the parts of the zip make it.
fn format(archive: &mut Archive<'_>) -> Result<ImportFormat, ReadFailure> {
    let names: Vec<_> = archive.file_names().flatten().collect();
    let has = |name: &str| names.iter().any(|part| part.eq_ignore_ascii_case(name));
    if has("xl/workbook.bin") {
        return Ok(ImportFormat::Xlsb);
    }
    if has("xl/vbaProject.bin") {
        return Ok(ImportFormat::Xlsm);
    }
    if names.iter().any(|part| part.starts_with("xl/")) || has("[Content_Types].xml") && !has("word/document.xml") {
        return Ok(ImportFormat::Xlsx);
    }
    if has("content.xml") { Ok(ImportFormat::Ods) } else { Err(FailureCode::NoSpreadsheet.into()) }
}

/// Refuses a zip whose parts are too many or too large, or whose shared strings lie about their number.
fn check(archive: &mut Archive<'_>, limits: &Limits) -> Result<(), ReadFailure> {
    if archive.len() > limits.parts {
        return Err(ReadFailure::too_large(limits.parts, "parts"));
    }
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else { continue };
        if part.size() > limits.part {
            return Err(part_too_large(limits));
        }
        if part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml")) {
            check_strings(&mut part, limits)?;
        }
    }
    Ok(())
}

/// The shortest element of a string: `<si/>`.
const SHORTEST_STRING: u64 = 5;

/// Compares what a table of shared strings claims with what it holds.
fn check_strings(part: &mut impl Read, limits: &Limits) -> Result<(), ReadFailure> {
    let mut start = Vec::new();
    part.by_ref().take(4096).read_to_end(&mut start).map_err(|_| FailureCode::Damaged)?;
    let rest = std::io::copy(&mut part.take(limits.part), &mut std::io::sink()).map_err(|_| FailureCode::Damaged)?;
    if rest >= limits.part {
        return Err(part_too_large(limits));
    }
    let size = rest + u64::try_from(start.len()).unwrap_or(u64::MAX);
    match claimed(&String::from_utf8_lossy(&start)) {
        Some(strings) if strings > size / SHORTEST_STRING => Err(FailureCode::Damaged.into()),
        _ => Ok(()),
    }
}

/// The `uniqueCount` that a table of shared strings gives itself.
fn claimed(start: &str) -> Option<u64> {
    let (_, rest) = start.split_once("uniqueCount")?;
    let digits: String = rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    // A number that does not fit is a lie as well.
    Some(digits.parse().unwrap_or(u64::MAX)).filter(|_| !digits.is_empty())
}

fn part_too_large(limits: &Limits) -> ReadFailure {
    ReadFailure::too_large(usize::try_from(limits.part).unwrap_or(usize::MAX), "bytes")
}

/// How formulas begin in the XML of a sheet.
pub(super) const FORMULA: &[&[u8]] = &[b"<f>", b"<f ", b"<f/", b":f>", b":f "];
/// How merged regions begin there.
pub(super) const MERGED: &[&[u8]] = &[b"mergeCell "];

/// Whether any of some beginnings occurs in the XML of any sheet: far quicker to tell than to read the sheets again.
pub(super) fn mentions(bytes: &[u8], beginnings: &[&[u8]]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    (0..archive.len()).any(|index| {
        let Ok(mut part) = archive.by_index(index) else { return false };
        part.name().is_ok_and(|name| name.contains("worksheets/")) && occurs(&mut part, beginnings)
    })
}

/// Reads in pieces, each with the end of the one before it.
fn occurs(part: &mut impl Read, beginnings: &[&[u8]]) -> bool {
    let longest = beginnings.iter().map(|beginning| beginning.len()).max().unwrap_or(1);
    let mut piece = vec![0; 1 << 16];
    let mut kept = 0;
    while let Ok(read @ 1..) = part.read(&mut piece[kept..]) {
        let end = kept + read;
        if beginnings.iter().any(|beginning| piece[..end].windows(beginning.len()).any(|window| window == *beginning)) {
            return true;
        }
        kept = end.min(longest - 1);
        piece.copy_within(end - kept..end, 0);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_strings_that_lies_about_its_number_is_refused() {
        let check = |text: &str| check_strings(&mut text.as_bytes(), &super::super::WITHIN_REASON);
        assert_eq!(check("<sst uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>"), Ok(()));
        assert_eq!(check("<sst uniqueCount=\"99999999999\"/>"), Err(FailureCode::Damaged.into()));
        assert_eq!(check("<sst uniqueCount='99999999999999999999999999'/>"), Err(FailureCode::Damaged.into()));
    }

    #[test]
    fn a_beginning_is_found_across_pieces() {
        let long = [&vec![b' '; (1 << 16) - 4][..], b"<mergeCell ref"].concat();
        assert!(occurs(&mut &long[..], MERGED));
        assert!(!occurs(&mut &b"<mergeCells count='0'/>"[..], MERGED));
    }
}
