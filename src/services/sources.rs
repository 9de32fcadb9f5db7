//! Sources: from which sheet and row of which import a record came.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::merges;
use crate::entities::import;
use crate::entities::import_change::{Column, Entity, Model};
use crate::values::{ChangeOperation, ImportState};

/// What an import did to a record that it is a source of.
const OF_A_SOURCE: [ChangeOperation; 3] =
    [ChangeOperation::Create, ChangeOperation::Update, ChangeOperation::Unchanged];

/// The sources of each of these records, and of what went into it, oldest import first. Imports that were undone are
/// none.
pub async fn sources(db: &impl ConnectionTrait, records: &[Uuid]) -> Result<HashMap<Uuid, Vec<Model>>, DbErr> {
    let applied = import::Entity::find()
        .select_only()
        .column(import::Column::Id)
        .filter(import::Column::State.eq(ImportState::Applied))
        .into_query();
    let mut into = merges::whereabouts(db).await?;
    into.retain(|_, now| records.contains(now));
    let rows = Entity::find()
        .filter(Column::RecordId.is_in(records.iter().chain(into.keys()).copied()))
        .filter(Column::Operation.is_in(OF_A_SOURCE))
        .filter(Column::ImportId.in_subquery(applied))
        // Keys of imports carry their time.
        .order_by_asc(Column::ImportId)
        .order_by_asc(Column::Ordinal)
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<Model>> = HashMap::new();
    for row in rows {
        let spoken_of = row.record_id.unwrap_or_default();
        found.entry(into.get(&spoken_of).copied().unwrap_or(spoken_of)).or_default().push(row);
    }
    Ok(found)
}
