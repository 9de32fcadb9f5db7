//! Deleting: what refers to a record, and what goes with it.

use std::collections::{BTreeMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr, Iterable};
use uuid::Uuid;

use super::problem::Problem;
use crate::services::changes::Change;
use crate::services::records::{RowChange, load_by, parts, root_table};
use crate::services::references::referring;
use crate::services::tables::Row;
use crate::values::RecordKind;

/// The sorts of record that are nothing without one of this sort, and may go with it.
const fn owned(kind: RecordKind) -> &'static [RecordKind] {
    match kind {
        RecordKind::Mission => {
            &[RecordKind::Participation, RecordKind::Outcome, RecordKind::Cost, RecordKind::Contribution]
        }
        _ => &[],
    }
}

/// The changes by which a record goes, and with it what it owns if that is meant; or why it stays.
pub(super) async fn removal(
    db: &impl ConnectionTrait,
    (kind, root): (RecordKind, Row),
    with_owned: bool,
) -> Result<Result<Vec<Change>, Problem>, DbErr> {
    let mut using: BTreeMap<RecordKind, HashSet<Uuid>> = BTreeMap::new();
    let mut going = Vec::new();
    for (table, column) in referring(kind) {
        for row in load_by(db, *table, column, [root.id]).await? {
            match user_of(&row) {
                Some((user, _)) if with_owned && owned(kind).contains(&user) => going.push(gone(user, row)),
                Some((user, id)) if (user, id) != (kind, root.id) => _ = using.entry(user).or_default().insert(id),
                _ => {}
            }
        }
    }
    if !using.is_empty() {
        return Ok(Err(Problem::InUse(using.into_iter().map(|(kind, ids)| (kind, ids.len())).collect())));
    }
    going.push(gone(kind, root));
    Ok(Ok(going))
}

fn gone(kind: RecordKind, root: Row) -> Change {
    Change { kind, id: root.id, rows: vec![RowChange::Delete(root)] }
}

/// The record that a row is of: its own, or the one that it is a part of.
fn user_of(row: &Row) -> Option<(RecordKind, Uuid)> {
    RecordKind::iter().find_map(|kind| {
        if root_table(kind) == row.table {
            return Some((kind, row.id));
        }
        let mut parts = parts(kind).iter().filter(|part| part.table == row.table);
        parts.find_map(|part| row.reference(part.owner)).map(|id| (kind, id))
    })
}
