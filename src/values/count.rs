//! Counts as people write them: `52`, `ca. 30`, `meer dan 50`, `20-25`, `drie`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Code, Comparator, Unreadable, WordListFault, fold, parse_word_list};

/// A number of things, with how exactly it was stated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ApproximateCount {
    /// Exactly, at least, about.
    pub comparator: Comparator,
    /// The number, or the lower end of a range.
    pub value: i32,
    /// The upper end of a range.
    pub upper: Option<i32>,
    /// As written.
    pub text: String,
}

/// Words for numbers, and words before them that say how exact they are, by their folded form.
#[derive(Clone, Debug, Default)]
pub struct CountWords {
    numbers: HashMap<String, i32>,
    comparators: HashMap<String, Comparator>,
}

/// Marks that say how exact a number is. They fold to nothing, so they stand here.
const MARKS: [(&str, Comparator); 8] = [
    (">=", Comparator::AtLeast),
    ("≥", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≤", Comparator::AtMost),
    (">", Comparator::MoreThan),
    ("±", Comparator::About),
    ("+/-", Comparator::About),
    ("~", Comparator::About),
];

/// The part of `words.toml` that is about counts.
#[derive(Deserialize)]
struct File {
    comparators: HashMap<String, Vec<String>>,
    numbers: HashMap<String, Vec<String>>,
}

impl CountWords {
    /// Reads the tables `comparators` and `numbers` of `words.toml`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let bad = |message: String| WordListFault { line: None, message };
        let file: File = parse_word_list(text)?;
        let mut words = Self::default();
        for (code, list) in &file.comparators {
            let comparator = Comparator::from_code(code).ok_or_else(|| bad(format!("`{code}` is no comparator")))?;
            words.comparators.extend(list.iter().map(|word| (fold(word), comparator)));
        }
        for (digits, list) in &file.numbers {
            let number: i32 = digits.parse().map_err(|_| bad(format!("`{digits}` is no number")))?;
            words.numbers.extend(list.iter().map(|word| (fold(word), number)));
        }
        words.add_compounds();
        Ok(words)
    }

    /// Adds what is made of tens and units: `vierendertig`, `thirty four`, `vierunddreissig`.
    fn add_compounds(&mut self) {
        let words = || self.numbers.iter().map(|(word, number)| (word.clone(), *number));
        let tens: Vec<_> = words().filter(|(_, number)| (20..100).contains(number) && number % 10 == 0).collect();
        let units: Vec<_> = words().filter(|(_, number)| (1..10).contains(number)).collect();
        for (ten, tens_value) in &tens {
            for (unit, value) in &units {
                for word in [format!("{unit}en{ten}"), format!("{unit}und{ten}"), format!("{ten} {unit}")] {
                    self.numbers.insert(word, tens_value + value);
                }
            }
        }
    }

    /// Takes what says how exact a number is off the start of a text: `ca. € 500`.
    pub fn comparator<'a>(&self, text: &'a str) -> (Option<Comparator>, &'a str) {
        comparator(text, self)
    }

    /// The number of a word or of digits.
    fn number(&self, word: &str) -> Option<i32> {
        let digits = word.trim().trim_end_matches('.');
        if !digits.is_empty() && digits.bytes().all(|letter| letter.is_ascii_digit()) {
            return digits.parse().ok();
        }
        grouped(digits).or_else(|| self.numbers.get(&fold(word)).copied())
    }
}

/// Digits with marks between thousands: `1.250`.
fn grouped(text: &str) -> Option<i32> {
    let mut groups = text.split(['.', '\u{a0}', ' ', ',']);
    let first = groups.next().filter(|group| (1..=3).contains(&group.len()))?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    if digits.bytes().all(|letter| letter.is_ascii_digit()) { digits.parse().ok() } else { None }
}

const FORM: Unreadable = Unreadable::Form("52, ca. 30, meer dan 50, 20-25");

impl ApproximateCount {
    /// An exact number.
    pub fn exactly(value: i32) -> Self {
        Self { comparator: Comparator::Equal, value, upper: None, text: value.to_string() }
    }

