//! The forms that values have: enough to tell what a column may hold, far from enough to read it.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::import::vocabulary::Vocabulary;
use crate::values::{DateContext, LegacyDate, Places, fold};

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && digits(text) == text.len()
}

/// A number that can count days, weeks or things.
pub(super) fn is_small_number(text: &str) -> bool {
    text.len() <= 4 && is_digits(text)
}

/// A year of our time.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && is_digits(text)
}

/// A date that is more than a year; its own may be missing.
pub(super) fn is_date(text: &str, vocabulary: &Vocabulary) -> bool {
    let context = DateContext { year: Some(2000), ..DateContext::default() };
    digits(text) > 0
        && !is_year(text)
        && text.len() <= 60
        && LegacyDate::parse(text, &vocabulary.dates, &context).is_ok()
}

/// Something with an address in it.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(_, domain)| domain.contains('.'))
}

/// A telephone number, also one that lost its zero or names what it is of.
pub(super) fn is_phone(text: &str) -> bool {
    let bare = text.trim_start_matches(|letter: char| letter.is_alphabetic() || ".: ".contains(letter));
    let marks = |c: char| c.is_ascii_digit() || "+-() ./".contains(c);
    let begins = bare.starts_with('0') || bare.starts_with('+') || bare.starts_with("(0") || bare.starts_with("(+");
    let lost = bare.len() == 9 && bare.starts_with(['6', '1', '2', '3', '4', '5', '7']) && is_digits(bare);
    ((9..=15).contains(&digits(bare)) && begins && bare.chars().all(marks) && text.len() <= 30) || lost
}

/// Seven or eight digits that are no date.
pub(super) fn is_kvk(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = bare.trim_start_matches(|letter: char| letter.is_alphabetic());
    (7..=8).contains(&bare.len())
        && is_digits(bare)
        && !(bare.starts_with("20") && bare.len() == 8 && text.contains(['-', '/']))
}

/// The Netherlands, where most who keep such registers are at home.
pub(super) fn is_home(text: &str, vocabulary: &Vocabulary) -> bool {
    let places = Places::parse(text, &vocabulary.countries).places;
    places.iter().any(|place| place.country.as_deref() == Some("NL"))
}

/// Short, with a digit, and without blanks: `HM2016-03`, `7`.
pub(super) fn is_code(text: &str) -> bool {
    let mark = |letter: char| letter.is_ascii_alphanumeric() || "-_/.".contains(letter);
    text.len() <= 16
        && digits(text) > 0
        && text.chars().all(mark)
        && !text.bytes().any(|letter| letter.is_ascii_lowercase())
}

/// Two to five words with a capital, or prefixes, and no digits.
pub(super) fn is_like_a_name(text: &str, vocabulary: &Vocabulary) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) || vocabulary.names.is_prefix(word) || vocabulary.names.is_title(word)
    };
    (2..=7).contains(&words.len())
        && digits(text) == 0
        && !text.contains('@')
        && words.iter().all(|word| is_name(&word.trim_matches(['(', ','])))
}

/// A name with initials, a surname prefix or a title, as few things but names of people have.
pub(super) fn is_marked_name(text: &str, vocabulary: &Vocabulary) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let initials =
        |word: &&str| word.len() > 1 && word.ends_with('.') && word.split('.').all(|part| part.chars().count() <= 1);
    let prefix = |word: &&str| word.starts_with(char::is_lowercase) && vocabulary.names.is_prefix(word);
    let titled = words.first().is_some_and(|word| vocabulary.names.is_title(word));
    // `B.V.` at the end is no initials.
    let first = if text.contains(',') { &words[..] } else { &words[..words.len().saturating_sub(1)] };
    is_like_a_name(text, vocabulary) && (titled || first.iter().any(initials) || words[1..].iter().any(prefix))
}

