//! A composed text taken apart: `HM2016-03 Missie Turkije (energie), 12 t/m 16 mei 2016` holds a code, a title, a country,
//! a theme and a period.
//!
//! Such texts head sections and tables and name sheets. The facts are pieces of the text as written; the values are read
//! from them like those of any cell. What is recognised as nothing else stays in the title.

mod period;
mod pieces;
mod places;

use self::pieces::{Mark, Piece};
use crate::import::field::Field;
use crate::import::vocabulary::Vocabulary;
use crate::values::{OfficialName, fold};

/// Longer texts are stories.
const LONGEST: usize = 200;

/// One thing that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The field.
    pub(super) field: Field,
    /// The piece of the text that gives it.
    pub(super) text: String,
    /// It stands within the title and is not said apart: `Turkije` of `Missie Turkije`.
    pub(super) within: bool,
}

/// What a text says of a mission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Composed {
    /// The facts, one at most for each field.
    pub(super) facts: Vec<Fact>,
    /// Whether the text is about one mission, rather than about missions, participants or anything else.
    pub(super) names_mission: bool,
}

impl Composed {
    /// The piece that gives a field.
    pub(super) fn fact(&self, field: Field) -> Option<&str> {
        self.facts.iter().find(|fact| fact.field == field).map(|fact| fact.text.as_str())
    }

    fn add(&mut self, field: Field, text: &str) {
        self.add_fact(field, text, false);
    }

    fn add_within(&mut self, field: Field, text: &str) {
        self.add_fact(field, text, true);
    }

    fn add_fact(&mut self, field: Field, text: &str, within: bool) {
        let text = text.trim();
        if !text.is_empty() && self.fact(field).is_none() {
            self.facts.push(Fact { field, text: text.to_owned(), within });
        }
    }
}

/// Takes a text apart.
pub(super) fn take_apart(text: &str, vocabulary: &Vocabulary) -> Composed {
    let text = text.trim();
    if text.len() > LONGEST {
        return Composed::default();
    }
    let mut reader = Reader { vocabulary, found: Composed::default(), title: Vec::new() };
    match period::find(text, &vocabulary.dates) {
        Some(span) => {
            reader.found.add(Field::MissionPeriod, &period::with_year(text, &span, &vocabulary.dates));
            reader.read(&text[..span.start], Mark::Start);
            reader.read(&text[span.end..], Mark::Comma);
        }
        None => reader.read(text, Mark::Start),
    }
    reader.finish()
}

struct Reader<'v, 't> {
    vocabulary: &'v Vocabulary,
    found: Composed,
    /// Pieces that stay in the title.
    title: Vec<Piece<'t>>,
}

