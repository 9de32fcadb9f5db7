//! Texts that were read in the wrong letters on their way: `BraziliÃ«`, `Agro &amp; Food`.
//!
//! Invariant: only what cannot be meant is repaired, and a text that comes out wrong is left as it was.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Signs that spreadsheets took over from web pages.
const ENTITIES: [(&str, &str); 7] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " ")];
/// Line breaks that spreadsheets write out.
const RETURN: &str = "_x000D_";

/// The text that was meant, where another was kept; letters with accents in one piece are no repair.
pub fn repaired(text: &str) -> Option<String> {
    let mut repaired = None;
    if text.contains(['Ã', 'Â', 'â', 'Å', 'Ä']) {
        repaired = in_the_right_letters(text);
    }
    if text.contains('&') && ENTITIES.iter().any(|(entity, _)| text.contains(entity)) {
        let whole = repaired.take().unwrap_or_else(|| text.to_owned());
        // `&amp;` goes last, so that what it hid is not taken for a sign too.
        repaired = Some(ENTITIES.iter().rev().fold(whole, |text, (entity, sign)| text.replace(entity, sign)));
    }
    if text.contains(RETURN) {
        repaired = Some(repaired.as_deref().unwrap_or(text).replace(RETURN, ""));
    }
    repaired.filter(|repaired| repaired != text)
}

/// Letters and accents in one piece.
pub fn composed(text: &str) -> Option<String> {
    (!text.is_ascii() && !is_nfc(text)).then(|| text.nfc().collect())
}

/// A text of UTF-8 that was read as the letters of Windows, read as UTF-8 after all.
fn in_the_right_letters(text: &str) -> Option<String> {
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let meant = std::str::from_utf8(&bytes).ok()?;
    (meant.chars().count() < text.chars().count()).then(|| meant.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_the_wrong_letters_are_put_right() {
        for (text, meant) in [
            ("BraziliÃ«", "Brazilië"),
            ("CafÃ© MÃ¼ller", "Café Müller"),
            ("â‚¬ 500", "€ 500"),
            ("Agro &amp; Food", "Agro & Food"),
            ("eerste_x000D_\ntweede", "eerste\ntweede"),
        ] {
            assert_eq!(repaired(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["Brazilië", "Ålesund", "São Paulo", "Âge", "Agro & Food", "R&D", "Ärger"] {
            assert_eq!(repaired(text), None, "{text}");
        }
        assert_eq!(composed("Cafe\u{301}").as_deref(), Some("Café"));
        assert_eq!(composed("Café"), None);
    }
}
