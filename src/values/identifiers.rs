//! Identifiers that come as text and must stay text: KvK numbers and e-mail addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Unreadable;

/// A number of the Dutch Chamber of Commerce.
///
/// Invariant: eight digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KvkNumber(String);

/// A KvK number as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenKvkNumber {
    /// The number.
    pub number: KvkNumber,
    /// Whether its leading zero was lost and restored.
    pub padded: bool,
}

const KVK_FORM: Unreadable = Unreadable::Form("08123456");

impl KvkNumber {
    /// Reads `08123456`, `KvK: 08 12 34 56`, `08.123.456` and `8123456.0`. Seven digits have lost a zero.
    pub fn parse(text: &str) -> Result<WrittenKvkNumber, Unreadable> {
        let text = without_label(text.trim());
        let text = text.strip_suffix(".0").unwrap_or(text);
        let mut digits = String::with_capacity(8);
        for letter in text.chars() {
            match letter {
                '0'..='9' => digits.push(letter),
                '.' | '-' | '\'' | '’' => {}
                blank if blank.is_whitespace() => {}
                _ => return Err(KVK_FORM),
            }
        }
        match digits.len() {
            8 => Ok(WrittenKvkNumber { number: Self(digits), padded: false }),
            7 => Ok(WrittenKvkNumber { number: Self(format!("0{digits}")), padded: true }),
            _ => Err(KVK_FORM),
        }
    }

    /// Its eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Drops `KvK`, `KvK-nr.:` and the like.
fn without_label(text: &str) -> &str {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return text;
    }
    let label = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let known = text[..label].to_lowercase();
    if known.starts_with("kvk") || known.starts_with("k.v.k") { &text[label..] } else { text }
}

impl TryFrom<String> for KvkNumber {
    type Error = Unreadable;

    /// Eight digits and nothing else.
    fn try_from(text: String) -> Result<Self, Unreadable> {
        let whole = text.len() == 8 && text.bytes().all(|letter| letter.is_ascii_digit());
        if whole { Ok(Self(text)) } else { Err(KVK_FORM) }
    }
}

impl From<KvkNumber> for String {
    fn from(number: KvkNumber) -> Self {
        number.0
    }
}

impl fmt::Display for KvkNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// An e-mail address.
///
/// Invariant: in lower case, with one `@` between a name and a domain that has a dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

const EMAIL_FORM: Unreadable = Unreadable::Form("jan@bedrijf.nl");

impl Email {
    /// Reads `jan@x.nl`, `Jan <jan@x.nl>`, `mailto:jan@x.nl` and `jan@x.nl.`.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let mut text = text.trim();
        if let (Some(open), Some(close)) = (text.rfind('<'), text.rfind('>')) {
            text = text.get(open + 1..close).ok_or(EMAIL_FORM)?;
        }
        let lower = text.trim_matches(|mark: char| mark.is_whitespace() || ".,;:'\"<>()".contains(mark)).to_lowercase();
        let address = lower.strip_prefix("mailto:").unwrap_or(&lower).trim();
        if is_address(address) { Ok(Self(address.to_owned())) } else { Err(EMAIL_FORM) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text has the form of an address; whether it exists is another matter.
fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_clean = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"@,;:<>()[]\"\\".contains(letter);
    let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
    text.chars().filter(|letter| *letter == '@').count() == 1
        && name.chars().chain(domain.chars()).all(is_clean)
        && dotted(name)
        && dotted(domain)
        && domain.contains('.')
}

impl TryFrom<String> for Email {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kvk_numbers_are_eight_digits_however_they_are_written() {
        for (text, number, padded) in [
            ("08123456", "08123456", false),
            ("KvK: 08123456", "08123456", false),
            ("kvk-nr. 08 12 34 56", "08123456", false),
            ("08.123.456", "08123456", false),
            ("12345678.0", "12345678", false),
            ("8123456", "08123456", true),
            ("8123456.0", "08123456", true),
        ] {
            let written = KvkNumber::parse(text).unwrap();
            assert_eq!((written.number.as_str(), written.padded), (number, padded), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_kvk_numbers() {
        for text in ["", "123456", "081234560000", "0812345A", "NL812345678B01", "aangevraagd", "BTW 08123456"] {
            assert!(KvkNumber::parse(text).is_err(), "{text}");
        }
        assert!(serde_json::from_str::<KvkNumber>("\"8123456\"").is_err());
    }

    #[test]
    fn addresses_are_taken_out_of_what_stands_around_them() {
        for (text, address) in [
            ("Jan@X.nl", "jan@x.nl"),
            ("Jan Jansen <j@x.nl>", "j@x.nl"),
            ("mailto:j@x.nl", "j@x.nl"),
            ("j@x.nl.", "j@x.nl"),
            (" j.o'hara+nl@mail.x.co.uk ; ", "j.o'hara+nl@mail.x.co.uk"),
            ("sren.yılmaz@x.example", "sren.yılmaz@x.example"),
        ] {
            assert_eq!(Email::parse(text).unwrap().as_str(), address, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "jan", "jan@", "@x.nl", "jan@x", "jan @x.nl", "a@b@x.nl", "j@x.nl; p@x.nl", "j@x..nl", "> <"] {
            assert!(Email::parse(text).is_err(), "{text}");
        }
    }
}
