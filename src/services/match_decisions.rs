//! What people decided about records that may be the same.
//!
//! Invariant: a decision is known by the key of its review, which neither the order of rows nor generated keys change.
//! An import keeps its decisions among its settings, for its plan depends on them.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entities::match_decision::{Column, Entity, Model};

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

/// The decisions on these keys, of whatever sort of record.
pub async fn of_keys(db: &impl ConnectionTrait, keys: &[&str]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::IncomingKey.is_in(keys.iter().copied())).all(db).await
}

#[cfg(test)]
mod tests {
    use super::*;

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
