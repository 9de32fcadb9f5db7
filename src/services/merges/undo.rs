//! Parting what was merged: the record that went comes back with its key, and with what referred to it.
//!
//! Invariant: what was edited since stays as it is, what is gone stays gone, and both are told; one record never costs
//! the others their parting. A merge on which a later one builds is parted after that one.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Value};
use uuid::Uuid;

use super::faults::{self, is_erased};
use super::image::{Image, Touched, live};
use crate::clock;
use crate::entities::merge::{Entity, Model};
use crate::services::changes::{self, Change};
use crate::services::fault::Fault;
use crate::services::records::{RowChange, load_by, root_table};
use crate::services::references::missing;
use crate::services::tables::{Row, Table, Values, field_name};
use crate::services::{Caller, Database, audit, imports};
use crate::values::RecordKind;

/// What parting did.
#[derive(Clone, Debug)]
pub struct Parted {
    /// The sort of the records.
    pub kind: RecordKind,
    /// The record that stayed.
    pub kept: Uuid,
    /// The record that came back.
    pub back: Uuid,
    /// How many records are as they were before.
    pub reversed: usize,
    /// What is not as it was before, and why.
    pub left: Vec<Left>,
}

/// Something that parting left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What sort of record.
    pub kind: RecordKind,
    /// Which.
    pub id: Uuid,
    /// The field, by its name in the interface; nothing where it is the record as a whole, or a part of it.
    pub field: Option<String>,
    /// Why.
    pub because: LeftBecause,
}

/// Why something is not as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftBecause {
    /// It was edited after the merge.
    Edited,
    /// It, or what it refers to, is gone.
    Gone,
    /// Another record has what must be of one alone.
    Taken,
    /// It was erased for privacy.
    Erased,
}

/// Parts what was merged, with the merges that were made along with it; or says why not.
pub async fn undo(database: &Database, caller: &Caller, id: Uuid) -> Result<Result<Parted, Fault>, DbErr> {
    let transaction = database.write(caller).await?;
    let Some(merge) = Entity::find_by_id(id).one(&transaction).await? else { return Ok(Err(faults::no_merge())) };
    if merge.undone_at.is_some() {
        return Ok(Err(faults::undone()));
    }
    let mut own = vec![(Image::read(&merge.image)?, merge.clone())];
    let mut later = Vec::new();
    for merge in live(&transaction).await?.into_iter().filter(|later| later.id > id) {
        let image = Image::read(&merge.image)?;
        if image.along == Some(id) { own.push((image, merge)) } else { later.push(image) }
    }
    let mut parted =
        Parted { kind: merge.record_kind, kept: merge.kept_id, back: merge.merged_id, reversed: 0, left: Vec::new() };
    for (image, merge) in own.iter().rev() {
        if let Some(objection) = objection(&transaction, (image, merge), &later).await? {
            return Ok(Err(objection));
        }
        let parting = Parting { db: &transaction, merge, now: clock::now(), left: Vec::new() };
        parting.part(image, &mut parted).await?;
        let mut undone = merge.clone().into_active_model();
        undone.undone_at = Set(Some(clock::now()));
        undone.update(&transaction).await?;
    }
    let (action, kind) = match merge.record_kind {
        RecordKind::Person => ("person.unmerge", "person"),
        _ => ("organisation.unmerge", "organisation"),
    };
    audit::append(&transaction, caller, audit::Event::done(action).to(kind, merge.merged_id)).await?;
    transaction.commit().await?;
    Ok(Ok(parted))
}

/// Why a merge cannot be parted now: a later one builds on it, or a person was erased since.
async fn objection(
    db: &DatabaseTransaction,
    (image, merge): (&Image, &Model),
    later: &[Image],
) -> Result<Option<Fault>, DbErr> {
    let kept = load_by(db, root_table(merge.record_kind), "id", [merge.kept_id]).await?;
    if kept.iter().any(is_erased) {
        return Ok(Some(faults::erased()));
    }
    let mut needed: HashSet<Uuid> = HashSet::from([merge.kept_id]);
    for touched in &image.touched {
        needed.insert(touched.id);
        let rows = touched.reversal()?;
        let rows = rows.iter().filter_map(becoming);
        needed.extend(
            rows.flat_map(|row| row.values.keys().filter_map(|column| row.reference(column)).collect::<Vec<_>>()),
        );
    }
    let builds = |later: &&Image| {
        let went = later.touched.iter().filter(|touched| touched.went()).map(|touched| touched.id);
        went.chain(later.survivors.iter().copied()).any(|id| needed.contains(&id))
    };
    Ok(later.iter().rev().find(builds).map(|later| faults::overtaken(later.label.as_deref())))
}

/// What a row is to say from now on, if it is to be there.
const fn becoming(change: &RowChange) -> Option<&Row> {
    match change {
        RowChange::Insert(row) | RowChange::Update { after: row, .. } => Some(row),
        RowChange::Delete(_) => None,
    }
}

