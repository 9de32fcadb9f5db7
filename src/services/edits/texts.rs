//! Texts and other plain values of a form, read as imports read cells of their sort.
//!
//! Invariant: a text without letters is no value, so sending `""` clears a field; what neither engine can keep, such as
//! a NUL, is refused.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{self, NotSet, Set};

use super::form::Form;
use super::problem::Problem;
use super::said::Said;
use crate::values::{Money, Quantity, composed, fold};

/// Characters of a line: what names and titles need, and indexes of both engines can hold.
pub(super) const LONGEST_LINE: usize = 500;

/// Bytes of a folded line, and the characters that surely fit: PostgreSQL indexes no more.
const LONGEST_KEY: (usize, usize) = (2_000, 200);

/// Characters of a text of several lines.
pub(super) const LONGEST_PROSE: usize = 20_000;

/// Budget years that are believed.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl Form<'_> {
    /// A text on one line.
    pub fn line(&mut self, field: &str, said: Said<String>) -> Said<String> {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = self.text(field, said, LONGEST_LINE, line);
        self.read(field, said, |text| {
            let (bytes, letters) = LONGEST_KEY;
            if fold(&text).len() > bytes { Err(Problem::TooLong(letters)) } else { Ok(text) }
        })
    }

    /// A text that may have several lines.
    pub fn prose(&mut self, field: &str, said: Said<String>) -> Said<String> {
        self.text(field, said, LONGEST_PROSE, |text| text.replace("\r\n", "\n").trim().to_owned())
    }

    fn text(
        &mut self,
        field: &str,
        said: Said<String>,
        most: usize,
        tidy: impl FnOnce(&str) -> String,
    ) -> Said<String> {
        let said = self.read(field, said, |text| {
            let text = tidy(composed(&text).as_deref().unwrap_or(&text));
            if text.chars().count() > most {
                Err(Problem::TooLong(most))
            } else if text.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t') {
                Err(Problem::expected("verwacht tekst zonder stuurtekens", "expected text without control characters"))
            } else {
                Ok(text)
            }
        });
        match said {
            Said::Value(text) if text.is_empty() => Said::Clear,
            said => said,
        }
    }

    /// A line that is matched by its folded form, which therefore needs a letter or a digit.
    pub fn name(&mut self, field: &str, said: Said<String>) -> Said<String> {
        let line = self.line(field, said);
        self.read(field, line, |text| {
            let named = || Problem::expected("verwacht een letter of cijfer", "expected a letter or a digit");
            if fold(&text).is_empty() { Err(named()) } else { Ok(text) }
        })
    }

    /// A list of names, each once.
    pub fn names(&mut self, field: &str, said: Said<Vec<String>>) -> Said<Vec<String>> {
        let Some(entries) = self.entries(field, said) else { return Said::Nothing };
        let mut names: Vec<String> = Vec::new();
        for (index, entry) in entries.into_iter().enumerate() {
            let name = self.inside(field, |form| form.name(&index.to_string(), Said::Value(entry)));
            if let Said::Value(name) = name
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        Said::Value(names)
    }

    /// An amount in whole cents.
    pub fn money(&mut self, field: &str, said: Said<Decimal>) -> Said<Money> {
        self.read(field, said, |amount| {
            let exact =
                || Problem::expected("verwacht hele centen, zoals 12.50", "expected whole cents, such as 12.50");
            Money::from_decimal(amount).ok_or_else(exact)
        })
    }

    /// A number of at most four decimals.
    pub fn quantity(&mut self, field: &str, said: Said<Decimal>) -> Said<Quantity> {
        self.read(field, said, |number| {
            let exact = || {
                Problem::expected(
                    "verwacht hoogstens vier decimalen, zoals 2.5",
                    "expected at most four decimals, such as 2.5",
                )
            };
            Quantity::from_decimal(number).ok_or_else(exact)
        })
    }

    /// A currency by its code.
    pub fn currency(&mut self, field: &str, said: Said<String>) -> Said<String> {
        let line = self.line(field, said);
        self.read(field, line, |text| {
            let code = text.to_uppercase();
            let known = code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
            if known { Ok(code) } else { Err(Problem::like("EUR")) }
        })
    }

    /// A budget year.
    pub fn year(&mut self, field: &str, said: Said<i32>) -> Said<i32> {
        self.read(field, said, |year| if YEARS.contains(&year) { Ok(year) } else { Err(Problem::like("2016")) })
    }

    /// A day in a year that is believed.
    pub fn day(&mut self, field: &str, said: Said<NaiveDate>) -> Said<NaiveDate> {
        self.read(
            field,
            said,
            |day| {
                if YEARS.contains(&day.year()) { Ok(day) } else { Err(Problem::like("2016-11-09")) }
            },
        )
    }

    /// A count that is not negative.
    pub fn count(&mut self, field: &str, said: Said<i32>) -> Said<i32> {
        self.read(field, said, |count| if count < 0 { Err(Problem::like("52")) } else { Ok(count) })
    }

    /// The code of a country that is given by its code, or by its name in Dutch, English or German.
    pub fn country(&mut self, field: &str, said: Said<String>) -> Said<String> {
        let line = self.line(field, said);
        let countries = self.words.countries;
        self.read(field, line, |text| match countries.named(&text) {
            Some(country) => Ok(country.code.clone()),
            None => Err(match countries.nearest(&text) {
                Some(meant) => Problem::expected(
                    format!("verwacht een land of landcode; bedoelt u {meant}"),
                    format!("expected a country or its code; did you mean {meant}"),
                ),
                None => Problem::like("DE, Duitsland"),
            }),
        })
    }

    /// Says that a span ends before it starts.
    pub fn check_span(&mut self, field: &str, start: Option<&NaiveDate>, end: Option<&NaiveDate>) {
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            self.refuse(
                field,
                Problem::expected(format!("verwacht {start} of later"), format!("expected {start} or later")),
            );
        }
    }
}

/// Reads a text by the rule of its type.
pub(super) fn by<T, E: Display>(
    parse: impl FnOnce(&str) -> Result<T, E>,
    example: &'static str,
) -> impl FnOnce(String) -> Result<T, Problem> {
    move |text| parse(&text).map_err(|_| Problem::like(example))
}

/// The form of a text that keys hold: as imports match on it.
pub(super) fn key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() { text.to_owned() } else { folded }
}

/// The key that goes with a text that is set.
pub(super) fn keyed(text: &ActiveValue<String>) -> ActiveValue<String> {
    match text {
        Set(text) => Set(key(text)),
        _ => NotSet,
    }
}

/// As [`keyed`], of a text that may be empty.
pub(super) fn keyed_if_any(text: &ActiveValue<Option<String>>) -> ActiveValue<Option<String>> {
    match text {
        Set(text) => Set(text.as_deref().map(key)),
        _ => NotSet,
    }
}
