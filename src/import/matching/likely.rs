//! Organisations that may be one although their marks do not say so: found by keys of their names, compared word by word.
//!
//! The register is asked for those that share a rare key with a name of the file, a query per batch; it is never read as a
//! whole. What every other name has finds nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::Matcher;
use super::decide::{Place, Target};
use super::organisations::organisation_label;
use super::stored::filled;
use crate::import::field::Field;
use crate::import::likeness::{Corpus, Facts, Zone};
use crate::import::parse::draft::Link;
use crate::import::parse::gather::{Marks, text};
use crate::import::parse::identity::OrganisationIdentity;
use crate::import::parse::value::FieldValue;
use crate::services::records::load_by;
use crate::services::tables::{Row, Table};
use crate::services::{name_keys, organisations};
use crate::values::{RecordKind, fold, initials_key, word_key};

/// A key that more names than this share finds nothing, unless a name has no rarer one.
const RARE: usize = 80;

/// A key that more names than this share finds nothing at all.
const COMMON: usize = 400;

/// The keys of clusters.
type Keys = HashMap<usize, BTreeSet<String>>;

impl Matcher<'_> {
    /// What the remaining clusters may be, in the register and among those of the file that come before them.
    pub(super) async fn likely_organisations(
        &self,
        db: &impl ConnectionTrait,
        order: &[usize],
        remaining: &[usize],
    ) -> Result<HashMap<usize, Vec<Target>>, DbErr> {
        let is_unnumbered = |cluster: &usize| self.organisation(*cluster).is_some_and(|it| it.kvk_number.is_none());
        let asks_register = name_keys::are_there(db).await?;
        // Where every organisation has a number, none is another one of the file.
        let keyed = if order.iter().any(is_unnumbered) {
            order
        } else if asks_register {
            remaining
        } else {
            &[]
        };
        let keys: Keys = keyed.iter().map(|cluster| (*cluster, self.keys(*cluster))).collect();
        let pairs = self.pairs_of_file(order, remaining, &keys);
        let mut corpus = Corpus::new(self.words);
        let near = if asks_register { self.near(db, remaining, (&keys, &mut corpus)).await? } else { HashMap::new() };
        let needed: HashSet<usize> =
            pairs.iter().flat_map(|(one, other)| [*one, *other]).chain(near.keys().copied()).collect();
        if needed.is_empty() {
            return Ok(HashMap::new());
        }
        let mut facts = self.facts_of(&needed);
        let ids: BTreeSet<Uuid> = near.values().flatten().copied().collect();
        let mut stored = self.stored_facts(db, &ids.into_iter().collect::<Vec<_>>()).await?;
        order.iter().filter_map(|cluster| self.organisation(*cluster)).for_each(|it| corpus.add(&it.match_key));
        let everybody = facts.values_mut().chain(stored.values_mut().map(|(_, facts)| facts));
        everybody.flat_map(|facts| &mut facts.names).for_each(|name| corpus.weigh(name));
        let mut targets: HashMap<usize, Vec<Target>> = HashMap::new();
        for (cluster, ids) in &near {
            let known = ids.iter().filter_map(|id| Some((*id, stored.get(id)?)));
            let found = known
                .filter_map(|(id, (label, known))| target(&facts[cluster], known, Place::Stored(id), || label.clone()));
            targets.entry(*cluster).or_default().extend(found);
        }
        for (cluster, other) in pairs {
            let found = target(&facts[&cluster], &facts[&other], Place::File(other), || self.label(other));
            targets.entry(cluster).or_default().extend(found);
        }
        targets.retain(|_, targets| !targets.is_empty());
        Ok(targets)
    }

    fn organisation(&self, cluster: usize) -> Option<&OrganisationIdentity> {
        match &self.gathered.clusters[cluster].marks {
            Marks::Organisation(identity) => Some(identity),
            _ => None,
        }
    }

    /// The keys under which the names of a cluster are found, and those of what they may stand for.
    fn keys(&self, cluster: usize) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        let Some(identity) = self.organisation(cluster) else { return keys };
        for name in std::iter::once(&identity.match_key).chain(&identity.aliases) {
            keys.extend(crate::values::name_keys(name));
            let words: Vec<&str> = name.split(' ').collect();
            let telling = words.iter().filter(|word| !self.words.is_filler(word));
            let initials: String = telling.filter_map(|word| word.chars().next()).collect();
            keys.extend(word_key(&initials).filter(|_| words.len() > 1));
            keys.extend(Some(initials_key(&words.concat())).filter(|_| words.len() == 1));
            let known = self.words.known().iter().filter(|names| names.iter().any(|known| fold(known) == *name));
            keys.extend(known.flatten().flat_map(|known| crate::values::name_keys(&fold(known))));
        }
        keys
    }

    /// Pairs of clusters that share a rare key, of which numbers do not say that they are two. The second of a pair comes
    /// before the first.
    fn pairs_of_file(&self, order: &[usize], remaining: &[usize], keys: &Keys) -> Vec<(usize, usize)> {
        let mut under: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, cluster) in order.iter().enumerate() {
            let keys = keys.get(cluster).into_iter().flatten();
            keys.for_each(|key| under.entry(key).or_default().push(at));
        }
        let remaining: HashSet<usize> = remaining.iter().copied().collect();
        let is_numbered = |cluster: usize| self.organisation(cluster).is_some_and(|it| it.kvk_number.is_some());
        let mut pairs = Vec::new();
        for (at, cluster) in order.iter().enumerate().filter(|(_, cluster)| remaining.contains(cluster)) {
            let Some(keys) = keys.get(cluster) else { continue };
            let found = rare(keys, 2, |key| under.get(key).map_or(0, Vec::len));
            let near: BTreeSet<usize> = found.into_iter().filter_map(|key| under.get(key)).flatten().copied().collect();
            let others = near.into_iter().filter(|other| *other < at).map(|other| order[other]);
            let open = others.filter(|other| !(is_numbered(*cluster) && is_numbered(*other)));
            pairs.extend(open.map(|other| (*cluster, other)));
        }
        pairs
    }

    /// The organisations of the register that share a rare key, a host or a number with one of the remaining.
    async fn near(
        &self,
        db: &impl ConnectionTrait,
        remaining: &[usize],
        (keys, corpus): (&Keys, &mut Corpus),
    ) -> Result<HashMap<usize, BTreeSet<Uuid>>, DbErr> {
        let all: BTreeSet<&str> = remaining.iter().flat_map(|cluster| &keys[cluster]).map(String::as_str).collect();
        let counts = name_keys::counts(db, &all).await?;
        let count = |key: &str| counts.get(key).copied().unwrap_or_default();
        for word in
            remaining.iter().filter_map(|cluster| self.organisation(*cluster)).flat_map(|it| it.match_key.split(' '))
        {
            corpus.add_word(word, word_key(word).map_or(0, |key| count(&key)));
        }
        let chosen: HashMap<usize, Vec<&str>> =
            remaining.iter().map(|cluster| (*cluster, rare(&keys[cluster], 1, count))).collect();
        let by_key = name_keys::found(db, &chosen.values().flatten().copied().collect()).await?;
        let facts = self.facts_of(&remaining.iter().copied().collect());
        let hosts = facts.values().flat_map(|facts| &facts.hosts).map(String::as_str).collect();
        let by_host = organisations::by_host(db, &hosts).await?;
        let by_number = self.by_vat_number(db, &facts).await?;
        let mut near: HashMap<usize, BTreeSet<Uuid>> = HashMap::new();
        for cluster in remaining {
            let mut ids: BTreeSet<Uuid> =
                chosen[cluster].iter().filter_map(|key| by_key.get(*key)).flatten().copied().collect();
            ids.extend(facts[cluster].hosts.iter().filter_map(|host| by_host.get(host)).flatten());
            ids.extend(facts[cluster].vat_number.iter().filter_map(|number| by_number.get(number)).flatten());
            if !ids.is_empty() {
                near.insert(*cluster, ids);
            }
        }
        Ok(near)
    }

    async fn by_vat_number(
        &self,
        db: &impl ConnectionTrait,
        facts: &HashMap<usize, Facts>,
    ) -> Result<HashMap<String, Vec<Uuid>>, DbErr> {
        let numbers: HashSet<String> = self.written(&[Field::OrganisationVatNumber]).into_iter().collect();
        let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
        if facts.values().all(|facts| facts.vat_number.is_none()) {
            return Ok(found);
        }
        for row in load_by(db, Table::Organisation, "vat_number", numbers.into_iter().collect::<Vec<_>>()).await? {
            found.entry(fold(row.text("vat_number"))).or_default().push(row.id);
        }
        Ok(found)
    }

    /// What the file says of organisations.
    fn facts_of(&self, clusters: &HashSet<usize>) -> HashMap<usize, Facts> {
        let mut facts: HashMap<usize, Facts> =
            clusters.iter().map(|cluster| (*cluster, self.facts(*cluster))).collect();
        for draft in self.rows.drafts.iter().filter(|draft| draft.kind == RecordKind::Person) {
            let employer = draft.links.get(&Link::Organisation).map(|linked| self.gathered.of_draft[*linked]);
            if let Some(facts) = employer.and_then(|employer| facts.get_mut(&employer))
                && let Some(email) = text(draft, Field::PersonEmail)
            {
                facts.add_host(&email, self.words);
            }
        }
        facts
    }

    fn facts(&self, cluster: usize) -> Facts {
        let mut facts = Facts::default();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for draft in self.drafts(cluster) {
            match draft.fields.get(&Field::OrganisationName).map(|found| &found.value) {
                Some(FieldValue::Organisation(name)) => names.insert(&name.text),
                Some(FieldValue::Text(text)) => names.insert(text),
                _ => false,
            };
            facts.vat_number = facts.vat_number.take().or_else(|| text(draft, Field::OrganisationVatNumber));
            if let Some(FieldValue::Text(site)) =
                draft.fields.get(&Field::OrganisationWebsite).map(|found| &found.value)
            {
                facts.add_host(site, self.words);
            }
        }
        for name in names {
            facts.add_name(name, self.words);
        }
        if let Some(identity) = self.organisation(cluster) {
            facts.kvk_number.clone_from(&identity.kvk_number);
            facts.body = identity.body;
            facts.sits_in(identity.municipality.as_deref().unwrap_or_default(), self.words);
        }
        facts
    }

    async fn stored_facts(
        &self,
        db: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, (String, Facts)>, DbErr> {
        let mut facts: HashMap<Uuid, (String, Facts)> = HashMap::new();
        for row in load_by(db, Table::Organisation, "id", ids).await? {
            facts.insert(row.id, (organisation_label(&row), self.stored(&row)));
        }
        for alias in load_by(db, Table::OrganisationAlias, "organisation_id", ids).await? {
            if let Some((_, facts)) = alias.reference("organisation_id").and_then(|id| facts.get_mut(&id)) {
                facts.add_name(alias.text("name"), self.words);
            }
        }
        for (organisation, host) in organisations::hosts(db, ids).await? {
            if let Some((_, facts)) = facts.get_mut(&organisation) {
                facts.add_host(&host, self.words);
            }
        }
        Ok(facts)
    }

    fn stored(&self, row: &Row) -> Facts {
        let mut facts = Facts::new(row.text("name"), filled(row, "municipality").as_deref(), self.words);
        facts.kvk_number = filled(row, "kvk_number");
        facts.vat_number = filled(row, "vat_number").map(|number| fold(&number));
        facts.body = self.words.body(row.text("legal_form"));
        if let Some(site) = filled(row, "website") {
            facts.add_host(&site, self.words);
        }
        facts
    }
}

fn target(incoming: &Facts, known: &Facts, place: Place, label: impl FnOnce() -> String) -> Option<Target> {
    let likeness = known.compare(incoming);
    (likeness.zone != Zone::Different).then(|| Target {
        place,
        label: label(),
        score: likeness.score,
        is_clear: likeness.zone == Zone::Clear,
        evidence: likeness.evidence,
    })
}

/// The keys of a name that few share, and at least so many; where there are none, the rarest.
fn rare(keys: &BTreeSet<String>, least: usize, count: impl Fn(&str) -> usize) -> Vec<&str> {
    let shared =
        keys.iter().map(|key| (count(key), key.as_str())).filter(|(count, _)| (least..=COMMON).contains(count));
    let shared: Vec<(usize, &str)> = shared.collect();
    let rare: Vec<&str> = shared.iter().filter(|(count, _)| *count <= RARE).map(|(_, key)| *key).collect();
    if !rare.is_empty() {
        return rare;
    }
    shared.into_iter().min().map(|(_, key)| key).into_iter().collect()
}