/// The parting of one merge.
struct Parting<'a> {
    db: &'a DatabaseTransaction,
    merge: &'a Model,
    now: DateTime<Utc>,
    left: Vec<Left>,
}

/// The rows as they are now, by table and key.
type Current = HashMap<(Table, Uuid), Row>;

impl Parting<'_> {
    async fn part(mut self, image: &Image, parted: &mut Parted) -> Result<(), DbErr> {
        let mut wanted = Vec::new();
        for touched in &image.touched {
            wanted.push((touched, touched.reversal()?));
        }
        let current = self.current(&wanted).await?;
        self.drop_names(&mut wanted, &current);
        let wanted: Vec<(&Touched, Change)> = wanted
            .into_iter()
            .map(|(touched, rows)| {
                let rows = rows.into_iter().filter_map(|row| self.as_things_are(touched, row, &current)).collect();
                (touched, Change { kind: touched.kind, id: touched.id, rows })
            })
            .collect();
        // The record that stayed lets go first of what the other one is to have.
        let (stayed, others): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|(touched, _)| touched.id == self.merge.kept_id);
        self.write(&stayed).await?;
        let others = self.possible(others).await?;
        self.write(&others).await?;
        for (touched, _) in stayed.iter().chain(&others) {
            if !self.left.iter().any(|left| left.id == touched.id) {
                parted.reversed += 1;
                self.carry_on(touched, &current).await?;
            }
        }
        parted.left.append(&mut self.left);
        Ok(())
    }

    /// Other names that were taken from the record that stayed do not come back with the one that went.
    fn drop_names(&mut self, wanted: &mut [(&Touched, Vec<RowChange>)], current: &Current) {
        let is_there = |table, id| current.contains_key(&(table, id));
        if !is_there(root_table(self.merge.record_kind), self.merge.kept_id) {
            return;
        }
        let of_stayed =
            wanted.iter().filter(|(touched, _)| touched.id == self.merge.kept_id).flat_map(|(_, rows)| rows);
        let dropped: HashSet<String> = of_stayed
            .filter_map(|change| match change {
                RowChange::Delete(row) if !is_there(row.table, row.id) => Some(row.text("name").to_owned()),
                _ => None,
            })
            .collect();
        let went = wanted.iter_mut().filter(|(touched, _)| touched.id == self.merge.merged_id);
        for (touched, rows) in went {
            let before = rows.len();
            rows.retain(|change| match change {
                RowChange::Insert(row) if row.table == Table::OrganisationAlias => !dropped.contains(row.text("name")),
                _ => true,
            });
            if rows.len() < before {
                self.leave(touched, Some("aliases"), LeftBecause::Edited);
            }
        }
    }

    /// Reads the rows that are to change.
    async fn current(&self, wanted: &[(&Touched, Vec<RowChange>)]) -> Result<Current, DbErr> {
        let mut keys: HashMap<Table, BTreeSet<Uuid>> = HashMap::new();
        for (touched, rows) in wanted {
            keys.entry(root_table(touched.kind)).or_default().insert(touched.id);
            for change in rows {
                let (RowChange::Insert(row) | RowChange::Update { after: row, .. } | RowChange::Delete(row)) = change;
                keys.entry(row.table).or_default().insert(row.id);
            }
        }
        let mut current = Current::new();
        for (table, ids) in keys {
            let rows = load_by(self.db, table, "id", Vec::from_iter(ids)).await?;
            current.extend(rows.into_iter().map(|row| ((table, row.id), row)));
        }
        Ok(current)
    }

    /// What is left of a change of a row, as things are now.
    fn as_things_are(&mut self, touched: &Touched, change: RowChange, current: &Current) -> Option<RowChange> {
        match change {
            RowChange::Insert(row) => Some(RowChange::Insert(row)),
            RowChange::Delete(row) => current.get(&(row.table, row.id)).cloned().map(RowChange::Delete),
            RowChange::Update { after, before } => {
                let Some(now) = current.get(&(after.table, after.id)) else {
                    self.leave(touched, None, LeftBecause::Gone);
                    return None;
                };
                let edited = edited(now, &before);
                for field in &edited {
                    self.leave(touched, Some(field), LeftBecause::Edited);
                }
                let of = |values: Values| Row { table: after.table, id: after.id, values };
                let stays = |column: &'static str| edited.contains(together(column));
                let wanted: Values =
                    after.values.iter().filter(|(column, _)| !stays(column)).map(|(c, v)| (*c, v.clone())).collect();
                let before = of(before
                    .values
                    .iter()
                    .filter(|(column, _)| !stays(column))
                    .map(|(c, v)| (*c, v.clone()))
                    .collect());
                (!wanted.is_empty()).then(|| RowChange::Update { after: of(wanted), before })
            }
        }
    }

    fn leave(&mut self, touched: &Touched, field: Option<&str>, because: LeftBecause) {
        let left = Left { kind: touched.kind, id: touched.id, field: field.map(field_name), because };
        if !self.left.contains(&left) {
            self.left.push(left);
        }
    }

    /// The changes without what cannot be any more.
    async fn possible<'t>(&mut self, changes: Vec<(&'t Touched, Change)>) -> Result<Vec<(&'t Touched, Change)>, DbErr> {
        let rows: Vec<&Row> = changes.iter().flat_map(|(_, change)| &change.rows).filter_map(becoming).collect();
        let back: HashSet<Uuid> =
            changes.iter().filter(|(touched, _)| touched.went()).map(|(touched, _)| touched.id).collect();
        let missing: HashSet<Uuid> = missing(self.db, &rows).await?.difference(&back).copied().collect();
        let people: Vec<Uuid> = rows.iter().filter_map(|row| row.reference("person_id")).collect();
        let people = load_by(self.db, Table::Person, "id", people).await?;
        let erased: HashSet<Uuid> = people.iter().filter(|row| is_erased(row)).map(|row| row.id).collect();
        let numbers: Vec<String> =
            rows.iter().map(|row| row.text("kvk_number").to_owned()).filter(|it| !it.is_empty()).collect();
        let numbers: HashSet<String> = load_by(self.db, Table::Organisation, "kvk_number", numbers)
            .await?
            .iter()
            .map(|row| row.text("kvk_number").to_owned())
            .collect();
        let mut possible = Vec::new();
        for (touched, mut change) in changes {
            for row in change.rows.iter_mut().filter_map(becoming_mut) {
                if row.table == Table::Organisation && numbers.contains(row.text("kvk_number")) {
                    row.values.insert("kvk_number", Value::String(None));
                    self.leave(touched, Some("kvk_number"), LeftBecause::Taken);
                }
                if row.table == Table::Person
                    && row.reference("organisation_id").is_some_and(|id| missing.contains(&id))
                {
                    row.values.insert("organisation_id", Value::Uuid(None));
                    self.leave(touched, Some("organisation_id"), LeftBecause::Gone);
                }
                if row.reference("person_id").is_some_and(|id| erased.contains(&id)) && row.get("notes").is_some() {
                    for column in ["role", "role_key", "notes"] {
                        row.values.insert(column, Value::String(None));
                    }
                    self.leave(touched, None, LeftBecause::Erased);
                }
            }
            let refers = |row: &Row| {
                row.values.keys().filter_map(|column| row.reference(column)).any(|id| missing.contains(&id))
            };
            if change.rows.iter().filter_map(becoming).any(refers) {
                self.leave(touched, None, LeftBecause::Gone);
            } else {
                possible.push((touched, change));
            }
        }
        Ok(possible)
    }

    /// Writes changes together; what the database does not allow any more is left, each for itself.
    async fn write(&mut self, changes: &[(&Touched, Change)]) -> Result<(), DbErr> {
        let all: Vec<&Change> = changes.iter().map(|(_, change)| change).collect();
        if changes::write_if_allowed(self.db, &all, self.now).await? {
            return Ok(());
        }
        for (touched, change) in changes {
            if !changes::write_if_allowed(self.db, &[change], self.now).await? {
                self.leave(touched, None, LeftBecause::Taken);
            }
        }
        Ok(())
    }

    /// A record that nobody changed since, and that is as it was before, is to imports what it was before.
    async fn carry_on(&self, touched: &Touched, current: &Current) -> Result<(), DbErr> {
        let now = current.get(&(root_table(touched.kind), touched.id)).and_then(|row| row.number("version"));
        match (touched.version, now) {
            (Some(merged), Some(now)) if merged == now => {
                imports::carry_on(self.db, touched.id, (merged - 1, now + 1)).await
            }
            _ => Ok(()),
        }
    }
}

const fn becoming_mut(change: &mut RowChange) -> Option<&mut Row> {
    match change {
        RowChange::Insert(row) | RowChange::Update { after: row, .. } => Some(row),
        RowChange::Delete(_) => None,
    }
}

/// The values that say something else than what the merge wrote, by the column that stands for them.
fn edited(now: &Row, merged: &Row) -> BTreeSet<&'static str> {
    let other = merged.values.iter().filter(|(column, value)| now.get(column) != Some(value));
    other.map(|(column, _)| together(column)).collect()
}

/// The column that stands for one and those that go with it: they are put back together or not at all.
fn together(column: &'static str) -> &'static str {
    match column {
        "given_name" | "initials" | "surname_prefix" | "family_name" | "family_key" => "family_name",
        "municipality" | "municipality_key" => "municipality",
        "sector" | "sector_key" => "sector",
        "role" | "role_key" => "role",
        "fee_cents" | "fee_currency" => "fee_cents",
        "value_cents" | "currency" => "value_cents",
        other => other,
    }
}
