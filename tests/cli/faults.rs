//! A workbook of ten rows of which three cannot be read: a date, a country and an amount.

use std::fs;
use std::path::PathBuf;

use missieregister::import::annotate::is_list;
use missieregister::import::read::read;
use serde_json::{Value, json};

use crate::office::{Office, office, offices};
use crate::workbook::{Register, Sheet};

#[tokio::test]
async fn three_unreadable_cells_are_three_errors_and_nothing_is_applied() {
    for office in offices().await {
        let (before, file) = (office.export(), faulty(&office));
        let ended = office.run(&["import", "--dry-run", "--format", "json", file.to_str().unwrap()]);
        assert_eq!(ended.status, 1, "{}", ended.err);
        assert_eq!(
            errors(&serde_json::from_str(&ended.out).unwrap()),
            json!(["Register!D7", "Register!C9", "Register!G12"])
        );

        let ended = office.run(&["import", "--yes", file.to_str().unwrap()]);
        assert_eq!(ended.status, 1, "{}", ended.out);
        for cell in ["D7", "C9", "G12"] {
            assert!(ended.err.contains(cell), "{cell} is not in {}", ended.err);
        }
        assert_eq!(office.export(), before);
    }
}

#[tokio::test]
async fn with_skip_rows_the_seven_good_rows_are_applied_and_the_three_listed() {
    for office in offices().await {
        let file = faulty(&office);
        let printed = office.done(&["import", "--yes", "--skip-rows", file.to_str().unwrap()]);
        for cell in ["D7", "C9", "G12"] {
            assert!(printed.contains(cell), "{cell} is not in {printed}");
        }
        let data =
            office.query("{ missions { totalCount } participations { totalCount } organisations { totalCount } }");
        let seven = json!({ "totalCount": 7 });
        assert_eq!(data, json!({ "missions": seven, "participations": seven, "organisations": seven }));
    }
}

#[tokio::test]
async fn what_is_no_workbook_is_refused_with_a_reason() {
    let office = office().await;
    let file = office.write("brief.xlsx", b"%PDF-1.7 this is a letter");
    let ended = office.run(&["import", "--yes", file.to_str().unwrap()]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("brief.xlsx"), "{}", ended.err);
}

#[tokio::test]
async fn several_files_stop_at_the_first_that_is_refused() {
    for office in offices().await {
        let (good, bad) = (one_mission(&office, "goed.xlsx", "HM2016-90"), faulty(&office));
        let later = one_mission(&office, "later.xlsx", "HM2016-91");
        let files = [&good, &bad, &later].map(|file| file.to_str().unwrap());
        let [good, bad, later] = files;
        let ended = office.run(&["import", "--yes", good, bad, later]);
        assert_eq!(ended.status, 1);
        let codes = office.query("{ missions { nodes { code } } }")["missions"]["nodes"].clone();
        assert_eq!(codes, json!([{ "code": "HM2016-90" }]));
    }
}

const HEADER: &str = "Missiecode|Titel|Land|Startdatum|Organisatie|Achternaam|Deelnamekosten";

/// Each row is a mission of its own with one participant; rows 7, 9 and 12 of the sheet have a fault.
fn faulty(office: &Office) -> PathBuf {
    let mut rows: Vec<Vec<String>> = (1..=10).map(row).collect();
    rows[3][3] = "ergens na Pasen".to_owned();
    rows[5][2] = "Verweggistan".to_owned();
    rows[8][6] = "abc".to_owned();
    save(office, "fouten.xlsx", rows)
}

fn one_mission(office: &Office, name: &str, code: &str) -> PathBuf {
    let mut only = row(1);
    only[0] = code.to_owned();
    save(office, name, vec![only])
}

fn row(number: u32) -> Vec<String> {
    let text = format!(
        "HM2016-{number:02}|Missie nummer {number}|Duitsland|2016-03-{number:02}|Werkplaats {number} B.V.|Proefman{number}|€ 250.00"
    );
    text.split('|').map(str::to_owned).collect()
}

fn save(office: &Office, name: &str, body: Vec<Vec<String>>) -> PathBuf {
    let title = vec!["Register van missies".to_owned()];
    let header = HEADER.split('|').map(str::to_owned).collect();
    let rows = [title, Vec::new(), header].into_iter().chain(body).collect();
    let register = Register { name: name.to_owned(), sheets: vec![Sheet { name: "Register".to_owned(), rows }] };
    office.write(name, &register.to_xlsx().unwrap())
}

/// The cells of all errors, in the order of the plan.
fn errors(plan: &Value) -> Value {
    let issues = plan["issues"].as_array().unwrap().iter().filter(|issue| issue["severity"] == "ERROR");
    let place = |issue: &Value| format!("{}!{}", issue["sheet"].as_str().unwrap(), issue["cell"].as_str().unwrap());
    issues.map(place).collect()
}

#[tokio::test]
async fn a_dry_run_writes_the_workbook_with_its_findings_even_where_the_file_is_refused() {
    let office = office().await;
    let file = office.write("register.csv", b"Missie;Land;Startdatum\nMissie een;Duistland;1 mei 2016\n");
    let file = file.to_str().unwrap();
    let run = office.run(&["import", "--dry-run", "--annotated", "na te kijken.xlsx", file]);
    assert_eq!(run.status, 1, "{}", run.err);
    let workbook = read(&fs::read(office.folder().join("na te kijken.xlsx")).unwrap()).unwrap();
    let list = &workbook.sheets[0];
    assert!(is_list(list));
    let said: Vec<String> = list.rows[1].cells.iter().map(|(_, cell)| cell.shown().into_owned()).collect();
    assert_eq!(said[..4], ["FOUT", "csv", "B2", "Duistland"]);
    assert_eq!(said[5], "Duitsland");

    let two = office.run(&["import", "--dry-run", "--annotated", "x.xlsx", file, file]);
    assert_eq!(two.status, 2, "{}", two.err);
    assert!(!office.folder().join("x.xlsx").exists());
}
