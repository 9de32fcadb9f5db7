//! What sort of file some bytes are, by their first bytes.

use super::failure::{FailureCode, ReadFailure};

/// The sorts that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: xlsx, xlsm, xlsb or ods.
    Archive,
    /// A compound file: xls, or an encrypted workbook.
    Ole,
    /// Text.
    Text,
}

/// How each sort begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// An empty zip, or the end of one.
const EMPTY_ARCHIVE: &[&[u8]] = &[b"PK\x05\x06", b"PK\x07\x08"];
/// The first record of workbooks of Excel 2, 3, 4 and 5 without an envelope.
const OLD_EXCEL: &[&[u8]] =
    &[b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00"];
/// Beginnings of files that would pass for text.
const NO_TEXT: &[&[u8]] = &[b"%PDF", b"{\\rtf"];

impl Kind {
    /// Looks at the bytes, never at a name.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, ReadFailure> {
        if bytes.starts_with(ARCHIVE) {
            return Ok(Self::Archive);
        }
        if bytes.starts_with(OLE) {
            return Ok(Self::Ole);
        }
        let begins = |with: &&[u8]| bytes.starts_with(with);
        if EMPTY_ARCHIVE.iter().any(begins) {
            return Err(FailureCode::Damaged.into());
        }
        if OLD_EXCEL.iter().any(begins) {
            return Err(FailureCode::OldExcel.into());
        }
        if is_lock(bytes) {
            return Err(FailureCode::LockFile.into());
        }
        Self::of_text(bytes)
    }

    fn of_text(bytes: &[u8]) -> Result<Self, ReadFailure> {
        let start = start_of_text(bytes);
        let begins = |with: &str| start.starts_with(with);
        if start.is_empty() && bytes.len() < 4096 {
            return Err(FailureCode::Empty.into());
        }
        if begins("<!doctype html") || begins("<html") || begins("<table") || begins("<head") || begins("<body") {
            return Err(FailureCode::WebPage.into());
        }
        if begins("<?xml") || begins("<workbook") || begins("<office:document") {
            return Err(of_xml(&start).into());
        }
        if NO_TEXT.iter().any(|magic| bytes.starts_with(magic)) || is_binary(bytes) {
            return Err(FailureCode::NoSpreadsheet.into());
        }
        Ok(Self::Text)
    }
}

/// Which XML it is, that is none of a zipped workbook.
fn of_xml(start: &str) -> FailureCode {
    let known = [
        ("<html", FailureCode::WebPage),
        ("progid=\"excel.sheet\"", FailureCode::SpreadsheetMl),
        ("office:spreadsheet", FailureCode::SpreadsheetMl),
        ("opendocument.spreadsheet", FailureCode::FlatOds),
    ];
    known.iter().find(|(words, _)| start.contains(words)).map_or(FailureCode::Xml, |(_, code)| *code)
}

/// Whether it is the note of a spreadsheet program of who has a workbook open: of Excel, a name of a certain length,
/// blanks, and the name again; of LibreOffice, one line that ends with the place of its settings.
fn is_lock(bytes: &[u8]) -> bool {
    let length = bytes.first().map_or(0, |length| usize::from(*length));
    let of_excel = bytes.len() == 165
        && (1..=54).contains(&length)
        && bytes[length + 1..55].iter().all(|byte| *byte == b' ')
        && usize::from(bytes[55]) == length;
    let of_office = bytes.starts_with(b",") && bytes.len() < 1000 && bytes.trim_ascii_end().ends_with(b";") && {
        let text = String::from_utf8_lossy(bytes);
        text.trim_end().lines().count() == 1 && text.contains(",file:///")
    };
    of_excel || of_office
}

/// The first words in lower case, without byte-order mark, null bytes of UTF-16 and blanks.
fn start_of_text(bytes: &[u8]) -> String {
    let letters = bytes.iter().take(4096).filter(|byte| byte.is_ascii() && **byte != 0);
    let text: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let marked = bytes.starts_with(b"\xEF\xBB\xBF") || bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let text = text.trim_start().to_owned();
    // Other letters than ASCII are content too: only a file of blanks is empty.
    let rest = if marked { 3 } else { 0 };
    if text.is_empty() && bytes.len() > rest && bytes.iter().any(|byte| !byte.is_ascii()) && !marked {
        return "?".to_owned();
    }
    text
}

/// Whether there are control characters that no text has, UTF-16 aside.
fn is_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || looks_like_utf16(bytes) {
        return false;
    }
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=25 | 28..=31);
    bytes.iter().take(4096).any(is_control)
}

/// Whether every other byte is null, as in Western text in UTF-16 without a byte-order mark.
pub(super) fn looks_like_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let nulls = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let half = start.len() / 2;
    half > 8 && (nulls(0) * 10 > half * 9) != (nulls(1) * 10 > half * 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<FailureCode> {
        Kind::of(bytes).err().map(|failure| failure.code)
    }

    #[test]
    fn what_is_no_register_is_named() {
        assert_eq!(code(b"  \r\n <!DOCTYPE HTML><html><table>"), Some(FailureCode::WebPage));
        assert_eq!(code(b"<?xml version=\"1.0\"?><html xmlns:x=\"urn:schemas\">"), Some(FailureCode::WebPage));
        assert_eq!(
            code(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"),
            Some(FailureCode::SpreadsheetMl)
        );
        let flat = b"<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">";
        assert_eq!(code(flat), Some(FailureCode::FlatOds));
        assert_eq!(code(b"<?xml version=\"1.0\"?><rss/>"), Some(FailureCode::Xml));
        assert_eq!(code(b"\x09\x04\x06\x00\x00\x00\x10\x00"), Some(FailureCode::OldExcel));
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some(FailureCode::NoSpreadsheet));
        assert_eq!(code(b"%PDF-1.7\n"), Some(FailureCode::NoSpreadsheet));
        assert_eq!(code(b""), Some(FailureCode::Empty));
        assert_eq!(code(b"\xEF\xBB\xBF\r\n"), Some(FailureCode::Empty));
    }

    #[test]
    fn the_mark_of_an_open_workbook_is_not_the_workbook() {
        let mut excel = vec![b' '; 55];
        excel[0] = 6;
        excel[1..7].copy_from_slice(b"Iemand");
        excel.extend([6, 0]);
        excel.extend("Iemand".encode_utf16().flat_map(u16::to_le_bytes));
        excel.resize(165, b' ');
        assert_eq!(code(&excel), Some(FailureCode::LockFile));
        let office = b",iemand,kantoor,24.11.2016 09:00,file:///home/iemand/.config/libreoffice/4;";
        assert_eq!(code(office), Some(FailureCode::LockFile));
        assert_eq!(code(b",a,b;\n,c,file:///x;\n"), None);
    }

    #[test]
    fn text_is_text_in_any_encoding() {
        for text in
            [&b"Missie;Land\n"[..], b"\xFF\xFEM\0i\0", b"M\0i\0s\0s\0i\0e\0;\0L\0a\0n\0d\0\n\0", b"Th\xE8me;Land"]
        {
            assert_eq!(Kind::of(text), Ok(Kind::Text));
        }
    }
}
