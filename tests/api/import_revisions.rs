//! What is said of an import before it is applied, over HTTP and on both engines: mappings, corrections, decisions, and
//! what later files have of them.

use missieregister::services::Caller;
use missieregister::services::fingerprint::fingerprint;
use serde_json::{Value, json};

use crate::support::registers;
use crate::web::Web;

const HEADER: &str = "Missiecode;Titel;Land;Startdatum;Richting;Status missie;Ervaring\n";
const ROWS: &str = "HM2016-01;Handelsmissie Turkije;Turkijje;14-03-2016;uitgaand;gerealiseerd;leerzaam
HM2016-02;Handelsmissie China;China;17-10-2016;uitgaand;gerealiseerd;druk
";

const IMPORT: &str = "id state planHash profile { name recognised } corrections { sheet cell value }
    summary { created errors skipped } controlTotals { label }
    tables { sheet range headerRows recordKinds columns { letter header field confidence evidence ignoredBecause } }
    issues(first: 100) { nodes { severity code sheet cell value field suggestion message } }
    reviews { id incoming candidates { id label } recommended decision }";

async fn stage(web: &Web, text: &str) -> Value {
    let operation = format!(
        "mutation($file: Upload!) {{ stageImport(input: {{ file: $file }}) {{
            userErrors {{ code message path }} import {{ {IMPORT} }} }} }}"
    );
    let payload = web.upload(&operation, json!({ "file": null }), ("missies.csv", text.as_bytes())).await;
    assert_eq!(payload["stageImport"]["userErrors"], json!([]));
    payload["stageImport"]["import"].clone()
}

/// Runs a mutation of imports and returns its payload.
async fn run(web: &Web, name: &str, input: Value) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let operation = format!(
        "mutation($input: {kind}!) {{ {name}(input: $input) {{
            userErrors {{ code message path }} import {{ {IMPORT} }} }} }}"
    );
    web.ask(&operation, json!({ "input": input })).await[name].take()
}

async fn apply(web: &Web, import: &Value) -> Value {
    let input = json!({ "importId": import["id"], "planHash": import["planHash"], "mode": "VALID_ROWS" });
    run(web, "applyImport", input).await
}

/// What a column of the first table was taken for.
fn field<'a>(import: &'a Value, letter: &str) -> &'a Value {
    let columns = import["tables"][0]["columns"].as_array().unwrap();
    &columns.iter().find(|column| column["letter"] == letter).unwrap()["field"]
}

/// The issues of a code, as `cell value`.
fn issues(import: &Value, code: &str) -> Vec<String> {
    let issues = import["issues"]["nodes"].as_array().unwrap();
    let of_code = issues.iter().filter(|issue| issue["code"] == code);
    of_code
        .map(|issue| format!("{} {}", issue["cell"].as_str().unwrap_or("-"), issue["value"].as_str().unwrap_or("-")))
        .collect()
}

fn faults(payload: &Value) -> Vec<String> {
    let path = |error: &Value| {
        let steps = error["path"].as_array().unwrap();
        steps.iter().map(|step| step.as_str().unwrap()).collect::<Vec<_>>().join(".")
    };
    let errors = payload["userErrors"].as_array().unwrap();
    errors.iter().map(|error| format!("{} {}", error["code"].as_str().unwrap(), path(error))).collect()
}

