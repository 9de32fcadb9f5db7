//! Organisations: by number and by name; those that remain, by how far they are like others.

use std::collections::{HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::Matcher;
use super::decide::{Place, Target};
use super::stored::{ALIKE, Blocks, SAME, Stored, filled, labelled};
use crate::import::parse::gather::Marks;
use crate::import::parse::identity::OrganisationIdentity;
use crate::import::vocabulary::OrganisationWords;
use crate::services::records::load_by;
use crate::services::tables::{Row, Table};

impl Matcher<'_> {
    pub(super) async fn organisations(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let incoming = self.marked(|marks| match marks {
            Marks::Organisation(identity) => Some(identity),
            _ => None,
        });
        let stored = self.stored_by_marks(db, &incoming).await?;
        let formers = self.former_organisations(db).await?;
        let mut blocks = Blocks::stored(&stored);
        blocks.add_all(formers.iter().map(|former| &former.is));
        let known = stored.iter().chain(formers.iter().map(|former| &former.is));
        let numbered: HashSet<(Uuid, &str)> =
            known.filter_map(|known| Some((known.id, known.identity.kvk_number.as_deref()?))).collect();
        let mut remaining = Vec::new();
        for (cluster, identity) in &incoming {
            let is_answered = self.answers.on(&self.gathered.clusters[*cluster]).is_some();
            match sure(&blocks.targets(identity), identity, &numbered) {
                Some((id, sureness)) if !is_answered => {
                    (self.found[*cluster], self.sureness[*cluster]) = (Some(id), sureness);
                }
                _ => remaining.push(*cluster),
            }
        }
        let order = self.in_order(incoming.iter().map(|(cluster, _)| *cluster));
        if !remaining.is_empty() {
            let targets = self.likely_organisations(db, &order, &remaining).await?;
            self.decide(&order, targets);
        }
        self.set_aside(&incoming, &formers);
        self.settle_claims(&order);
        Ok(())
    }

    async fn stored_by_marks(
        &self,
        db: &impl ConnectionTrait,
        incoming: &[(usize, OrganisationIdentity)],
    ) -> Result<Vec<Stored<OrganisationIdentity>>, DbErr> {
        let names = || incoming.iter().flat_map(|(_, known)| std::iter::once(&known.match_key).chain(&known.aliases));
        let names: Vec<String> = names().cloned().collect();
        let numbers: Vec<String> = incoming.iter().filter_map(|(_, known)| known.kvk_number.clone()).collect();
        let aliases = load_by(db, Table::OrganisationAlias, "match_key", names.clone()).await?;
        let mut others: HashMap<Uuid, Vec<String>> = HashMap::new();
        for alias in &aliases {
            if let Some(id) = alias.reference("organisation_id") {
                others.entry(id).or_default().push(alias.text("match_key").to_owned());
            }
        }
        let mut found = load_by(db, Table::Organisation, "id", others.keys().copied().collect::<Vec<_>>()).await?;
        found.extend(load_by(db, Table::Organisation, "match_key", names).await?);
        found.extend(load_by(db, Table::Organisation, "kvk_number", numbers).await?);
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        let stored = |row: &Row| Stored {
            id: row.id,
            label: organisation_label(row),
            identity: OrganisationIdentity {
                aliases: others.remove(&row.id).unwrap_or_default(),
                ..organisation(row, self.words)
            },
        };
        Ok(found.iter().map(stored).collect())
    }
}

/// The stored record that a description is beyond doubt: the one of its number, the only one with all its marks, or the
/// only one with enough of them.
fn sure(targets: &[Target], identity: &OrganisationIdentity, numbered: &HashSet<(Uuid, &str)>) -> Option<(Uuid, f64)> {
    let of_number = |target: &&Target| match (target.place, &identity.kvk_number) {
        (Place::Stored(id), Some(number)) => target.is_clear && numbered.contains(&(id, number.as_str())),
        _ => false,
    };
    let only = |wanted: &dyn Fn(&&Target) -> bool| {
        let mut wanted = targets.iter().filter(wanted);
        wanted.next().filter(|_| wanted.next().is_none())
    };
    let of_its_number = only(&of_number);
    let alike = || only(&|target: &&Target| target.is_clear && target.score >= ALIKE);
    let same = || only(&|target: &&Target| target.is_clear && target.score >= SAME);
    let target = of_its_number.or_else(alike).or_else(same)?;
    match target.place {
        Place::Stored(id) => Some((id, target.score)),
        Place::File(_) => None,
    }
}

/// What tells a stored organisation apart, but for its other names.
pub(super) fn organisation(row: &Row, words: &OrganisationWords) -> OrganisationIdentity {
    OrganisationIdentity {
        kvk_number: filled(row, "kvk_number"),
        match_key: row.text("match_key").to_owned(),
        municipality: filled(row, "municipality_key"),
        body: words.body(row.text("legal_form")),
        aliases: Vec::new(),
    }
}

/// What people call a stored organisation.
pub(super) fn organisation_label(row: &Row) -> String {
    labelled(row.text("name"), filled(row, "municipality").as_deref())
}
