//! Amounts as people write them: `€ 234.000,-`, `1,250.50`, `28,3 mln`, `(1.234)`, `-/- 1.234`.
//!
//! Invariant: every digit counts. An amount that is not exact in cents is refused and not rounded; only numbers that a
//! spreadsheet keeps as floats are rounded, for their noise.

use std::collections::{HashMap, HashSet};

use rust_decimal::prelude::FromPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

use super::{Money, Unreadable, WordListFault, fold, parse_word_list};

/// An amount as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenAmount {
    /// How much.
    pub money: Money,
    /// ISO 4217, where the text names a currency.
    pub currency: Option<String>,
    /// Whether a comma before three digits was read as a mark between thousands.
    pub thousands_assumed: bool,
    /// What stood behind the amount: `p.p.`, `excl. btw`.
    pub remark: Option<String>,
}

/// Words that occur in amounts.
#[derive(Clone, Debug, Default)]
pub struct AmountWords {
    currencies: HashMap<String, String>,
    multipliers: HashMap<String, Decimal>,
    remarks: HashSet<String>,
    zero: HashSet<String>,
    /// What in a header says by what its amounts are multiplied; signs as they are, words folded.
    factors: Vec<(String, Decimal)>,
}

/// The part of `words.toml` that is about amounts.
#[derive(Deserialize)]
struct File {
    currencies: HashMap<String, Vec<String>>,
    multipliers: HashMap<String, Vec<String>>,
    amounts: Lists,
    factors: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Lists {
    zero: Vec<String>,
    remarks: Vec<String>,
}

impl AmountWords {
    /// Reads the tables `currencies`, `multipliers` and `amounts` of `words.toml`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let bad = |message: String| WordListFault { line: None, message };
        let file: File = parse_word_list(text)?;
        let mut words = Self::default();
        for (code, list) in file.currencies {
            words.currencies.extend(list.iter().map(|word| (key(word), code.clone())));
        }
        for (number, list) in file.multipliers {
            let factor: Decimal = number.parse().map_err(|_| bad(format!("`{number}` is no number")))?;
            words.multipliers.extend(list.iter().map(|word| (key(word), factor)));
        }
        for (number, list) in file.factors {
            let factor: Decimal = number.parse().map_err(|_| bad(format!("`{number}` is no number")))?;
            words.factors.extend(list.iter().map(|word| (word.to_lowercase(), factor)));
        }
        words.zero.extend(file.amounts.zero.iter().map(|word| key(word)));
        words.remarks.extend(file.amounts.remarks.iter().map(|word| key(word)));
        Ok(words)
    }
}

impl AmountWords {
    /// Whether a text begins with what may stand behind an amount.
    fn begins_remark(&self, text: &str) -> bool {
        let gaps = text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(gap, _)| gap);
        gaps.chain([text.len()]).any(|end| self.remarks.contains(&key(&text[..end])))
    }

    /// By what the amounts are multiplied that stand below a header or a title: `Bedrag (x € 1.000)`.
    pub fn factor_of(&self, text: &str) -> Option<Decimal> {
        let lower = text.to_lowercase().replace(['×', '*'], "x").replace(['.', ' ', '\u{a0}'], "");
        let folded = format!(" {} ", fold(text));
        let has = |word: &str| {
            let plain = word.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
            if plain { folded.contains(&format!(" {word} ")) } else { lower.contains(word) }
        };
        let found = self.factors.iter().filter(|(word, _)| has(word));
        found.max_by_key(|(word, _)| word.len()).map(|(_, factor)| *factor)
    }

    /// The currency that a header names beside what stands below it; one letter is none.
    pub fn currency_of(&self, header: &str) -> Option<String> {
        let sign = SIGNS.iter().find(|sign| header.contains(**sign)).map(ToString::to_string);
        let folded = fold(header);
        let words = folded.split(' ').filter(|word| word.len() > 2).map(str::to_owned);
        sign.into_iter().chain(words).find_map(|word| self.currencies.get(&word).cloned())
    }
}

/// Signs of currencies.
const SIGNS: [char; 6] = ['€', '$', '£', 'ƒ', '¥', '₺'];

/// Folded, but a sign such as `€` as it is.
fn key(word: &str) -> String {
    let folded = fold(word);
    if folded.is_empty() || word.contains(SIGNS) { word.trim().to_lowercase() } else { folded }
}