#[tokio::test]
async fn a_column_is_mapped_to_another_field_and_back_and_the_plan_follows() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let staged = stage(&web, &format!("{HEADER}{ROWS}").replace("Turkijje", "Turkije")).await;
        assert_eq!((field(&staged, "B"), field(&staged, "G")), (&json!("mission.title"), &Value::Null));
        let map = |letter: &str, name: Value| {
            let table = json!({ "sheet": "csv", "range": staged["tables"][0]["range"], "columns": [{ "letter": letter, "field": name }] });
            json!({ "importId": staged["id"], "tables": [table] })
        };
        let wrong = run(&web, "mapImport", map("G", json!("mission.title"))).await;
        assert_eq!(wrong["userErrors"], json!([]));
        let import = &wrong["import"];
        assert_eq!((field(import, "B"), field(import, "G")), (&Value::Null, &json!("mission.title")));
        assert_eq!(import["tables"][0]["columns"][6]["evidence"], json!(["chosen for this import"]));
        assert_eq!(
            import["tables"][0]["columns"][1]["ignoredBecause"],
            "voor mission.title is een andere kolom gekozen"
        );
        assert_ne!(import["planHash"], staged["planHash"]);

        let refused =
            run(&web, "applyImport", json!({ "importId": staged["id"], "planHash": staged["planHash"] })).await;
        assert_eq!(faults(&refused), ["PLAN_CHANGED input.planHash"]);

        run(&web, "mapImport", map("G", Value::Null)).await;
        let back = run(&web, "mapImport", map("B", json!("mission.title"))).await;
        assert_eq!(back["import"]["planHash"], staged["planHash"]);
        assert_eq!(apply(&web, &back["import"]).await["import"]["state"], "APPLIED");
        let missions = web.ask("{ missions { nodes { title } } }", json!({})).await;
        assert_eq!(missions["missions"]["nodes"][0]["title"], "Handelsmissie Turkije");
        let late = run(&web, "mapImport", map("B", Value::Null)).await;
        assert_eq!(faults(&late), ["WRONG_STATE input.importId"]);
    }
}

#[tokio::test]
async fn all_faults_of_a_mapping_are_told_with_their_places_and_nothing_is_taken() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let staged = stage(&web, &format!("{HEADER}{ROWS}")).await;
        let columns = json!([{ "letter": "B", "field": "mission.titel" }, { "letter": "Q", "field": null }]);
        let tables = json!([
            { "sheet": "csv", "range": "A1:G3", "columns": columns },
            { "sheet": "Blad9", "range": "A1:G3", "columns": [] },
        ]);
        let refused =
            run(&web, "mapImport", json!({ "importId": staged["id"], "tables": tables, "saveAsProfile": "X" })).await;
        assert_eq!(
            faults(&refused),
            [
                "NO_SUCH_SHEET input.tables.1.sheet",
                "NO_SUCH_FIELD input.tables.0.columns.0.field",
                "COLUMN_OUTSIDE_TABLE input.tables.0.columns.1.letter",
            ]
        );
        assert_eq!(refused["import"], staged);
        let nobody = run(&web, "mapImport", json!({ "importId": "onzin", "tables": [] })).await;
        assert_eq!(faults(&nobody), ["BAD_ID input.importId"]);
        assert_eq!(web.ask("{ importProfiles { name } }", json!({})).await["importProfiles"], json!([]));
    }
}

#[tokio::test]
async fn a_table_that_is_not_where_it_seems_is_placed_elsewhere() {
    let text =
        format!("Let op: concept;;;;;;\n{HEADER}Ijkregel;niet meenemen;;;;;\n{ROWS}").replace("Turkijje", "Turkije");
    for register in registers().await {
        let web = Web::over(&register.database);
        let staged = stage(&web, &text).await;
        let columns = json!([{ "letter": "A", "field": "mission.code" }, { "letter": "B", "field": "mission.title" },
            { "letter": "C", "field": "mission.country" }, { "letter": "D", "field": "mission.startDate" }]);
        let table = json!({ "sheet": "csv", "range": "A4:D5", "headerRows": [], "columns": columns });
        let mapped = run(&web, "mapImport", json!({ "importId": staged["id"], "tables": [table] })).await;
        assert_eq!(mapped["userErrors"], json!([]));
        let tables = &mapped["import"]["tables"];
        assert_eq!(
            (&tables[0]["range"], &tables[0]["headerRows"], &tables[1]),
            (&json!("A4:D5"), &json!([]), &Value::Null)
        );
        let summary = &mapped["import"]["summary"];
        assert_eq!((&summary["created"], &summary["errors"]), (&json!(2), &json!(0)), "{mapped}");
    }
}

