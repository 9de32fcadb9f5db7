//! A text that heads records, taken apart: `Handelsmissie Japan 2013 | Japan | 27 t/m 30 juli 2013`, `China 12-16 mei`.
//!
//! Pure. What stands in a text alone is taken for no more than it says: a date, a code, a year, a place; what is left is
//! the title. A place or a year stays part of the title too, unless a mark or a date parts it from the rest.

use crate::import::field::Field;
use crate::import::vocabulary::Vocabulary;
use crate::values::{DateContext, DatePrecision, LegacyDate, Places, WrittenDate, fold};

/// What a text says of a mission.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The title, without what is said apart.
    pub(super) title: Option<String>,
    /// What is said apart.
    pub(super) facts: Vec<(Field, String)>,
    /// Whether the text names one mission by a word, a place or a date.
    pub(super) names_one: bool,
}

/// A date is made of so many words at most.
const LONGEST_DATE: usize = 10;

/// Takes a text apart. `year` is that of dates that name none.
pub(super) fn said(text: &str, year: Option<i32>, vocabulary: &Vocabulary) -> Said {
    let text =
        vocabulary.titles.without_list(text).trim_matches(|mark: char| ":-–—|".contains(mark) || mark.is_whitespace());
    if text.is_empty() {
        return Said::default();
    }
    let own_year = year_in(text).or(year);
    let mut said = Said::default();
    let (before, behind) = match date_in(text, own_year, vocabulary) {
        Some(found) => {
            said.facts.push((Field::MissionPeriod, found.text));
            if found.stays { (text, "") } else { (&text[..found.start], &text[found.end..]) }
        }
        None => (text, ""),
    };
    let dated = !said.facts.is_empty();
    let mut segments = segments(before);
    segments.extend(segments_behind(behind));
    let title = titled(&segments, dated, &mut said.facts, vocabulary);
    let place = said.facts.iter().any(|(field, _)| *field == Field::MissionCountry);
    said.names_one = vocabulary.titles.names_one(text) || (!vocabulary.titles.names_many(text) && (place || dated));
    said.title = title.filter(|title| fold(title).chars().any(char::is_alphabetic));
    said
}

/// The year that a text names, if it names one.
pub(super) fn year_in(text: &str) -> Option<i32> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse::<i32>().ok()).find(|year| (1950..2100).contains(year))
}

/// A date within a text.
struct DateIn {
    start: usize,
    end: usize,
    text: String,
    /// It is part of the title too: a month or a season that nothing parts from it.
    stays: bool,
}

/// The longest run of words that is a date finer than a year.
fn date_in(text: &str, year: Option<i32>, vocabulary: &Vocabulary) -> Option<DateIn> {
    let words = words(text);
    let context = DateContext { year, ..DateContext::default() };
    let lengths = (1..=words.len().min(LONGEST_DATE)).rev();
    let windows = lengths.flat_map(|length| (0..=words.len() - length).map(move |first| (first, first + length)));
    for (first, end) in windows {
        let (start, stop) = (words[first].0, words[end - 1].1);
        let run = text[start..stop].trim_matches(|mark: char| "(),;|".contains(mark));
        let Some(WrittenDate { date, inferred }) = read(run, &context, vocabulary) else { continue };
        let written = if inferred.contains(&crate::values::Inferred::Year) {
            format!("{run} {}", date.year())
        } else {
            run.to_owned()
        };
        let parted = |letter: Option<char>| letter.is_none_or(|mark| "(),;|–—-:\n".contains(mark));
        let apart = parted(text[..start].trim_end().chars().next_back()) || text[start..].starts_with('(');
        let stays = date.precision != DatePrecision::Day && !apart && start > 0;
        return Some(DateIn { start, end: stop, text: written, stays });
    }
    None
}

fn read(run: &str, context: &DateContext, vocabulary: &Vocabulary) -> Option<WrittenDate> {
    let has_digit = run.contains(|letter: char| letter.is_ascii_digit());
    let begins = run.starts_with(|first: char| first.is_ascii_digit()) || run.contains(char::is_alphabetic);
    let written = (has_digit && begins).then(|| LegacyDate::parse(run, &vocabulary.dates, context).ok())??;
    (written.date.precision != DatePrecision::Year && !is_year(run)).then_some(written)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Where the words of a text begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let parts = letter.is_whitespace() || letter == '|' || letter == ';';
        match (parts, start) {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                words.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A piece of a text between marks.
struct Segment<'a> {
    text: &'a str,
    /// The mark before it.
    mark: &'a str,
}

impl Segment<'_> {
    /// Whether its mark parts things that have nothing to do with each other.
    fn is_apart(&self) -> bool {
        self.mark.contains(['|', ';', '\n', '\t'])
    }
}

/// Cuts a text at marks between blanks, bars, commas and brackets.
fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let (mut start, mut mark) = (0, "");
    let mut marks: Vec<(usize, &str)> =
        text.match_indices(['|', ';', '\n', '\t', ',', '(', ')', '–', '—', ':']).collect();
    marks.extend(text.match_indices(" - "));
    marks.sort_unstable();
    for (at, found) in marks.into_iter().chain([(text.len(), "")]) {
        let piece = text.get(start..at).unwrap_or_default().trim();
        if !piece.is_empty() {
            segments.push(Segment { text: piece, mark });
        }
        (start, mark) = (at + found.len(), found);
    }
    segments
}

