//! Queries at the command line: the response is printed as JSON, and the exit status tells whether it has errors.

use std::fs;

use serde_json::{Value, json};

use crate::support::program::{Run, run};
use crate::support::sqlite;

async fn query(text: &str, variables: &str) -> Run {
    let register = sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.graphql");
    fs::write(&file, text).unwrap();
    run(&register.url, &["query", file.to_str().unwrap(), "--variables", variables])
}

fn printed(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("not JSON: {}", run.out))
}

#[tokio::test]
async fn a_query_is_answered_with_the_rights_of_the_operator() {
    let answered =
        query("query Q($name: String!) { __type(name: $name) { name } viewer { role } }", r#"{"name": "Query"}"#).await;
    assert_eq!(answered.status, 0, "{}", answered.err);
    assert_eq!(printed(&answered), json!({ "data": { "__type": { "name": "Query" }, "viewer": { "role": "ADMIN" } } }));
}

#[tokio::test]
async fn errors_are_printed_with_the_response_and_refused() {
    let refused = query("{ nothing }", "{}").await;
    assert_eq!(refused.status, 1);
    assert!(printed(&refused)["errors"][0]["message"].as_str().unwrap().contains("nothing"));
    assert_eq!(query("{ __typename }", "[1]").await.status, 2);
    assert_eq!(run("sqlite::memory:", &["query", "nowhere.graphql"]).status, 1);
}
