//! What the values of a column look like, and which fields that speaks for or against.

use super::forms;
use crate::import::field::{Field, Shape};
use crate::import::read::Cell;
use crate::import::vocabulary::Vocabulary;
use crate::values::{OrganisationName, Places, WrittenAmount};

/// Values that a column must have at least before its look can speak against its header.
const FEW: usize = 4;
/// A share of values below this is hardly any.
const HARDLY: f64 = 0.15;
/// A share of values from which a look is clear.
const CLEAR: f64 = 0.8;

/// The look of a column: the share of its values that have each form.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// Values that were looked at.
    pub(super) values: usize,
    texts: Vec<String>,
    amount: f64,
    small: f64,
    date: f64,
    year: f64,
    email: f64,
    phone: f64,
    kvk: f64,
    country: f64,
    home: f64,
    organisation: f64,
    person: f64,
    named: f64,
    address: f64,
    code: f64,
    long: f64,
}

impl Look {
    /// Looks at values.
    pub(super) fn at(cells: &[&Cell], vocabulary: &Vocabulary) -> Self {
        let missing = |text: &str| vocabulary.missing.reason(text).is_some();
        let texts: Vec<String> =
            cells.iter().map(|cell| cell.shown().into_owned()).filter(|text| !missing(text)).collect();
        let told = |test: &dyn Fn(&str) -> bool| share(texts.iter().filter(|text| test(text)).count(), texts.len());
        let dates = cells.iter().filter(|cell| matches!(cell, Cell::Date(_))).count();
        let date = share(dates, texts.len()).max(told(&|text| forms::is_date(text, vocabulary)));
        let amount = told(&|text| !text.contains(':') && WrittenAmount::parse(text, &vocabulary.amounts).is_ok());
        Self {
            values: texts.len(),
            amount: if dates > 0 { amount.min(1.0 - date) } else { amount },
            small: told(&forms::is_small_number),
            date,
            year: told(&forms::is_year),
            email: told(&forms::is_email),
            phone: told(&forms::is_phone),
            kvk: told(&forms::is_kvk),
            country: told(&|text| is_place(text, vocabulary)),
            home: told(&|text| forms::is_home(text, vocabulary)),
            organisation: told(&|text| has_legal_form(text, vocabulary)),
            person: told(&|text| forms::is_marked_name(text, vocabulary)),
            named: told(&|text| forms::is_like_a_name(text, vocabulary)),
            address: told(&|text| forms::is_form_of_address(text, vocabulary)),
            code: told(&forms::is_code),
            long: told(&|text| text.len() > 60),
            texts,
        }
    }

    /// How well the values fit a field, from 0 (against) over 0.5 (says nothing) to 1 (for).
    pub(super) fn support(&self, field: Field, vocabulary: &Vocabulary) -> f64 {
        if self.values == 0 {
            return 0.5;
        }
        let support = match field.shape() {
            Shape::Date => self.date.max(self.year * 0.8).max(self.small * 0.5),
            Shape::Year => self.year.max(self.date * 0.5),
            Shape::Amount => self.amount.max(0.1),
            Shape::Count | Shape::Number => self.small.max(self.amount).max(0.2),
            Shape::KvkNumber => self.kvk,
            Shape::Email => self.email,
            Shape::Phone => self.phone,
            Shape::Countries if field == Field::OrganisationCountry => 0.3 + 0.3 * self.country + 0.4 * self.home,
            Shape::Countries => 0.3 + 0.7 * self.country - 0.3 * self.home,
            Shape::OrganisationName => 0.6 + self.organisation - self.person - self.stray(),
            Shape::PersonName | Shape::Officials => 0.7 + 0.3 * self.person - self.organisation - self.stray(),
            Shape::Word | Shape::YesNo => 0.2 + 0.8 * self.known_words(field, vocabulary),
            Shape::Themes => 0.7 - self.stray() - self.long - 0.5 * self.amount,
            Shape::Code => 0.7 + 0.3 * self.code - self.date - self.long - self.email,
            Shape::Text if field == Field::MissionTitle => 0.7 - self.email - self.date - 0.5 * self.code,
            Shape::Text | Shape::Phrase => 0.7 - self.email - self.date,
        };
        support.clamp(0.0, 1.0)
    }