const FORM: Unreadable = Unreadable::Form("1.250,50, € 2.400,-, 28,3 mln");

impl WrittenAmount {
    /// Reads an amount in Dutch or English notation.
    pub fn parse(text: &str, words: &AmountWords) -> Result<Self, Unreadable> {
        Self::parse_times(text, words, None)
    }

    /// Reads an amount that its header multiplies, unless it does so itself.
    pub fn parse_times(text: &str, words: &AmountWords, times: Option<Decimal>) -> Result<Self, Unreadable> {
        let text = text.trim();
        if words.zero.contains(&key(text)) {
            return Ok(Self { money: Money::default(), currency: None, thousands_assumed: false, remark: None });
        }
        let parts = Parts::of(text, words).ok_or(FORM)?;
        let number = number(&parts.digits, parts.factor.is_some())?;
        let factor = parts.factor.or(times).unwrap_or(Decimal::ONE);
        let value = number.value.checked_mul(factor).ok_or(FORM)?;
        let signed = if parts.negative { -value } else { value };
        let money = Money::from_decimal(signed).ok_or(Unreadable::TooManyDecimals)?;
        let Number { thousands_assumed, .. } = number;
        Ok(Self { money, currency: parts.currency, thousands_assumed, remark: parts.remark })
    }

    /// What a spreadsheet means by a stored number: fifteen digits count, the rest is noise of the float.
    pub fn from_float(value: f64) -> Result<Money, Unreadable> {
        Self::from_float_times(value, None)
    }

    /// The same, where the header multiplies.
    pub fn from_float_times(value: f64, times: Option<Decimal>) -> Result<Money, Unreadable> {
        let exact = Decimal::from_f64(value).ok_or(FORM)?;
        let exact = exact.checked_mul(times.unwrap_or(Decimal::ONE)).ok_or(FORM)?;
        let cents = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        Money::from_decimal(cents).ok_or(FORM)
    }
}

/// An amount taken apart.
#[derive(Default)]
struct Parts {
    negative: bool,
    digits: String,
    currency: Option<String>,
    factor: Option<Decimal>,
    remark: Option<String>,
}

impl Parts {
    /// `None` when something stands in the text that no amount has.
    fn of(text: &str, words: &AmountWords) -> Option<Self> {
        let mut parts = Self::default();
        let (inner, bracketed) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            Some(inner) => (inner, true),
            None => (text, false),
        };
        let first = inner.find(|letter: char| letter.is_ascii_digit())?;
        let last = inner.rfind(|letter: char| letter.is_ascii_digit())? + 1;
        let core_end = end_of_core(inner, first, last);
        parts.digits = tidy_digits(&inner[first..core_end])?;
        parts.negative = bracketed;
        parts.take_before(&inner[..first], words)?;
        parts.take_after(&inner[core_end..], words)?;
        Some(parts)
    }

    /// Signs and currencies before the digits.
    fn take_before(&mut self, text: &str, words: &AmountWords) -> Option<()> {
        let mut rest = text.trim();
        while !rest.is_empty() {
            if let Some(after) = ["-/-", "-", "−", "–"].iter().find_map(|sign| rest.strip_prefix(sign)) {
                self.negative = !self.negative;
                rest = after.trim_start();
                continue;
            }
            rest = self.take_word(rest, words)?;
        }
        Some(())
    }

    /// Cents left out (`,-`), a sign, a multiplier, a currency or a remark behind the digits.
    fn take_after(&mut self, text: &str, words: &AmountWords) -> Option<()> {
        let mut rest = text;
        if let Some(after) = rest.strip_prefix([',', '.']).filter(|after| after.trim_start().starts_with(DASHES)) {
            rest = after.trim_start().trim_start_matches(DASHES);
        } else if let Some(after) = rest.trim_start().strip_prefix(DASHES) {
            self.negative = !self.negative;
            rest = after;
        }
        rest = rest.trim();
        while !rest.is_empty() {
            let bare = rest.trim_start_matches('(').trim_end_matches(')');
            if words.begins_remark(bare) || rest.starts_with('(') {
                self.remark = Some(bare.trim().to_owned());
                return Some(());
            }
            rest = self.take_word(rest, words)?;
        }
        Some(())
    }

    /// Takes one currency or multiplier off the start.
    fn take_word<'a>(&mut self, text: &'a str, words: &AmountWords) -> Option<&'a str> {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let (word, rest) = if is_known(word, words) { (word, rest) } else { split_sign(text) };
        if let Some(code) = words.currencies.get(&key(word)) {
            self.currency = Some(code.clone());
        } else {
            let factor = words.multipliers.get(&key(word))?;
            self.factor = Some(self.factor.unwrap_or(Decimal::ONE).checked_mul(*factor)?);
        }
        Some(rest.trim_start())
    }
}

