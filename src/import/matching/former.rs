//! Records that went into others: what a file says of them is found as what they went into, without asking again.
//!
//! Invariant: what a record that went had, and what it went into has its own of, is no news: a file that still says so
//! changes nothing. Such values of drafts are set aside; all else that the file says counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::Matcher;
use super::organisations::{organisation, organisation_label};
use super::people::{name, person};
use super::stored::Stored;
use crate::import::field::Field;
use crate::import::parse::draft::Found;
use crate::import::parse::identity::{Fit, Identity, OrganisationIdentity, PersonIdentity};
use crate::import::parse::settle::Aside;
use crate::import::parse::shown;
use crate::import::parse::value::FieldValue;
use crate::services::merges::{Former, formers, whereabouts};
use crate::services::records::load_by;
use crate::services::tables::{Row, Table, field_name};
use crate::values::{PersonName, RecordKind, fold};

/// The records that went into others.
#[derive(Default)]
pub(super) struct Formers {
    whereabouts: HashMap<Uuid, Uuid>,
    organisations: Vec<Former>,
    people: Vec<Former>,
    /// What drafts say that is no news.
    pub(super) aside: Aside,
}

/// A record that went into another, to be compared with.
pub(super) struct AsItWas<I> {
    /// By its old marks, under the key of what it went into.
    pub is: Stored<I>,
    /// Its own row.
    row: Row,
}

impl Formers {
    /// Reads them; mostly there are none.
    pub(super) async fn load(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let whereabouts = whereabouts(db).await?;
        if whereabouts.is_empty() {
            return Ok(Self::default());
        }
        let organisations = formers(db, RecordKind::Organisation).await?;
        let people = formers(db, RecordKind::Person).await?;
        Ok(Self { whereabouts, organisations, people, aside: Aside::new() })
    }

    /// Where a record is now: itself, unless it went into another.
    pub(super) fn now(&self, id: Uuid) -> Uuid {
        self.whereabouts.get(&id).copied().unwrap_or(id)
    }

    /// The names that organisations had which went into others, by what they went into.
    pub(super) fn names(&self) -> HashMap<Uuid, BTreeSet<String>> {
        let mut names: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
        for former in &self.organisations {
            names.entry(former.now).or_default().extend(former.names().map(|row| row.text("name").to_owned()));
        }
        names
    }
}

impl Matcher<'_> {
    /// Organisations that went into others, as they were.
    pub(super) async fn former_organisations(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<AsItWas<OrganisationIdentity>>, DbErr> {
        let formers = &self.formers.organisations;
        let now: BTreeSet<Uuid> = formers.iter().map(|former| former.now).collect();
        let now = load_by(db, Table::Organisation, "id", Vec::from_iter(now)).await?;
        let labels: BTreeMap<Uuid, String> = now.iter().map(|row| (row.id, organisation_label(row))).collect();
        // Another name that was taken from the record since is nobody's name any more.
        let ids: Vec<Uuid> = labels.keys().copied().collect();
        let known = load_by(db, Table::OrganisationAlias, "organisation_id", ids).await?;
        let known: BTreeSet<(Option<Uuid>, &str)> = known
            .iter()
            .chain(&now)
            .map(|row| (row.reference("organisation_id").or(Some(row.id)), row.text("match_key")))
            .collect();
        let stored = |former: &Former| {
            let aliases = former.names().skip(1).map(|row| row.text("match_key"));
            let aliases =
                aliases.filter(|name| known.contains(&(Some(former.now), *name))).map(str::to_owned).collect();
            let identity = OrganisationIdentity { aliases, ..organisation(&former.record.root, self.words) };
            let is = Stored { id: former.now, label: labels.get(&former.now)?.clone(), identity };
            Some(AsItWas { is, row: former.record.root.clone() })
        };
        Ok(formers.iter().filter_map(stored).collect())
    }

    /// People who went into others, as they were; within the organisation that theirs is now.
    pub(super) async fn former_people(
        &self,
        db: &impl ConnectionTrait,
        went: &HashMap<Uuid, Vec<String>>,
    ) -> Result<Vec<AsItWas<PersonIdentity>>, DbErr> {
        let formers = &self.formers.people;
        let now: BTreeSet<Uuid> = formers.iter().map(|former| former.now).collect();
        let now = load_by(db, Table::Person, "id", Vec::from_iter(now)).await?;
        let there: BTreeSet<Uuid> = now.iter().map(|row| row.id).collect();
        let stored = |former: &Former| {
            let Stored { label, mut identity, .. } = person(&former.record.root);
            let scope = former.record.root.reference("organisation_id").map(|id| self.formers.now(id));
            identity.scope = scope.map(|id| id.to_string()).unwrap_or_default();
            if scope.is_none() {
                identity.missions = went.get(&former.now).cloned().unwrap_or_default();
            }
            AsItWas { is: Stored { id: former.now, label, identity }, row: former.record.root.clone() }
        };
        Ok(formers.iter().filter(|former| there.contains(&former.now)).map(stored).collect())
    }

    /// Sets aside what clusters say that came by what their record was before.
    pub(super) fn set_aside<I: Identity>(&mut self, incoming: &[(usize, I)], formers: &[AsItWas<I>]) {
        for (cluster, identity) in incoming {
            let Some(id) = self.found[*cluster] else { continue };
            for former in formers.iter().filter(|former| former.is.id == id) {
                if former.is.identity.fit(identity) == Fit::Same {
                    self.set_aside_of(*cluster, &former.row);
                }
            }
        }
    }

    fn set_aside_of(&mut self, cluster: usize, former: &Row) {
        for member in &self.gathered.clusters[cluster].members {
            let fields = &self.rows.drafts[*member].fields;
            let known = fields.iter().filter(|(field, found)| had(former, **field, found)).map(|(field, _)| *field);
            self.formers.aside.entry(*member).or_default().extend(known);
        }
    }

    /// Whether a cluster came by what its record was before.
    pub(super) fn is_former(&self, cluster: usize) -> bool {
        let members = &self.gathered.clusters[cluster].members;
        members.iter().any(|member| self.formers.aside.contains_key(member))
    }
}

/// Whether a record that went had a value.
fn had(former: &Row, field: Field, found: &Found) -> bool {
    let of_field = |column: &&str| field.name().rsplit('.').next() == Some(field_name(column).as_str());
    let said = |column: &str| former.text(column);
    match &found.value {
        FieldValue::Organisation(_) => false,
        FieldValue::Person(written) => goes_into(written, &name(former)),
        FieldValue::Places(places) => {
            let country = places.first().and_then(|place| place.country.as_deref());
            country.is_some_and(|country| country == said("country"))
        }
        value => {
            let (shown, digits) =
                (shown::value(value), |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() });
            let column = former.values.keys().find(|column| of_field(column));
            column.is_some_and(|column| {
                let had = said(column);
                had == shown
                    || !fold(had).is_empty() && fold(had) == fold(&shown)
                    || *column == "phone" && digits(had) == digits(&shown)
            })
        }
    }
}

/// Whether a name says nothing that another does not.
fn goes_into(written: &PersonName, known: &PersonName) -> bool {
    let part = |mine: &Option<String>, theirs: &Option<String>| {
        mine.as_deref().is_none_or(|mine| theirs.as_deref().is_some_and(|theirs| fold(mine) == fold(theirs)))
    };
    part(&written.given_name, &known.given_name)
        && part(&written.initials, &known.initials)
        && part(&written.surname_prefix, &known.surname_prefix)
        && part(&written.family_name, &known.family_name)
}
