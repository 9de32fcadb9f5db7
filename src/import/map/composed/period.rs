//! The period within a text: the longest run of words that is a date, best where it stands between marks.

use std::ops::Range;

use crate::values::{DateContext, DatePrecision, DateWords, LegacyDate, Unreadable};

/// Words at most.
const MOST: usize = 12;
/// Any year: which one a date without a year takes is decided where it is read.
const SOME_YEAR: i32 = 2000;

/// Where the period of a text stands. A bare year is none.
pub(super) fn find(text: &str, words: &DateWords) -> Option<Range<usize>> {
    if !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(text);
    let runs =
        (0..tokens.len()).flat_map(|first| (first..tokens.len().min(first + MOST)).map(move |last| (first, last)));
    let spans = runs.map(|(first, last)| trimmed(text, tokens[first].start..tokens[last].end));
    let dated = spans.filter(|span| is_period(text, span, words));
    dated.max_by_key(|span| (is_apart(text, span), span.len(), std::cmp::Reverse(span.start)))
}

/// The period as written, with the year that the rest of the text names where it names none itself.
pub(super) fn with_year(text: &str, span: &Range<usize>, words: &DateWords) -> String {
    let period = &text[span.clone()];
    let year = super::only_year(&text[..span.start]).or_else(|| super::only_year(&text[span.end..]));
    let lacks = LegacyDate::parse(period, words, &DateContext::default()) == Err(Unreadable::NoYear);
    year.filter(|_| lacks).map_or_else(|| period.to_owned(), |year| format!("{period} {year}"))
}

/// The words of a text, cut at blanks, bars and brackets.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let parts = |letter: char| letter.is_whitespace() || "|()[];".contains(letter);
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if !parts(letter) => start = Some(at),
            Some(first) if parts(letter) => {
                tokens.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let marks = |letter: char| letter.is_whitespace() || ",:-–—".contains(letter);
    let inner = &text[span.clone()];
    let start = span.start + (inner.len() - inner.trim_start_matches(marks).len());
    let end = start + inner.trim_matches(marks).len();
    start..end
}

/// Whether a run is a date that says more than a year; a date that no calendar has counts where it stands apart.
fn is_period(text: &str, span: &Range<usize>, words: &DateWords) -> bool {
    let date = &text[span.clone()];
    let figures = date.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty());
    let long = figures.clone().any(|run| run.len() == 4);
    let says = date.contains(char::is_alphabetic) || long || figures.clone().count() >= 3;
    if !says || figures.count() == 0 || date.contains(['|', '(', ')', ';', '\n']) {
        return false;
    }
    let context = DateContext { year: Some(SOME_YEAR), ..DateContext::default() };
    match LegacyDate::parse(date, words, &context) {
        Ok(written) => written.date.precision != DatePrecision::Year,
        Err(Unreadable::NoSuchDay | Unreadable::EndBeforeStart) => is_apart(text, span),
        Err(_) => false,
    }
}

/// Whether a run stands between marks, or at the ends of the text.
fn is_apart(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].trim_start();
    let marks = |letter: char| "|,;:()[]\n-–—".contains(letter);
    // What `trim_end` took may have been a line break.
    let line = text[before.len()..span.start].contains('\n');
    (before.is_empty() || line || before.ends_with(marks)) && (after.is_empty() || after.starts_with(marks))
}
