//! Keeps the search index in step with the register.
//!
//! Called by [`super::changes::write`] alone, in its transaction. A record is indexed anew when it changes, and when
//! something changes that its words name: a theme or an official of a mission, an organisation of an outcome or person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use super::changes::Change;
use super::missions;
use super::query::{self, Relation};
use crate::clock;
use crate::entities::{
    mission, mission_leader, mission_theme, official, organisation, organisation_alias, outcome, person,
    search_document, theme,
};
use crate::values::{RecordKind, fold};

/// How many keys or documents one statement names: within the bind limits of both engines.
const PER_STATEMENT: usize = 5_000;

/// What is searched for a record: its title, and other words.
type Words = (String, Vec<Option<String>>);

/// Indexes what the changes touch, once they are written.
pub(super) async fn refresh(db: &impl ConnectionTrait, changes: &[Change]) -> Result<(), DbErr> {
    let mut stale: BTreeMap<RecordKind, BTreeSet<Uuid>> = BTreeMap::new();
    let mut indexed: Vec<Uuid> = Vec::new();
    for change in changes.iter().filter(|change| !change.rows.is_empty()) {
        stale.entry(change.kind).or_default().insert(change.id);
        if change.operation() != "CREATED" {
            indexed.push(change.id);
        }
    }
    let named = dependents(db, &indexed, &stale).await?;
    indexed.extend(named.iter().map(|(_, id)| *id));
    for (kind, id) in named {
        stale.entry(kind).or_default().insert(id);
    }
    forget(db, &indexed).await?;
    for (kind, ids) in stale {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let words = match kind {
            RecordKind::Mission => mission_words(db, &ids).await?,
            RecordKind::Organisation => organisation_words(db, &ids).await?,
            RecordKind::Outcome => outcome_words(db, &ids).await?,
            RecordKind::Person => person_words(db, &ids).await?,
            _ => continue,
        };
        insert(db, kind, words).await?;
    }
    Ok(())
}

/// Records whose words name a record that was there before and changed.
async fn dependents(
    db: &impl ConnectionTrait,
    changed: &[Uuid],
    kinds: &BTreeMap<RecordKind, BTreeSet<Uuid>>,
) -> Result<Vec<(RecordKind, Uuid)>, DbErr> {
    let of = |kind| changed.iter().copied().filter(|id| kinds.get(&kind).is_some_and(|ids| ids.contains(id))).collect();
    let (themes, officials): (Vec<Uuid>, Vec<Uuid>) = (of(RecordKind::Theme), of(RecordKind::Official));
    let organisations: Vec<Uuid> = of(RecordKind::Organisation);
    let mut naming = Vec::new();
    let themed = Relation::<mission_theme::Entity>::owned_by(mission_theme::Column::ThemeId);
    for link in query::children(db, &themed, &themes).await?.values().flatten() {
        naming.push((RecordKind::Mission, link.mission_id));
    }
    let led = Relation::<mission_leader::Entity>::owned_by(mission_leader::Column::OfficialId);
    for link in query::children(db, &led, &officials).await?.values().flatten() {
        naming.push((RecordKind::Mission, link.mission_id));
    }
    let results = Relation::<outcome::Entity>::owned_by(outcome::Column::OrganisationId);
    for outcome in query::children(db, &results, &organisations).await?.values().flatten() {
        naming.push((RecordKind::Outcome, outcome.id));
    }
    let staff = Relation::<person::Entity>::owned_by(person::Column::OrganisationId);
    for person in query::children(db, &staff, &organisations).await?.values().flatten() {
        naming.push((RecordKind::Person, person.id));
    }
    Ok(naming)
}

