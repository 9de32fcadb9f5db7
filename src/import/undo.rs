//! Undo: an applied import → the register as it was before, as far as nobody built on it since.
//!
//! Invariant: what was edited, referenced or confirmed by another file since is left as it is and listed, and so is what
//! cannot be as it was before; what was erased for privacy never comes back. One record never costs the others their
//! undoing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Value};
use uuid::Uuid;

use super::importer::{Kept, KeptBecause, Undone};
use super::plan::Source;
use crate::entities::{import, import_change};
use crate::services::changes::{self, Change};
use crate::services::images::reversal_of;
use crate::services::records::{RowChange, load_by, root_table};
use crate::services::references::{missing, referenced};
use crate::services::tables::Row;
use crate::services::{imports, merges};
use crate::values::{ChangeOperation, RecordKind};

/// The sorts of record in an order in which they can go: those that refer to others first.
const ORDER: [RecordKind; 13] = [
    RecordKind::BudgetAmendment,
    RecordKind::Participation,
    RecordKind::Outcome,
    RecordKind::Cost,
    RecordKind::Contribution,
    RecordKind::Mission,
    RecordKind::Person,
    RecordKind::Organisation,
    RecordKind::Performance,
    RecordKind::Decision,
    RecordKind::Reserve,
    RecordKind::Official,
    RecordKind::Theme,
];

/// Takes an import back, in the caller's transaction.
pub(super) async fn undo(
    db: &DatabaseTransaction,
    import: &import::Model,
    now: DateTime<Utc>,
) -> Result<Undone, DbErr> {
    let changes = imports::changes(db, import.id).await?;
    let confirmed: HashSet<Uuid> = imports::confirmed_since(db, import).await?.into_iter().collect();
    let merged = merges::involved(db).await?;
    let mut undoing = Undoing { confirmed, merged, current: current(db, &changes).await?, undone: Undone::default() };
    undoing.restore(db, &changes, now).await?;
    for kind in ORDER {
        undoing.remove(db, kind, &changes, now).await?;
    }
    Ok(undoing.undone)
}

/// What a row is to say from now on, if it is to be there.
const fn becoming(change: &RowChange) -> Option<&Row> {
    match change {
        RowChange::Insert(row) | RowChange::Update { after: row, .. } => Some(row),
        RowChange::Delete(_) => None,
    }
}

struct Undoing {
    confirmed: HashSet<Uuid>,
    /// The records that merges had to do with.
    merged: HashSet<Uuid>,
    /// The records as they are now.
    current: HashMap<Uuid, Row>,
    undone: Undone,
}

/// The records that an import touched, as they are now.
async fn current(db: &impl ConnectionTrait, changes: &[import_change::Model]) -> Result<HashMap<Uuid, Row>, DbErr> {
    let mut current = HashMap::new();
    for kind in ORDER {
        let of_kind = changes.iter().filter(|change| change.record_kind == kind);
        let ids: Vec<Uuid> = of_kind.filter_map(|change| change.record_id).collect();
        current.extend(load_by(db, root_table(kind), "id", ids).await?.into_iter().map(|row| (row.id, row)));
    }
    Ok(current)
}

impl Undoing {
    /// Gives updated records back what they said before.
    async fn restore(
        &mut self,
        db: &DatabaseTransaction,
        changes: &[import_change::Model],
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let mut restored: Vec<(&import_change::Model, Change)> = Vec::new();
        for change in changes.iter().filter(|change| change.operation == ChangeOperation::Update) {
            let (Some(id), Some(image)) = (change.record_id, &change.image) else { continue };
            match self.must_stay(change) {
                Some(reason) => self.keep(change, reason),
                None if self.current.contains_key(&id) => {
                    restored.push((change, Change { kind: change.record_kind, id, rows: reversal_of(image)? }));
                }
                None => self.tell_where_it_went(change),
            }
        }
        let rows: Vec<&Row> = restored.iter().flat_map(|(_, change)| &change.rows).filter_map(becoming).collect();
        let missing = missing(db, &rows).await?;
        let refers =
            |row: &Row| row.values.keys().filter_map(|column| row.reference(column)).any(|id| missing.contains(&id));
        let (overtaken, restored): (Vec<_>, Vec<_>) =
            restored.into_iter().partition(|(_, change)| change.rows.iter().filter_map(becoming).any(refers));
        for (change, _) in overtaken {
            self.keep(change, KeptBecause::Overtaken);
        }
        self.write(db, restored, KeptBecause::Overtaken, now).await
    }