/// Dashes that stand for cents or for a minus behind the digits.
const DASHES: [char; 5] = ['-', '–', '—', '=', '−'];

/// Whether a word is a currency or a multiplier.
fn is_known(word: &str, words: &AmountWords) -> bool {
    let key = key(word);
    words.currencies.contains_key(&key) || words.multipliers.contains_key(&key)
}

/// Parts a sign from the word that it is glued to: `€-` and `k€`.
fn split_sign(text: &str) -> (&str, &str) {
    let is_sign = |letter: char| SIGNS.contains(&letter) || DASHES.contains(&letter);
    let mut letters = text.char_indices();
    let starts_with_sign = letters.next().is_some_and(|(_, letter)| is_sign(letter));
    let end = letters.find(|(_, letter)| starts_with_sign || is_sign(*letter) || letter.is_whitespace());
    text.split_at(end.map_or(text.len(), |(end, _)| end))
}

/// Where the digits end: before the first letter or bracket, although more digits may follow in a remark.
fn end_of_core(text: &str, first: usize, last: usize) -> usize {
    let stop = text[first..last]
        .find(|letter: char| letter.is_alphabetic() || letter == '(' || letter == ')' || SIGNS.contains(&letter));
    let end = stop.map_or(last, |stop| first + stop);
    text[..end].rfind(|letter: char| letter.is_ascii_digit()).map_or(end, |digit| digit + 1)
}

/// Digits and marks between them; blanks between groups are dropped, other blanks are refused.
fn tidy_digits(text: &str) -> Option<String> {
    let is_blank = |letter: char| letter.is_whitespace() || letter == '\'' || letter == '’';
    let groups: Vec<&str> = text.split(is_blank).collect();
    let whole = |group: &&str| group.split([',', '.']).next().is_some_and(|digits| digits.len() == 3);
    let clean =
        text.chars().all(|letter| letter.is_ascii_digit() || letter == ',' || letter == '.' || is_blank(letter));
    (clean && groups[1..].iter().all(whole)).then(|| groups.concat())
}

/// A number, and whether its comma was taken for a mark between thousands.
struct Number {
    value: Decimal,
    thousands_assumed: bool,
}

/// Reads digits with marks. The last of two different marks is the decimal one; a single mark before exactly three
/// digits parts thousands, unless a multiplier follows (`1,234 mln`).
fn number(digits: &str, multiplied: bool) -> Result<Number, Unreadable> {
    let is_mark = |letter: char| letter == ',' || letter == '.';
    let marks: Vec<(usize, char)> = digits.char_indices().filter(|(_, letter)| is_mark(*letter)).collect();
    let Some((last, mark)) = marks.last().copied() else { return plain(digits, "", false) };
    let same = marks.iter().filter(|(_, other)| *other == mark).count();
    let decimals = digits.len() - last - 1;
    let (whole, fraction) = (&digits[..last], &digits[last + 1..]);
    if same > 1 {
        return if same == marks.len() { grouped(digits, "", mark, false) } else { Err(FORM) };
    }
    if marks.len() > 1 {
        return grouped(whole, fraction, if mark == ',' { '.' } else { ',' }, false);
    }
    if decimals == 3 && !multiplied {
        return grouped(digits, "", mark, mark == ',');
    }
    if decimals > 3 && !multiplied { Err(FORM) } else { plain(whole, fraction, false) }
}

/// A whole part in groups of three, with its decimals.
fn grouped(whole: &str, fraction: &str, mark: char, assumed: bool) -> Result<Number, Unreadable> {
    let groups: Vec<&str> = whole.split(mark).collect();
    let first_fits = (1..=3).contains(&groups[0].len()) && !groups[0].starts_with('0');
    if !first_fits || groups[1..].iter().any(|group| group.len() != 3) {
        return Err(FORM);
    }
    plain(&groups.concat(), fraction, assumed)
}

