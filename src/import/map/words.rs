//! What a header says: the fields that its words may mean, each with how well they fit.

use std::collections::BTreeMap;

use crate::import::field::Field;
use crate::import::vocabulary::Headers;
use crate::values::fold;

/// How well the words of a header fit a field.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    /// From 0 to 1.
    pub(super) score: f64,
    /// Why, in words.
    pub(super) evidence: String,
}

/// The fields of one header.
pub(super) type Fits = BTreeMap<Field, Fit>;

/// Between the levels of a header.
const LEVELS: char = '\u{203a}';
/// Likeness from which two spellings count as one word mistyped.
const LIKE: f64 = 0.82;
/// Words shorter than this have no typing errors that leave them recognisable.
const SHORTEST: usize = 5;
/// Words that say in what an amount is, not what it is of.
const UNITS: &[&str] =
    &["eur", "euro", "in", "x", "1", "1000", "000", "excl", "incl", "btw", "vat", "dd", "mm", "jjjj", "yyyy", "k"];

/// The fields that a header may mean.
pub(super) fn fits(header: &str, headers: &Headers) -> Fits {
    let mut fits = Fits::new();
    let whole = fold(header);
    if whole.is_empty() {
        return fits;
    }
    exact(&mut fits, headers, &whole, 1.0);
    exact(&mut fits, headers, &fold(&without_brackets(header)), 0.97);
    exact(&mut fits, headers, &without_units(&whole), 0.95);
    levels(&mut fits, header, headers);
    if fits.is_empty() {
        mistyped(&mut fits, headers, &whole);
        among_words(&mut fits, headers, &whole);
    }
    fits
}

fn add(fits: &mut Fits, field: Field, score: f64, evidence: impl Fn() -> String) {
    if fits.get(&field).is_none_or(|fit| fit.score < score) {
        fits.insert(field, Fit { score, evidence: evidence() });
    }
}

fn exact(fits: &mut Fits, headers: &Headers, folded: &str, score: f64) {
    for field in headers.fields(folded) {
        add(fits, *field, score, || format!("`{folded}` is a header word of {field}"));
    }
}

/// The last level says what a column holds, the levels above it of what: `Contactpersoon › Naam`.
fn levels(fits: &mut Fits, header: &str, headers: &Headers) {
    let Some((above, last)) = header.rsplit_once(LEVELS) else { return };
    let (above, last) = (fold(above), fold(last));
    exact(fits, headers, &format!("{last} {above}"), 0.98);
    let of: Vec<_> = headers.fields(&above).iter().map(|field| field.record_kind()).collect();
    for field in headers.fields(&last) {
        let same = of.is_empty() || of.contains(&field.record_kind());
        let score = if same { 0.96 } else { 0.7 };
        add(fits, *field, score, || format!("`{last}` under `{above}` is a header word of {field}"));
    }
    if fits.is_empty() {
        exact(fits, headers, &above, 0.5);
    }
}

fn without_brackets(header: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::new();
    for letter in header.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(letter),
            _ => {}
        }
    }
    text
}

fn without_units(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').filter(|word| !UNITS.contains(word)).collect();
    words.join(" ")
}

fn mistyped(fits: &mut Fits, headers: &Headers, folded: &str) {
    if folded.len() < SHORTEST {
        return;
    }
    for (word, fields) in headers.iter().filter(|(word, _)| word.len() >= SHORTEST) {
        // Words of very different length are never alike enough.
        if word.len().abs_diff(folded.len()) > 3 {
            continue;
        }
        let like = strsim::normalized_damerau_levenshtein(folded, word);
        if like >= LIKE {
            for field in fields {
                add(fits, *field, 0.9 * like, || format!("`{folded}` is like `{word}`, a header word of {field}"));
            }
        }
    }
}

/// Header words among others: `Naam van het deelnemende bedrijf`.
fn among_words(fits: &mut Fits, headers: &Headers, folded: &str) {
    let words: Vec<&str> = folded.split(' ').collect();
    let runs = (0..words.len()).flat_map(|first| (first + 1..=words.len()).map(move |end| (first, end)));
    for (first, end) in runs.filter(|_| words.len() <= 12) {
        let run = words[first..end].join(" ");
        if run.len() < 3 || end - first == words.len() {
            continue;
        }
        // What a header is about stands first or last in it.
        let outer = if first == 0 || end == words.len() { 0.1 } else { 0.0 };
        let score = 0.4 + outer + 0.3 * share(run.len(), folded.len());
        for field in headers.fields(&run) {
            add(fits, *field, score, || format!("`{folded}` has `{run}`, a header word of {field}"));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of headers are small")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::vocabulary::Vocabulary;

    fn best(header: &str) -> Vec<Field> {
        let vocabulary = Vocabulary::built_in();
        let fits = fits(header, &vocabulary.headers);
        let top = fits.values().map(|fit| fit.score).fold(0.0, f64::max);
        fits.iter().filter(|(_, fit)| fit.score >= top).map(|(field, _)| *field).collect()
    }

    #[test]
    fn header_words_fit_in_every_guise() {
        for (header, field) in [
            ("E-MAIL:", Field::PersonEmail),
            ("Bedrijfs naam", Field::OrganisationName),
            ("KvKnr.", Field::OrganisationKvkNumber),
            ("Participation fee (€)", Field::ParticipationFee),
            ("Vestigingplaats", Field::OrganisationMunicipality),
            ("Achternaamm", Field::PersonFamilyName),
            ("Contactpersoon › Functie", Field::ParticipationRole),
            ("Bedrijf › Naam", Field::OrganisationName),
            ("E-mailadres van de deelnemer", Field::PersonEmail),
            ("Startdatum (dd-mm-jjjj)", Field::MissionStartDate),
        ] {
            assert!(best(header).contains(&field), "{header}: {:?}", best(header));
        }
    }

    #[test]
    fn words_of_no_field_fit_none() {
        for header in ["", "Kleedkamer", "Postcode", "xyz"] {
            assert_eq!(best(header), [], "{header}");
        }
    }
}
