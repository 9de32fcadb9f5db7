//! Asking a register by GraphQL, without a server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::workers::workers;
use async_graphql::Request;
use missieregister::graphql;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::{Caller, Database};
use serde_json::Value;

/// The whole response to a query.
pub(crate) async fn respond(database: &Database, query: &str) -> Value {
    let schema = graphql::schema(database.clone(), Vocabulary::built_in(), workers());
    let request = graphql::prepare(Request::new(query), Caller::operator(), database);
    serde_json::to_value(schema.execute(request).await).expect("a response is JSON")
}

/// The data that answer a query, which must be right.
pub(crate) async fn ask(database: &Database, query: &str) -> Value {
    let mut response = respond(database, query).await;
    assert!(response["errors"].is_null(), "{query}\n{}", response["errors"]);
    response["data"].take()
}

/// The code and message of the only error of a query.
pub(crate) async fn mistake(database: &Database, query: &str) -> (String, String) {
    let response = respond(database, query).await;
    let errors = response["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    let [error] = errors else { panic!("{query} has one error, not {errors:?}") };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&error["extensions"]["code"]), text(&error["message"]))
}

/// The data that answer a query, and how many statements that took.
pub(crate) async fn ask_counting(database: &Database, query: &str) -> (Value, usize) {
    let statements = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&statements);
    let observed = database.clone().observed(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let data = ask(&observed, query).await;
    (data, statements.load(Ordering::Relaxed))
}