fn plain(whole: &str, fraction: &str, thousands_assumed: bool) -> Result<Number, Unreadable> {
    let text = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    let value = text.parse().map_err(|_| FORM)?;
    Ok(Number { value, thousands_assumed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> AmountWords {
        AmountWords::from_toml(include_str!("../../imports/vocabulary/words.toml")).unwrap()
    }

    #[test]
    fn amounts_are_read_the_dutch_way_and_the_english_way_where_it_is_plain() {
        let words = words();
        for (text, amount, currency) in [
            ("€ 234.000,-", "234000.00", "EUR"),
            ("€ 2.400,--", "2400.00", "EUR"),
            ("€2.400,00", "2400.00", "EUR"),
            ("€ 0,-", "0.00", "EUR"),
            ("1.250,50", "1250.50", ""),
            ("1,250.50", "1250.50", ""),
            ("1 250,50", "1250.50", ""),
            ("1234,5", "1234.50", ""),
            ("1234.5", "1234.50", ""),
            ("EUR 1.234,56", "1234.56", "EUR"),
            ("1.234,56 euro", "1234.56", "EUR"),
            ("€234k", "234000.00", "EUR"),
            ("28,3 mln", "28300000.00", ""),
            ("€ 1,234 miljoen", "1234000.00", "EUR"),
            ("k€ 12", "12000.00", "EUR"),
            ("(1.234)", "-1234.00", ""),
            ("1.234-", "-1234.00", ""),
            ("-/- 1.234", "-1234.00", ""),
            ("-€ 234.000,00", "-234000.00", "EUR"),
            ("€ -234.000,-", "-234000.00", "EUR"),
            ("234.000", "234000.00", ""),
            ("1.234.567", "1234567.00", ""),
            ("0,00", "0.00", ""),
            ("750", "750.00", ""),
            ("$ 1,500.00", "1500.00", "USD"),
            ("£500", "500.00", "GBP"),
            ("NLG 12.500", "12500.00", "NLG"),
            ("ƒ 12.500,-", "12500.00", "NLG"),
            ("12.500 gulden", "12500.00", "NLG"),
            ("gratis", "0.00", ""),
            ("nihil", "0.00", ""),
        ] {
            let written = WrittenAmount::parse(text, &words).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!(written.money.to_decimal().to_string(), amount, "{text}");
            assert_eq!(written.currency.as_deref().unwrap_or_default(), currency, "{text}");
        }
    }

    #[test]
    fn a_comma_before_three_digits_is_noticed_and_a_remark_is_kept() {
        let words = words();
        let english = WrittenAmount::parse("€1,250", &words).unwrap();
        assert_eq!((english.money, english.thousands_assumed), (Money::from_cents(125_000), true));
        for (text, remark) in
            [("€ 500 p.p.", "p.p."), ("€ 500,- (excl. btw)", "excl. btw"), ("500 excl. btw", "excl. btw")]
        {
            let written = WrittenAmount::parse(text, &words).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!((written.money, written.remark.as_deref()), (Money::from_cents(50_000), Some(remark)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_and_never_rounded() {
        let words = words();
        for text in
            ["12,50,00", "navragen bij Jan", "abc", "", "€", "1.25.00", "3 x € 500", "12.5000", "0,125", "12 34"]
        {
            assert_eq!(WrittenAmount::parse(text, &words), Err(FORM), "{text}");
        }
        assert_eq!(WrittenAmount::parse("1.250,505", &words), Err(Unreadable::TooManyDecimals));
    }

    #[test]
    fn floats_mean_what_the_spreadsheet_shows() {
        for (float, cents) in [(42_502.249_999_999_99, 4_250_225), (0.1 + 0.2, 30), (19.99 * 3.0, 5_997), (-0.005, -1)]
        {
            assert_eq!(WrittenAmount::from_float(float), Ok(Money::from_cents(cents)), "{float}");
        }
        assert!(WrittenAmount::from_float(f64::NAN).is_err());
        assert!(WrittenAmount::from_float(1e20).is_err());
    }
}
