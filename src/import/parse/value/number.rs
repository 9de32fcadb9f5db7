//! Cells that are no text: numbers, dates, true and false.
//!
//! A spreadsheet keeps everything that looks like a number as one, so a KvK number has lost its zeros here, a date may be
//! a serial number, and a word such as `1` may mean yes.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::{FieldValue, Reader, Reading};
use crate::import::field::Shape;
use crate::import::issue::IssueCode;
use crate::values::{KvkNumber, LegacyDate, WrittenAmount};

/// From here on a spreadsheet drops the last digits of a number.
const TOO_LONG: f64 = 1e15;

impl Reader<'_> {
    /// A number, with its format where it has one of its own.
    pub(super) fn number(&self, value: f64, format: Option<&str>) -> Reading {
        let shown = shown(value, format);
        match self.field.shape() {
            Shape::Amount => match WrittenAmount::from_float_times(value, self.hints.factor) {
                Ok(money) => {
                    let currency = currency_of(format).or_else(|| self.hints.currency.clone());
                    Reading::of(FieldValue::Amount { money, currency })
                }
                Err(_) => Reading::problem(self.unreadable(&shown)),
            },
            Shape::Date => self.serial(value, &shown),
            Shape::KvkNumber => self.kvk(&shown, format),
            Shape::Phone if shown.len() == 9 && is_plain(&shown) => {
                let phone = format!("0{shown}");
                let issue = self.issue(IssueCode::LeadingZeroRestored, &shown).expected(phone.as_str());
                Reading::of(FieldValue::Text(phone)).with_issue(issue)
            }
            Shape::Text | Shape::Code | Shape::Phone if value.abs() >= TOO_LONG => {
                let issue = self.issue(IssueCode::DigitsLost, &shown);
                self.text(&shown).with_issue(issue)
            }
            _ => self.text(&shown),
        }
    }

    /// A KvK number whose format shows all eight digits has lost nothing.
    fn kvk(&self, shown: &str, format: Option<&str>) -> Reading {
        match KvkNumber::parse(shown) {
            Ok(written) if !written.padded || format.is_some_and(|format| zeros(format) >= 8) => {
                Reading::of(FieldValue::Kvk(written.number))
            }
            _ => self.text(shown),
        }
    }

    /// A number in a column of dates: a year, a date in digits, or the serial number of a day.
    fn serial(&self, value: f64, shown: &str) -> Reading {
        if !(20_000.0..80_000.0).contains(&value) {
            return self.text(shown);
        }
        let days = Decimal::from_f64(value.trunc()).and_then(|days| u64::try_from(days).ok());
        let first = NaiveDate::from_ymd_opt(1899, 12, 30);
        match first.zip(days).and_then(|(first, days)| first.checked_add_days(Days::new(days))) {
            Some(day) => {
                let issue = self.issue(IssueCode::DateFromSerial, shown).expected(day.to_string());
                Reading::of(FieldValue::Date(LegacyDate::day(day))).with_issue(issue)
            }
            None => Reading::problem(self.unreadable(shown)),
        }
    }

    /// A date. In a column of texts a spreadsheet may have made it from something else, so that is told.
    pub(super) fn date(&self, day: NaiveDate) -> Reading {
        let shown = day.to_string();
        match self.field.shape() {
            Shape::Date => Reading::of(FieldValue::Date(LegacyDate::day(day))),
            Shape::Year => Reading::of(FieldValue::Year(chrono::Datelike::year(&day))),
            Shape::Text | Shape::Code | Shape::Themes | Shape::OrganisationName => {
                self.text(&shown).with_issue(self.issue(IssueCode::DateInOtherColumn, &shown))
            }
            _ => Reading::problem(self.unreadable(&shown)),
        }
    }

    /// True and false answer a question, and are words elsewhere.
    pub(super) fn boolean(&self, yes: bool) -> Reading {
        match self.field.shape() {
            Shape::YesNo => Reading::of(FieldValue::YesNo(yes)),
            _ => self.text(if yes { "ja" } else { "nee" }),
        }
    }
}

/// A number as the spreadsheet shows it: fifteen digits, and the zeros that its format asks for.
fn shown(value: f64, format: Option<&str>) -> String {
    let exact = Decimal::from_f64(value).map_or_else(|| value.to_string(), |exact| exact.normalize().to_string());
    let width = format.map_or(0, zeros);
    if is_plain(&exact) { format!("{exact:0>width$}") } else { exact }
}

fn is_plain(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// How many digits a format shows at least, when it is one of zeros alone: `00000000`.
fn zeros(format: &str) -> usize {
    let first = format.split(';').next().unwrap_or_default();
    let is_zeros = first.len() <= 20 && first.bytes().all(|letter| letter == b'0');
    if is_zeros { first.len() } else { 0 }
}

/// The currency that a format shows: `[$€-413] #.##0,00`, `"$"#,##0.00`.
fn currency_of(format: Option<&str>) -> Option<String> {
    let format = format?;
    let known = [
        ("€", "EUR"),
        ("EUR", "EUR"),
        ("USD", "USD"),
        ("£", "GBP"),
        ("GBP", "GBP"),
        ("¥", "JPY"),
        ("\"$\"", "USD"),
        ("[$$", "USD"),
        ("CHF", "CHF"),
    ];
    known.iter().find(|(sign, _)| format.contains(sign)).map(|(_, code)| (*code).to_owned())
}