#[tokio::test]
async fn a_corrected_cell_is_an_error_no_more_and_its_row_is_applied() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let staged = stage(&web, &format!("{HEADER}{ROWS}")).await;
        assert_eq!(issues(&staged, "UNKNOWN_COUNTRY"), ["C2 Turkijje"]);
        let issue = &staged["issues"]["nodes"][0];
        assert_eq!((&issue["field"], &issue["suggestion"]), (&json!("mission.country"), &json!("Turkije")));
        assert!(issue["message"].as_str().unwrap().ends_with("bedoelt u `Turkije`?"), "{issue}");

        let correction = json!([{ "sheet": "csv", "cell": "C2", "value": "Turkije" }]);
        let corrected =
            run(&web, "correctImport", json!({ "importId": staged["id"], "corrections": correction })).await;
        let import = &corrected["import"];
        assert_eq!((&corrected["userErrors"], &import["summary"]["errors"]), (&json!([]), &json!(0)));
        assert_eq!(import["corrections"], correction);
        assert_eq!(issues(import, "CORRECTED"), ["C2 Turkijje"]);
        assert_eq!(apply(&web, import).await["import"]["state"], "APPLIED");
        let found = web.ask("{ missions(filter: {country: {eq: \"TR\"}}) { totalCount } }", json!({})).await;
        assert_eq!(found["missions"]["totalCount"], 1);
        assert_eq!(web.ask("{ learntWords { word } }", json!({})).await["learntWords"], json!([]));
    }
}

#[tokio::test]
async fn a_remembered_word_is_understood_in_the_next_file_until_it_is_forgotten() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let staged = stage(&web, &format!("{HEADER}{ROWS}")).await;
        let wrong = json!([{ "sheet": "csv", "cell": "B2", "value": "Anders", "remember": true }]);
        let refused = run(&web, "correctImport", json!({ "importId": staged["id"], "corrections": wrong })).await;
        assert_eq!(faults(&refused), ["NOT_A_WORD input.corrections.0.remember"]);
        let correction = json!([{ "sheet": "csv", "cell": "C2", "value": "Turkije", "remember": true }]);
        let corrected =
            run(&web, "correctImport", json!({ "importId": staged["id"], "corrections": correction })).await;
        assert_eq!(corrected["import"]["summary"]["errors"], 0);

        let words = web.ask("{ learntWords { id list word value learntBy } }", json!({})).await["learntWords"].take();
        assert_eq!(words[0]["list"], "country");
        assert_eq!(
            (&words[0]["word"], &words[0]["value"], &words[1]),
            (&json!("Turkijje"), &json!("Turkije"), &Value::Null)
        );
        let next =
            stage(&web, &format!("{HEADER}HM2017-01;Beursbezoek;China, TURKIJJE;14-03-2017;uitgaand;gepland;\n")).await;
        assert_eq!(next["summary"]["errors"], 0, "{next}");
        assert_eq!(issues(&next, "LEARNT_WORD"), ["C2 China, TURKIJJE"]);

        let operation = "mutation($id: ID!) { deleteLearntWord(input: { id: $id }) { deletedId userErrors { code } } }";
        let gone = web.ask(operation, json!({ "id": words[0]["id"] })).await["deleteLearntWord"].take();
        assert_eq!(gone, json!({ "deletedId": words[0]["id"], "userErrors": [] }));
        let again = web.ask(operation, json!({ "id": words[0]["id"] })).await["deleteLearntWord"].take();
        assert_eq!(again["userErrors"][0]["code"], "NOT_FOUND");
        let unknown =
            stage(&web, &format!("{HEADER}HM2017-01;Beursbezoek;Turkijje;14-03-2017;uitgaand;gepland;\n")).await;
        assert_eq!(unknown["summary"]["errors"], 1, "{unknown}");
    }
}

