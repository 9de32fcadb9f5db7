//! What tests of writing share: mutations by their names, a small register, the audit trail.

use missieregister::entities::audit_event;
use missieregister::services::{Caller, Database};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use crate::web::Web;

/// One who writes, over HTTP.
pub(super) struct Desk {
    pub(super) web: Web,
    pub(super) database: Database,
}

/// Global ids of records that others refer to.
pub(super) struct World {
    pub(super) mission: String,
    pub(super) other_mission: String,
    pub(super) organisation: String,
    pub(super) person: String,
    pub(super) official: String,
    pub(super) theme: String,
    pub(super) reserve: String,
    pub(super) decision: String,
    pub(super) performance: String,
}

/// `BudgetAmendment` as the field of a payload.
pub(super) fn field(noun: &str) -> String {
    noun[..1].to_lowercase() + &noun[1..]
}

impl Desk {
    pub(super) fn over(database: &Database) -> Self {
        Self { web: Web::over(database), database: database.clone() }
    }

    /// Makes or changes a record, and returns the payload with the record as `record`.
    pub(super) async fn write(&self, verb: &str, noun: &str, input: &Value, shows: &str) -> Value {
        let mutation = format!(
            "mutation($input: {}{noun}Input!) {{ done: {verb}{noun}(input: $input) {{ clientMutationId
                record: {} {{ id version {shows} }} userErrors {{ code path message recordId english: message(language: EN) }} }} }}",
            verb[..1].to_uppercase() + &verb[1..],
            field(noun),
        );
        self.web.ask(&mutation, json!({ "input": input })).await["done"].take()
    }

    /// Makes a record that is in order, and returns its id.
    pub(super) async fn made(&self, noun: &str, input: Value) -> String {
        let made = self.write("create", noun, &input, "").await;
        assert_eq!(made["userErrors"], json!([]), "{noun}: {input}");
        made["record"]["id"].as_str().unwrap().to_owned()
    }

    /// Deletes a record, and returns the payload.
    pub(super) async fn delete(&self, noun: &str, input: Value) -> Value {
        let mutation = format!(
            "mutation($input: Delete{noun}Input!) {{ done: delete{noun}(input: $input) {{
                deletedId clientMutationId userErrors {{ code path message }} }} }}"
        );
        self.web.ask(&mutation, json!({ "input": input })).await["done"].take()
    }

    /// What a record says now; null when it is gone.
    pub(super) async fn read(&self, noun: &str, id: &str, shows: &str) -> Value {
        let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on {noun} {{ id version {shows} }} }} }}");
        self.web.ask(&query, json!({ "id": id })).await["node"].take()
    }

    /// Codes and places of what is wrong with an input.
    pub(super) async fn faults(&self, verb: &str, noun: &str, input: Value) -> Vec<(String, String)> {
        let done = self.write(verb, noun, &input, "").await;
        let errors = done["userErrors"].as_array().unwrap();
        assert!(verb == "update" || done["record"].is_null() || errors.is_empty(), "{done}");
        errors.iter().map(|error| (text(&error["code"]), place(&error["path"]))).collect()
    }

    /// What the audit trail has, oldest first: the action, and the sort of record.
    pub(super) async fn audit(&self) -> Vec<String> {
        let db = self.database.reader(&Caller::operator());
        let events = audit_event::Entity::find().order_by_asc(audit_event::Column::Id).all(db).await.unwrap();
        let told = |event: audit_event::Model| {
            assert!(event.object_id.is_some(), "{event:?}");
            format!("{} {} {}", event.action, event.object_kind.unwrap_or_default(), event.origin)
        };
        events.into_iter().map(told).collect()
    }

    /// A record of every sort that others refer to.
    pub(super) async fn world(&self) -> World {
        World {
            mission: self.made("Mission", json!({ "title": "Handelsmissie Turkije", "dateText": "mei 2016" })).await,
            other_mission: self.made("Mission", json!({ "title": "Hannover Messe" })).await,
            organisation: self.made("Organisation", json!({ "name": "Bouman Industries" })).await,
            person: self.made("Person", json!({ "name": "Proef van Testen" })).await,
            official: self.made("Official", json!({ "displayName": "gedeputeerde Proef" })).await,
            theme: self.made("Theme", json!({ "name": "HTSM" })).await,
            reserve: self.made("Reserve", json!({ "name": "Uitvoering" })).await,
            decision: self.made("Decision", json!({ "reference": "PS/2016/871" })).await,
            performance: self
                .made("Performance", json!({ "code": "5.4.2", "year": 2016, "title": "Bevorderen van export" }))
                .await,
        }
    }
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// `["input", "destinations", "0"]` as `input.destinations.0`.
fn place(path: &Value) -> String {
    path.as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(".")
}

/// Expected faults, as [`Desk::faults`] returns them.
pub(super) fn expected(faults: &[(&str, &str)]) -> Vec<(String, String)> {
    faults.iter().map(|(code, place)| ((*code).to_owned(), format!("input.{place}"))).collect()
}