/// The pieces behind a date, which is a mark itself.
fn segments_behind(text: &str) -> Vec<Segment<'_>> {
    let mut segments = segments(text);
    if let Some(first) = segments.first_mut().filter(|first| first.mark.is_empty()) {
        first.mark = "|";
    }
    segments
}

/// The title among the pieces; what other pieces say goes to the facts.
fn titled(
    segments: &[Segment<'_>],
    dated: bool,
    facts: &mut Vec<(Field, String)>,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let mut title = String::new();
    for (index, segment) in segments.iter().enumerate() {
        let known = known(segment.text, vocabulary);
        let has = known.is_some_and(|field| facts.iter().any(|(other, _)| *other == field));
        if let Some(field) = known.filter(|_| !has) {
            facts.push((field, segment.text.to_owned()));
        }
        let only_known = segments[..index].iter().all(|before| self::known(before.text, vocabulary).is_some());
        let leaves = match known {
            None => segment.is_apart() && !title.is_empty(),
            Some(Field::MissionCode) => true,
            Some(_) if segment.is_apart() => true,
            // What stands beside a date behind a mark is no title; alone it is all there is.
            Some(_) => dated && !segment.mark.is_empty() && !only_known,
        };
        match (known, leaves) {
            (None, true) => facts.push((Field::MissionThemes, segment.text.to_owned())),
            (_, true) => {}
            (_, false) => join(&mut title, segment),
        }
    }
    let all_known = facts.iter().find(|(field, _)| *field == Field::MissionCountry).map(|(_, place)| place.clone());
    if title.is_empty() { all_known } else { Some(title) }
}

fn join(title: &mut String, segment: &Segment<'_>) {
    let joint = match segment.mark {
        "" => "",
        "(" => " (",
        ")" => " ",
        "," => ", ",
        ":" => ": ",
        " - " => " - ",
        "–" | "—" => " – ",
        _ => " ",
    };
    if !title.is_empty() {
        title.push_str(joint);
    }
    title.push_str(segment.text);
    if segment.mark == "(" && title.contains('(') {
        title.push(')');
    }
}

/// The field of which a piece is a value beyond doubt.
fn known(text: &str, vocabulary: &Vocabulary) -> Option<Field> {
    let list = |field: Field| vocabulary.words.of(field).is_some_and(|list| list.code(text).is_some());
    let places = || {
        let places = Places::parse(text, &vocabulary.countries);
        places.unknown.is_empty() && places.places.iter().any(|place| place.country.is_some())
    };
    match () {
        () if is_code(text) => Some(Field::MissionCode),
        () if is_year(text) => Some(Field::MissionYear),
        () if list(Field::MissionDirection) => Some(Field::MissionDirection),
        () if list(Field::MissionStatus) => Some(Field::MissionStatus),
        () if places() => Some(Field::MissionCountry),
        () => None,
    }
}

/// A few capitals with digits: `HM2016-03`.
pub(super) fn is_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let clean = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte == b'.');
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    clean && (1..=5).contains(&letters) && digits >= 3 && (digits + letters) * 5 >= text.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let said = said(text, Some(2016), &Vocabulary::built_in());
        let facts = said.facts.iter().map(|(field, value)| format!(" | {} {value}", field.name()));
        said.title.unwrap_or_default() + &facts.collect::<String>()
    }

    #[test]
    fn texts_that_head_records_come_apart() {
        for (text, expected) in [
            (
                "Handelsmissie Japan 2013 | Japan | 27 t/m 30 juli 2013",
                "Handelsmissie Japan 2013 | mission.period 27 t/m 30 juli 2013 | mission.country Japan",
            ),
            ("China 12-16 mei", "China | mission.period 12-16 mei 2016 | mission.country China"),
            (
                "Handelsmissie Polen (12-5-2016 t/m 14-5-2016)",
                "Handelsmissie Polen | mission.period 12-5-2016 t/m 14-5-2016",
            ),
            (
                "Handelsmissie Polen 2016, Polen, 12 t/m 14 mei 2016",
                "Handelsmissie Polen 2016 | mission.period 12 t/m 14 mei 2016 | mission.country Polen",
            ),
            ("HM2016-03 Handelsmissie Polen", "HM2016-03 Handelsmissie Polen"),
            ("HM2016-03: Handelsmissie Polen", "Handelsmissie Polen | mission.code HM2016-03"),
            ("Handelsmissie Turkije (energie)", "Handelsmissie Turkije (energie)"),
            ("Handelsmissie China (Liaoning)", "Handelsmissie China (Liaoning) | mission.country Liaoning"),
            ("Deelnemerslijst Handelsmissie Polen 2016", "Handelsmissie Polen 2016"),
            ("Trade mission Polen mei 2016", "Trade mission Polen mei 2016 | mission.period mei 2016"),
            ("Handelsmissie Polen – mei 2016", "Handelsmissie Polen | mission.period mei 2016"),
            ("Turkije en Iran", "Turkije en Iran | mission.country Turkije en Iran"),
            ("Deelnemers", ""),
        ] {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }

    #[test]
    fn a_title_that_names_no_mission_is_known() {
        let names_one = |text: &str| said(text, None, &Vocabulary::built_in()).names_one;
        for text in ["Handelsmissie Polen 2016", "China 12-16 mei 2016", "Turkije"] {
            assert!(names_one(text), "{text}");
        }
        for text in ["Blad1", "Register", "DEELNEMERS HANDELSMISSIES", "Missie 1", "Provincie"] {
            assert!(!names_one(text), "{text}");
        }
    }
}
