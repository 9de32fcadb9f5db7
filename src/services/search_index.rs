//! Keeps the search index in step with the register.
//!
//! Called by [`super::changes::write`] alone, in its transaction. A record is indexed anew when it changes, and when
//! something changes that its words name: a theme or an official of a mission, an organisation of an outcome or person.
//! What is new is indexed from the rows that were written; nothing of it is read back.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::bulk;
use super::changes::Change;
use super::query::{self, Relation};
use super::records::{Record, RowChange, load_by, root_table};
use super::tables::{Row, Table};
use crate::clock;
use crate::entities::{mission_leader, mission_theme, outcome, person, search_document};
use crate::values::{RecordKind, fold};

/// How many keys one statement names: within the bind limits of both engines.
const PER_STATEMENT: usize = 5_000;

/// The sorts of record that can be searched.
const SEARCHED: [RecordKind; 4] =
    [RecordKind::Mission, RecordKind::Organisation, RecordKind::Outcome, RecordKind::Person];

/// What the words of other records name: the table, the column that refers to it, and the column of its name.
const NAMED: [(Table, &str, &str); 3] = [
    (Table::Theme, "theme_id", "name"),
    (Table::Official, "official_id", "display_name"),
    (Table::Organisation, "organisation_id", "name"),
];

/// What records are called, by key.
type Names<'a> = HashMap<Uuid, Cow<'a, str>>;

/// Indexes what the changes touch, once they are written.
pub(super) async fn refresh(db: &impl ConnectionTrait, changes: &[&Change]) -> Result<(), DbErr> {
    let (created, others): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.operation() == "CREATED");
    let mut stale: BTreeMap<RecordKind, BTreeSet<Uuid>> = BTreeMap::new();
    for change in others {
        stale.entry(change.kind).or_default().insert(change.id);
    }
    // What is new may name what changed with it, and is indexed from its own rows.
    let new: BTreeSet<Uuid> = created.iter().map(|change| change.id).collect();
    for (kind, id) in dependents(db, &stale).await?.into_iter().filter(|(_, id)| !new.contains(id)) {
        stale.entry(kind).or_default().insert(id);
    }
    let ids: Vec<Uuid> = stale.values().flatten().copied().collect();
    forget(db, &ids).await?;
    let mut stored = Vec::new();
    for (kind, ids) in stale.into_iter().filter(|(kind, _)| SEARCHED.contains(kind)) {
        stored.extend(Record::load(db, kind, &Vec::from_iter(ids)).await?);
    }
    let created: Vec<(RecordKind, Vec<&Row>)> = created.into_iter().map(inserted).collect();
    let stored = stored.iter().map(|record| (record.kind, rows(record)));
    index(db, &created.into_iter().chain(stored).collect::<Vec<_>>()).await
}

/// The rows of a new record, its own first.
fn inserted(change: &Change) -> (RecordKind, Vec<&Row>) {
    let rows = change.rows.iter().filter_map(|row| match row {
        RowChange::Insert(row) => Some(row),
        _ => None,
    });
    (change.kind, rows.collect())
}

/// The rows of a stored record, its own first.
fn rows(record: &Record) -> Vec<&Row> {
    std::iter::once(&record.root).chain(record.parts.values().flatten()).collect()
}

/// Indexes records that are not in the index.
async fn index(db: &impl ConnectionTrait, records: &[(RecordKind, Vec<&Row>)]) -> Result<(), DbErr> {
    let names = names(db, records).await?;
    let documents = records.iter().filter_map(|(kind, rows)| document(*kind, rows, &names));
    bulk::insert_models(db, Box::new(documents)).await
}

/// What the words of records name. What is new with them is called as its rows say; the rest is looked up.
async fn names<'a>(db: &impl ConnectionTrait, records: &[(RecordKind, Vec<&'a Row>)]) -> Result<Names<'a>, DbErr> {
    let mut names = Names::new();
    let rows = || records.iter().flat_map(|(_, rows)| rows.iter().copied());
    for (table, column, name) in NAMED {
        names.extend(rows().filter(|row| row.table == table).map(|row| (row.id, Cow::Borrowed(row.text(name)))));
        let searched = records.iter().filter(|(kind, _)| SEARCHED.contains(kind)).flat_map(|(_, rows)| rows);
        let named: BTreeSet<Uuid> = searched.filter_map(|row| row.reference(column)).collect();
        let unknown: Vec<Uuid> = named.into_iter().filter(|id| !names.contains_key(id)).collect();
        let looked_up = load_by(db, table, "id", unknown).await?;
        names.extend(looked_up.iter().map(|row| (row.id, Cow::Owned(row.text(name).to_owned()))));
    }
    Ok(names)
}

/// Records whose words name a record that was there before and changed.
async fn dependents(
    db: &impl ConnectionTrait,
    changed: &BTreeMap<RecordKind, BTreeSet<Uuid>>,
) -> Result<Vec<(RecordKind, Uuid)>, DbErr> {
    let of = |kind| changed.get(&kind).into_iter().flatten().copied().collect::<Vec<Uuid>>();
    let (themes, officials) = (of(RecordKind::Theme), of(RecordKind::Official));
    let organisations = of(RecordKind::Organisation);
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

/// What is searched for a record; nothing for those that nobody is to find.
fn document(kind: RecordKind, rows: &[&Row], names: &Names<'_>) -> Option<search_document::ActiveModel> {
    let root = rows.iter().find(|row| row.table == root_table(kind))?;
    let of = |columns: &[&str]| columns.iter().map(|column| root.text(column)).collect::<Vec<&str>>();
    let named = |row: &Row, column| row.reference(column).and_then(|id| names.get(&id)).map_or("", AsRef::as_ref);
    let parts = |table| rows.iter().filter(move |row| row.table == table);
    let (title, mut words) = match kind {
        RecordKind::Mission => (of(&["title"]), of(&["code", "event", "organiser", "date_text", "notes"])),
        RecordKind::Organisation => (of(&["name"]), of(&["kvk_number", "municipality", "sector"])),
        RecordKind::Outcome => (of(&["description"]), vec![named(root, "organisation_id")]),
        RecordKind::Person if matches!(root.get("erased_at"), Some(Value::ChronoDateTimeUtc(Some(_)))) => return None,
        RecordKind::Person => {
            let first = if root.text("given_name").is_empty() { "initials" } else { "given_name" };
            let [initials, email] = ["initials", "email"].map(|column| root.text(column));
            (of(&[first, "surname_prefix", "family_name"]), vec![initials, email, named(root, "organisation_id")])
        }
        _ => return None,
    };
    words.extend(parts(Table::Destination).flat_map(|row| ["text", "region", "city"].map(|column| row.text(column))));
    words.extend(parts(Table::MissionTheme).map(|row| named(row, "theme_id")));
    words.extend(parts(Table::MissionLeader).map(|row| named(row, "official_id")));
    words.extend(parts(Table::OrganisationAlias).map(|row| row.text("name")));
    let (title, words) = (filled(title).join(" "), filled(words).into_iter().map(fold).collect::<Vec<_>>());
    Some(search_document::ActiveModel {
        id: Set(clock::new_id()),
        record_kind: Set(kind),
        record_id: Set(root.id),
        body: Set(format!(" {} | {}", fold(&title), words.join(" "))),
        title: Set(title),
    })
}

fn filled(mut texts: Vec<&str>) -> Vec<&str> {
    texts.retain(|text| !text.is_empty());
    texts
}
