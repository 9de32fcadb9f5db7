//! One record into another: the changes of rows that this takes, without writing them.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::NotTaken;
use super::compare::{Comparison, compare};
use super::people::name;
use crate::clock;
use crate::services::changes::Change;
use crate::services::records::{Record, RowChange, load_by, parts};
use crate::services::references::referring;
use crate::services::tables::{Row, Table, Values, field_name};
use crate::values::RecordKind;

/// Two records of one sort.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Their sort.
    pub kind: RecordKind,
    /// The one that stays.
    pub kept: Uuid,
    /// The one that goes.
    pub gone: Uuid,
}

/// What merging a pair changes.
#[derive(Debug)]
pub(super) struct Joined {
    /// The record that goes, the one that stays, and then those that refer to them.
    pub changes: Vec<Change>,
    /// The records into which duplicates go.
    pub survivors: Vec<Uuid>,
    /// What the record is called that goes; nothing for people.
    pub label: Option<String>,
    /// What the record that stays has its own of.
    pub not_taken: Vec<NotTaken>,
}

/// Two records that become duplicates and say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// Their sort.
    pub kind: RecordKind,
    /// The mission that they are of.
    pub mission: Uuid,
    /// The fields in which they contradict each other, by their names in the interface.
    pub fields: Vec<String>,
}

/// The columns in which no two rows of a table are the same; nothing for tables in which two may be.
const fn natural_key(table: Table) -> &'static [&'static str] {
    match table {
        Table::Participation => &["mission_id", "organisation_id", "person_id"],
        Table::Outcome => &["mission_id", "organisation_id", "kind", "description_key"],
        Table::Contribution => &["mission_id", "stage", "payer_kind", "payer_key", "payer_id"],
        Table::MissionLeader => &["mission_id", "person_id", "office"],
        _ => &[],
    }
}

/// Texts whose folded copies are in the natural key: two spellings of them are no contradiction.
const SPELLINGS: [&str; 2] = ["description", "payer_text"];

/// The columns of a name, which belong together.
const NAME_OF_ORGANISATION: [&str; 3] = ["name", "name_key", "match_key"];
const NAME_OF_PERSON: [&str; 5] = ["given_name", "initials", "surname_prefix", "family_name", "family_key"];

/// What merging a pair changes, or which duplicates contradict each other.
pub(super) async fn join(db: &impl ConnectionTrait, pair: Pair) -> Result<Result<Joined, Vec<Contradiction>>, DbErr> {
    let mut records: HashMap<Uuid, Record> =
        Record::load(db, pair.kind, &[pair.kept, pair.gone]).await?.into_iter().map(|it| (it.id(), it)).collect();
    let (Some(kept), Some(gone)) = (records.remove(&pair.kept), records.remove(&pair.gone)) else {
        return Err(DbErr::RecordNotFound("a record that was to be merged went meanwhile".to_owned()));
    };
    let (taken, differing) = root_values(&kept.root, &gone.root);
    let mut rows: Vec<RowChange> = update(&kept.root, taken).into_iter().collect();
    rows.extend(aliases(&kept, &gone).into_iter().map(RowChange::Insert));
    let not_taken = not_taken(db, (&kept.root, &gone.root), (pair, &differing)).await?;
    let label = (pair.kind != RecordKind::Person).then(|| gone.root.text("name").to_owned());
    let mut references = References::of(pair);
    for (table, column) in referring(pair.kind) {
        references.add(column, load_by(db, *table, column, [pair.kept, pair.gone]).await?);
    }
    if !references.contradictions.is_empty() {
        return Ok(Err(references.contradictions));
    }
    let went = parts(pair.kind).iter().filter_map(|part| gone.parts.get(&part.table)).flatten();
    let went = went.chain([&gone.root]).cloned().map(RowChange::Delete).collect();
    let own = [Change { kind: pair.kind, id: pair.gone, rows: went }, Change { kind: pair.kind, id: pair.kept, rows }];
    let others = references.rows.into_iter().map(|((kind, id), rows)| Change { kind, id, rows });
    let changes = own.into_iter().chain(others).filter(|change| !change.rows.is_empty()).collect();
    Ok(Ok(Joined { changes, survivors: references.survivors, label, not_taken }))
}

