//! The places that a text names: as a whole, or with some of its words.

use crate::values::{Countries, Place, Places};

/// A text that is places and nothing else.
pub(super) struct Whole {
    /// Whether it is one or more countries, without a region or a town.
    pub(super) is_country: bool,
}

/// Reads a text that names places and nothing else.
pub(super) fn whole(text: &str, countries: &Countries) -> Option<Whole> {
    if text.contains(|letter: char| letter.is_ascii_digit()) || !is_name(text, countries) {
        return None;
    }
    let Places { places, unknown } = Places::parse(text, countries);
    let bare = |place: &Place| place.region.is_none() && place.city.is_none();
    (unknown.is_empty() && !places.is_empty()).then(|| Whole { is_country: places.iter().all(bare) })
}

/// The places among the words of a title: `Turkije` of `Missie Turkije (energie)`.
pub(super) fn within(title: &str, countries: &Countries) -> Option<String> {
    let marks = |letter: char| letter.is_whitespace() || "(),;:|/&+".contains(letter);
    let words: Vec<&str> = title.split(marks).filter(|word| !word.is_empty() && *word != "-").collect();
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let runs = (1..=3.min(words.len() - at)).rev().map(|length| (length, words[at..at + length].join(" ")));
        let known = runs.filter(|(_, run)| run.starts_with(char::is_uppercase) && is_name(run, countries));
        match known.into_iter().find(|(_, run)| countries.find(run).is_some()) {
            Some((length, run)) => {
                found.push(run);
                at += length;
            }
            None => at += 1,
        }
    }
    let text = found.join(", ");
    whole(&text, countries).map(|_| text)
}

/// Whether a text can be a name: one of three letters or fewer must be an abbreviation in capitals that is no bare code,
/// since those are words too (`DE`, `IN`, `IT`).
fn is_name(text: &str, countries: &Countries) -> bool {
    text.chars().count() > 3
        || text.chars().all(char::is_uppercase) && !text.is_empty() && countries.by_code(text).is_none()
}
