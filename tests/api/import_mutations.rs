//! An import from upload to undo, as clients do it, on both engines.

use std::io::{Seek, Write};

use async_graphql::{Request, UploadValue, Variables};
use missieregister::graphql;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::Caller;
use serde_json::{Value, json};

use crate::graphql::ask;
use crate::support::{Register, registers};
use crate::workers::workers;

const REGISTER: &str = "Missiecode;Titel;Land;Startdatum;Einddatum;Richting;Status missie;Organisatie;Voornaam;Achternaam;E-mail
HM2016-01;Handelsmissie Turkije;Turkije;14-03-2016;18-03-2016;uitgaand;gerealiseerd;Werken BV;Test;Persoon;test@werken.example
HM2016-02;Handelsmissie China;China;17-10-2016;21-10-2016;uitgaand;gerealiseerd;Proef BV;Proef;Mens;proef@proef.example
";

/// Runs an operation with variables, and with a file as the variable `file` where one is given.
async fn run(register: &Register, operation: &str, variables: Value, file: Option<&str>) -> Value {
    let mut request = Request::new(operation).variables(Variables::from_json(variables));
    if let Some(content) = file {
        let mut kept = tempfile::tempfile().unwrap();
        kept.write_all(content.as_bytes()).unwrap();
        kept.rewind().unwrap();
        let upload = UploadValue { filename: "missies.csv".to_owned(), content_type: None, content: kept };
        request.set_upload("variables.file", upload);
    }
    let schema = graphql::schema(register.database.clone(), Vocabulary::built_in(), workers());
    let response = schema.execute(graphql::prepare(request, Caller::operator(), &register.database)).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()
}

/// Stages a file and returns what the payload has.
async fn stage(register: &Register, content: &str) -> Value {
    let operation = "mutation($file: Upload!) { stageImport(input: { file: $file, clientMutationId: \"7\" }) {
        clientMutationId userErrors { code message path } import { id state planHash filename format
            summary { rows created errors } tables { recordKinds columns { header field } }
            issues { nodes { severity code message cell value } }
            changes(operation: [CREATE], first: 100) { totalCount nodes { recordKind label record { id } } } } } }";
    run(register, operation, json!({ "file": null }), Some(content)).await["stageImport"].take()
}

async fn apply(register: &Register, import: &Value, hash: &Value, mode: &str) -> Value {
    let operation = "mutation($id: ID!, $hash: String!, $mode: ApplyMode!) {
        applyImport(input: { importId: $id, planHash: $hash, mode: $mode }) {
            userErrors { code path } import { state appliedAt summary { created } } } }";
    let variables = json!({ "id": import, "hash": hash, "mode": mode });
    run(register, operation, variables, None).await["applyImport"].take()
}

async fn missions(register: &Register) -> Value {
    ask(&register.database, "{ missions { totalCount } search(text: \"turkije\") { totalCount } }").await
}

#[tokio::test]
async fn a_file_is_staged_applied_and_undone() {
    for register in registers().await {
        let staged = stage(&register, REGISTER).await;
        let import = &staged["import"];
        assert_eq!(staged["userErrors"], json!([]));
        assert_eq!((&import["state"], &import["format"]), (&json!("ANALYSED"), &json!("CSV")));
        assert_eq!(import["summary"]["errors"], 0, "{import}");
        assert_eq!(import["tables"][0]["columns"][0], json!({ "header": "Missiecode", "field": "mission.code" }));
        let planned = import["changes"]["nodes"].as_array().unwrap();
        assert!(planned.iter().all(|change| change["record"].is_null()), "nothing is written yet");
        assert_eq!(missions(&register).await["missions"]["totalCount"], 0);

        let applied = apply(&register, &import["id"], &import["planHash"], "ALL_OR_NOTHING").await;
        assert_eq!((&applied["userErrors"], &applied["import"]["state"]), (&json!([]), &json!("APPLIED")));
        assert_eq!(
            missions(&register).await,
            json!({ "missions": { "totalCount": 2 }, "search": { "totalCount": 1 } })
        );

        let operation = "mutation($id: ID!) { undoImport(input: { importId: $id }) {
            reversed kept { label } userErrors { code } import { state undoneAt } } }";
        let undone = run(&register, operation, json!({ "id": import["id"] }), None).await["undoImport"].take();
        assert_eq!((&undone["userErrors"], &undone["import"]["state"]), (&json!([]), &json!("UNDONE")));
        assert_eq!((&undone["reversed"], &undone["kept"]), (&import["changes"]["totalCount"], &json!([])));
        assert_eq!(
            missions(&register).await,
            json!({ "missions": { "totalCount": 0 }, "search": { "totalCount": 0 } })
        );
    }
}

#[tokio::test]
async fn what_is_refused_says_why_and_about_which_argument() {
    for register in registers().await {
        let staged = stage(&register, &REGISTER.replace("14-03-2016", "nader te bepalen datum")).await;
        let import = &staged["import"];
        let issue = &import["issues"]["nodes"][0];
        assert_eq!((&issue["severity"], &issue["cell"]), (&json!("ERROR"), &json!("D2")), "{import}");
        let refused = apply(&register, &import["id"], &import["planHash"], "ALL_OR_NOTHING").await;
        assert_eq!(refused["userErrors"], json!([{ "code": "IMPORT_HAS_ERRORS", "path": ["input", "mode"] }]));
        assert_eq!(refused["import"]["state"], "ANALYSED");
        let other = apply(&register, &import["id"], &json!("another"), "VALID_ROWS").await;
        assert_eq!(other["userErrors"], json!([{ "code": "PLAN_CHANGED", "path": ["input", "planHash"] }]));
        let applied = apply(&register, &import["id"], &import["planHash"], "VALID_ROWS").await;
        assert_eq!(applied["userErrors"], json!([]));
        assert_eq!(missions(&register).await["missions"]["totalCount"], 1);

        let operation = "mutation($id: ID!) { discardImport(input: { importId: $id }) {
            userErrors { code path } import { state } } }";
        let refused = run(&register, operation, json!({ "id": import["id"] }), None).await["discardImport"].take();
        assert_eq!(refused["userErrors"], json!([{ "code": "WRONG_STATE", "path": ["input", "importId"] }]));
        let refused = run(&register, operation, json!({ "id": "no id" }), None).await["discardImport"].take();
        assert_eq!(refused["userErrors"], json!([{ "code": "BAD_ID", "path": ["input", "importId"] }]));
    }
}

#[tokio::test]
async fn imports_are_listed_the_latest_first() {
    for register in registers().await {
        let first = stage(&register, REGISTER).await["import"]["id"].take();
        let second = stage(&register, REGISTER).await["import"]["id"].take();
        let list = ask(&register.database, "{ imports(first: 5) { totalCount nodes { id } } }").await;
        assert_eq!(list["imports"], json!({ "totalCount": 2, "nodes": [{ "id": second }, { "id": first }] }));
        let one = format!("{{ import(id: {first}) {{ filename sha256 size }} }}");
        let one = ask(&register.database, &one).await["import"].take();
        assert_eq!((&one["filename"], &one["size"]), (&json!("missies.csv"), &json!(REGISTER.len())));
    }
}
