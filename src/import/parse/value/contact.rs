//! Cells that name somebody or say how to reach them: names, addresses, numbers, towns.
//!
//! What stands beside a name in its cell (`afgemeld`, `directeur`, a second number, a postal code) is kept as a remark.

use super::{FieldValue, Reader, Reading};
use crate::import::field::Field;
use crate::import::issue::IssueCode;
use crate::values::{Email, OrganisationName, PersonName, fold};

/// Marks between several addresses or numbers in one cell.
const BETWEEN: [char; 5] = [';', '/', '|', '\n', ','];

impl Reader<'_> {
    /// The name of an organisation, which may carry a word on the participation: `Jansen BV (afgemeld)`.
    pub(super) fn organisation(&self, text: &str) -> Reading {
        let name = |text: &str| FieldValue::Organisation(OrganisationName::parse(text, &self.vocabulary.legal_forms));
        let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let dash = || text.rsplit_once(" - ").or_else(|| text.rsplit_once(" – "));
        match bracket.or_else(dash).filter(|(name, remark)| !name.trim().is_empty() && self.is_status(remark)) {
            Some((before, remark)) => self.with_remark(Reading::of(name(before.trim())), text, remark.trim()),
            None => Reading::of(name(text)),
        }
    }

    /// The name of a person, which may carry more: `Jan Smit, directeur`, `Jan Smit <jan@x.nl>`.
    pub(super) fn person(&self, text: &str) -> Reading {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let parse = |text: &str| FieldValue::Person(PersonName::parse(text.trim(), &self.vocabulary.names));
        match self.beside_name(&line) {
            Some((name, remark)) => self.with_remark(Reading::of(parse(name)), text, remark),
            None => Reading::of(parse(&line)),
        }
    }

    /// A name and what stands behind it that is no part of it.
    fn beside_name<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let clean = |remark: &'t str| remark.trim().trim_end_matches([')', '>', ']']).trim();
        let says_more = |name: &str, remark: &str| {
            let initials = name.contains('.') && remark.split(' ').count() == 1;
            let called = initials && remark.starts_with(char::is_uppercase) && !self.vocabulary.names.is_role(remark);
            name.trim().contains(' ') && !called && !remark.is_empty()
        };
        if let Some((name, remark)) = text.split_once('(').filter(|_| text.ends_with(')')) {
            let remark = clean(remark);
            let plain = self.is_status(remark) || self.vocabulary.names.is_role(remark);
            return (plain || says_more(name, remark)).then_some((name, remark));
        }
        if let Some((name, remark)) = text.split_once(['<', '[']).filter(|(name, _)| !name.trim().is_empty()) {
            return Some((name, clean(remark)));
        }
        let cut = [", ", " - ", " – ", "; ", " / "].iter().find_map(|mark| text.split_once(mark));
        let known = |remark: &str| {
            self.vocabulary.names.is_role(remark) || self.is_status(remark) || Email::parse(remark).is_ok()
        };
        cut.filter(|(name, remark)| name.trim().contains(' ') && known(remark))
            .map(|(name, remark)| (name, remark.trim()))
    }

    fn is_status(&self, remark: &str) -> bool {
        let list = self.vocabulary.words.of(Field::ParticipationStatus);
        list.is_some_and(|list| list.starts(remark).is_some()) || fold(remark).starts_with("onder voorbehoud")
    }

    /// An address; of several the first, with the rest as a remark; anything else is kept as written.
    pub(super) fn email(&self, text: &str) -> Reading {
        if let Ok(email) = Email::parse(text) {
            return Reading::of(FieldValue::Email(email));
        }
        let mut pieces =
            text.split(|mark: char| BETWEEN.contains(&mark) || mark.is_whitespace()).filter(|piece| !piece.is_empty());
        if let Some(Ok(email)) = pieces.next().map(Email::parse) {
            let rest = pieces.collect::<Vec<_>>().join(" ");
            return self.with_remark(Reading::of(FieldValue::Email(email)), text, &rest);
        }
        // Blanks about the sign are slips of the hand; what stands in its place is meant as one.
        let signs = ["(at)", "[at]", " at ", " @ ", "@ ", " @"];
        let meant = signs.iter().find(|sign| text.contains(**sign)).map(|sign| text.replacen(*sign, "@", 1));
        match meant.as_deref().map(|meant| Email::parse(&meant.replace(' ', ""))) {
            Some(Ok(email)) => {
                let issue = self.issue(IssueCode::TextRepaired, text).expected(email.as_str());
                Reading::of(FieldValue::Email(email)).with_issue(issue)
            }
            _ => Reading::of(FieldValue::Text(text.to_owned())).with_issue(self.issue(IssueCode::MalformedEmail, text)),
        }
    }

    /// A telephone number; of several the first, with the rest as a remark.
    pub(super) fn phone(&self, text: &str) -> Reading {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let whole = |piece: &str| digits(piece) >= 9;
        let cuts = text.char_indices().filter(|(_, mark)| BETWEEN.contains(mark)).map(|(cut, _)| cut);
        let words = [" of ", " en ", " or ", " and ", " und "].iter().filter_map(|word| text.find(word));
        let cut = cuts.chain(words).find(|cut| whole(&text[..*cut]) && whole(&text[*cut..]));
        let (first, rest) = cut.map_or((text.as_str(), ""), |cut| text.split_at(cut));
        let rest = rest.trim_start_matches(|mark: char| BETWEEN.contains(&mark) || mark.is_whitespace());
        let number = bare_phone(first);
        let value = |number: &str| Reading::of(FieldValue::Text(number.to_owned()));
        let lost = number.len() == 9 && number.starts_with('6') && digits(number) == 9;
        let reading = if lost {
            let restored = format!("0{number}");
            let issue = self.issue(IssueCode::LeadingZeroRestored, &text).expected(restored.as_str());
            value(&restored).with_issue(issue)
        } else {
            value(number)
        };
        if rest.is_empty() { reading } else { self.with_remark(reading, &text, rest) }
    }

    /// A town; a postal code before or behind it is kept as a remark.
    pub(super) fn town(&self, text: &str) -> Reading {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = |town: &str| Reading::of(FieldValue::Text(town.to_owned()));
        match postal_code(&text) {
            Some((code, town)) => self.with_remark(value(town), &text, code),
            None => value(&text),
        }
    }
}

