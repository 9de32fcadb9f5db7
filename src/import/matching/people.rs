//! People: within the organisation that they are of; without one, by e-mail address or on one mission.

use std::collections::HashMap;

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::Matcher;
use super::stored::{Blocks, Stored, filled};
use crate::import::parse::gather::Marks;
use crate::import::parse::identity::{NameKey, PersonIdentity};
use crate::services::records::load_by;
use crate::services::tables::{Row, Table};
use crate::values::PersonName;

/// The scope of people of an organisation that is new: nobody is stored in it.
const NEW: &str = "new";

impl Matcher<'_> {
    pub(super) async fn people(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let mut incoming = self.marked(|marks| match marks {
            Marks::Person(identity) => Some(identity),
            _ => None,
        });
        for (_, identity) in &mut incoming {
            let found = |cluster: &str| Some(self.found[cluster.parse::<usize>().ok()?]?.to_string());
            if identity.scope.is_empty() {
                identity.missions = identity.missions.iter().filter_map(|mission| found(mission)).collect();
            } else {
                identity.scope = found(&identity.scope).unwrap_or_else(|| NEW.to_owned());
            }
        }
        let employed = incoming.iter().filter(|(_, identity)| !identity.scope.is_empty());
        let organisations: Vec<Uuid> = employed.filter_map(|(_, identity)| identity.scope.parse().ok()).collect();
        let mut stored: Vec<Stored<PersonIdentity>> =
            load_by(db, Table::Person, "organisation_id", organisations).await?.iter().map(person).collect();
        let went = went_alone(db, &incoming).await?;
        stored.extend(alone(db, &incoming, &went).await?);
        let formers = self.former_people(db, &went).await?;
        let mut blocks = Blocks::stored(&stored);
        blocks.add_all(formers.iter().map(|former| &former.is));
        let targets = incoming.iter().map(|(cluster, identity)| (*cluster, blocks.targets(identity))).collect();
        let order = self.in_order(incoming.iter().map(|(cluster, _)| *cluster));
        self.decide(&order, targets);
        self.set_aside(&incoming, &formers);
        self.settle_claims(&order);
        Ok(())
    }
}

/// Those who went without an organisation on the missions of people of the file who have none, with these missions.
async fn went_alone(
    db: &impl ConnectionTrait,
    incoming: &[(usize, PersonIdentity)],
) -> Result<HashMap<Uuid, Vec<String>>, DbErr> {
    let alone = incoming.iter().map(|(_, identity)| identity).filter(|identity| identity.scope.is_empty());
    let missions: Vec<Uuid> =
        alone.flat_map(|identity| &identity.missions).filter_map(|mission| mission.parse().ok()).collect();
    let mut went: HashMap<Uuid, Vec<String>> = HashMap::new();
    for missions in missions.chunks(10_000) {
        let without = Condition::all()
            .add(Expr::col("mission_id").is_in(missions.iter().copied()))
            .add(Expr::col("organisation_id").is_null());
        for row in Table::Participation.load(db, without).await? {
            if let (Some(person), Some(mission)) = (row.reference("person_id"), row.reference("mission_id")) {
                went.entry(person).or_default().push(mission.to_string());
            }
        }
    }
    Ok(went)
}

/// Stored people without an organisation who have an e-mail address of the file, or went on one of its missions.
async fn alone(
    db: &impl ConnectionTrait,
    incoming: &[(usize, PersonIdentity)],
    went: &HashMap<Uuid, Vec<String>>,
) -> Result<Vec<Stored<PersonIdentity>>, DbErr> {
    let alone = incoming.iter().map(|(_, identity)| identity).filter(|identity| identity.scope.is_empty());
    let emails: Vec<String> = alone.filter_map(|identity| identity.email.clone()).collect();
    let mut rows = load_by(db, Table::Person, "email", emails).await?;
    rows.extend(load_by(db, Table::Person, "id", went.keys().copied().collect::<Vec<Uuid>>()).await?);
    rows.retain(|row| row.reference("organisation_id").is_none());
    rows.sort_by_key(|row| row.id);
    rows.dedup_by_key(|row| row.id);
    let known = |row: &Row| {
        let mut stored = person(row);
        stored.identity.missions = went.get(&row.id).cloned().unwrap_or_default();
        stored
    };
    Ok(rows.iter().map(known).collect())
}

/// A stored person, to be compared with.
pub(super) fn person(row: &Row) -> Stored<PersonIdentity> {
    let name = name(row);
    let scope = row.reference("organisation_id").map(|id| id.to_string()).unwrap_or_default();
    let identity =
        PersonIdentity { scope, missions: Vec::new(), email: filled(row, "email"), name: NameKey::from(&name) };
    Stored { id: row.id, label: name.display(), identity }
}

/// The name of a stored person.
pub(super) fn name(row: &Row) -> PersonName {
    PersonName {
        given_name: filled(row, "given_name"),
        initials: filled(row, "initials"),
        surname_prefix: filled(row, "surname_prefix"),
        family_name: filled(row, "family_name"),
    }
}
