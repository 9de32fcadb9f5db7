//! Saved mappings of imports, by name.
//!
//! What a mapping says is not known here: it comes and goes as text.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::{Caller, Database, audit};
use crate::clock;
use crate::entities::import_profile::{ActiveModel, Column, Entity, Model};

/// What a profile is to say.
#[derive(Clone, Debug)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// Of the headers that it is for.
    pub fingerprint: String,
    /// The mapping, as JSON.
    pub mapping: String,
}

/// All of them, by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).all(db).await
}

/// The one of a name.
pub async fn find(db: &impl ConnectionTrait, name: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Name.eq(name)).one(db).await
}

/// The one of a key.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Saves a mapping under a name, in the place of what that name stood for.
pub async fn save(db: &impl ConnectionTrait, caller: &Caller, saved: Saved) -> Result<Uuid, DbErr> {
    let now = clock::now();
    let known = find(db, &saved.name).await?;
    let id = known.as_ref().map_or_else(clock::new_id, |known| known.id);
    let row = ActiveModel {
        id: Set(id),
        name: Set(saved.name),
        fingerprint: Set(saved.fingerprint),
        mapping: Set(saved.mapping),
        updated_at: Set(now),
        ..Default::default()
    };
    if known.is_some() {
        row.update(db).await?;
    } else {
        Entity::insert(ActiveModel { created_at: Set(now), ..row }).exec_without_returning(db).await?;
    }
    audit::append(db, caller, audit::Event::done("importProfile.save").to("import_profile", id)).await?;
    Ok(id)
}

/// Replaces what a profile says and is called; `None` when there is none any more, or another one has the name.
pub async fn update(database: &Database, caller: &Caller, id: Uuid, saved: Saved) -> Result<Option<()>, DbErr> {
    let transaction = database.write(caller).await?;
    let Some(known) = Entity::find_by_id(id).one(&transaction).await? else { return Ok(None) };
    if find(&transaction, &saved.name).await?.is_some_and(|other| other.id != id) {
        return Ok(None);
    }
    let mut row = known.into_active_model();
    row.name = Set(saved.name);
    row.fingerprint = Set(saved.fingerprint);
    row.mapping = Set(saved.mapping);
    row.updated_at = Set(clock::now());
    row.update(&transaction).await?;
    audit::append(&transaction, caller, audit::Event::done("importProfile.save").to("import_profile", id)).await?;
    transaction.commit().await?;
    Ok(Some(()))
}

/// Deletes a profile; says whether there was one. Imports that were read with it keep what it said.
pub async fn delete(database: &Database, caller: &Caller, id: Uuid) -> Result<bool, DbErr> {
    let transaction = database.write(caller).await?;
    let gone = Entity::delete_by_id(id).exec(&transaction).await?.rows_affected > 0;
    if gone {
        audit::append(&transaction, caller, audit::Event::done("importProfile.delete").to("import_profile", id))
            .await?;
    }
    transaction.commit().await?;
    Ok(gone)
}
