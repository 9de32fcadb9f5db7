//! How files are read at the command line: inspected, with hidden sheets, with a saved mapping.

use missieregister::services::Caller;
use missieregister::services::import_profiles::{self, Saved};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::office::{Office, office};

const HEADER: [&str; 4] = ["Missiecode", "Titel", "Land", "Startdatum"];

/// A workbook of two missions, one of them on a hidden sheet, under a title and above a note.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Missies").unwrap();
    sheet.write(0, 0, "Overzicht handelsmissies").unwrap();
    sheet.write_row(2, 1, HEADER).unwrap();
    sheet.write_row(3, 1, ["HM2016-01", "Handelsmissie Turkije", "Turkije", "14-03-2016"]).unwrap();
    sheet.write_row(4, 1, ["HM2016-02", "Handelsmissie Japan", "Japan", "15-04-2016"]).unwrap();
    let sheet = workbook.add_worksheet().set_name("Oud").unwrap();
    sheet.set_hidden(true);
    sheet.write_row(0, 0, HEADER).unwrap();
    sheet.write_row(1, 0, ["HM2015-01", "Handelsmissie China", "China", "16-05-2015"]).unwrap();
    sheet.write_row(2, 0, ["HM2015-02", "Handelsmissie India", "India", "17-06-2015"]).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn json_of(office: &Office, arguments: &[&str]) -> Value {
    serde_json::from_str(&office.done(arguments)).unwrap()
}

fn created(plan: &Value) -> &Value {
    &plan["summary"]["created"]
}

#[tokio::test]
async fn inspection_says_where_tables_are_and_why_and_needs_no_register() {
    let office = office().await;
    let file = office.write("missies.xlsx", &workbook());
    let seen = json_of(&office, &["inspect", file.to_str().unwrap(), "--format", "json"]);
    let sheets = seen["sheets"].as_array().unwrap();
    let names: Vec<_> = sheets.iter().map(|sheet| (&sheet["name"], &sheet["visibility"])).collect();
    assert_eq!(names, [(&json!("Missies"), &json!("VISIBLE")), (&json!("Oud"), &json!("HIDDEN"))]);
    let table = &sheets[0]["tables"][0];
    let placed =
        ["range", "headerRows", "firstDataRow", "lastDataRow", "records", "layout"].map(|key| table[key].clone());
    assert_eq!(placed, [json!("B3:E5"), json!([3]), json!(4), json!(5), json!(2), json!("ROWS")], "{table:#}");
    let fields: Vec<_> = table["columns"].as_array().unwrap().iter().map(|column| &column["field"]).collect();
    assert_eq!(fields, ["mission.code", "mission.title", "mission.country", "mission.startDate"]);
    assert_ne!(table["reasons"], json!([]), "why this is a table");
    let text = office.done(&["inspect", file.to_str().unwrap()]);
    assert!(text.contains("B3:E5") && !text.contains("Turkije"), "places and no values: {text}");
}

#[tokio::test]
async fn a_hidden_sheet_is_listed_and_read_only_when_it_is_named() {
    let office = office().await;
    let file = office.write("missies.xlsx", &workbook());
    let file = file.to_str().unwrap();
    let plan = json_of(&office, &["import", "--dry-run", "--format", "json", file]);
    let hidden: Vec<_> = plan["issues"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|issue| issue["sheet"] == "Oud")
        .map(|issue| &issue["code"])
        .collect();
    assert_eq!(hidden, ["HIDDEN_SHEET_SKIPPED"], "{plan:#}");
    let both = json_of(&office, &["import", "--dry-run", "--format", "json", "--sheet", "Oud", file]);
    assert_eq!((created(&plan), created(&both)), (&json!(2), &json!(4)));
    let refused = office.run(&["import", "--dry-run", "--sheet", "Nieuw", file]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("Nieuw"), "{}", refused.err);
}

#[tokio::test]
async fn a_saved_mapping_is_used_by_name_and_one_that_is_not_there_is_refused() {
    let office = office().await;
    let file = office.write(
        "missies.csv",
        b"Missiecode;Titel;Land;Startdatum;Sfeer\nHM2016-01;Handelsmissie Turkije;Turkije;14-03-2016;leerzaam\n",
    );
    let file = file.to_str().unwrap();
    let refused = office.run(&["import", "--dry-run", "--profile", "Oost", file]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("Oost"), "{}", refused.err);
    save_profile(&office).await;
    let plan = json_of(&office, &["import", "--dry-run", "--format", "json", "--profile", "Oost", file]);
    assert_eq!(plan["tables"][0]["columns"][4]["field"], "mission.notes", "{plan:#}");
}

/// Saves a mapping in which `Sfeer` are the notes.
async fn save_profile(office: &Office) {
    let transaction = office.register.database.write(&Caller::operator()).await.unwrap();
    let mapping = json!({ "tables": [{ "columns": [{ "header": "Sfeer", "field": "mission.notes" }] }] }).to_string();
    let saved = Saved { name: "Oost".to_owned(), fingerprint: String::new(), mapping };
    import_profiles::save(&transaction, &Caller::operator(), saved).await.unwrap();
    transaction.commit().await.unwrap();
}
