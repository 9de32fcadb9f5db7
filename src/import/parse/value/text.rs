//! Cells of text, by the shape of their column.

use std::borrow::Cow;

use super::{FieldValue, Reader, Reading};
use crate::import::field::{Field, Shape};
use crate::import::issue::{Issue, IssueCode};
use crate::values::{
    ApproximateCount, Inferred, KvkNumber, LegacyDate, MissingReason, OfficialName, PersonName, Places, Unreadable,
    WrittenAmount, WrittenDate, composed, fold, repaired,
};

impl Reader<'_> {
    /// A text: nothing, a word for nothing, or a value with perhaps a remark behind it.
    pub(super) fn text(&self, written: &str) -> Reading {
        if let Some(meant) = repaired(written) {
            let issue = self.issue(IssueCode::TextRepaired, written.trim()).expected(meant.trim());
            return self.text(&meant).with_issue(issue);
        }
        let composed = composed(written);
        let text = tidy(composed.as_deref().unwrap_or(written));
        let text = text.as_ref();
        if text.is_empty() {
            return Reading::default();
        }
        match self.vocabulary.missing.reason(text).filter(|_| !self.may_be_initials(text)) {
            Some(MissingReason::Error) => {
                let issue = self.issue(IssueCode::SpreadsheetError, text);
                return Reading { missing: Some(MissingReason::Error), ..Reading::problem(issue) };
            }
            Some(reason) => return Reading::missing(reason),
            None => {}
        }
        match self.value(text) {
            Ok(reading) => reading,
            Err(issue) => self.before_remark(text).unwrap_or_else(|| Reading::problem(issue)),
        }
    }

    /// `P.M.` and `N.B.` are words for nothing, but not in a column of initials.
    fn may_be_initials(&self, text: &str) -> bool {
        matches!(self.field, Field::PersonInitials | Field::PersonGivenName) && matches!(fold(text).len(), 1..=3)
    }

    fn value(&self, text: &str) -> Result<Reading, Issue> {
        let words = self.vocabulary;
        match self.field.shape() {
            Shape::Text if self.field == Field::OrganisationMunicipality => Ok(self.town(text)),
            Shape::Text => Ok(Reading::of(self.free_text(text))),
            Shape::Phrase => Ok(Reading::of(self.phrase(text))),
            Shape::Phone => Ok(self.phone(text)),
            Shape::Code => Ok(Reading::of(FieldValue::Text(one_line(text)))),
            Shape::Date => self.written_date(text),
            Shape::Year => self.year(text),
            Shape::Amount => self.amount(text),
            Shape::Count => self.count(text),
            Shape::Number => self.whole_number(text),
            Shape::YesNo => self.yes_or_no(text),
            Shape::Countries => self.places(text),
            Shape::Themes => Ok(Reading::of(FieldValue::Themes(themes(text)))),
            Shape::PersonName => Ok(self.person(text)),
            Shape::Officials => Ok(Reading::of(FieldValue::Officials(OfficialName::parse_all(text, &words.names)))),
            Shape::OrganisationName => Ok(self.organisation(&one_line(text))),
            Shape::KvkNumber => self.kvk_number(text),
            Shape::Email => Ok(self.email(text)),
            Shape::Word => self.word(text),
        }
    }

    /// Free text, or the part of a name that a column holds.
    fn free_text(&self, text: &str) -> FieldValue {
        let names = &self.vocabulary.names;
        match self.field {
            Field::PersonGivenName => FieldValue::Person(PersonName::parse_given(text, names)),
            Field::PersonInitials => FieldValue::Person(PersonName::parse_initials(text)),
            Field::PersonSurnamePrefix => FieldValue::Person(PersonName::parse_prefix(text)),
            Field::PersonFamilyName => FieldValue::Person(PersonName::parse_family(text, names)),
            _ => FieldValue::Text(text.to_owned()),
        }
    }

    /// A sentence in which a word of a closed list may stand.
    fn phrase(&self, text: &str) -> FieldValue {
        let word = self.vocabulary.words.in_phrase(self.field, text).map(str::to_owned);
        FieldValue::Phrase { text: text.to_owned(), word }
    }

    fn written_date(&self, text: &str) -> Result<Reading, Issue> {
        // The serial number of a day, as a text file keeps it.
        if let Some(value) = text.parse::<f64>().ok().filter(|_| text.len() >= 5 && !text.contains(['e', 'E']))
            && (20_000.0..80_000.0).contains(&value)
        {
            return Ok(self.number(value, None));
        }
        let WrittenDate { date, inferred } =
            LegacyDate::parse(text, &self.vocabulary.dates, &self.hints.dates(self.context))
                .map_err(|why| self.refused(why, text))?;
        let read = if date.start == date.end { date.start.to_string() } else { format!("{}/{}", date.start, date.end) };
        let issue = |inferred| {
            let code = match inferred {
                Inferred::Year => IssueCode::YearAssumed,
                Inferred::Century => IssueCode::CenturyAssumed,
                Inferred::MonthFirst => IssueCode::MonthBeforeDay,
            };
            self.issue(code, text).expected(read.as_str())
        };
        let issues = inferred.into_iter().map(issue).collect();
        Ok(Reading { issues, ..Reading::of(FieldValue::Date(date)) })
    }

    fn year(&self, text: &str) -> Result<Reading, Issue> {
        let written = LegacyDate::parse(text, &self.vocabulary.dates, self.context).ok();
        let year = written.filter(|written| !written.inferred.contains(&Inferred::Year)).map(|written| written.date);
        match year.filter(|date| chrono::Datelike::year(&date.end) == date.year()) {
            Some(date) => Ok(Reading::of(FieldValue::Year(date.year()))),
            None => Err(self.unreadable(text)),
        }
    }

    fn amount(&self, text: &str) -> Result<Reading, Issue> {
        let (about, core) = self.vocabulary.counts.comparator(text);
        let written = WrittenAmount::parse_times(core, &self.vocabulary.amounts, self.hints.factor)
            .map_err(|why| self.refused(why, text))?;
        let currency = written.currency.or_else(|| self.hints.currency.clone());
        let mut reading = Reading::of(FieldValue::Amount { money: written.money, currency });
        if written.thousands_assumed {
            let read = written.money.to_decimal().to_string();
            reading.issues.push(self.issue(IssueCode::ThousandsAssumed, text).expected(read));
        }
        let about = about.map(|_| text[..text.len() - core.len()].trim().to_owned());
        let remarks: Vec<String> = about.into_iter().chain(written.remark).collect();
        Ok(if remarks.is_empty() { reading } else { self.with_remark(reading, text, &remarks.join(" ")) })
    }

    /// A count; a unit behind it (`30 ondernemers`) is kept as a remark.
    fn count(&self, text: &str) -> Result<Reading, Issue> {
        let words = &self.vocabulary.counts;
        if let Ok(count) = ApproximateCount::parse(text, words) {
            return Ok(Reading::of(FieldValue::Count(count)));
        }
        let gaps = text.char_indices().rev().filter(|(_, letter)| letter.is_whitespace());
        for (gap, _) in gaps {
            let unit = text[gap..].trim();
            if unit.contains(|letter: char| letter.is_ascii_digit()) {
                break;
            }
            if let Ok(count) = ApproximateCount::parse(&text[..gap], words) {
                let count = ApproximateCount { text: text.to_owned(), ..count };
                return Ok(self.with_remark(Reading::of(FieldValue::Count(count)), text, unit));
            }
        }
        Err(self.unreadable(text))
    }

    /// `3`, `3.`, `Actie 3`.
    fn whole_number(&self, text: &str) -> Result<Reading, Issue> {
        let label = text.find(|letter: char| letter.is_ascii_digit() || letter == '-').unwrap_or(0);
        let is_label =
            text[..label].chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace() || letter == '.');
        let digits = text[label..].trim_end_matches(['.', ':', ')']);
        let number = digits.parse().ok().filter(|_| is_label);
        number.map(|number| Reading::of(FieldValue::Number(number))).ok_or_else(|| self.unreadable(text))
    }

    fn yes_or_no(&self, text: &str) -> Result<Reading, Issue> {
        let answer = self.vocabulary.words.yes_or_no(text).map(FieldValue::YesNo).map(Reading::of);
        answer.ok_or_else(|| self.issue(IssueCode::UnknownWord, text).expected("ja, nee"))
    }

    fn places(&self, text: &str) -> Result<Reading, Issue> {
        let Places { places, unknown } = Places::parse(text, &self.vocabulary.countries);
        let for_mission = self.field == Field::MissionCountry;
        let wider = places.iter().find(|place| place.country.is_none()).map(|place| place.text.clone());
        match (unknown.first(), wider) {
            (Some(word), _) => {
                let nearest = self.vocabulary.countries.nearest(word).map(str::to_owned);
                Err(self.unreadable(text).suggestion(nearest))
            }
            (None, Some(wider)) if for_mission => {
                let issue = self.issue(IssueCode::PlaceWithoutCountry, &wider);
                Ok(Reading::of(FieldValue::Places(places)).with_issue(issue))
            }
            (None, Some(_)) => Err(self.unreadable(text)),
            (None, None) => Ok(Reading::of(FieldValue::Places(places))),
        }
    }

    fn kvk_number(&self, text: &str) -> Result<Reading, Issue> {
        let written = KvkNumber::parse(text).map_err(|why| self.refused(why, text))?;
        let padded =
            written.padded.then(|| self.issue(IssueCode::KvkNumberPadded, text).expected(written.number.as_str()));
        Ok(Reading { issues: padded.into_iter().collect(), ..Reading::of(FieldValue::Kvk(written.number)) })
    }

    /// A word of the column's list, with perhaps a remark behind it; or yes or no, which answer what the header asks.
    fn word(&self, text: &str) -> Result<Reading, Issue> {
        let words = &self.vocabulary.words;
        let Some(list) = words.of(self.field) else { return Err(self.unreadable(text)) };
        let several = self.field == Field::MissionForms;
        if let Some(code) = list.code(text) {
            let code = code.to_owned();
            return Ok(Reading::of(if several { FieldValue::Words(vec![code]) } else { FieldValue::Word(code) }));
        }
        if let Some(yes) = words.yes_or_no(text).filter(|_| words.answers(self.field)) {
            return Ok(self.answer(yes));
        }
        if several {
            let codes: Option<Vec<String>> = pieces(text).map(|piece| list.code(piece).map(str::to_owned)).collect();
            if let Some(codes) = codes.filter(|codes| !codes.is_empty()) {
                return Ok(Reading::of(FieldValue::Words(codes)));
            }
        }
        if let Some(code) = words.in_phrase(self.field, text) {
            let issue = self.issue(IssueCode::WordInPhrase, text).expected(code);
            return Ok(Reading::of(FieldValue::Word(code.to_owned())).with_issue(issue));
        }
        if let Some((code, rest)) = list.starts(text).filter(|_| !several) {
            let remark = rest.trim_matches(|mark: char| !mark.is_alphanumeric() && mark != '.');
            return Ok(self.with_remark(Reading::of(FieldValue::Word(code.to_owned())), text, remark));
        }
        let nearest = list.nearest(text).map(str::to_owned);
        Err(self.issue(IssueCode::UnknownWord, text).expected(list.accepted()).suggestion(nearest))
    }

    /// What yes or no says: to the question of the header, else to whether somebody came.
    fn answer(&self, yes: bool) -> Reading {
        let came = (self.field == Field::ParticipationStatus).then_some("ATTENDED");
        let asked = self.hints.asked.as_deref().or(came);
        let code = match (asked, yes) {
            (Some(asked), true) => Some(asked),
            (Some(asked), false) => self.vocabulary.words.opposite(self.field, asked),
            (None, _) => None,
        };
        match code {
            Some(code) => Reading::of(FieldValue::Word(code.to_owned())),
            None => Reading::missing(MissingReason::NotApplicable),
        }
    }

    /// What stands before a bracket, comma, semicolon or dash, where that can be read; the rest is kept as a remark.
    fn before_remark(&self, text: &str) -> Option<Reading> {
        if !matches!(self.field.shape(), Shape::Word | Shape::YesNo | Shape::KvkNumber | Shape::Date) {
            return None;
        }
        let marks: &[&str] =
            if self.field.shape() == Shape::Date { &["(", ";"] } else { &["(", ",", ";", ". ", " - ", " – "] };
        let (core, remark) =
            marks.iter().find_map(|mark| text.split_once(mark).filter(|(core, _)| !core.trim().is_empty()))?;
        let reading = self.value(core.trim()).ok()?;
        Some(self.with_remark(reading, text, remark.trim().trim_end_matches(')').trim()))
    }

    pub(super) fn with_remark(&self, reading: Reading, text: &str, remark: &str) -> Reading {
        let issue = self.issue(IssueCode::RemarkKept, text).expected(remark);
        Reading { note: Some(remark.to_owned()), ..reading }.with_issue(issue)
    }

    /// Why a text was refused, as an issue.
    fn refused(&self, why: Unreadable, text: &str) -> Issue {
        let code = match why {
            Unreadable::Form(_) => return self.unreadable(text),
            Unreadable::NoSuchDay => IssueCode::ImpossibleDate,
            Unreadable::EndBeforeStart => IssueCode::DatesReversed,
            Unreadable::NoYear => IssueCode::DateWithoutYear,
            Unreadable::TooManyDecimals => IssueCode::TooManyDecimals,
        };
        self.issue(code, text).expected(self.examples())
    }

    /// That a text is not what the column promises.
    pub(super) fn unreadable(&self, text: &str) -> Issue {
        let code = match self.field.shape() {
            Shape::Date => IssueCode::UnreadableDate,
            Shape::Year => IssueCode::UnreadableYear,
            Shape::Amount => IssueCode::UnreadableAmount,
            Shape::Count => IssueCode::UnreadableCount,
            Shape::Number => IssueCode::UnreadableNumber,
            Shape::KvkNumber => IssueCode::UnreadableKvkNumber,
            Shape::Countries => IssueCode::UnknownCountry,
            _ => IssueCode::UnknownWord,
        };
        self.issue(code, text).expected(self.examples())
    }

    /// What would have been readable.
    fn examples(&self) -> &'static str {
        match self.field.shape() {
            Shape::Date => "12-5-2016, 12 mei 2016, 12 t/m 16 mei 2016, mei 2016",
            Shape::Year => "2016",
            Shape::Amount => "1.250,50, € 2.400,-",
            Shape::Count => "52, ca. 30, meer dan 50, 20-25",
            Shape::Number => "3",
            Shape::KvkNumber => "08123456",
            Shape::Countries => "Duitsland, China (Liaoning)",
            _ => "tekst",
        }
    }
}

