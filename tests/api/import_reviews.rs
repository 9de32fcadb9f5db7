//! Reviews over HTTP: decided one way or the other, remembered, and never asked again. On both engines.

use serde_json::{Value, json};

use crate::support::{Register, registers};
use crate::web::Web;

const HEADER: &str = "Missie;Land;Startdatum;Organisatie;Vestigingsplaats;Contactpersoon";
const IMPORT: &str = "id state planHash summary { created reviews errors }
    reviews { id recordKind incoming candidates { id label score evidence } recommended decision }";

/// A file of one row: somebody of this organisation on one mission.
async fn stage(web: &Web, organisation: &str, place: &str, person: &str) -> Value {
    let operation = format!(
        "mutation($file: Upload!) {{ stageImport(input: {{ file: $file }}) {{
            userErrors {{ code message }} import {{ {IMPORT} }} }} }}"
    );
    let text = format!("{HEADER}\nHandelsmissie Energie;Duitsland;1-5-2016;{organisation};{place};{person}\n");
    let payload = web.upload(&operation, json!({ "file": null }), ("lijst.csv", text.as_bytes())).await;
    assert_eq!(payload["stageImport"]["userErrors"], json!([]));
    payload["stageImport"]["import"].clone()
}

async fn run(web: &Web, name: &str, input: Value) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let operation = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{
            userErrors {{ code message path }} import {{ {IMPORT} }} }} }}"
    );
    web.ask(&operation, json!({ "input": input })).await[name].take()
}

async fn apply(web: &Web, import: &Value) -> Value {
    run(web, "applyImport", json!({ "importId": import["id"], "planHash": import["planHash"] })).await
}

async fn names(web: &Web) -> Vec<String> {
    let query = "{ organisations(orderBy: [{ field: NAME }]) { nodes { name } } }";
    let answer = web.ask(query, json!({})).await;
    let nodes = answer["organisations"]["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect()
}

/// A register that knows one organisation, and an import that brings one of nearly the same name.
async fn doubtful(register: &Register) -> (Web, Value) {
    let web = Web::over(&register.database);
    let known = stage(&web, "Kroezinga Metaal B.V.", "Hengelo", "Jan Smit").await;
    assert_eq!(apply(&web, &known).await["import"]["state"], "APPLIED");
    let staged = stage(&web, "Kroezinka Metaal", "", "Kim Prins").await;
    assert_eq!(staged["reviews"].as_array().unwrap().len(), 1, "{staged:#}");
    (web, staged)
}

#[tokio::test]
async fn a_review_that_nobody_decided_refuses_the_import_unless_recommendations_are_accepted() {
    for register in registers().await {
        let (web, staged) = doubtful(&register).await;
        let refused = apply(&web, &staged).await;
        assert_eq!(refused["userErrors"][0]["code"], "REVIEWS_PENDING");
        assert_eq!(refused["import"]["state"], "ANALYSED");
        let input = json!({ "importId": staged["id"], "planHash": staged["planHash"], "acceptRecommended": true });
        assert_eq!(run(&web, "applyImport", input).await["import"]["state"], "APPLIED");
        assert_eq!(names(&web).await, ["Kroezinga Metaal B.V."], "the same was recommended");
    }
}

#[tokio::test]
async fn who_says_that_it_is_the_same_is_not_asked_again_and_neither_is_who_says_that_it_is_new() {
    for register in registers().await {
        for same in [true, false] {
            let (web, staged) = doubtful(&register).await;
            let review = &staged["reviews"][0];
            let resolution = if same {
                json!({ "review": review["id"], "candidate": review["candidates"][0]["id"] })
            } else {
                json!({ "review": review["id"], "newRecord": true })
            };
            let input = json!({ "importId": staged["id"], "resolutions": [resolution] });
            let resolved = run(&web, "resolveImport", input).await;
            assert_eq!(resolved["userErrors"], json!([]));
            assert_ne!(resolved["import"]["reviews"][0]["decision"], Value::Null);
            let applied = apply(&web, &resolved["import"]).await;
            assert_eq!(applied["import"]["state"], "APPLIED", "{applied:#}");
            let known =
                if same { vec!["Kroezinga Metaal B.V."] } else { vec!["Kroezinga Metaal B.V.", "Kroezinka Metaal"] };
            assert_eq!(names(&web).await, known);

            let again = stage(&web, "Kroezinka Metaal", "", "Bo de Wit").await;
            assert_eq!(again["reviews"], json!([]), "asked once");
            assert_eq!(apply(&web, &again).await["import"]["state"], "APPLIED");
            assert_eq!(names(&web).await, known);
            // The second way starts where the first did.
            for import in [&again, &staged] {
                let undone = run(&web, "undoImport", json!({ "importId": import["id"] })).await;
                assert_eq!(undone["import"]["state"], "UNDONE", "{undone:#}");
            }
        }
    }
}

#[tokio::test]
async fn faults_of_resolutions_are_told_at_their_places_and_nothing_is_decided() {
    for register in registers().await {
        let (web, staged) = doubtful(&register).await;
        let (review, candidate) = (&staged["reviews"][0]["id"], &staged["reviews"][0]["candidates"][0]["id"]);
        let resolutions = json!([
            { "review": review, "candidate": candidate, "newRecord": true },
            { "review": review },
            { "review": "no-such-review", "newRecord": true },
        ]);
        let input = json!({ "importId": staged["id"], "resolutions": resolutions });
        let refused = run(&web, "resolveImport", input).await;
        let paths: Vec<&Value> =
            refused["userErrors"].as_array().unwrap().iter().map(|error| &error["path"][2]).collect();
        assert_eq!(paths, ["0", "1", "2"], "{refused:#}");
        assert_eq!(refused["import"]["reviews"][0]["decision"], Value::Null);
    }
}
