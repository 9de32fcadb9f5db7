//! Edits of people. Personal data: no fault repeats what was said.

use sea_orm::ActiveValue::{self, NotSet, Set};
use sea_orm::Value;
use uuid::Uuid;

use super::Edit;
use super::form::{Form, Reference};
use super::problem::Problem;
use super::said::Said;
use super::texts::by;
use crate::entities::person;
use crate::services::records::Record;
use crate::services::tables::Row;
use crate::values::{Email, PersonName, RecordKind, fold};

/// What is said of a person: the whole name, or its parts.
#[derive(Clone, Debug, Default)]
pub struct PersonEdit {
    /// Where they work.
    pub organisation_id: Said<Reference>,
    /// The whole name, to be taken apart as imports do.
    pub name: Said<String>,
    /// First name.
    pub given_name: Said<String>,
    /// Initials.
    pub initials: Said<String>,
    /// As in `van der`.
    pub surname_prefix: Said<String>,
    /// Without the prefix.
    pub family_name: Said<String>,
    /// The e-mail address.
    pub email: Said<String>,
    /// The telephone number.
    pub phone: Said<String>,
}

/// The parts of a name as they are said.
struct Names {
    given_name: Said<String>,
    initials: Said<String>,
    surname_prefix: Said<String>,
    family_name: Said<String>,
}

impl Edit for PersonEdit {
    const KIND: RecordKind = RecordKind::Person;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        if matches!(form.stored_row().and_then(|row| row.get("erased_at")), Some(Value::ChronoDateTimeUtc(Some(_)))) {
            form.refuse("id", Problem::Erased);
        }
        let organisation = form.reference("organisationId", RecordKind::Organisation, self.organisation_id);
        let email = form.line("email", self.email);
        let email = form.read("email", email, by(Email::parse, "jan@bedrijf.nl"));
        let phone = form.line("phone", self.phone);
        let parts = [self.given_name, self.initials, self.surname_prefix, self.family_name];
        let names = names(form, self.name, parts);
        let active = person::ActiveModel {
            organisation_id: organisation.nullable(),
            family_key: family_key(&names.family_name),
            given_name: names.given_name.nullable(),
            initials: names.initials.nullable(),
            surname_prefix: names.surname_prefix.nullable(),
            family_name: names.family_name.nullable(),
            email: email.map(|email| email.as_str().to_owned()).nullable(),
            phone: phone.nullable(),
            ..Default::default()
        };
        let row = Row::of(id, &active);
        let known = ["given_name", "initials", "family_name", "email"];
        if !known.into_iter().any(|column| has(form, &row, column)) {
            form.refuse("familyName", Problem::Required);
        }
        Record::new(RecordKind::Person, row)
    }
}

fn family_key(family_name: &Said<String>) -> ActiveValue<String> {
    match family_name {
        Said::Nothing => NotSet,
        said => Set(said.value().map(|name| fold(name)).unwrap_or_default()),
    }
}

/// Whether a text has a value once the row is written.
fn has(form: &Form<'_>, row: &Row, column: &str) -> bool {
    let value = row.get(column).or_else(|| form.stored_row()?.get(column));
    matches!(value, Some(Value::String(Some(_))))
}

/// The parts of the name: of the whole, where that is given, or each by itself.
fn names(form: &mut Form<'_>, whole: Said<String>, parts: [Said<String>; 4]) -> Names {
    let whole = form.name("name", whole);
    let fields = ["givenName", "initials", "surnamePrefix", "familyName"];
    let mut at = fields.into_iter();
    let parts = parts.map(|part| form.line(at.next().unwrap_or_default(), part));
    if whole.value().is_some() && parts.iter().any(|part| part.value().is_some()) {
        let dutch = "Geef `name` of de delen van de naam, en niet allebei.";
        form.refuse("name", Problem::Together(dutch, "Give `name` or the parts of the name, and not both."));
    }
    if let Said::Value(text) = whole {
        let PersonName { given_name, initials, surname_prefix, family_name } =
            PersonName::parse(&text, form.words.names);
        return Names {
            given_name: given_name.into(),
            initials: initials.into(),
            surname_prefix: surname_prefix.into(),
            family_name: family_name.into(),
        };
    }
    let [given_name, initials, surname_prefix, family_name] = parts;
    let family = family_name.map(|text| PersonName::parse_family(&text, form.words.names));
    let surname_prefix = match (surname_prefix, family.value()) {
        (Said::Nothing, Some(family)) => family.surname_prefix.clone().map_or(Said::Nothing, Said::Value),
        (said, _) => said.map(|text| PersonName::parse_prefix(&text).surname_prefix.unwrap_or(text)),
    };
    let initials = initials.map(|text| PersonName::parse_initials(&text).initials.unwrap_or(text));
    let family_name = match family {
        Said::Value(family) => family.family_name.into(),
        said => said.map(|_| String::new()),
    };
    Names { given_name, initials, surname_prefix, family_name }
}
