//! Following and stopping imports, over HTTP and on both engines.

use std::time::Duration;

use missieregister::services::Caller;
use missieregister::services::fingerprint::fingerprint;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::support::{Register, registers};
use crate::web::Web;

const FOLLOW: &str = "subscription($id: ID!) { importProgress(id: $id) { stage done total } }";
const STAGE: &str = "mutation($file: Upload!, $wait: Boolean!) { stageImport(input: { file: $file, wait: $wait }) {
    userErrors { code } import { id state planHash } } }";
const APPLY: &str = "mutation($id: ID!, $hash: String!) { applyImport(input: { importId: $id, planHash: $hash }) {
    userErrors { code } import { state } } }";
const CANCEL: &str = "mutation($id: ID!) { cancelImport(input: { importId: $id }) {
    userErrors { code path } import { state } } }";

/// A register of so many rows, a participant each.
fn large(rows: usize) -> String {
    let header = "Missiecode;Titel;Land;Startdatum;Richting;Status missie;Organisatie;Voornaam;Achternaam;E-mail\n";
    let row = |number: usize| {
        let mission = number % 40;
        format!(
            "HM2016-{mission:02};Handelsmissie {mission};China;14-03-2016;uitgaand;gerealiseerd;Bedrijf {number} BV;Test;Persoon {number};p{number}@bedrijf{number}.example\n"
        )
    };
    std::iter::once(header.to_owned()).chain((0..rows).map(row)).collect()
}

async fn stage(web: &Web, text: &str, wait: bool) -> Value {
    let variables = json!({ "file": null, "wait": wait });
    web.upload(STAGE, variables, ("groot.csv", text.as_bytes())).await["stageImport"]["import"].take()
}

async fn state(web: &Web, import: &Value) -> Value {
    web.ask("query($id: ID!) { import(id: $id) { state } }", json!({ "id": import["id"] })).await["import"]["state"]
        .take()
}

async fn print_of(register: &Register) -> String {
    fingerprint(register.database.reader(&Caller::operator())).await.unwrap()
}

/// The stages of events, each once in the order in which they came; and whether `done` only grew within each.
fn stages(events: &[Value]) -> Vec<String> {
    let mut stages: Vec<String> = Vec::new();
    let mut last = 0;
    for event in events {
        let progress = &event["data"]["importProgress"];
        let (stage, done) = (progress["stage"].as_str().unwrap(), progress["done"].as_i64().unwrap());
        if stages.last().is_none_or(|known| known != stage) {
            stages.push(stage.to_owned());
            last = 0;
        }
        assert!(done >= last && progress["total"].as_i64().is_none_or(|total| done <= total), "{events:?}");
        last = done;
    }
    stages
}

#[tokio::test]
async fn reading_and_applying_can_be_followed_and_the_steps_come_in_their_order() {
    let order = ["QUEUED", "READING", "PARSING", "PLANNING", "APPLYING", "DONE"];
    let in_order = |stages: &[String]| {
        let places: Vec<_> =
            stages.iter().map(|stage| order.iter().position(|known| known == stage).unwrap()).collect();
        assert!(places.is_sorted(), "{stages:?}");
    };
    for register in registers().await {
        let web = Web::over(&register.database);
        let begun = stage(&web, &large(1_500), false).await;
        assert_eq!(begun["state"], "READING");
        let read = stages(&web.follow(FOLLOW, json!({ "id": begun["id"] })).await.rest().await);
        in_order(&read);
        assert!(read.len() > 1 && read.last().is_some_and(|last| last == "DONE"), "{read:?}");
        let staged =
            web.ask("query($id: ID!) { import(id: $id) { id state planHash } }", json!({ "id": begun["id"] })).await;
        let staged = &staged["import"];
        assert_eq!(staged["state"], "ANALYSED");

        let (server, variables) = (web.clone(), json!({ "id": staged["id"], "hash": staged["planHash"] }));
        let applying = tokio::spawn(async move { server.ask(APPLY, variables).await });
        let written = stages(&web.follow(FOLLOW, json!({ "id": staged["id"] })).await.rest().await);
        in_order(&written);
        assert!(written.iter().any(|stage| stage == "APPLYING"), "{written:?}");
        assert_eq!(applying.await.unwrap()["applyImport"]["import"]["state"], "APPLIED");

        let idle = web.follow(FOLLOW, json!({ "id": staged["id"] })).await.rest().await;
        assert_eq!(idle, [json!({ "data": { "importProgress": { "stage": "DONE", "done": 0, "total": null } } })]);
    }
}

