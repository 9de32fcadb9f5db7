//! What a header says: the fields that its words may mean, each with how well they fit.
//!
//! A header is tried as it stands, then without what stands beside its words (remarks in brackets, units), then as words
//! that say what a column holds with words that say of what, then as one of several words for one thing, and only then as
//! a mistyped word or as a sentence that has a word among others. A header of a column that the register does not keep
//! gets no further than its own words.

use std::collections::BTreeMap;

use crate::import::field::Field;
use crate::import::vocabulary::Headers;
use crate::values::{RecordKind, fold};

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
/// A header of more words is a sentence of which no word says what the column holds.
const SENTENCE: usize = 12;
/// Marks between words that stand for one thing.
const MARKS: [char; 7] = ['/', '|', '&', '+', ',', ';', '\n'];

/// The fields that a header may mean.
pub(super) fn fits(header: &str, headers: &Headers) -> Fits {
    let mut fits = Fits::new();
    let whole = fold(header);
    if whole.is_empty() {
        return fits;
    }
    exact(&mut fits, headers, &whole, 1.0);
    turned(&mut fits, headers, &whole, 0.97);
    if fits.is_empty() && headers.compounds.is_ignored(&whole) {
        return fits;
    }
    let bare = fold(&without_brackets(header));
    exact(&mut fits, headers, &bare, 0.97);
    without_units(&mut fits, headers, &whole);
    levels(&mut fits, header, headers);
    for words in [&whole, &bare] {
        of_something(&mut fits, headers, &headers.compounds.parts_without_units(words));
    }
    if fits.is_empty() {
        alternatives(&mut fits, header, headers);
    }
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

/// The words of a header word in another order, or with words between them that add nothing.
fn turned(fits: &mut Fits, headers: &Headers, folded: &str, score: f64) {
    for field in headers.fields_of_parts(&headers.compounds.parts(folded)) {
        add(fits, *field, score, || format!("`{folded}` has the words of a header word of {field}"));
    }
}

fn without_units(fits: &mut Fits, headers: &Headers, folded: &str) {
    for field in headers.fields_of_parts(&headers.compounds.parts_without_units(folded)) {
        add(fits, *field, 0.95, || format!("`{folded}` without its unit is a header word of {field}"));
    }
}

/// The last level says what a column holds, the levels above it of what: `Contactpersoon › Naam`.
fn levels(fits: &mut Fits, header: &str, headers: &Headers) {
    let Some((above, last)) = header.rsplit_once(LEVELS) else { return };
    let above = fold(above.rsplit(LEVELS).next().unwrap_or(above));
    let bare = fold(&without_brackets(last));
    let last = fold(last);
    for last in [&last, &bare] {
        exact(fits, headers, &format!("{last} {above}"), 0.98);
        exact(fits, headers, &format!("{above} {last}"), 0.98);
        let of = meant_by(headers, &above);
        let parts = headers.compounds.parts_without_units(last);
        for field in headers.fields(last).iter().chain(headers.fields_of_parts(&parts)) {
            let score = if of.is_empty() || of.contains(&field.record_kind()) { 0.96 } else { 0.7 };
            add(fits, *field, score, || format!("`{last}` under `{above}` is a header word of {field}"));
        }
    }
    if fits.is_empty() && !headers.compounds.is_ignored(&last) {
        exact(fits, headers, &above, 0.5);
    }
}

/// The sorts of record that words speak of: as words that say so, else as header words.
fn meant_by(headers: &Headers, words: &str) -> Vec<RecordKind> {
    let mut parts = headers.compounds.parts_without_units(words);
    parts.insert(0, words);
    if let Some(kinds) = parts.iter().find_map(|word| headers.compounds.of(word)) {
        return kinds.to_vec();
    }
    let together = |kind: RecordKind| match kind {
        RecordKind::Person | RecordKind::Participation => vec![RecordKind::Person, RecordKind::Participation],
        other => vec![other],
    };
    headers.fields(words).iter().flat_map(|field| together(field.record_kind())).collect()
}

/// What a column holds and of what, in two words or in one: `Plaats bedrijf`, `company town`, `Missieland`.
fn of_something(fits: &mut Fits, headers: &Headers, parts: &[&str]) {
    for cut in 1..parts.len() {
        let (before, behind) = parts.split_at(cut);
        for (what, of) in [(before, behind), (behind, before)] {
            let kinds: Vec<RecordKind> =
                of.iter().filter_map(|word| headers.compounds.of(word)).flatten().copied().collect();
            if of.iter().all(|word| headers.compounds.of(word).is_some()) {
                of_kinds(fits, headers, (what, &of.join(" ")), &kinds);
            }
        }
    }
    if let [only] = parts {
        for (kinds, rest) in headers.compounds.unglued(only) {
            of_kinds(fits, headers, (&[rest], only), kinds);
        }
    }
}

/// Fields of these sorts of record; where the words have none, the fields that they have anyway.
fn of_kinds(fits: &mut Fits, headers: &Headers, (what, of): (&[&str], &str), kinds: &[RecordKind]) {
    let fields = headers.fields_of_parts(what);
    let fitting = fields.iter().filter(|field| kinds.contains(&field.record_kind()));
    let score = if fitting.clone().next().is_some() { 0.93 } else { 0.0 };
    for field in fitting {
        add(fits, *field, score, || format!("`{}` of `{of}` is a header word of {field}", what.join(" ")));
    }
    if let ([field], true) = (fields, score == 0.0) {
        add(fits, *field, 0.75, || format!("`{}` is a header word of {field}", what.join(" ")));
    }
}

/// One of several words for one thing, or of two things in one column: `Naam bedrijf/organisatie`.
fn alternatives(fits: &mut Fits, header: &str, headers: &Headers) {
    let pieces: Vec<String> = header.split(MARKS).flat_map(|piece| between_alternatives(piece, headers)).collect();
    if pieces.len() < 2 {
        return;
    }
    let of_pieces: Vec<&[Field]> = pieces
        .iter()
        .map(|piece| headers.fields_of_parts(&headers.compounds.parts_without_units(piece)))
        .filter(|fields| !fields.is_empty())
        .collect();
    for (piece, field) in
        of_pieces.iter().enumerate().flat_map(|(piece, fields)| fields.iter().map(move |field| (piece, field)))
    {
        let agreed = of_pieces.iter().all(|fields| fields.contains(field));
        // The first word says most; a place and a country in one cell are read as a country.
        let score = match () {
            () if agreed => 0.92,
            () if *field == Field::MissionCountry || piece == 0 => 0.85,
            () => 0.75,
        };
        add(fits, *field, score, || format!("`{}` is one of the header words of {field}", pieces.join("` or `")));
    }
}

/// The pieces of a text between words such as `of`.
fn between_alternatives(text: &str, headers: &Headers) -> Vec<String> {
    let folded = fold(text);
    let pieces = folded.split(' ').collect::<Vec<_>>();
    let pieces = pieces.split(|word| headers.compounds.is_alternative(word)).map(|words| words.join(" "));
    pieces.filter(|piece| !piece.is_empty()).collect()
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

fn mistyped(fits: &mut Fits, headers: &Headers, folded: &str) {
    if folded.len() < SHORTEST {
        return;
    }
    for (word, fields) in headers.like(folded).filter(|(word, _)| word.len() >= SHORTEST) {
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
    for (first, end) in runs.filter(|_| words.len() <= SENTENCE) {
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
            ("Naam van het deelnemende bedrijf", Field::OrganisationName),
            ("Naam bedrijf / instelling / school", Field::OrganisationName),
            ("Bedrijf (zoals ingeschreven bij de KvK)", Field::OrganisationName),
            ("Naam volgens KvK", Field::PersonName),
            ("Plaats van het bedrijf", Field::OrganisationMunicipality),
            ("Company town", Field::OrganisationMunicipality),
            ("Missieland", Field::MissionCountry),
            ("Bedrijfsplaats", Field::OrganisationMunicipality),
            ("Deelnemersstatus", Field::ParticipationStatus),
            ("Deelnemersnaam", Field::PersonName),
            ("Status van de missie", Field::MissionStatus),
            ("Missie › Plaats", Field::MissionCity),
            ("Organisatie › Plaats", Field::OrganisationMunicipality),
            ("Unternehmen › Ort", Field::OrganisationMunicipality),
            ("Bestuurlijke leidng", Field::MissionLeader),
            ("Kosten deelnemer (excl. BTW)", Field::ParticipationFee),
            ("nummer van de missie", Field::MissionCode),
        ] {
            assert!(best(header).contains(&field), "{header}: {:?}", best(header));
        }
    }

    #[test]
    fn words_of_no_field_fit_none() {
        for header in
            ["", "Kleedkamer", "Postcode", "xyz", "Datum aanmelding", "Hotelnaam", "Naam hotel", "Factuuradres"]
        {
            assert_eq!(best(header), [], "{header}");
        }
    }
}
