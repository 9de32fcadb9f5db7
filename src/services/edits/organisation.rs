//! Edits of organisations, with their other names.
//!
//! Invariant: an organisation that is renamed is still found by its old name, which becomes one of its others.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;

use super::form::{Form, part};
use super::said::Said;
use super::texts::{by, keyed, keyed_if_any};
use super::{Edit, with};
use crate::entities::{organisation, organisation_alias};
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{KvkNumber, OrganisationKind, OrganisationName, RecordKind};

/// What is said of an organisation.
#[derive(Clone, Debug, Default)]
pub struct OrganisationEdit {
    /// What it is called.
    pub name: Said<String>,
    /// Other names.
    pub aliases: Said<Vec<String>>,
    /// The legal form.
    pub legal_form: Said<String>,
    /// Chamber of Commerce number.
    pub kvk_number: Said<String>,
    /// VAT number.
    pub vat_number: Said<String>,
    /// What sort of organisation.
    pub kind: Said<OrganisationKind>,
    /// Where it sits.
    pub municipality: Said<String>,
    /// The country, by code or name.
    pub country: Said<String>,
    /// Its trade.
    pub sector: Said<String>,
    /// Its site.
    pub website: Said<String>,
}

impl Edit for OrganisationEdit {
    const KIND: RecordKind = RecordKind::Organisation;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let name = form.name("name", self.name);
        let read = name.clone().map(|name| OrganisationName::parse(&name, form.words.legal_forms));
        let aliases = aliases(form, &name, self.aliases);
        let legal_form = match form.line("legalForm", self.legal_form) {
            Said::Nothing => read.value().and_then(|name| name.legal_form.clone()).map_or(Said::Nothing, Said::Value),
            said => said,
        };
        let name = form.required("name", name);
        let kvk_number = form.line("kvkNumber", self.kvk_number);
        let kvk_number = form.read("kvkNumber", kvk_number, by(KvkNumber::parse, "08123456"));
        let municipality = form.line("municipality", self.municipality).nullable();
        let sector = form.line("sector", self.sector).nullable();
        let active = organisation::ActiveModel {
            name_key: keyed(&name),
            name,
            match_key: read.value().map_or(NotSet, |name| Set(name.match_key.clone())),
            legal_form: legal_form.nullable(),
            kvk_number: kvk_number.map(|written| written.number.as_str().to_owned()).nullable(),
            vat_number: form.line("vatNumber", self.vat_number).nullable(),
            kind: form.or(self.kind, OrganisationKind::Unknown),
            municipality_key: keyed_if_any(&municipality),
            municipality,
            country: form.country("country", self.country).nullable(),
            sector_key: keyed_if_any(&sector),
            sector,
            website: form.line("website", self.website).nullable(),
            ..Default::default()
        };
        with(Record::new(RecordKind::Organisation, Row::of(id, &active)), Table::OrganisationAlias, aliases)
    }
}

/// The other names as they become; nothing where they stay as they are.
fn aliases(form: &mut Form<'_>, name: &Said<String>, said: Said<Vec<String>>) -> Option<Vec<Row>> {
    let said = form.names("aliases", said);
    let stored = form.stored();
    let old = stored.map(|record| record.root.text("name"));
    let current = name.value().map(String::as_str).or(old);
    if !said.is_said() && current == old {
        return None;
    }
    let match_key = |name: &str| OrganisationName::parse(name, form.words.legal_forms).match_key;
    let known = stored.and_then(|record| record.parts.get(&Table::OrganisationAlias)).map(Vec::as_slice);
    let mut aliases: BTreeMap<String, String> = match said {
        Said::Value(names) => names.into_iter().map(|name| (name.clone(), match_key(&name))).collect(),
        Said::Clear => BTreeMap::new(),
        Said::Nothing => {
            let known = known.unwrap_or_default().iter();
            known.map(|row| (row.text("name").to_owned(), row.text("match_key").to_owned())).collect()
        }
    };
    aliases
        .extend(stored.map(|record| (record.root.text("name").to_owned(), record.root.text("match_key").to_owned())));
    aliases.retain(|alias, _| Some(alias.as_str()) != current);
    let row = |(name, match_key)| {
        part(&organisation_alias::ActiveModel { name: Set(name), match_key: Set(match_key), ..Default::default() })
    };
    Some(aliases.into_iter().map(row).collect())
}