#[tokio::test]
async fn a_saved_mapping_knows_the_next_file_of_its_layout_by_its_headers_and_can_be_edited_and_deleted() {
    let other = "HM2018-01;Handelsmissie Japan;Japan;14-03-2018;uitgaand;gepland;prima\n";
    for register in registers().await {
        let web = Web::over(&register.database);
        let staged = stage(&web, &format!("{HEADER}{ROWS}").replace("Turkijje", "Turkije")).await;
        assert_eq!(staged["profile"], Value::Null);
        let table =
            json!({ "sheet": "csv", "range": "A1:G3", "columns": [{ "letter": "G", "field": "mission.notes" }] });
        let input = json!({ "importId": staged["id"], "tables": [table], "saveAsProfile": " Oost " });
        assert_eq!(run(&web, "mapImport", input).await["userErrors"], json!([]));

        let next = stage(&web, &format!("{HEADER}{other}")).await;
        assert_eq!(
            (&next["profile"], field(&next, "G")),
            (&json!({ "name": "Oost", "recognised": true }), &json!("mission.notes"))
        );
        assert_eq!(issues(&next, "PROFILE_USED"), ["- Oost"]);
        assert_eq!(next["tables"][0]["columns"][6]["evidence"], json!(["the saved mapping `Oost` says so"]));
        let changed = stage(&web, &format!("Kenmerk;{}X;{}", &HEADER[11..HEADER.len() - 1], other)).await;
        assert_eq!(changed["profile"], Value::Null, "other headers, another layout");

        let profiles = "{ importProfiles { id name tables { ignored columns { header field } } } }";
        let profile = web.ask(profiles, json!({})).await["importProfiles"][0].take();
        assert_eq!(profile["tables"][0]["columns"][6], json!({ "header": "Ervaring", "field": "mission.notes" }));
        let operation = "mutation($input: UpdateImportProfileInput!) { updateImportProfile(input: $input) {
            profile { name } userErrors { code path } } }";
        let edit = |header: &str| {
            let columns = json!([{ "header": header, "field": "mission.event" }]);
            json!({ "input": { "id": profile["id"], "name": "West", "columns": columns } })
        };
        let refused = web.ask(operation, edit("Sfeer")).await["updateImportProfile"].take();
        assert_eq!(faults(&refused), ["NO_SUCH_COLUMN input.columns.0.header"]);
        let edited = web.ask(operation, edit("Ervaring")).await["updateImportProfile"].take();
        assert_eq!(edited, json!({ "profile": { "name": "West" }, "userErrors": [] }));
        let again = stage(&web, &format!("{HEADER}{other}")).await;
        assert_eq!((&again["profile"]["name"], field(&again, "G")), (&json!("West"), &json!("mission.event")));

        let operation = "mutation($id: ID!) { deleteImportProfile(input: { id: $id }) { deletedId } }";
        web.ask(operation, json!({ "id": profile["id"] })).await;
        let fresh = stage(&web, &format!("{HEADER}{other}")).await;
        assert_eq!((&fresh["profile"], field(&fresh, "G")), (&Value::Null, &Value::Null));
        // What was read with the profile stays as it was read, and can be applied.
        assert_eq!(apply(&web, &next).await["import"]["state"], "APPLIED");
    }
}

#[tokio::test]
async fn imports_that_are_revised_and_thrown_away_leave_no_trace() {
    for register in registers().await {
        let web = Web::over(&register.database);
        let before = fingerprint(register.database.reader(&Caller::operator())).await.unwrap();
        let staged = stage(&web, &format!("{HEADER}{ROWS}")).await;
        let correction = json!([{ "sheet": "csv", "cell": "C2", "value": "Turkije" }]);
        run(&web, "correctImport", json!({ "importId": staged["id"], "corrections": correction })).await;
        let discarded = run(&web, "discardImport", json!({ "importId": staged["id"] })).await;
        assert_eq!(
            (&discarded["import"]["state"], &discarded["import"]["corrections"]),
            (&json!("DISCARDED"), &json!([]))
        );
        assert_eq!(fingerprint(register.database.reader(&Caller::operator())).await.unwrap(), before);
    }
}
