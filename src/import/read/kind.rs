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
        if begins("<?xml") || begins("<workbook") {
            let page = start.contains("<html");
            return Err(if page { FailureCode::WebPage } else { FailureCode::Xml }.into());
        }
        if NO_TEXT.iter().any(|magic| bytes.starts_with(magic)) || is_binary(bytes) {
            return Err(FailureCode::NoSpreadsheet.into());
        }
        Ok(Self::Text)
    }
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
        assert_eq!(code(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"), Some(FailureCode::Xml));
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some(FailureCode::NoSpreadsheet));
        assert_eq!(code(b"%PDF-1.7\n"), Some(FailureCode::NoSpreadsheet));
        assert_eq!(code(b""), Some(FailureCode::Empty));
        assert_eq!(code(b"\xEF\xBB\xBF\r\n"), Some(FailureCode::Empty));
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
