//! How numbers, amounts, dates and lists are worded, in Dutch and in English. Pure.
//!
//! English serves every language but Dutch: what the register itself says stays in the language in which it was written.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::values::{Language, Money, fold};

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(
    /// As asked for.
    pub Language,
);

const NUMBERS: [(&str, &str); 13] = [
    ("geen", "no"),
    ("één", "one"),
    ("twee", "two"),
    ("drie", "three"),
    ("vier", "four"),
    ("vijf", "five"),
    ("zes", "six"),
    ("zeven", "seven"),
    ("acht", "eight"),
    ("negen", "nine"),
    ("tien", "ten"),
    ("elf", "eleven"),
    ("twaalf", "twelve"),
];

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// What the parts of a country are called: Dutch and English, and the words by which a register may say so already.
const PARTS: [(&[&str], &str, &str); 3] = [
    (&["CN", "NL", "BE", "IT", "ES", "CA", "TR", "ZA", "VN"], "provincie", "province of"),
    (&["DE", "AT", "US", "IN", "BR", "AU", "MX"], "deelstaat", "state of"),
    (&[], "regio", "region of"),
];

/// Words that say what sort of part a region is.
const PART_WORDS: [&str; 10] =
    ["provincie", "province", "provinz", "deelstaat", "bundesland", "staat", "state", "regio", "region", "district"];

/// Those of them that are Dutch, and stay as they are on a Dutch page.
const DUTCH_PART_WORDS: [&str; 5] = ["provincie", "deelstaat", "staat", "regio", "district"];

impl Words {
    /// The Dutch or the English words.
    pub fn say<'a>(self, dutch: &'a str, english: &'a str) -> &'a str {
        match self.0 {
            Language::Nl => dutch,
            Language::En | Language::De => english,
        }
    }

    /// A whole number: in words up to twelve.
    pub fn number(self, number: usize) -> String {
        match NUMBERS.get(number) {
            Some((dutch, english)) => self.say(dutch, english).to_owned(),
            None => self.grouped(&number.to_string()),
        }
    }

    /// An exact number in digits: `1.234,5`.
    pub fn decimal(self, number: Decimal) -> String {
        let text = number.normalize().abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
        let comma = if fraction.is_empty() { "" } else { self.say(",", ".") };
        format!("{sign}{}{comma}{fraction}", self.grouped(whole))
    }

    /// An amount: `€ 234.000`, with cents only where there are some.
    pub fn amount(self, money: Money, currency: &str) -> String {
        let sign = if money.cents() < 0 { "-" } else { "" };
        let whole = self.grouped(&(money.cents().unsigned_abs() / 100).to_string());
        let cents = money.cents().unsigned_abs() % 100;
        let cents = if cents == 0 { String::new() } else { format!("{}{cents:02}", self.say(",", ".")) };
        let symbol = if currency == "EUR" { "€" } else { currency };
        format!("{symbol} {sign}{whole}{cents}")
    }

    /// A day: `9 november 2016`.
    pub fn date(self, date: NaiveDate) -> String {
        let (dutch, english) = MONTHS[date.month0() as usize];
        format!("{} {} {}", date.day(), self.say(dutch, english), date.year())
    }

    /// `a, b en c`.
    pub fn list(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [rest @ .., last] => format!("{} {} {last}", rest.join(", "), self.say("en", "and")),
        }
    }

    /// A region with what it is in its country: `provincie Liaoning`.
    pub fn region(self, region: &str, country: Option<&str>) -> String {
        let mut words: Vec<&str> = region.split_whitespace().collect();
        let says_what = |word: &&str| PART_WORDS.contains(&fold(word).as_str());
        if words.len() > 1 && words.last().is_some_and(says_what) {
            words.pop();
        } else if words.len() > 1 && words.first().is_some_and(says_what) {
            if self.0 == Language::Nl && DUTCH_PART_WORDS.contains(&fold(words[0]).as_str()) {
                return region.to_owned();
            }
            words.remove(0);
            words = words.strip_prefix(&["of"]).unwrap_or(&words).to_vec();
        }
        format!("{} {}", self.part_of(country), words.join(" "))
    }

    fn part_of(self, country: Option<&str>) -> &'static str {
        let of_country = PARTS.iter().find(|(codes, ..)| country.is_some_and(|code| codes.contains(&code)));
        let (_, dutch, english) = of_country.unwrap_or(&PARTS[PARTS.len() - 1]);
        self.say(dutch, english)
    }

    /// Digits with a mark between thousands.
    fn grouped(self, digits: &str) -> String {
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push_str(self.say(".", ","));
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// With a capital at its start.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUTCH: Words = Words(Language::Nl);
    const ENGLISH: Words = Words(Language::En);

    #[test]
    fn numbers_are_words_up_to_twelve() {
        assert_eq!((DUTCH.number(4), ENGLISH.number(4)), ("vier".to_owned(), "four".to_owned()));
        assert_eq!((DUTCH.number(12), DUTCH.number(13)), ("twaalf".to_owned(), "13".to_owned()));
        assert_eq!((DUTCH.number(1234), ENGLISH.number(1234)), ("1.234".to_owned(), "1,234".to_owned()));
    }

    #[test]
    fn amounts_and_dates_read_as_the_annual_report_prints_them() {
        assert_eq!(DUTCH.amount(Money::from_cents(23_400_000), "EUR"), "€ 234.000");
        assert_eq!(DUTCH.amount(Money::from_cents(-19_850_005), "EUR"), "€ -198.500,05");
        assert_eq!(ENGLISH.amount(Money::from_cents(100_000_000), "CNY"), "CNY 1,000,000");
        let date = NaiveDate::from_ymd_opt(2016, 11, 9).unwrap();
        assert_eq!(
            (DUTCH.date(date), ENGLISH.date(date)),
            ("9 november 2016".to_owned(), "9 November 2016".to_owned())
        );
        assert_eq!(DUTCH.decimal("1234.50".parse().unwrap()), "1.234,5");
    }

    #[test]
    fn regions_are_named_for_what_they_are_in_their_country() {
        for (written, country, dutch, english) in [
            ("Liaoning", "CN", "provincie Liaoning", "province of Liaoning"),
            ("provincie Liaoning", "CN", "provincie Liaoning", "province of Liaoning"),
            ("Province of Liaoning", "CN", "provincie Liaoning", "province of Liaoning"),
            ("Liaoning Province", "CN", "provincie Liaoning", "province of Liaoning"),
            ("Nedersaksen", "DE", "deelstaat Nedersaksen", "state of Nedersaksen"),
            ("district Songpa", "KR", "district Songpa", "region of Songpa"),
            ("Kurzeme", "LV", "regio Kurzeme", "region of Kurzeme"),
        ] {
            assert_eq!(DUTCH.region(written, Some(country)), dutch);
            assert_eq!(ENGLISH.region(written, Some(country)), english);
        }
    }

    #[test]
    fn lists_end_in_and() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(DUTCH.list(&items), "a, b en c");
        assert_eq!(ENGLISH.list(&items[..1]), "a");
    }
}