async fn forget(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<(), DbErr> {
    for ids in ids.chunks(PER_STATEMENT) {
        let of_records = Expr::col(search_document::Column::RecordId).is_in(ids.iter().copied());
        db.execute(Query::delete().from_table(search_document::Entity).and_where(of_records)).await?;
    }
    Ok(())
}

async fn insert(db: &impl ConnectionTrait, kind: RecordKind, words: HashMap<Uuid, Words>) -> Result<(), DbErr> {
    let documents: Vec<_> = words.into_iter().map(|(id, words)| document(kind, id, words)).collect();
    for documents in documents.chunks(PER_STATEMENT) {
        search_document::Entity::insert_many(documents.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}

fn document(kind: RecordKind, id: Uuid, (title, others): Words) -> search_document::ActiveModel {
    let others: Vec<String> = others.into_iter().flatten().map(|words| fold(&words)).collect();
    search_document::ActiveModel {
        id: Set(clock::new_id()),
        record_kind: Set(kind),
        record_id: Set(id),
        body: Set(format!(" {} | {}", fold(&title), others.join(" "))),
        title: Set(title),
    }
}

async fn mission_words(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Words>, DbErr> {
    let places = query::children(db, &missions::destinations(), ids).await?;
    let links = query::children(db, &missions::themes(), ids).await?;
    let leaders = query::children(db, &missions::leaders(), ids).await?;
    let theme_ids: BTreeSet<Uuid> = links.values().flatten().map(|link| link.theme_id).collect();
    let themes = query::by_ids::<theme::Entity>(db, &Vec::from_iter(theme_ids)).await?;
    let official_ids: BTreeSet<Uuid> = leaders.values().flatten().filter_map(|leader| leader.official_id).collect();
    let officials = query::by_ids::<official::Entity>(db, &Vec::from_iter(official_ids)).await?;
    let words = |mission: mission::Model| {
        let mut words = vec![mission.code, mission.event, mission.organiser, mission.date_text, mission.notes];
        for place in places.get(&mission.id).into_iter().flatten() {
            words.extend([Some(place.text.clone()), place.region.clone(), place.city.clone()]);
        }
        let of_mission = links.get(&mission.id).into_iter().flatten();
        words.extend(of_mission.filter_map(|link| themes.get(&link.theme_id)).map(|theme| Some(theme.name.clone())));
        let of_mission = leaders.get(&mission.id).into_iter().flatten();
        let named = of_mission.filter_map(|leader| officials.get(&leader.official_id?));
        words.extend(named.map(|official| Some(official.display_name.clone())));
        (mission.title, words)
    };
    let missions = query::by_ids::<mission::Entity>(db, ids).await?;
    Ok(missions.into_iter().map(|(id, mission)| (id, words(mission))).collect())
}

async fn organisation_words(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Words>, DbErr> {
    let aliases = Relation::<organisation_alias::Entity>::owned_by(organisation_alias::Column::OrganisationId);
    let mut aliases = query::children(db, &aliases, ids).await?;
    let mut words = |organisation: organisation::Model| {
        let aliases = aliases.remove(&organisation.id).into_iter().flatten().map(|alias| Some(alias.name));
        let own = [organisation.kvk_number, organisation.municipality, organisation.sector];
        (organisation.name, own.into_iter().chain(aliases).collect())
    };
    let organisations = query::by_ids::<organisation::Entity>(db, ids).await?;
    Ok(organisations.into_iter().map(|(id, organisation)| (id, words(organisation))).collect())
}

async fn outcome_words(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Words>, DbErr> {
    let outcomes = query::by_ids::<outcome::Entity>(db, ids).await?;
    let names = names(db, outcomes.values().filter_map(|outcome| outcome.organisation_id)).await?;
    let words = |outcome: outcome::Model| {
        let organisation = outcome.organisation_id.and_then(|id| names.get(&id).cloned());
        (outcome.description, vec![organisation])
    };
    Ok(outcomes.into_iter().map(|(id, outcome)| (id, words(outcome))).collect())
}

async fn person_words(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Words>, DbErr> {
    let mut people = query::by_ids::<person::Entity>(db, ids).await?;
    people.retain(|_, person| person.erased_at.is_none());
    let names = names(db, people.values().filter_map(|person| person.organisation_id)).await?;
    let words = |person: person::Model| {
        let organisation = person.organisation_id.and_then(|id| names.get(&id).cloned());
        let first = person.given_name.or_else(|| person.initials.clone());
        let title: Vec<String> = [first, person.surname_prefix, person.family_name].into_iter().flatten().collect();
        (title.join(" "), vec![person.initials, person.email, organisation])
    };
    Ok(people.into_iter().map(|(id, person)| (id, words(person))).collect())
}

/// The names of organisations.
async fn names(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>, DbErr> {
    let ids: BTreeSet<Uuid> = ids.collect();
    let organisations = query::by_ids::<organisation::Entity>(db, &Vec::from_iter(ids)).await?;
    Ok(organisations.into_iter().map(|(id, organisation)| (id, organisation.name)).collect())
}