    /// Writes what undoes changes; what the database does not allow any more is kept, for the reason that this has.
    async fn write(
        &mut self,
        db: &DatabaseTransaction,
        undoing: Vec<(&import_change::Model, Change)>,
        otherwise: KeptBecause,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let (changes, undoing): (Vec<_>, Vec<_>) = undoing.into_iter().unzip();
        if changes::write_if_allowed(db, &undoing, now).await? {
            self.undone.reversed += undoing.len();
            return Ok(());
        }
        for (change, undoing) in changes.into_iter().zip(undoing) {
            if changes::write_if_allowed(db, &[undoing], now).await? {
                self.undone.reversed += 1;
            } else {
                self.keep(change, otherwise);
            }
        }
        Ok(())
    }

    /// Takes away new records of a sort, but for those that others refer to.
    async fn remove(
        &mut self,
        db: &DatabaseTransaction,
        kind: RecordKind,
        changes: &[import_change::Model],
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let created =
            |change: &&import_change::Model| change.operation == ChangeOperation::Create && change.record_kind == kind;
        let mut removable: Vec<(Uuid, &import_change::Model)> = Vec::new();
        for change in changes.iter().filter(created) {
            let Some(id) = change.record_id.filter(|id| self.current.contains_key(id)) else {
                self.tell_where_it_went(change);
                continue;
            };
            match self.must_stay(change) {
                Some(reason) => self.keep(change, reason),
                None => removable.push((id, change)),
            }
        }
        let ids: Vec<Uuid> = removable.iter().map(|(id, _)| *id).collect();
        let referenced = referenced(db, kind, &ids).await?;
        let (stay, go): (Vec<_>, Vec<_>) = removable.into_iter().partition(|(id, _)| referenced.contains(id));
        for (_, change) in stay {
            self.keep(change, KeptBecause::Referenced);
        }
        let row = |id| self.current.get(&id).cloned().map(RowChange::Delete);
        let gone = |(id, change)| (change, Change { kind, id, rows: row(id).into_iter().collect() });
        let gone = go.into_iter().map(gone).collect();
        self.write(db, gone, KeptBecause::Referenced, now).await
    }

    /// Why a record is left as it is, if it is.
    fn must_stay(&self, change: &import_change::Model) -> Option<KeptBecause> {
        let row = self.current.get(&change.record_id?)?;
        if matches!(row.get("erased_at"), Some(Value::ChronoDateTimeUtc(Some(_)))) {
            Some(KeptBecause::Erased)
        } else if row.number("version") > change.record_version {
            Some(if self.merged.contains(&row.id) { KeptBecause::Merged } else { KeptBecause::Edited })
        } else if self.confirmed.contains(&row.id) {
            Some(KeptBecause::Confirmed)
        } else {
            None
        }
    }

    /// What went into another record is kept there.
    fn tell_where_it_went(&mut self, change: &import_change::Model) {
        if change.record_id.is_some_and(|id| self.merged.contains(&id)) {
            self.keep(change, KeptBecause::Merged);
        }
    }

    fn keep(&mut self, change: &import_change::Model, reason: KeptBecause) {
        let source = Source {
            sheet: change.sheet.clone(),
            row: u32::try_from(change.row).unwrap_or_default(),
            cells: change.cells.clone(),
        };
        let label = change.label.clone();
        self.undone.kept.push(Kept { change: change.id, kind: change.record_kind, label, source, reason });
    }
}
