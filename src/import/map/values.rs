//! What the values of a column look like, and which fields that speaks for or against.

use crate::import::field::{Field, Shape};
use crate::import::locate::Table;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::values::{DateContext, LegacyDate, OrganisationName};

/// Values that are looked at, spread over the whole column.
const SAMPLE: usize = 200;

/// The look of a column: the share of its values that have each form.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// Values that were looked at.
    pub(super) values: usize,
    number: f64,
    date: f64,
    year: f64,
    email: f64,
    phone: f64,
    kvk: f64,
    country: f64,
    organisation: f64,
    long: f64,
}

/// The cells of a column's body, or the values of a label, some two hundred of them.
pub(super) fn sample<'a>(sheet: &'a Sheet, table: &Table, header: usize) -> Vec<&'a Cell> {
    if table.records.is_empty() {
        let step = table.body.len().div_ceil(SAMPLE).max(1);
        let rows = table.body.iter().step_by(step).filter_map(|row| sheet.row(*row));
        let column = table.headers[header].column;
        return rows.filter_map(|row| row.cell(column)).collect();
    }
    let step = table.records.len().div_ceil(SAMPLE).max(1);
    let places = table.records.iter().step_by(step).filter_map(|record| *record.values.get(header)?);
    places.filter_map(|at| sheet.cell(at)).collect()
}

impl Look {
    /// Looks at values.
    pub(super) fn at(cells: &[&Cell], vocabulary: &Vocabulary) -> Self {
        let texts: Vec<String> = cells.iter().map(|cell| cell.shown().into_owned()).collect();
        let told = |test: &dyn Fn(&str) -> bool| share(texts.iter().filter(|text| test(text)).count(), texts.len());
        let dates = cells.iter().filter(|cell| matches!(cell, Cell::Date(_))).count();
        Self {
            values: texts.len(),
            number: told(&is_number),
            date: share(dates, cells.len()).max(told(&|text| is_date(text, vocabulary))),
            year: told(&is_year),
            email: told(&is_email),
            phone: told(&is_phone),
            kvk: told(&is_kvk),
            country: told(&|text| vocabulary.countries.find(text).is_some()),
            organisation: told(&|text| has_legal_form(text, vocabulary)),
            long: told(&|text| text.len() > 60),
        }
    }

    /// How well the values fit a field, from 0 (against) over 0.5 (says nothing) to 1 (for).
    pub(super) fn support(&self, field: Field) -> f64 {
        if self.values == 0 {
            return 0.5;
        }
        match field.shape() {
            Shape::Date => self.date.max(self.year * 0.8),
            Shape::Year => self.year,
            Shape::Amount => self.number.max(0.1),
            Shape::Count | Shape::Number => self.number.max(0.2),
            Shape::KvkNumber => self.kvk,
            Shape::Email => self.email,
            Shape::Phone => self.phone,
            Shape::Countries => 0.4 + 0.6 * self.country - 0.4 * self.date.max(self.number),
            Shape::OrganisationName => (0.6 + self.organisation - self.stray()).clamp(0.0, 1.0),
            Shape::PersonName | Shape::Officials => (0.7 - self.organisation - self.stray()).clamp(0.0, 1.0),
            Shape::Word | Shape::Themes | Shape::YesNo => (0.7 - self.stray() - self.long).clamp(0.0, 1.0),
            Shape::Code => (0.7 - self.date - self.long - self.email).clamp(0.0, 1.0),
            Shape::Text | Shape::Phrase => (0.7 - self.email - self.date).clamp(0.0, 1.0),
        }
    }

    /// The share of values that are plainly no words.
    fn stray(&self) -> f64 {
        self.email.max(self.date).max(self.kvk).max(self.phone)
    }

    /// The field that values speak for without any header, with how clearly.
    pub(super) fn speaks_for(&self) -> Option<(Field, f64)> {
        let clear = |share: f64| self.values >= 3 && share >= 0.8;
        match () {
            () if clear(self.email) => Some((Field::PersonEmail, 0.7)),
            () if clear(self.phone) => Some((Field::PersonPhone, 0.6)),
            () if self.values >= 3 && self.organisation >= 0.5 => Some((Field::OrganisationName, 0.55)),
            () if clear(self.country) => Some((Field::MissionCountry, 0.5)),
            () => None,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole).max(1.0)
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn is_number(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits(text) > 0 && letters <= 3 && !text.contains('@') && text.len() <= 24
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && digits(text) == 4
}

fn is_date(text: &str, vocabulary: &Vocabulary) -> bool {
    digits(text) > 0 && !is_year(text) && LegacyDate::parse(text, &vocabulary.dates, &DateContext::default()).is_ok()
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(_, domain)| domain.contains('.'))
}

fn is_phone(text: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || "+-() ./".contains(c);
    let begins = text.starts_with('0') || text.starts_with('+') || text.starts_with("(0");
    (9..=15).contains(&digits(text)) && begins && text.chars().all(marks)
}

fn is_kvk(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    (7..=8).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_legal_form(text: &str, vocabulary: &Vocabulary) -> bool {
    OrganisationName::parse(text, &vocabulary.legal_forms).legal_form.is_some()
}
