//! The text of a date in tokens: numbers, words that mean something, and the marks that can join a range.

use super::words::{DateWords, Meaning};
use super::{FORM, Unreadable};

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits: how many tells a year from a day, and an apostrophe before them does too.
    Number { value: u32, digits: usize, year: bool },
    /// A month, from 1.
    Month(u32),
    /// A season, by its first month.
    Season(u32),
    /// `week`.
    Week,
    /// `kwartaal`, `Q`.
    Quarter,
    /// `helft`, `H`.
    Half,
    /// `t/m`, a dash between blanks, or a long dash.
    Until,
    /// `en`.
    And,
    /// A bare dash: within a date, or between two.
    Dash,
    /// A slash, likewise.
    Slash,
}

/// Takes a text apart. Weekdays, times of day, dots, commas and words such as `medio` add nothing.
pub(super) fn tokens(text: &str, words: &DateWords) -> Result<Vec<Token>, Unreadable> {
    let mut tokens = Vec::with_capacity(8);
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        rest = if first.is_ascii_digit() {
            number(rest, &mut tokens)?
        } else if first.is_alphabetic() {
            word(rest, words, &mut tokens)?
        } else {
            mark(rest, first, &mut tokens)?
        };
    }
    Ok(tokens)
}

/// Digits, or a time of day, which is left out.
fn number<'a>(text: &'a str, tokens: &mut Vec<Token>) -> Result<&'a str, Unreadable> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits <= 2 && text[digits..].starts_with(':') {
        let clock = text.find(|letter: char| !letter.is_ascii_digit() && letter != ':' && letter != '.');
        return Ok(text[clock.unwrap_or(text.len())..].trim_start());
    }
    if let Some(behind) = clock_in_words(text, digits) {
        return Ok(behind);
    }
    let value = text[..digits].parse().map_err(|_| FORM)?;
    tokens.push(Token::Number { value, digits, year: false });
    Ok(&text[digits..])
}

/// What stands behind a time of day with a dot in it: `14.30 uur`.
fn clock_in_words(text: &str, digits: usize) -> Option<&str> {
    let minutes = text[digits..].strip_prefix('.')?;
    let behind = minutes.get(2..).filter(|_| minutes.as_bytes()[..2].iter().all(u8::is_ascii_digit))?;
    let words = ["uur", "Uhr", "uhr", "u.", "u", "h", "hrs"];
    let rest = behind.trim_start();
    let behind = words.iter().find_map(|word| rest.strip_prefix(word))?;
    (digits <= 2 && !behind.starts_with(char::is_alphanumeric)).then_some(behind)
}

/// The longest known word of up to three: `tot en met`, `t/m`.
fn word<'a>(text: &'a str, words: &DateWords, tokens: &mut Vec<Token>) -> Result<&'a str, Unreadable> {
    let is_letter = |letter: char| letter.is_alphabetic() || letter == '\'' || letter == '’';
    let mut end = 0;
    let mut longest = None;
    for _ in 0..3 {
        let Some(start) = text[end..].find(char::is_alphabetic).filter(|gap| *gap <= 2) else { break };
        if text[end..end + start].contains(|letter: char| letter.is_ascii_digit() || letter == '-') {
            break;
        }
        let begin = end + start;
        end = begin + text[begin..].find(|letter| !is_letter(letter)).unwrap_or(text.len() - begin);
        if let Some(meaning) = words.meaning(&text[..end]) {
            longest = Some((meaning, end));
        }
    }
    match longest {
        Some((Meaning::Is(token), end)) => {
            tokens.push(token);
            Ok(&text[end..])
        }
        Some((Meaning::Nothing, end)) => Ok(&text[end..]),
        // The T between the day and the time of ISO 8601.
        None if text.starts_with(['T', 't']) && text[1..].starts_with(|next: char| next.is_ascii_digit()) => {
            Ok(&text[1..])
        }
        None => Err(FORM),
    }
}

/// A mark: an apostrophe makes a year, a dash between blanks a range.
fn mark<'a>(text: &'a str, first: char, tokens: &mut Vec<Token>) -> Result<&'a str, Unreadable> {
    let rest = &text[first.len_utf8()..];
    match first {
        '\'' | '’' | '‘' | '`' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let value = rest[..digits].parse().ok().filter(|_| digits == 2).ok_or(FORM)?;
            tokens.push(Token::Number { value, digits, year: true });
            Ok(&rest[digits..])
        }
        '–' | '—' | '→' | '…' => {
            tokens.push(Token::Until);
            Ok(rest)
        }
        '-' => {
            tokens.push(Token::Dash);
            Ok(rest)
        }
        '/' => {
            tokens.push(Token::Slash);
            Ok(rest)
        }
        '&' | '+' => {
            tokens.push(Token::And);
            Ok(rest)
        }
        blank if blank.is_whitespace() => {
            let after = rest.trim_start();
            match after.strip_prefix('-').filter(|behind| behind.starts_with(char::is_whitespace)) {
                Some(behind) => {
                    tokens.push(Token::Until);
                    Ok(behind)
                }
                None => Ok(after),
            }
        }
        '.' if rest.starts_with('.') => {
            tokens.push(Token::Until);
            Ok(rest.trim_start_matches('.'))
        }
        '.' | ',' | '(' | ')' | '~' | '±' => Ok(rest),
        _ => Err(FORM),
    }
}