/// A number without the word for what it is: `tel. 038-4601234`, `M: 06 12345678`.
fn bare_phone(text: &str) -> &str {
    let text = text.trim();
    let start = text.find(|letter: char| letter.is_ascii_digit() || letter == '+' || letter == '(').unwrap_or(0);
    let label = text[..start].trim_end_matches([' ', ':', '.', '-']);
    if label.chars().all(|letter| letter.is_alphabetic() || letter == '.') && label.len() <= 12 {
        &text[start..]
    } else {
        text
    }
}

/// A postal code at either end of a text, and the rest: `7411 AB Deventer`, `48143 Münster`, `Zwolle (8000 AA)`.
fn postal_code(text: &str) -> Option<(&str, &str)> {
    let bare = |rest: &str| rest.starts_with(char::is_alphabetic) && rest.chars().count() > 1;
    let code = |text: &str| {
        let text = text.trim_start_matches("NL-").trim_start_matches("D-");
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let letters = text[digits..].trim();
        let capitals = letters.bytes().all(|letter| letter.is_ascii_alphabetic()) && letters.len() == 2;
        (digits == 4 && capitals) || (matches!(digits, 4 | 5) && letters.is_empty())
    };
    let gaps = text.char_indices().filter(|(_, letter)| *letter == ' ').map(|(gap, _)| gap).take(2);
    let before = gaps.filter(|gap| code(&text[..*gap])).last().map(|gap| (&text[..gap], text[gap..].trim()));
    let behind = || {
        let (town, rest) = text.split_once('(')?;
        let rest = rest.trim_end_matches(')');
        code(rest).then_some((rest, town.trim()))
    };
    before.or_else(behind).filter(|(_, town)| bare(town))
}
