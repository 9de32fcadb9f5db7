//! The words that occur in dates, from `dates.toml`.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::super::{WordListFault, fold, parse_word_list};
use super::DateUnit;
use super::token::Token;

/// Words that occur in dates, by their folded form.
#[derive(Clone, Debug, Default)]
pub struct DateWords {
    words: HashMap<String, Meaning>,
    /// Words for a month, whichever it is.
    month_words: HashSet<String>,
}

/// What a word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is a part of the date.
    Is(Token),
    /// It adds nothing: a weekday, `van`, `medio`.
    Nothing,
}

/// `dates.toml`.
#[derive(Deserialize)]
struct File {
    months: HashMap<String, Vec<String>>,
    seasons: HashMap<String, Vec<String>>,
    ordinals: HashMap<String, Vec<String>>,
    weeks: Vec<String>,
    quarters: Vec<String>,
    halves: Vec<String>,
    months_of: Vec<String>,
    until: Vec<String>,
    and: Vec<String>,
    ordinal_endings: Vec<String>,
    nothing: Vec<String>,
}

impl DateWords {
    /// Reads `dates.toml`.
    pub fn from_toml(text: &str) -> Result<Self, WordListFault> {
        let file: File = parse_word_list(text)?;
        let mut words = Self::default();
        words.add_numbered(&file.months, Token::Month)?;
        words.add_numbered(&file.seasons, Token::Season)?;
        words.add_numbered(&file.ordinals, |value| Token::Number { value, digits: 1, year: false })?;
        words.add(&file.weeks, Meaning::Is(Token::Week));
        words.add(&file.quarters, Meaning::Is(Token::Quarter));
        words.add(&file.halves, Meaning::Is(Token::Half));
        words.month_words.extend(file.months_of.iter().map(|word| fold(word)));
        words.add(&file.until, Meaning::Is(Token::Until));
        words.add(&file.and, Meaning::Is(Token::And));
        words.add(&file.ordinal_endings, Meaning::Nothing);
        words.add(&file.nothing, Meaning::Nothing);
        Ok(words)
    }

    fn add_numbered(
        &mut self,
        lists: &HashMap<String, Vec<String>>,
        token: impl Fn(u32) -> Token,
    ) -> Result<(), WordListFault> {
        for (number, list) in lists {
            let message = || format!("`{number}` is no number");
            let number = number.parse().map_err(|_| WordListFault { line: None, message: message() })?;
            self.add(list, Meaning::Is(token(number)));
        }
        Ok(())
    }

    fn add(&mut self, list: &[String], meaning: Meaning) {
        self.words.extend(list.iter().map(|word| (fold(word), meaning)));
    }

    /// What a word says, whatever its case and accents.
    pub(super) fn meaning(&self, word: &str) -> Option<Meaning> {
        self.words.get(&fold(word)).copied()
    }

    /// What a word says that a bare number counts: `week`, `maand`, `kwartaal`.
    pub fn unit(&self, word: &str) -> Option<DateUnit> {
        match self.meaning(word) {
            Some(Meaning::Is(Token::Week)) if word.len() > 1 => Some(DateUnit::Week),
            Some(Meaning::Is(Token::Quarter)) if word.len() > 1 => Some(DateUnit::Quarter),
            _ => self.month_words.contains(&fold(word)).then_some(DateUnit::Month),
        }
    }

    /// The month of a word, for those who look for dates in titles.
    pub fn month(&self, word: &str) -> Option<u32> {
        match self.meaning(word) {
            Some(Meaning::Is(Token::Month(month))) => Some(month),
            _ => None,
        }
    }
}
