//! Edits of what registers know by name: officials, themes, reserves and decisions.
//!
//! Invariant: a theme or a reserve that is renamed is still found by its old name, which becomes one of its others.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{self, NotSet, Set};
use uuid::Uuid;

use super::Edit;
use super::form::Form;
use super::said::Said;
use super::texts::keyed;
use crate::entities::{decision, official, reserve, theme};
use crate::services::records::Record;
use crate::services::tables::Row;
use crate::values::{OfficialName, RecordKind, fold};

/// What is said of an official.
#[derive(Clone, Debug, Default)]
pub struct OfficialEdit {
    /// As the register writes it.
    pub display_name: Said<String>,
    /// The name without the office.
    pub name: Said<String>,
    /// The office without the name.
    pub office: Said<String>,
}

/// What is said of a theme.
#[derive(Clone, Debug, Default)]
pub struct ThemeEdit {
    /// In Dutch.
    pub name: Said<String>,
    /// In English.
    pub name_en: Said<String>,
    /// In German.
    pub name_de: Said<String>,
    /// Other words for it.
    pub aliases: Said<Vec<String>>,
}

/// What is said of a reserve.
#[derive(Clone, Debug, Default)]
pub struct ReserveEdit {
    /// Its name.
    pub name: Said<String>,
    /// Former names and spellings.
    pub aliases: Said<Vec<String>>,
    /// Balance before the first amendment.
    pub opening_balance: Said<Decimal>,
}

/// What is said of a decision.
#[derive(Clone, Debug, Default)]
pub struct DecisionEdit {
    /// As in `PS/2016/871`.
    pub reference: Said<String>,
    /// What was decided.
    pub title: Said<String>,
    /// The day it was taken.
    pub decided_on: Said<NaiveDate>,
    /// Where it can be read.
    pub url: Said<String>,
}

impl Edit for OfficialEdit {
    const KIND: RecordKind = RecordKind::Official;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let display_name = form.name("displayName", self.display_name);
        let read = display_name.clone().map(|text| OfficialName::parse(&text, form.words.names));
        // What is not said apart is read out of the whole.
        let apart = |said: Said<String>, part: fn(&OfficialName) -> Option<String>| match (said, read.value()) {
            (Said::Nothing, Some(read)) => part(read).into(),
            (said, _) => said,
        };
        let name = apart(form.line("name", self.name), |read| read.name.clone());
        let office = apart(form.line("office", self.office), |read| read.office.clone());
        let display_name = form.required("displayName", display_name);
        let active = official::ActiveModel {
            display_key: keyed(&display_name),
            display_name,
            name: name.nullable(),
            office: office.nullable(),
            ..Default::default()
        };
        Record::new(RecordKind::Official, Row::of(id, &active))
    }
}

impl Edit for ThemeEdit {
    const KIND: RecordKind = RecordKind::Theme;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let name = form.name("name", self.name);
        let aliases = other_names(form, &name, self.aliases);
        let name = form.required("name", name);
        let active = theme::ActiveModel {
            name_key: keyed(&name),
            name,
            name_en: form.line("nameEn", self.name_en).nullable(),
            name_de: form.line("nameDe", self.name_de).nullable(),
            aliases,
            ..Default::default()
        };
        Record::new(RecordKind::Theme, Row::of(id, &active))
    }
}

impl Edit for ReserveEdit {
    const KIND: RecordKind = RecordKind::Reserve;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let name = form.name("name", self.name);
        let aliases = other_names(form, &name, self.aliases);
        let name = form.required("name", name);
        let active = reserve::ActiveModel {
            name_key: keyed(&name),
            name,
            aliases,
            opening_cents: form.money("openingBalance", self.opening_balance).nullable(),
            ..Default::default()
        };
        Record::new(RecordKind::Reserve, Row::of(id, &active))
    }
}

impl Edit for DecisionEdit {
    const KIND: RecordKind = RecordKind::Decision;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let reference = form.name("reference", self.reference);
        let reference = form.required("reference", reference);
        let title = form.line("title", self.title);
        let active = decision::ActiveModel {
            reference_key: keyed(&reference),
            reference,
            title: form.or(title, String::new()),
            decided_on: form.day("decidedOn", self.decided_on).nullable(),
            url: form.line("url", self.url).nullable(),
            ..Default::default()
        };
        Record::new(RecordKind::Decision, Row::of(id, &active))
    }
}

/// The field `aliases` as it is stored: other names, and the old name of what is renamed.
fn other_names(form: &mut Form<'_>, name: &Said<String>, said: Said<Vec<String>>) -> ActiveValue<String> {
    let said = form.names("aliases", said);
    let old = form.stored_row().map(|row| row.text("name"));
    let current = name.value().map(String::as_str).or(old);
    if !said.is_said() && (current == old || old.is_none()) {
        return form.or(Said::Nothing, "[]".to_owned());
    }
    let mut names = match said {
        Said::Value(names) => names,
        Said::Clear => Vec::new(),
        Said::Nothing => {
            let known = form.stored_row().map_or("[]", |row| row.text("aliases"));
            serde_json::from_str(known).unwrap_or_default()
        }
    };
    names.extend(old.map(str::to_owned));
    let mut seen = vec![fold(current.unwrap_or_default())];
    names.retain(|name| {
        let key = fold(name);
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    serde_json::to_string(&names).map_or(NotSet, Set)
}
