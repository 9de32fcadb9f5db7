//! Keeps the keys under which organisations of similar names are found in step with the register, and looks them up.
//!
//! Written by [`super::changes::write`] alone, in its transaction. Invariant: an organisation is found under the keys of
//! its name and of its other names, and under no others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ConnectionTrait, DbErr, EntityName, Value};
use uuid::Uuid;

use super::changes::Change;
use super::records::{RowChange, load_by};
use super::tables::{Row, Table};
use super::{Meter, bulk};
use crate::entities::organisation_name_key::{Column, Entity};
use crate::values::{RecordKind, name_keys};

/// How many keys one statement names: within the bind limits of both engines.
const PER_STATEMENT: usize = 5_000;

/// Finds the organisations that the changes touch under their new names, once they are written.
pub(super) async fn refresh(db: &impl ConnectionTrait, changes: &[&Change]) -> Result<(), DbErr> {
    let organisations = changes.iter().filter(|change| change.kind == RecordKind::Organisation);
    let renamed: Vec<&Change> = organisations.copied().filter(|change| change.rows.iter().any(names)).collect();
    let (made, others): (Vec<&Change>, Vec<&Change>) =
        renamed.into_iter().partition(|change| change.operation() == "CREATED");
    let mut keys: BTreeSet<(String, Uuid)> = BTreeSet::new();
    for change in made {
        keys.extend(change.rows.iter().filter_map(inserted).flat_map(|row| keys_of(row, change.id)));
    }
    let ids: BTreeSet<Uuid> = others.iter().map(|change| change.id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    forget(db, &ids).await?;
    for row in load_by(db, Table::Organisation, "id", &ids).await? {
        keys.extend(keys_of(&row, row.id));
    }
    for row in load_by(db, Table::OrganisationAlias, "organisation_id", &ids).await? {
        keys.extend(row.reference("organisation_id").into_iter().flat_map(|id| keys_of(&row, id)));
    }
    insert(db, keys).await
}

/// Whether a change of a row is one of names.
fn names(change: &RowChange) -> bool {
    let row = match change {
        RowChange::Insert(row) | RowChange::Delete(row) | RowChange::Update { after: row, .. } => row,
    };
    match row.table {
        Table::OrganisationAlias => true,
        Table::Organisation => row.get("match_key").is_some(),
        _ => false,
    }
}

const fn inserted(change: &RowChange) -> Option<&Row> {
    match change {
        RowChange::Insert(row) => Some(row),
        _ => None,
    }
}

fn keys_of(row: &Row, organisation: Uuid) -> impl Iterator<Item = (String, Uuid)> {
    name_keys(row.text("match_key")).into_iter().map(move |key| (key, organisation))
}

async fn forget(db: &impl ConnectionTrait, organisations: &[Uuid]) -> Result<(), DbErr> {
    for ids in organisations.chunks(PER_STATEMENT) {
        let of_organisations = Expr::col(Column::OrganisationId).is_in(ids.iter().copied());
        db.execute(Query::delete().from_table(Entity).and_where(of_organisations)).await?;
    }
    Ok(())
}

/// Adds keys that are not there.
async fn insert(db: &impl ConnectionTrait, keys: BTreeSet<(String, Uuid)>) -> Result<(), DbErr> {
    let values = Box::new(keys.into_iter().flat_map(|(key, id)| [Value::from(key), Value::from(id)]));
    bulk::insert(db, (Entity.table_name(), &["key", "organisation_id"]), values, &Meter::default()).await
}

/// Whether any organisation is found by anything.
pub async fn are_there(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let statement = Query::select().column(Column::Key).from(Entity).limit(1).to_owned();
    Ok(db.query_one(&statement).await?.is_some())
}

/// How many organisations are found under each of some keys.
pub async fn counts(db: &impl ConnectionTrait, keys: &BTreeSet<&str>) -> Result<HashMap<String, usize>, DbErr> {
    let mut counts = HashMap::new();
    for keys in Vec::from_iter(keys).chunks(PER_STATEMENT) {
        let statement = Query::select()
            .column(Column::Key)
            .expr(Func::count(Expr::col(Column::OrganisationId)))
            .from(Entity)
            .and_where(Expr::col(Column::Key).is_in(keys.iter().map(|key| **key)))
            .group_by_col(Column::Key)
            .to_owned();
        for row in db.query_all(&statement).await? {
            let (key, count): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            counts.insert(key, usize::try_from(count).unwrap_or(usize::MAX));
        }
    }
    Ok(counts)
}

/// The organisations that are found under some keys.
pub async fn found(db: &impl ConnectionTrait, keys: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<Uuid>>, DbErr> {
    let mut found: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
    for keys in Vec::from_iter(keys).chunks(PER_STATEMENT) {
        let statement = Query::select()
            .columns([Column::Key, Column::OrganisationId])
            .from(Entity)
            .and_where(Expr::col(Column::Key).is_in(keys.iter().map(|key| **key)))
            .to_owned();
        for row in db.query_all(&statement).await? {
            found.entry(row.try_get_by_index(0)?).or_default().push(row.try_get_by_index(1)?);
        }
    }
    Ok(found)
}