/// Drops stray blanks, and the apostrophe or formula with which people keep zeros: `'00123`, `="00123"`.
fn tidy(written: &str) -> Cow<'_, str> {
    let text = written.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter));
    let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let text =
        text.strip_prefix('\'').filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit())).unwrap_or(text);
    if !text.contains(|letter: char| letter == '\u{a0}' || is_invisible(letter)) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Cow::Owned(lines.collect::<Vec<_>>().join("\n").replace(is_invisible, ""))
}

/// Zero-width characters and soft hyphens.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The entries of a list in a cell.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n', '/', '|', '+'])
        .flat_map(|piece| piece.split(" - "))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// The themes of a cell. `Agro/Food` is one: a slash parts themes only where blanks stand beside it, or between
/// capitals (`ICT/EMT`).
fn themes(text: &str) -> Vec<String> {
    let mut themes: Vec<String> = Vec::new();
    for piece in text
        .split([',', ';', '\n', '|', '+', '•'])
        .flat_map(|piece| piece.split(" - "))
        .flat_map(|piece| piece.split(" / "))
    {
        let shouts = |part: &str| part.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic());
        let parts: Vec<&str> = if piece.split('/').any(shouts) { piece.split('/').collect() } else { vec![piece] };
        for part in parts.into_iter().map(one_line).filter(|part| !part.is_empty()) {
            if !themes.iter().any(|theme| fold(theme) == fold(&part)) {
                themes.push(part);
            }
        }
    }
    themes
}