impl<'t> Reader<'_, 't> {
    fn read(&mut self, text: &'t str, first: Mark) {
        for piece in pieces::pieces(text, first) {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: Piece<'t>) {
        let piece = self.without_leader(piece);
        let piece = self.without_code(piece);
        if piece.text.is_empty() || self.is_label(piece.text) || self.labelled(piece.text) {
            return;
        }
        let first = self.title.is_empty();
        if !first && self.remark(piece.text) {
            return;
        }
        if let Some(places) = places::whole(piece.text, &self.vocabulary.countries) {
            let within = matches!(piece.mark, Mark::Start | Mark::Bracket);
            self.found.add_fact(Field::MissionCountry, piece.text, within && !first);
            // `titel | land` and `titel, land` say the country beside the title; `China - Liaoning` is one.
            let apart = match piece.mark {
                Mark::Start | Mark::Bracket => false,
                Mark::Bar | Mark::Comma => true,
                Mark::Dash => places.is_country,
            };
            if first || !(apart && self.has_words()) {
                self.title.push(piece);
            }
            return;
        }
        match piece.mark {
            Mark::Bar if !first && is_short(piece.text) => self.found.add(Field::MissionThemes, piece.text),
            Mark::Bracket if !first && is_short(piece.text) && piece.text.starts_with(char::is_lowercase) => {
                self.found.add_within(Field::MissionThemes, piece.text);
                self.title.push(piece);
            }
            _ => self.title.push(piece),
        }
    }

    /// Whether the title has words that are no place.
    fn has_words(&self) -> bool {
        self.title.iter().any(|piece| places::whole(piece.text, &self.vocabulary.countries).is_none())
    }

    /// Takes a code off the start of a piece.
    fn without_code(&mut self, piece: Piece<'t>) -> Piece<'t> {
        let (token, rest) = piece.text.split_once(char::is_whitespace).unwrap_or((piece.text, ""));
        let token = token.trim_end_matches([':', ',']);
        if !is_code(token) || self.found.fact(Field::MissionCode).is_some() {
            return piece;
        }
        self.found.add(Field::MissionCode, token);
        Piece { text: pieces::bare(rest), ..piece }
    }

    /// Takes who led it off the end of a piece.
    fn without_leader(&mut self, piece: Piece<'t>) -> Piece<'t> {
        let starts = piece.text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(gap, _)| gap + 1);
        let leader = |start: &usize| self.vocabulary.titles.leader(piece.text.get(*start..)?);
        if let Some((start, name)) = std::iter::once(0).chain(starts).find_map(|start| Some((start, leader(&start)?))) {
            self.found.add(Field::MissionLeader, name);
            return Piece { text: pieces::bare(&piece.text[..start]), ..piece };
        }
        let official = OfficialName::parse(piece.text, &self.vocabulary.names);
        if piece.mark != Mark::Start && official.office.is_some() && official.name.is_some() {
            self.found.add(Field::MissionLeader, piece.text);
            return Piece { text: "", ..piece };
        }
        piece
    }

    /// Whether a piece is the label of what was taken out of it: `Periode:`.
    fn is_label(&self, text: &str) -> bool {
        let fields = self.vocabulary.headers.fields(&fold(text));
        self.found.facts.iter().any(|fact| fields.contains(&fact.field))
    }

    /// A piece with a label of its own: `Land: Polen`.
    fn labelled(&mut self, text: &str) -> bool {
        let Some((label, value)) = text.split_once(':') else { return false };
        let fields = self.vocabulary.headers.fields(&fold(label));
        let of_mission = |field: &&Field| field.record_kind() == crate::values::RecordKind::Mission;
        let Some(field) = fields.iter().find(of_mission).filter(|field| **field != Field::MissionTitle) else {
            return false;
        };
        self.found.add(*field, value);
        true
    }

    /// What may be said behind a title: where it stands, which way it goes, how many came.
    fn remark(&mut self, text: &str) -> bool {
        let words = &self.vocabulary.words;
        for field in [Field::MissionStatus, Field::MissionDirection] {
            if words.of(field).is_some_and(|list| list.code(text).is_some()) {
                self.found.add(field, text);
                return true;
            }
        }
        let counted = text.split_once(' ').filter(|(number, _)| number.bytes().all(|digit| digit.is_ascii_digit()));
        let of_people = |unit: &str| {
            self.vocabulary.headers.fields(&fold(unit)).contains(&Field::MissionReportedParticipants)
                || self.vocabulary.titles.is_list(&fold(unit))
        };
        if let Some((number, _)) = counted.filter(|(_, unit)| of_people(unit)) {
            self.found.add(Field::MissionReportedParticipants, number);
            return true;
        }
        false
    }

    fn finish(mut self) -> Composed {
        let title = pieces::joined(&self.title);
        let title = self.without_list(&title).to_owned();
        let year = only_year(&title);
        if let Some(year) = year.filter(|_| self.found.fact(Field::MissionPeriod).is_none()) {
            self.found.add_within(Field::MissionYear, year);
        }
        let inner = places::within(&title, &self.vocabulary.countries);
        if let Some(places) = &inner {
            self.found.add_within(Field::MissionCountry, places);
        }
        if self.tells_apart(&title) || inner.is_some() {
            self.found.names_mission = inner.is_some() || self.says_mission(&title);
            self.found.add(Field::MissionTitle, &title);
        }
        let strong = [Field::MissionCode, Field::MissionPeriod, Field::MissionCountry];
        self.found.names_mission |= strong.iter().any(|field| self.found.fact(*field).is_some())
            && self.found.fact(Field::MissionTitle).or(self.found.fact(Field::MissionCode)).is_some();
        self.found
    }

    /// A title without what it is a list of: `Deelnemerslijst Handelsmissie China`.
    fn without_list<'s>(&self, title: &'s str) -> &'s str {
        let titles = &self.vocabulary.titles;
        let mut rest = title;
        let mut listed = false;
        loop {
            let token = rest.split(char::is_whitespace).next().unwrap_or_default();
            let word = fold(token);
            let goes = !word.is_empty() && (titles.is_list(&word) || listed && titles.is_small(&word));
            if !goes {
                return rest;
            }
            listed = true;
            rest = pieces::bare(&rest[token.len()..]);
        }
    }

    /// Whether a title has words that tell it apart from other titles.
    fn tells_apart(&self, title: &str) -> bool {
        let titles = &self.vocabulary.titles;
        let folded = fold(title);
        let mut words = folded.split(' ').filter(|word| word.chars().any(char::is_alphabetic));
        words.any(|word| !titles.is_list(word) && !titles.is_small(word) && !self.is_kind(word))
    }

    /// Whether a title has a word for a journey: `Innovatiemissie`, `Beursbezoek`.
    fn says_mission(&self, title: &str) -> bool {
        fold(title).split(' ').any(|word| self.is_kind(word))
    }

    /// Whether a folded word is one for a journey, or ends in one.
    fn is_kind(&self, word: &str) -> bool {
        let Some(kinds) = self.vocabulary.words.of(Field::MissionKind) else { return false };
        let ends = word.char_indices().map(|(start, _)| start).filter(|start| word.len() - start >= 4);
        ends.into_iter().any(|start| kinds.code(&word[start..]).is_some())
    }
}

/// Few words without figures.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 4 && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether a token is a code: capitals, then figures that are more than a year: `HM2016-03`, `M01/15`.
pub(super) fn is_code(token: &str) -> bool {
    let letters = token.bytes().take_while(u8::is_ascii_uppercase).count();
    let marks = |letter: u8| letter.is_ascii_uppercase() || letter.is_ascii_digit() || b"-_/.".contains(&letter);
    let digits: String = token.chars().filter(char::is_ascii_digit).collect();
    let more = digits.len() >= 3 && !(digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
    (1..=6).contains(&letters) && token.len() <= 20 && token.bytes().all(marks) && more
}

/// The year that a text names, if it names one and no other.
fn only_year(title: &str) -> Option<&str> {
    let numbers = title.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years = numbers.filter(|year| year.starts_with("19") || year.starts_with("20"));
    years.next().filter(|_| years.next().is_none())
}

#[cfg(test)]
mod tests;