/// The changes as they are written: what must be unique is let go by the record that goes before the other one has it.
pub(super) fn releasing(changes: &[Change], pair: Pair) -> Vec<Change> {
    let mut changes = changes.to_vec();
    for change in changes.iter_mut().filter(|change| change.id == pair.gone && pair.kind == RecordKind::Organisation) {
        let row = |value| Row {
            table: Table::Organisation,
            id: pair.gone,
            values: [("kvk_number", value)].into_iter().collect(),
        };
        let number = change.rows.iter().find_map(|change| match change {
            RowChange::Delete(row) if row.id == pair.gone => row.get("kvk_number").cloned(),
            _ => None,
        });
        let released = number.map(|before| RowChange::Update { after: row(Value::String(None)), before: row(before) });
        change.rows.splice(0..0, released);
    }
    changes
}

/// What one record lacks and the other has, and where they differ. A name is taken in parts of one family name only.
fn root_values(kept: &Row, gone: &Row) -> (Values, Vec<&'static str>) {
    if kept.table == Table::Organisation {
        let Comparison { taken, differing } = compare(kept, gone, &NAME_OF_ORGANISATION);
        return (taken, differing);
    }
    let mut found = compare(kept, gone, &NAME_OF_PERSON);
    let (mine, theirs) = (name(kept), name(gone));
    let named = compare(kept, gone, &[]);
    let of_name = |column: &&'static str| NAME_OF_PERSON.contains(column);
    if mine.family_key() == theirs.family_key() || mine.is_empty() {
        found.taken.extend(named.taken.into_iter().filter(|(column, _)| of_name(column)));
        found.differing.extend(named.differing.into_iter().filter(|column| of_name(column) && *column != "family_key"));
    } else {
        let said = gone.values.iter().filter(|(_, value)| !super::compare::is_unsaid(value)).map(|(column, _)| *column);
        found.differing.extend(said.filter(|column| of_name(column) && *column != "family_key"));
    }
    (found.taken, found.differing)
}

/// The names of the record that goes, as other names of the one that stays.
fn aliases(kept: &Record, gone: &Record) -> Vec<Row> {
    if kept.kind != RecordKind::Organisation {
        return Vec::new();
    }
    let known = |record: &Record| -> Vec<(String, String)> {
        let others = record.parts.get(&Table::OrganisationAlias).into_iter().flatten();
        let names = std::iter::once(&record.root).chain(others);
        names.map(|row| (row.text("name").to_owned(), row.text("match_key").to_owned())).collect()
    };
    let mine: Vec<String> = known(kept).into_iter().map(|(name, _)| name).collect();
    let theirs: BTreeMap<String, String> = known(gone).into_iter().filter(|(name, _)| !mine.contains(name)).collect();
    let row = |(name, match_key): (String, String)| Row {
        table: Table::OrganisationAlias,
        id: clock::new_id(),
        values: [
            ("organisation_id", Value::from(kept.id())),
            ("name", Value::from(name)),
            ("match_key", Value::from(match_key)),
        ]
        .into_iter()
        .collect(),
    };
    theirs.into_iter().map(row).collect()
}

