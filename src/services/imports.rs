//! Imports as the register keeps them: the file, what was found in it, what became of each record.
//!
//! Plans and issues come in as rows; this knows nothing of how they were made.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::bulk;
use super::query::{Relation, Tally};
use super::records::{load_by, root_table};
use crate::clock;
use crate::entities::{import, import_change, import_file, import_issue};
use crate::values::{ChangeOperation, ImportState, RecordKind};

/// An import, if there is one of that key.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<import::Model>, DbErr> {
    import::Entity::find_by_id(id).one(db).await
}

/// Keeps an import and its file.
pub async fn keep(db: &impl ConnectionTrait, import: import::Model, bytes: &[u8]) -> Result<(), DbErr> {
    let id = import.id;
    import::Entity::insert(import.into_active_model()).exec_without_returning(db).await?;
    let file = import_file::ActiveModel { id: Set(clock::new_id()), import_id: Set(id), bytes: Set(bytes.to_vec()) };
    import_file::Entity::insert(file).exec_without_returning(db).await.map(drop)
}

/// Keeps an import as it is now.
pub async fn save(db: &impl ConnectionTrait, import: import::Model) -> Result<(), DbErr> {
    import.into_active_model().reset_all().update(db).await.map(drop)
}

/// The kept file of an import; nothing once it was thrown away.
pub async fn bytes(db: &impl ConnectionTrait, import: Uuid) -> Result<Option<Vec<u8>>, DbErr> {
    let file = import_file::Entity::find().filter(import_file::Column::ImportId.eq(import)).one(db).await?;
    Ok(file.map(|file| file.bytes))
}

/// The kept files of imports, to count them: each import has one or none.
pub fn files() -> Tally<import_file::Entity> {
    Relation::owned_by(import_file::Column::ImportId).tally(import_file::Column::Id)
}

/// The findings of an import, in the order of the file.
pub async fn issues(db: &impl ConnectionTrait, import: Uuid) -> Result<Vec<import_issue::Model>, DbErr> {
    import_issue::Entity::find()
        .filter(import_issue::Column::ImportId.eq(import))
        .order_by_asc(import_issue::Column::Ordinal)
        .all(db)
        .await
}

/// Throws the file of an import away.
pub async fn forget_file(db: &impl ConnectionTrait, import: Uuid) -> Result<(), DbErr> {
    import_file::Entity::delete_many().filter(import_file::Column::ImportId.eq(import)).exec(db).await.map(drop)
}

/// Replaces what is kept of an import's findings.
pub async fn keep_findings(
    db: &impl ConnectionTrait,
    import: Uuid,
    changes: Box<dyn Iterator<Item = import_change::ActiveModel> + Send + '_>,
    issues: Box<dyn Iterator<Item = import_issue::ActiveModel> + Send + '_>,
) -> Result<(), DbErr> {
    import_change::Entity::delete_many().filter(import_change::Column::ImportId.eq(import)).exec(db).await?;
    import_issue::Entity::delete_many().filter(import_issue::Column::ImportId.eq(import)).exec(db).await?;
    bulk::insert_models(db, changes).await?;
    bulk::insert_models(db, issues).await
}

/// Notes that a record is again as imports left it, although its version went on: undoing them need not leave it alone.
pub async fn carry_on(db: &impl ConnectionTrait, record: Uuid, (left, now): (i32, i32)) -> Result<(), DbErr> {
    import_change::Entity::update_many()
        .col_expr(import_change::Column::RecordVersion, Expr::val(now))
        .filter(import_change::Column::RecordId.eq(record))
        .filter(import_change::Column::RecordVersion.eq(left))
        .exec(db)
        .await
        .map(drop)
}

/// Moves an import to another state, at a time.
pub async fn enter(
    db: &impl ConnectionTrait,
    import: import::Model,
    state: ImportState,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut active = import.into_active_model();
    active.state = Set(state);
    match state {
        ImportState::Applied => active.applied_at = Set(Some(now)),
        ImportState::Undone => active.undone_at = Set(Some(now)),
        _ => {}
    }
    active.update(db).await.map(drop)
}

/// What an import did to records, the last one first.
pub async fn changes(db: &impl ConnectionTrait, import: Uuid) -> Result<Vec<import_change::Model>, DbErr> {
    import_change::Entity::find()
        .filter(import_change::Column::ImportId.eq(import))
        .filter(import_change::Column::RecordId.is_not_null())
        .order_by_desc(import_change::Column::Ordinal)
        .all(db)
        .await
}

/// What the last applied version of a file, with other bytes, said of records.
pub async fn of_earlier_version(
    db: &impl ConnectionTrait,
    filename: &str,
    sha256: &str,
) -> Result<Vec<import_change::Model>, DbErr> {
    let earlier = import::Entity::find()
        .filter(import::Column::Filename.eq(filename))
        .filter(import::Column::Sha256.ne(sha256))
        .filter(import::Column::State.eq(ImportState::Applied))
        .order_by_desc(import::Column::AppliedAt)
        .one(db)
        .await?;
    match earlier {
        Some(earlier) => changes(db, earlier.id).await,
        None => Ok(Vec::new()),
    }
}

/// Of what an import did to records, that of records that are still in the register.
pub async fn still_there(
    db: &impl ConnectionTrait,
    changes: Vec<import_change::Model>,
) -> Result<Vec<import_change::Model>, DbErr> {
    let mut kinds: BTreeMap<RecordKind, Vec<Uuid>> = BTreeMap::new();
    for change in &changes {
        kinds.entry(change.record_kind).or_default().extend(change.record_id);
    }
    let mut there = HashSet::new();
    for (kind, ids) in kinds {
        there.extend(load_by(db, root_table(kind), "id", ids).await?.into_iter().map(|row| row.id));
    }
    Ok(changes.into_iter().filter(|change| change.record_id.is_some_and(|id| there.contains(&id))).collect())
}

/// The records that imports of other files, applied after this one, spoke of.
pub async fn confirmed_since(db: &impl ConnectionTrait, import: &import::Model) -> Result<Vec<Uuid>, DbErr> {
    let later = import::Entity::find()
        .filter(import::Column::Sha256.ne(&import.sha256))
        .filter(import::Column::State.eq(ImportState::Applied))
        .filter(import::Column::AppliedAt.gt(import.applied_at))
        .all(db)
        .await?;
    let later = later.into_iter().map(|import| import.id);
    let said = [ChangeOperation::Create, ChangeOperation::Update, ChangeOperation::Unchanged];
    let changes = import_change::Entity::find()
        .filter(import_change::Column::ImportId.is_in(later))
        .filter(import_change::Column::Operation.is_in(said))
        .all(db)
        .await?;
    Ok(changes.into_iter().filter_map(|change| change.record_id).collect())
}
