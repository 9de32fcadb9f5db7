//! Importing, importing again and taking back, on the example registers.

use serde_json::{Value, json};

use crate::examples::{committed, committed_file};
use crate::office::{Office, office, offices};

#[tokio::test]
async fn importing_the_examples_again_changes_nothing() {
    for office in offices().await {
        office.import(&committed());
        let register = office.export();
        office.import(&committed());
        assert_eq!(office.export(), register);
        for summary in &summaries(&office)[..committed().len()] {
            let nothing = ["created", "updated", "skipped", "errors"].map(|count| &summary[count]);
            assert_eq!(nothing, [0, 0, 0, 0], "{summary}");
            assert_ne!(summary["unchanged"], 0);
        }
    }
}

#[tokio::test]
async fn undoing_an_import_gives_the_register_of_before() {
    for office in offices().await {
        office.import(&[committed_file("5.4.2-bevorderen-van-export-2016.xlsx")]);
        let (before, rows) = (office.export(), office.rows().await);
        office.import(&[committed_file("handelsmissies-2016.xlsx")]);
        assert_ne!(office.export(), before);
        let imports = office.query("{ imports(first: 10) { nodes { id filename state } } }");
        let latest = imports["imports"]["nodes"].as_array().unwrap();
        let latest = latest.iter().find(|import| import["filename"] == "handelsmissies-2016.xlsx").unwrap();
        office.done(&["undo", latest["id"].as_str().unwrap()]);
        assert_eq!(office.export(), before);
        assert_eq!(office.rows().await, rows, "to the very row");
        assert_eq!(state_of(&office, &latest["id"]), "UNDONE");
    }
}

#[tokio::test]
async fn the_order_of_missions_and_performance_makes_no_difference_to_progress() {
    for office in offices().await {
        let mut files = committed();
        files.reverse();
        office.import(&files);
        let query = "{ performance(code: \"5.4.2\", year: 2016) { title progress { realised } } }";
        let expected =
            json!({ "title": "Bevorderen van export", "progress": [{ "realised": "4" }, { "realised": "54" }] });
        assert_eq!(office.query(query)["performance"], expected);
    }
}

#[tokio::test]
async fn a_dry_run_shows_the_plan_and_changes_nothing() {
    for office in offices().await {
        let (before, file) = (office.export(), committed_file("handelsmissies-2016.xlsx"));
        let printed = office.done(&["import", "--dry-run", "--format", "json", file.to_str().unwrap()]);
        let plan: Value = serde_json::from_str(&printed).unwrap();
        for key in ["summary", "planHash", "tables", "issues", "reviews", "controlTotals", "effects"] {
            assert!(plan.get(key).is_some(), "no `{key}` in {plan:#}");
        }
        assert_eq!(plan["summary"]["errors"], 0, "{:#}", plan["issues"]);
        let sheets: Vec<_> = plan["tables"].as_array().unwrap().iter().map(|table| table["sheet"].clone()).collect();
        assert_eq!(sheets, ["Missies", "Deelnemers", "Resultaten", "Kosten", "Bijdragen"]);
        assert_eq!(office.export(), before);
        assert_eq!(office.query("{ imports(first: 1) { totalCount } }")["imports"]["totalCount"], 0);
    }
}

#[tokio::test]
async fn every_record_knows_the_import_the_sheet_and_the_row_it_came_from() {
    for office in offices().await {
        office.import(&committed());
        let query = "{ mission(code: \"HM2016-04\") { sources { sheet row import { filename } } } }";
        let sources = office.query(query)["mission"]["sources"].clone();
        let expected = json!({ "sheet": "Missies", "row": 8, "import": { "filename": "handelsmissies-2016.xlsx" } });
        assert!(sources.as_array().unwrap().contains(&expected), "{sources:#}");
    }
}

#[tokio::test]
async fn without_yes_and_without_a_terminal_nothing_is_applied() {
    let office = office().await;
    let before = office.export();
    let ended = office.run(&["import", committed_file("handelsmissies-2016.xlsx").to_str().unwrap()]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("--yes"), "{}", ended.err);
    assert_eq!(office.export(), before);
}

/// The summaries of all imports, the latest first.
fn summaries(office: &Office) -> Vec<Value> {
    let query = "{ imports(first: 50) { nodes { uploadedAt summary { created updated unchanged skipped errors } } } }";
    let mut imports = office.query(query)["imports"]["nodes"].as_array().unwrap().clone();
    imports.sort_by_key(|import| std::cmp::Reverse(import["uploadedAt"].to_string()));
    imports.into_iter().map(|import| import["summary"].clone()).collect()
}

fn state_of(office: &Office, import: &Value) -> Value {
    office.query(&format!("{{ import(id: {import}) {{ state }} }}"))["import"]["state"].clone()
}
