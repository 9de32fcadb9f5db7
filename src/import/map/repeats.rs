//! Columns that come again: `Deelnemer 1`, `Functie 1`, `Deelnemer 2`, `Functie 2`; or the same headers once more.
//!
//! Such columns hold the same fields of one record after another. Only a set that has what makes a record comes again: two
//! columns `Telefoon 1` and `Telefoon 2` are two numbers of one person.

use std::collections::{BTreeMap, BTreeSet};

use super::words;
use crate::import::field::Field;
use crate::import::vocabulary::Headers;
use crate::values::fold;

/// The most records that one row holds.
const MOST: u32 = 40;
/// What a header must fit at least to make records.
const PLAIN: f64 = 0.8;

/// For each header, which of the records of a row it is of, with the header that they share.
pub(super) fn repeats(texts: &[&str], headers: &Headers) -> Vec<Option<(u32, String)>> {
    let by_number = numbered_alike(texts);
    if makes_records(&by_number, headers) {
        return by_number;
    }
    let by_place = come_again(texts);
    if makes_records(&by_place, headers) { by_place } else { vec![None; texts.len()] }
}

/// Headers that differ in their number only. One without a number beside others with one is the first.
fn numbered_alike(texts: &[&str]) -> Vec<Option<(u32, String)>> {
    let numbered: Vec<Option<(u32, String)>> = texts.iter().map(|text| numbered(text)).collect();
    let mut numbers: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (number, shared) in numbered.iter().flatten() {
        numbers.entry(fold(shared)).or_default().insert(*number);
    }
    let several = |shared: &str| numbers.get(shared).is_some_and(|numbers| numbers.len() > 1);
    let first = |text: &str| {
        let others = numbers.get(&fold(text))?;
        (!others.contains(&1)).then(|| (1, text.to_owned()))
    };
    let repeat = |(text, numbered): (&&str, Option<(u32, String)>)| match numbered {
        Some((number, shared)) => {
            let shared_with_first = texts.iter().any(|other| fold(other) == fold(&shared));
            (several(&fold(&shared)) || shared_with_first).then_some((number, shared))
        }
        None => first(text),
    };
    texts.iter().zip(numbered).map(repeat).collect()
}

/// Headers of which several come once more in the same order: `Naam | Functie | Naam | Functie`.
fn come_again(texts: &[&str]) -> Vec<Option<(u32, String)>> {
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let times = |text: &String| folded.iter().filter(|other| *other == text).count();
    let several: Vec<usize> =
        (0..folded.len()).filter(|index| !folded[*index].is_empty() && times(&folded[*index]) > 1).collect();
    let set: Vec<&String> = several.iter().map(|index| &folded[*index]).collect();
    let length = set.iter().skip(1).position(|text| *text == set[0]).map_or(set.len(), |again| again + 1);
    let mut repeats = vec![None; texts.len()];
    let cycles =
        length > 1 && set.len().is_multiple_of(length) && set.chunks(length).all(|chunk| *chunk == set[..length]);
    if !cycles {
        return repeats;
    }
    for (place, index) in several.iter().enumerate() {
        let number = u32::try_from(place / length + 1).unwrap_or(u32::MAX);
        repeats[*index] = Some((number, texts[*index].to_owned()));
    }
    repeats
}

/// Whether columns that come again have what makes a record.
fn makes_records(repeats: &[Option<(u32, String)>], headers: &Headers) -> bool {
    const MAKERS: [Field; 7] = [
        Field::PersonName,
        Field::PersonFamilyName,
        Field::PersonGivenName,
        Field::PersonEmail,
        Field::OrganisationName,
        Field::MissionTitle,
        Field::MissionCode,
    ];
    let makes = |shared: &str| {
        let fits = words::fits(shared, headers);
        fits.iter().any(|(field, fit)| MAKERS.contains(field) && fit.score >= PLAIN)
    };
    repeats.iter().flatten().any(|(_, shared)| makes(shared))
}

/// A header with one small number in it, and what it is without: `2e deelnemer`, `Naam (3)`, `E-mail deelnemer 1`.
fn numbered(text: &str) -> Option<(u32, String)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let (before, number, behind) = (&text[..start], &text[start..start + digits], &text[start + digits..]);
    let number: u32 = number.parse().ok().filter(|value| (1..=MOST).contains(value) && !number.starts_with('0'))?;
    let ordinals = ["ste", "de", "e", "st", "nd", "rd", "th", "."];
    let is_end = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let ending = ordinals.iter().filter_map(|ending| behind.strip_prefix(ending)).find(|rest| is_end(rest));
    let behind = ending.unwrap_or(behind);
    if behind.contains(|letter: char| letter.is_ascii_digit()) || !is_end(behind) {
        return None;
    }
    let shared = format!(
        "{} {}",
        before.trim_end_matches([' ', '(', '#', '_', '-', '.']),
        behind.trim_start_matches([')', ' ', '.', '-', ':'])
    );
    let shared = shared.trim().to_owned();
    (!fold(&shared).is_empty()).then_some((number, shared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::vocabulary::Vocabulary;

    fn numbers(texts: &[&str]) -> Vec<u32> {
        let repeats = repeats(texts, &Vocabulary::built_in().headers);
        repeats.into_iter().map(|repeat| repeat.map_or(0, |(number, _)| number)).collect()
    }

    #[test]
    fn numbered_columns_come_again() {
        assert_eq!(numbers(&["Bedrijf", "Deelnemer 1", "Functie 1", "Deelnemer 2", "Functie 2"]), [0, 1, 1, 2, 2]);
        assert_eq!(numbers(&["Bedrijf", "1e deelnemer", "2e deelnemer"]), [0, 1, 2]);
        assert_eq!(numbers(&["Bedrijf", "Contactpersoon", "Contactpersoon 2"]), [0, 1, 2]);
        assert_eq!(
            numbers(&["Deelnemer 1 › Naam", "Deelnemer 1 › E-mail", "Deelnemer 2 › Naam", "Deelnemer 2 › E-mail"]),
            [1, 1, 2, 2]
        );
    }

    #[test]
    fn the_same_headers_once_more_come_again_too() {
        assert_eq!(numbers(&["Bedrijf", "Naam", "Functie", "Naam", "Functie"]), [0, 1, 1, 2, 2]);
        assert_eq!(numbers(&["Bedrijf", "Naam", "Missie", "Naam"]), [0, 0, 0, 0]);
    }

    #[test]
    fn two_numbers_of_one_person_are_no_two_people() {
        assert_eq!(numbers(&["Naam", "Telefoon 1", "Telefoon 2"]), [0, 0, 0]);
        assert_eq!(numbers(&["Naam", "KvK-nummer (8 cijfers)", "06-nummer", "2016"]), [0, 0, 0, 0]);
    }
}