    /// Whether the column can hold a field at all: a column of other things is not, whatever its header says. A header
    /// that means this field and no other needs more to be wrong.
    pub(super) fn allows(&self, field: Field, support: f64, alone: bool) -> bool {
        if self.values > 0 && self.address >= CLEAR {
            return false;
        }
        let few = if alone { FEW } else { FEW / 2 };
        if self.values < few {
            return true;
        }
        match field.shape() {
            Shape::Date => self.date.max(self.year).max(self.small) >= HARDLY,
            Shape::Year | Shape::Amount | Shape::KvkNumber | Shape::Email | Shape::Phone => support >= HARDLY,
            Shape::Count | Shape::Number => support > 0.2,
            Shape::Countries => self.country >= HARDLY,
            Shape::Word => support >= if alone { 0.2 + 0.8 * HARDLY } else { 0.45 },
            _ => true,
        }
    }

    /// The share of values that are words of a field's list, or say yes or no where that answers it.
    fn known_words(&self, field: Field, vocabulary: &Vocabulary) -> f64 {
        let words = &vocabulary.words;
        let is_known = |text: &&String| {
            words.of(field).is_some_and(|list| list.starts(text).is_some())
                || words.in_phrase(field, text).is_some()
                || (words.answers(field) && words.yes_or_no(text).is_some())
        };
        share(self.texts.iter().filter(is_known).count(), self.texts.len())
    }

    /// The share of values that are plainly no words.
    fn stray(&self) -> f64 {
        self.email.max(self.date).max(self.kvk).max(self.phone)
    }

    /// Whether the values are codes: short, with digits, and without blanks.
    pub(super) fn is_code(&self) -> bool {
        self.values > 0 && self.code >= CLEAR
    }

    /// The fields that values speak for without a header that names one, with how clearly. What is clear beyond doubt
    /// speaks against a header too; the rest only where the header says nothing (`Some(true)`) or is unknown.
    pub(super) fn speaks_for(&self, unknown: Option<bool>, vocabulary: &Vocabulary) -> Vec<(Field, f64)> {
        if self.values < 3 {
            return Vec::new();
        }
        let mut spoken = Vec::new();
        let mut say = |field: Field, clear: bool, score: f64| spoken.extend(clear.then_some((field, score)));
        say(Field::PersonEmail, self.email >= CLEAR, 0.7);
        say(Field::PersonPhone, self.phone >= CLEAR, 0.6);
        say(Field::OrganisationName, self.organisation >= 0.5, 0.55);
        say(Field::MissionCountry, self.country >= CLEAR && self.home < 0.5 && self.date < HARDLY, 0.5);
        let Some(generic) = unknown else { return spoken };
        say(Field::OrganisationKvkNumber, self.kvk >= 0.9 && self.date < HARDLY, 0.55);
        say(Field::PersonName, self.person >= 0.2 && self.named >= 0.9 && self.organisation < 0.1, 0.5);
        say(Field::MissionPeriod, generic && self.date >= CLEAR, 0.55);
        for field in
            [Field::ParticipationStatus, Field::OrganisationKind, Field::MissionDirection, Field::MissionStatus]
        {
            let known = self.known_words(field, vocabulary);
            say(field, generic && known >= 0.9 && self.small < 0.5 && forms::differ(&self.texts), 0.5);
        }
        spoken
    }

    /// The word for what the register must never hold, where the values are that by their look. Of a header that names
    /// no field, `unknown`, less is needed.
    pub(super) fn blocked(&self, unknown: bool) -> Option<&'static str> {
        let most = |test: &dyn Fn(&str) -> bool| {
            !self.texts.is_empty()
                && share(self.texts.iter().filter(|text| test(text)).count(), self.texts.len()) >= 0.9
        };
        let many = self.values > FEW;
        match () {
            () if most(&forms::is_bank_account) => Some("iban"),
            () if unknown && many && most(&forms::is_citizen_number) => Some("bsn"),
            () if unknown && many && self.date >= 0.9 && forms::are_birth_dates(&self.texts) => Some("geboortedatum"),
            () => None,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole).max(1.0)
}

fn is_place(text: &str, vocabulary: &Vocabulary) -> bool {
    let places = Places::parse(text, &vocabulary.countries);
    !places.places.is_empty() && places.unknown.is_empty()
}

fn has_legal_form(text: &str, vocabulary: &Vocabulary) -> bool {
    OrganisationName::parse(text, &vocabulary.legal_forms).legal_form.is_some()
}
