//! Words that people explained while they corrected an import.
//!
//! Invariant: of a word there is one explanation in each list; a later one replaces it.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::{Caller, Database, audit};
use crate::clock;
use crate::entities::learnt_word::{ActiveModel, Column, Entity, Model};
use crate::values::fold;

/// All of them, by list and word.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::List).order_by_asc(Column::WordKey).order_by_asc(Column::Id).all(db).await
}

/// Learns what a word of a list is read as.
pub async fn learn(
    db: &impl ConnectionTrait,
    caller: &Caller,
    (list, word, value): (&str, &str, &str),
) -> Result<(), DbErr> {
    let key = fold(word);
    let known = Entity::find().filter(Column::List.eq(list)).filter(Column::WordKey.eq(&key)).one(db).await?;
    let explained = ActiveModel {
        word: Set(word.to_owned()),
        value: Set(value.to_owned()),
        learnt_by: Set(caller.name.clone()),
        learnt_at: Set(clock::now()),
        ..Default::default()
    };
    if let Some(known) = known {
        return ActiveModel { id: known.into_active_model().id, ..explained }.update(db).await.map(drop);
    }
    let new = ActiveModel { id: Set(clock::new_id()), list: Set(list.to_owned()), word_key: Set(key), ..explained };
    Entity::insert(new).exec_without_returning(db).await.map(drop)
}

/// Forgets a word; says whether there was one.
pub async fn forget(database: &Database, caller: &Caller, id: Uuid) -> Result<bool, DbErr> {
    let transaction = database.write(caller).await?;
    let gone = Entity::delete_by_id(id).exec(&transaction).await?.rows_affected > 0;
    if gone {
        audit::append(&transaction, caller, audit::Event::done("learntWord.delete").to("learnt_word", id)).await?;
    }
    transaction.commit().await?;
    Ok(gone)
}
