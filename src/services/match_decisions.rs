//! What people decided about records that may be the same.
//!
//! Invariant: a decision is known by the key of its review, which neither the order of rows nor generated keys change.
//! An import keeps its decisions among its settings, for its plan depends on them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Condition;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::changes::{self, Change};
use super::query::Attribute;
use super::records::{RowChange, load_by};
use super::tables::Table;
use super::{Caller, Database, audit, merges};
use crate::clock;
use crate::entities::match_decision::{self, Column, Entity, Model};
use crate::values::RecordKind;

/// What somebody decided on a review. As text: the key of the record, or `NEW`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Choice {
    /// It is this record.
    Same(Uuid),
    /// It is none of the candidates.
    New,
}

/// Decisions by the key of the review.
pub type Decisions = BTreeMap<String, Choice>;

impl From<Choice> for String {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Same(record) => record.to_string(),
            Choice::New => "NEW".to_owned(),
        }
    }
}

impl TryFrom<String> for Choice {
    type Error = uuid::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "NEW" { Ok(Self::New) } else { text.parse().map(Self::Same) }
    }
}

/// The decisions that an import keeps among its settings.
pub fn of_settings(settings: &str) -> Decisions {
    let settings: serde_json::Value = serde_json::from_str(settings).unwrap_or_default();
    serde_json::from_value(settings["decisions"].clone()).unwrap_or_default()
}

/// Settings with more decisions; a later one replaces an earlier one on the same review.
pub fn with_decisions(settings: &str, decided: &Decisions) -> String {
    let mut all = of_settings(settings);
    all.extend(decided.iter().map(|(review, choice)| (review.clone(), *choice)));
    let mut settings: serde_json::Map<String, serde_json::Value> = serde_json::from_str(settings).unwrap_or_default();
    settings.insert("decisions".to_owned(), serde_json::json!(all));
    serde_json::Value::Object(settings).to_string()
}

/// A decision as it is to be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// What sort of record.
    pub kind: RecordKind,
    /// The key of the review.
    pub key: String,
    /// What people call what came in. That of people is not kept: they are named in their own table alone.
    pub incoming: String,
    /// The record that it is.
    pub record: Uuid,
}

/// All decisions that are remembered.
pub async fn remembered(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::DecidedAt).order_by_asc(Column::Id).all(db).await
}

/// Remembers what was decided for an import, so that nobody is asked again. A later decision replaces an earlier one.
pub async fn remember(
    db: &impl ConnectionTrait,
    caller: &Caller,
    import: Uuid,
    decided: Vec<Remembered>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for Remembered { kind, key, incoming, record } in decided {
        let same = Condition::all().add(Column::RecordKind.eq(kind)).add(Column::IncomingKey.eq(&key));
        Entity::delete_many().filter(same).exec(db).await?;
        let row = match_decision::ActiveModel {
            id: Set(clock::new_id()),
            record_kind: Set(kind),
            incoming_key: Set(key),
            incoming: Set(if kind == RecordKind::Person { String::new() } else { incoming }),
            record_id: Set(Some(record)),
            import_id: Set(Some(import)),
            decided_by: Set(caller.name.clone()),
            decided_at: Set(now),
        };
        Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Forgets what was decided for an import, when it is taken back.
pub async fn forget_import(db: &impl ConnectionTrait, import: Uuid) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::ImportId.eq(import)).exec(db).await.map(drop)
}

/// What forgetting a decision did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// The other name of the record that went with it, where one did.
    pub alias: Option<String>,
}

/// Forgets one decision, so that people are asked again; with it the other name that an organisation got by it, if
/// asked. Nothing where there is no such decision.
pub async fn forget(
    database: &Database,
    caller: &Caller,
    id: Uuid,
    with_alias: bool,
) -> Result<Option<Forgotten>, DbErr> {
    let transaction = database.write(caller).await?;
    let Some(decision) = Entity::find_by_id(id).one(&transaction).await? else { return Ok(None) };
    let alias = if with_alias { forget_alias(&transaction, &decision).await? } else { None };
    Entity::delete_by_id(id).exec(&transaction).await?;
    audit::append(&transaction, caller, audit::Event::done("matchDecision.forget").to("match_decision", id)).await?;
    transaction.commit().await?;
    Ok(Some(Forgotten { alias }))
}

/// Takes from an organisation the other name that a decision gave it.
async fn forget_alias(db: &impl ConnectionTrait, decision: &Model) -> Result<Option<String>, DbErr> {
    let Some(record) = decision.record_id.filter(|_| decision.record_kind == RecordKind::Organisation) else {
        return Ok(None);
    };
    let record = merges::whereabouts(db).await?.get(&record).copied().unwrap_or(record);
    let aliases = load_by(db, Table::OrganisationAlias, "organisation_id", [record]).await?;
    let Some(alias) = aliases.into_iter().find(|alias| is_called(&decision.incoming, alias.text("name"))) else {
        return Ok(None);
    };
    let name = alias.text("name").to_owned();
    let change = Change { kind: decision.record_kind, id: record, rows: vec![RowChange::Delete(alias)] };
    changes::write(db, &[change], clock::now()).await?;
    Ok(Some(name))
}

/// Whether what came in was called this, beside where it sits: `Bouman (Zwolle)`.
fn is_called(incoming: &str, name: &str) -> bool {
    incoming.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(" (") && rest.ends_with(')'))
}

/// What sort of record was decided on.
pub fn record_kind() -> Attribute {
    Attribute::of(Column::RecordKind)
}

/// What people call what came in.
pub fn incoming() -> Attribute {
    Attribute::of(Column::Incoming)
}

/// When it was decided.
pub fn decided_at() -> Attribute {
    Attribute::of(Column::DecidedAt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_beside_its_place() {
        assert!(is_called("Bouman", "Bouman") && is_called("Bouman (Zwolle)", "Bouman"));
        assert!(!is_called("Bouman Beheer", "Bouman") && !is_called("Bouman", "Bouman Beheer"));
    }

    #[test]
    fn decisions_go_into_settings_beside_what_is_there_and_come_back() {
        let same = Choice::Same(Uuid::nil());
        let first = Decisions::from([("a".to_owned(), Choice::New), ("b".to_owned(), Choice::New)]);
        let settings = with_decisions("{\"profile\":\"standaard\"}", &first);
        let settings = with_decisions(&settings, &Decisions::from([("b".to_owned(), same)]));
        assert_eq!(of_settings(&settings), Decisions::from([("a".to_owned(), Choice::New), ("b".to_owned(), same)]));
        assert!(settings.contains("\"profile\":\"standaard\""), "{settings}");
        assert_eq!(of_settings("{}"), Decisions::new());
    }
}
