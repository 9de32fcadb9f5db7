//! Organisations, people and what they took part in.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Desk, Values, filled, part, set, with};
use crate::entities::{organisation, organisation_alias, participation, person};
use crate::import::field::Field;
use crate::import::parse::draft::Link;
use crate::import::parse::settle::Joined;
use crate::import::parse::value::FieldValue;
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{OrganisationName, PersonName, RecordKind, fold};

impl Desk<'_> {
    pub(super) fn organisation(&self, cluster: usize, id: Uuid, joined: &Joined) -> Record {
        let named = match joined.value(Field::OrganisationName) {
            Some(FieldValue::Organisation(name)) => Some(name.clone()),
            _ => None,
        };
        let name = named.clone().filter(|name| self.is_its_name(cluster, joined, name));
        // A KvK number without a name is all that the register will show.
        let unnamed = || joined.text(Field::OrganisationKvkNumber).filter(|_| self.matches.stored(cluster).is_none());
        let text = name.as_ref().map(|name| name.text.clone()).or_else(unnamed);
        let country = match joined.value(Field::OrganisationCountry) {
            Some(FieldValue::Places(places)) => places.first().and_then(|place| place.country.clone()),
            _ => None,
        };
        let municipality = joined.text(Field::OrganisationMunicipality);
        let sector = joined.text(Field::OrganisationSector);
        let active = organisation::ActiveModel {
            name_key: set(text.as_deref().map(fold)),
            match_key: set(name.as_ref().map(|name| name.match_key.clone()).or_else(|| text.as_deref().map(fold))),
            name: set(text),
            legal_form: filled(name.as_ref().and_then(|name| name.legal_form.clone())),
            kvk_number: filled(joined.text(Field::OrganisationKvkNumber)),
            vat_number: filled(joined.text(Field::OrganisationVatNumber)),
            kind: set(joined.word(Field::OrganisationKind)),
            municipality_key: filled(municipality.as_deref().map(fold)),
            municipality: filled(municipality),
            country: filled(country),
            sector_key: filled(sector.as_deref().map(fold)),
            sector: filled(sector),
            website: filled(joined.text(Field::OrganisationWebsite)),
            ..Default::default()
        };
        let record = Record::new(RecordKind::Organisation, Row::of(id, &active));
        with(record, Table::OrganisationAlias, self.aliases(cluster, joined, (name.as_ref(), named)))
    }

    /// Whether an organisation is to be called what the file calls it. One that was found by what its name resembles
    /// keeps its own, and so does one whose name says more than the file does, or that took in the one of this name.
    fn is_its_name(&self, cluster: usize, joined: &Joined, name: &OrganisationName) -> bool {
        let Some(stored) = self.matches.stored(cluster) else { return true };
        if self.matches.is_former_name(stored.id(), &name.text) {
            return false;
        }
        let number = joined.text(Field::OrganisationKvkNumber);
        let renamed = number.is_some_and(|number| number == stored.root.text("kvk_number"));
        let (key, written) = (stored.root.text("match_key"), stored.root.text("name"));
        if key == name.match_key { fuller(&name.text, written) } else { renamed }
    }

    /// All names but the one that counts: those stored, the stored name where it changes, and those of the file.
    fn aliases(
        &self,
        cluster: usize,
        joined: &Joined,
        (name, named): (Option<&OrganisationName>, Option<OrganisationName>),
    ) -> Vec<Row> {
        let stored = self.matches.stored(cluster);
        let known = stored.and_then(|record| record.parts.get(&Table::OrganisationAlias)).map(Vec::as_slice);
        let row = |name: &str, key: &str| (name.to_owned(), key.to_owned());
        let mut aliases: BTreeMap<String, String> = BTreeMap::new();
        aliases.extend(known.unwrap_or_default().iter().map(|alias| row(alias.text("name"), alias.text("match_key"))));
        aliases.extend(stored.map(|record| row(record.root.text("name"), record.root.text("match_key"))));
        aliases.extend(named.iter().map(|name| row(&name.text, &name.match_key)));
        aliases.extend(joined.other_names.iter().filter_map(|found| match &found.value {
            FieldValue::Organisation(name) => Some(row(&name.text, &name.match_key)),
            _ => None,
        }));
        let current = name.map(|name| name.text.as_str()).or_else(|| stored.map(|record| record.root.text("name")));
        aliases.retain(|alias, _| Some(alias.as_str()) != current);
        let row = |(name, match_key)| {
            part(&organisation_alias::ActiveModel { name: Set(name), match_key: Set(match_key), ..Default::default() })
        };
        aliases.into_iter().map(row).collect()
    }

    pub(super) fn person(&self, id: Uuid, joined: &Joined) -> Record {
        let name = match joined.value(Field::PersonName) {
            Some(FieldValue::Person(name)) => Some(name.clone()),
            _ => None,
        };
        let active = person::ActiveModel {
            organisation_id: filled(self.linked(joined, Link::Organisation)),
            family_key: set(name.as_ref().map(PersonName::family_key).filter(|key| !key.is_empty())),
            given_name: filled(name.as_ref().and_then(|name| name.given_name.clone())),
            initials: filled(name.as_ref().and_then(|name| name.initials.clone())),
            surname_prefix: filled(name.as_ref().and_then(|name| name.surname_prefix.clone())),
            family_name: filled(name.and_then(|name| name.family_name)),
            email: filled(joined.text(Field::PersonEmail)),
            phone: filled(joined.text(Field::PersonPhone)),
            ..Default::default()
        };
        Record::new(RecordKind::Person, Row::of(id, &active))
    }

    pub(super) fn participation(&self, id: Uuid, joined: &Joined) -> Record {
        let role = joined.text(Field::ParticipationRole);
        let (fee, currency) = joined.amount(Field::ParticipationFee).unzip();
        let active = participation::ActiveModel {
            mission_id: set(self.linked(joined, Link::Mission)),
            organisation_id: filled(self.linked(joined, Link::Organisation)),
            person_id: filled(self.linked(joined, Link::Person)),
            role_key: filled(role.as_deref().map(fold)),
            role: filled(role),
            kind: set(joined.word(Field::ParticipationKind)),
            status: set(joined.word(Field::ParticipationStatus)),
            fee_cents: filled(fee),
            fee_currency: filled(currency),
            notes: filled(joined.text(Field::ParticipationNotes)),
            ..Default::default()
        };
        Record::new(RecordKind::Participation, Row::of(id, &active))
    }
}

/// Whether one spelling of a name says more than another: it is longer, or as long with fewer capitals, or comes first in
/// the alphabet. So it makes no difference which was met first.
fn fuller(one: &str, other: &str) -> bool {
    let rank = |text: &str| {
        let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
        (text.chars().count(), usize::MAX - capitals)
    };
    let (mine, theirs) = (rank(one), rank(other));
    mine > theirs || mine == theirs && one <= other
}