#[tokio::test]
async fn an_import_that_is_cancelled_while_it_is_read_leaves_no_trace() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let before = print_of(&register).await;
        let begun = stage(&web, &large(3_000), false).await;
        let cancelled = web.ask(CANCEL, json!({ "id": begun["id"] })).await["cancelImport"].take();
        assert_eq!(cancelled, json!({ "userErrors": [], "import": { "state": "CANCELLED" } }));
        web.follow(FOLLOW, json!({ "id": begun["id"] })).await.rest().await;
        assert_eq!(state(&web, &begun).await, "CANCELLED");
        assert_eq!(print_of(&register).await, before);
        let again = web.ask(CANCEL, json!({ "id": begun["id"] })).await["cancelImport"].take();
        assert_eq!(again["userErrors"][0], json!({ "code": "WRONG_STATE", "path": ["input", "importId"] }));
    }
}

#[tokio::test]
async fn an_import_that_is_cancelled_while_it_is_written_leaves_the_register_as_it_was() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let before = print_of(&register).await;
        let staged = stage(&web, &large(2_000), true).await;
        let (server, variables) = (web.clone(), json!({ "id": staged["id"], "hash": staged["planHash"] }));
        let applying = tokio::spawn(async move { server.ask(APPLY, variables).await });
        let mut steps = web.follow(FOLLOW, json!({ "id": staged["id"] })).await;
        while let Some(event) = steps.next().await {
            if event["data"]["importProgress"]["stage"] == "APPLYING" {
                assert_eq!(state(&web, &staged).await, "APPLYING");
                break;
            }
        }
        let cancelled = web.ask(CANCEL, json!({ "id": staged["id"] })).await["cancelImport"].take();
        assert_eq!(cancelled, json!({ "userErrors": [], "import": { "state": "CANCELLED" } }));
        let applied = applying.await.unwrap()["applyImport"].take();
        assert_eq!(applied, json!({ "userErrors": [{ "code": "CANCELLED" }], "import": { "state": "CANCELLED" } }));
        assert_eq!(print_of(&register).await, before);
    }
}

#[tokio::test]
async fn who_goes_away_while_a_file_is_read_stops_the_reading() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let text = large(5_000);
        let waiting = timeout(Duration::from_millis(400), stage(&web, &text, true)).await;
        assert!(waiting.is_err(), "the file takes longer than that");
        let imports = || web.ask("{ imports { nodes { state } } }", json!({}));
        for _ in 0..200 {
            if imports().await["imports"]["nodes"][0]["state"] == "CANCELLED" {
                break;
            }
            sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(imports().await["imports"]["nodes"], json!([{ "state": "CANCELLED" }]));
    }
}

#[tokio::test]
async fn subscriptions_pass_the_same_guards_as_queries() {
    let register = registers().await.remove(0);
    let web = Web::over(&register.database);
    let fragments: String = (0..40)
        .map(|level| format!("fragment F{level} on Subscription {{ ...F{next} ...F{next} }} ", next = level + 1))
        .collect();
    let bomb = format!(
        "subscription {{ ...F0 }} {fragments} fragment F40 on Subscription {{ importProgress(id: \"x\") {{ stage }} }}"
    );
    let events = web.follow(&bomb, json!({})).await.rest().await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["errors"][0]["extensions"]["code"], "TOO_COMPLEX", "{events:?}");
    let nobody = web.follow("subscription { importProgress(id: \"x\") { stage } }", json!({})).await.rest().await;
    assert_eq!(nobody[0]["errors"][0]["extensions"]["code"], "BAD_ID", "{nobody:?}");
}