/// What was not taken, in words.
async fn not_taken(
    db: &impl ConnectionTrait,
    (kept, gone): (&Row, &Row),
    (pair, differing): (Pair, &[&'static str]),
) -> Result<Vec<NotTaken>, DbErr> {
    let employers: Vec<Uuid> = [kept, gone].iter().filter_map(|row| row.reference("organisation_id")).collect();
    let employers = load_by(db, Table::Organisation, "id", employers).await?;
    let called = |id: Uuid| employers.iter().find(|row| row.id == id).map_or("", |row| row.text("name")).to_owned();
    let text = |row: &Row, column: &str| match row.reference(column) {
        Some(id) => called(id),
        None => row.text(column).to_owned(),
    };
    let told = |column: &&'static str| NotTaken {
        kind: pair.kind,
        merged: pair.gone,
        field: field_name(column),
        kept: text(kept, column),
        other: text(gone, column),
    };
    Ok(differing.iter().map(told).collect())
}

/// The update of some columns of a row, if there are any.
fn update(row: &Row, after: Values) -> Option<RowChange> {
    let before = after.keys().filter_map(|column| Some((*column, row.get(column)?.clone()))).collect();
    let of = |values| Row { table: row.table, id: row.id, values };
    (!after.is_empty()).then(|| RowChange::Update { after: of(after), before: of(before) })
}

/// What refers to the pair, and what becomes of it.
struct References {
    pair: Pair,
    /// The changes of rows, by the record that they are of.
    rows: BTreeMap<(RecordKind, Uuid), Vec<RowChange>>,
    survivors: Vec<Uuid>,
    contradictions: Vec<Contradiction>,
}

impl References {
    fn of(pair: Pair) -> Self {
        Self { pair, rows: BTreeMap::new(), survivors: Vec::new(), contradictions: Vec::new() }
    }

    /// Adds the rows of a table that refer to either by a column.
    fn add(&mut self, column: &'static str, mut rows: Vec<Row>) {
        rows.sort_by_key(|row| (row.reference(column) == Some(self.pair.gone), row.id));
        let mut alike: BTreeMap<Vec<String>, Vec<Row>> = BTreeMap::new();
        for row in rows {
            let key = natural_key(row.table).iter().map(|part| {
                let value = if *part == column { None } else { row.get(part) };
                format!("{value:?}")
            });
            // Of tables without such a key every row stands alone.
            let key: Vec<String> =
                if natural_key(row.table).is_empty() { vec![row.id.to_string()] } else { key.collect() };
            alike.entry(key).or_default().push(row);
        }
        for rows in alike.into_values() {
            self.fold(column, &rows);
        }
    }

    /// Makes rows that will be duplicates one: the first, which says what the others say more.
    fn fold(&mut self, column: &'static str, rows: &[Row]) {
        let Some((first, others)) = rows.split_first() else { return };
        let of_gone = |row: &Row| row.reference(column) == Some(self.pair.gone);
        // Duplicates that were there before are nothing of ours.
        let others: Vec<&Row> = others.iter().filter(|row| of_gone(row)).collect();
        let moved = of_gone(first).then(|| (column, Value::from(self.pair.kept)));
        let mut after: Values = moved.into_iter().collect();
        let mut whole = first.clone();
        let but: Vec<&str> = natural_key(first.table).iter().copied().chain([column]).chain(SPELLINGS).collect();
        for other in &others {
            let Comparison { taken, differing } = compare(&whole, other, &but);
            if !differing.is_empty() {
                self.contradict(first, &differing);
            }
            whole.values.extend(taken.clone());
            after.extend(taken);
        }
        self.survivors.extend((!others.is_empty()).then_some(owner(first).1));
        self.rows.entry(owner(first)).or_default().extend(update(first, after));
        for other in others {
            self.rows.entry(owner(other)).or_default().push(RowChange::Delete(other.clone()));
        }
    }

    fn contradict(&mut self, row: &Row, columns: &[&'static str]) {
        let (kind, _) = owner(row);
        let mission = row.reference("mission_id").unwrap_or_default();
        let fields = columns.iter().map(|column| field_name(column)).collect();
        self.contradictions.push(Contradiction { kind, mission, fields });
    }
}

/// The record that a row is of.
fn owner(row: &Row) -> (RecordKind, Uuid) {
    let kind = match row.table {
        Table::MissionLeader => return (RecordKind::Mission, row.reference("mission_id").unwrap_or_default()),
        Table::Person => RecordKind::Person,
        Table::Outcome => RecordKind::Outcome,
        Table::Contribution => RecordKind::Contribution,
        _ => RecordKind::Participation,
    };
    (kind, row.id)
}