    /// Reads a number, a range or an estimate. A remark in brackets behind it says nothing of the number; a unit word
    /// behind it (`30 ondernemers`) belongs to another column.
    pub fn parse(text: &str, words: &CountWords) -> Result<Self, Unreadable> {
        let written = text.trim();
        let core = written.split_once('(').map_or(written, |(core, _)| core).trim();
        let (comparator, rest) = comparator(core, words);
        let (value, upper) = numbers(rest, words).ok_or(FORM)?;
        let (comparator, value) = match (comparator, rest.trim_end().ends_with('+')) {
            (None, true) => (Comparator::AtLeast, value),
            (None, false) => (Comparator::Equal, value),
            (Some(comparator), _) => (comparator, value),
        };
        Ok(Self { comparator, value, upper, text: written.to_owned() })
    }
}

/// Takes the mark or the words before a number off.
fn comparator<'a>(text: &'a str, words: &CountWords) -> (Option<Comparator>, &'a str) {
    let text = text.trim_start();
    if let Some((mark, comparator)) = MARKS.iter().find(|(mark, _)| text.starts_with(mark)) {
        return (Some(*comparator), text[mark.len()..].trim_start());
    }
    let ends = text.char_indices().filter(|(_, letter)| letter.is_whitespace() || letter.is_ascii_digit());
    let mut found = (None, text);
    for (end, _) in ends {
        if let Some(comparator) = words.comparators.get(&fold(&text[..end])) {
            found = (Some(*comparator), text[end..].trim_start());
        }
    }
    found
}

/// One number, or the two ends of a range.
fn numbers(text: &str, words: &CountWords) -> Option<(i32, Option<i32>)> {
    let text = text.trim_end_matches('+').trim();
    if let Some(number) = words.number(text) {
        return Some((number, None));
    }
    let joints = ["–", "—", "-", " à ", " a ", " tot ", " t/m ", " to ", " bis ", "/"];
    joints.iter().find_map(|joint| {
        let (lower, upper) = text.split_once(joint)?;
        let (lower, upper) = (words.number(lower)?, words.number(upper)?);
        (lower < upper).then_some((lower, Some(upper)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> CountWords {
        CountWords::from_toml(include_str!("../../imports/vocabulary/words.toml")).unwrap()
    }

    #[test]
    fn counts_keep_how_exactly_they_were_stated() {
        let words = words();
        for (text, comparator, value, upper) in [
            ("52", Comparator::Equal, 52, None),
            ("ca. 30", Comparator::About, 30, None),
            ("circa dertig", Comparator::About, 30, None),
            ("> 50", Comparator::MoreThan, 50, None),
            (">50", Comparator::MoreThan, 50, None),
            ("≥ 95", Comparator::AtLeast, 95, None),
            ("meer dan 50", Comparator::MoreThan, 50, None),
            ("minimaal 30", Comparator::AtLeast, 30, None),
            ("min. 30", Comparator::AtLeast, 30, None),
            ("ten minste vijftien", Comparator::AtLeast, 15, None),
            ("maximaal 12", Comparator::AtMost, 12, None),
            ("20-25", Comparator::Equal, 20, Some(25)),
            ("20 à 25", Comparator::Equal, 20, Some(25)),
            ("±15", Comparator::About, 15, None),
            ("drie", Comparator::Equal, 3, None),
            ("zo'n veertig", Comparator::About, 40, None),
            ("vijfenzestig", Comparator::Equal, 65, None),
            ("drieëndertig", Comparator::Equal, 33, None),
            ("thirty-four", Comparator::Equal, 34, None),
            ("52 (incl. begeleiders)", Comparator::Equal, 52, None),
            ("50+", Comparator::AtLeast, 50, None),
            ("1.250", Comparator::Equal, 1250, None),
            ("at least 30", Comparator::AtLeast, 30, None),
        ] {
            let count = ApproximateCount::parse(text, &words).unwrap();
            assert_eq!((count.comparator, count.value, count.upper), (comparator, value, upper), "{text}");
            assert_eq!(count.text, text);
        }
    }

    #[test]
    fn what_is_no_count_is_refused() {
        let words = words();
        for text in ["", "veel", "25-20", "12,5", "ca.", "3 x 4", "12-5-2016", "99999999999"] {
            assert!(ApproximateCount::parse(text, &words).is_err(), "{text}");
        }
    }
}