/// `Dhr.`, `mw`, `m`, `v`: how one addresses people.
pub(super) fn is_form_of_address(text: &str, vocabulary: &Vocabulary) -> bool {
    let genders = ["m", "v", "f", "w", "man", "vrouw", "male", "female", "mannlich", "weiblich"];
    let folded = fold(text);
    vocabulary.names.is_title(text)
        || genders.contains(&folded.as_str())
        || text.split(['/', ' ']).all(|word| vocabulary.names.is_title(word))
}

/// Whether there are two different texts among some.
pub(super) fn differ(texts: &[String]) -> bool {
    texts.iter().any(|text| Some(text) != texts.first())
}

/// An international bank account number whose check digits are right.
pub(super) fn is_bank_account(text: &str) -> bool {
    let bare: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
    let formed = bare.is_ascii()
        && (15..=34).contains(&bare.len())
        && bare[..2].bytes().all(|letter| letter.is_ascii_alphabetic());
    if !formed || !is_digits(&bare[2..4]) {
        return false;
    }
    let turned = bare[4..].chars().chain(bare[..4].chars());
    let rest = turned
        .filter_map(|letter| letter.to_digit(36))
        .fold(0, |rest: u32, digit| if digit < 10 { (rest * 10 + digit) % 97 } else { (rest * 100 + digit) % 97 });
    rest == 1
}

/// Nine digits that pass the test of citizen service numbers. One in eleven numbers does, so one alone says nothing.
pub(super) fn is_citizen_number(text: &str) -> bool {
    let digits: Vec<i64> = text.chars().filter_map(|letter| letter.to_digit(10)).map(i64::from).collect();
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let clean = text.chars().all(|letter| letter.is_ascii_digit() || letter == '.' || letter == ' ');
    digits.len() == 9
        && clean
        && digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<i64>() % 11 == 0
}

/// Days of many years that hardly come twice, the last long ago: nobody travels so.
pub(super) fn are_birth_dates(texts: &[String]) -> bool {
    let words = crate::values::DateWords::default();
    let day = |text: &String| LegacyDate::parse(text.split(' ').next()?, &words, &DateContext::default()).ok();
    let days: Vec<_> = texts.iter().filter_map(day).map(|written| written.date.start).collect();
    let different: BTreeSet<_> = days.iter().collect();
    let (first, last) = (different.first(), different.last());
    let years = first.zip(last).map_or(0, |(first, last)| last.year() - first.year());
    different.len() * 5 >= texts.len() * 4 && years >= 15 && last.is_some_and(|last| last.year() <= 2010)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_no_register_may_hold_are_known_by_their_check_digits() {
        assert!(is_bank_account("NL91 ABNA 0417 1643 00") && !is_bank_account("NL91 ABNA 0417 1643 01"));
        assert!(!is_bank_account("NL004495445B01") && !is_bank_account("é"));
        assert!(is_citizen_number("123456782") && !is_citizen_number("123456789") && !is_citizen_number("08123456"));
    }

    #[test]
    fn names_of_people_are_told_from_other_words_by_what_only_they_have() {
        let vocabulary = Vocabulary::built_in();
        for name in ["J. van der Berg", "Berg, J. van der", "dhr. Jan Smit", "Anne-Fleur op de Weegh"] {
            assert!(is_marked_name(name, &vocabulary), "{name}");
        }
        for other in ["Jan Smit", "Salland Optics B.V.", "Handelsmissie China 2016", "Zwolle", "algemeen directeur"] {
            assert!(!is_marked_name(other, &vocabulary), "{other}");
        }
        assert!(is_form_of_address("mw.", &vocabulary) && is_form_of_address("M", &vocabulary));
    }

    #[test]
    fn dates_of_birth_spread_over_many_years() {
        let texts = |years: &[i32]| years.iter().map(|year| format!("{year}-03-0{}", year % 9 + 1)).collect::<Vec<_>>();
        assert!(are_birth_dates(&texts(&[1955, 1961, 1970, 1978, 1984, 1990])));
        assert!(!are_birth_dates(&texts(&[2014, 2015, 2016, 2016, 2017, 2018])));
    }
}
