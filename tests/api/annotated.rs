//! The annotated workbook from end to end: handed in, given back, repaired, handed in again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use missieregister::config::Limits;
use missieregister::http::{App, router};
use missieregister::import::annotate::{annotate, is_list};
use missieregister::import::cell::At;
use missieregister::import::importer::{Acceptance, Importer, PendingReviews, Upload};
use missieregister::import::plan::Plan;
use missieregister::import::read::{Cell, Workbook, read};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::Caller;
use missieregister::values::{ApplyMode, ChangeOperation};
use rust_xlsxwriter::Workbook as NewWorkbook;
use tower::ServiceExt;
use uuid::Uuid;

use crate::graphql::ask;
use crate::support::{Register, registers, sqlite};
use crate::workers::workers;

const HEADER: &str = "Missiecode|Titel|Land|Startdatum|Organisatie|KvK-nummer|BSN|Achternaam|Deelname|Deelnamekosten";
const BSN: &str = "999993653";

/// What is wrong, and what it should have been.
const FAULTS: [(usize, &str, &str, &str); 5] = [
    (1, "D2", "overleg", "1 mei 2016"),
    (3, "C4", "Duistland", "Duitsland"),
    (4, "J5", "abc", "1250"),
    (6, "F7", "12", "12345676"),
    (8, "I9", "zie mail", "deelgenomen"),
];

/// A register of ten rows, a mission each, with the faults planted.
fn faulty() -> Arc<[u8]> {
    let mut rows: Vec<Vec<String>> = (1..=10)
        .map(|number| {
            let row = format!(
                "HM2016-{number:02}|Missie {number}|Duitsland|{number} mei 2016|Bedrijf {number}|1234567{}|{BSN}|De Vries|deelgenomen|1250",
                number % 10
            );
            row.split('|').map(str::to_owned).collect()
        })
        .collect();
    for (row, cell, wrong, _) in FAULTS {
        let at: At = cell.parse().unwrap();
        rows[row - 1][at.column.0 as usize] = wrong.to_owned();
    }
    let mut workbook = NewWorkbook::new();
    let sheet = workbook.add_worksheet().set_name("Register 2016").unwrap();
    sheet.write_row(0, 0, HEADER.split('|')).unwrap();
    for (row, cells) in (1..).zip(&rows) {
        sheet.write_row(row, 0, cells).unwrap();
    }
    workbook.save_to_buffer().unwrap().into()
}

async fn import(register: &Register, bytes: &Arc<[u8]>) -> (Uuid, Plan) {
    let importer = Importer::new(register.database.clone(), Vocabulary::built_in(), workers());
    let upload = Upload::new("register.xlsx", Arc::clone(bytes));
    let id = importer.stage(&Caller::operator(), upload).await.unwrap().unwrap();
    let acceptance =
        Acceptance { plan_hash: None, mode: ApplyMode::ValidRows, reviews: PendingReviews::TakeRecommended };
    (id, importer.apply(&Caller::operator(), id, &acceptance).await.unwrap().unwrap())
}

/// The address that the interface gives for the workbook of the latest import.
async fn address(register: &Register) -> Option<String> {
    let data = ask(&register.database, "{ imports(first: 1) { nodes { annotatedWorkbookUrl } } }").await;
    data["imports"]["nodes"][0]["annotatedWorkbookUrl"].as_str().map(str::to_owned)
}

/// The status, the header that names the file, and the body.
async fn fetched(register: &Register, address: &str) -> (StatusCode, String, Vec<u8>) {
    let limits = Limits { upload_mib: 1, request_seconds: 30 };
    let app = App::local(register.database.clone(), Vocabulary::built_in(), workers(), limits);
    let request = Request::get(address).header("host", "localhost").body(Body::empty()).unwrap();
    let response = router(app).oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let named = headers.get("content-disposition").map(|it| it.to_str().unwrap().to_owned()).unwrap_or_default();
    (status, named, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

/// Repairs the cells that the list names as faulty, by what stands in them.
fn repair(workbook: &mut Workbook) -> BTreeSet<u32> {
    let list = workbook.sheets.remove(0);
    assert!(is_list(&list));
    let right: BTreeMap<&str, &str> = FAULTS.iter().map(|(_, _, wrong, right)| (*wrong, *right)).collect();
    let mut repaired = BTreeSet::new();
    for row in list.rows.iter().skip(1) {
        let said: Vec<String> = row.cells.iter().map(|(_, cell)| cell.shown().into_owned()).collect();
        let [severity, tab, cell, ..] = said.as_slice() else { continue };
        if severity != "FOUT" {
            continue;
        }
        let at: At = cell.parse().unwrap();
        let sheet = workbook.sheets.iter_mut().find(|sheet| *sheet.name == **tab).unwrap();
        let row = sheet.rows.iter_mut().find(|row| row.number == at.row).unwrap();
        let (_, cell) = row.cells.iter_mut().find(|(column, _)| *column == at.column).unwrap();
        let right = right[&*cell.shown()];
        *cell = Cell::Text(right.into());
        repaired.insert(at.row);
    }
    repaired
}

#[tokio::test]
async fn a_register_that_is_repaired_where_the_annotated_workbook_says_changes_only_the_repaired_rows() {
    for register in registers().await {
        let (_, first) = import(&register, &faulty()).await;
        assert_eq!((first.outline.summary.errors, first.outline.summary.skipped), (5, 5));
        let (status, named, bytes) = fetched(&register, &address(&register).await.unwrap()).await;
        assert_eq!((status, named.as_str()), (StatusCode::OK, "attachment; filename*=UTF-8''register.xlsx"));

        let mut workbook = read(&bytes).unwrap();
        let repaired = repair(&mut workbook);
        assert_eq!(
            repaired.iter().copied().collect::<Vec<_>>(),
            FAULTS.map(|(_, cell, ..)| cell.parse::<At>().unwrap().row)
        );
        let bytes = annotate(&workbook, &[]).unwrap().into();
        let (_, second) = import(&register, &bytes).await;
        assert_eq!(
            second.issues.iter().filter(|issue| issue.code.name() == "TABLE_SKIPPED").count(),
            0,
            "the list is no table"
        );
        assert_eq!((second.outline.summary.errors, second.outline.summary.skipped), (0, 0), "{:?}", second.issues);
        let changed = second.records.iter().filter(|record| record.operation != ChangeOperation::Unchanged);
        let changed: Vec<_> = changed.collect();
        let rows: BTreeSet<u32> = changed.iter().map(|record| record.source.row).collect();
        assert_eq!(rows, repaired, "{changed:#?}");
        assert!(second.records.len() > first.records.len());
    }
}

#[tokio::test]
async fn notes_and_list_say_nothing_of_columns_that_are_never_stored() {
    let register = sqlite().await;
    import(&register, &faulty()).await;
    let (_, _, bytes) = fetched(&register, &address(&register).await.unwrap()).await;
    let sheets = read(&bytes).unwrap().sheets;
    let says = |sheet: &missieregister::import::read::Sheet, text: &str| {
        sheet.rows.iter().flat_map(|row| &row.cells).any(|(_, cell)| cell.shown().contains(text))
    };
    assert!(says(&sheets[0], "BSN") && !says(&sheets[0], BSN), "the list names the column alone");
    assert!(says(&sheets[1], BSN), "the officer's own cells come back as they were");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut notes = String::new();
    archive.by_name("xl/comments1.xml").unwrap().read_to_string(&mut notes).unwrap();
    assert!(notes.contains("BSN") && notes.contains("FOUT") && !notes.contains(BSN));
}

#[tokio::test]
async fn there_is_no_annotated_workbook_of_what_is_not_kept_or_could_not_be_read() {
    let register = sqlite().await;
    let importer = Importer::new(register.database.clone(), Vocabulary::built_in(), workers());
    let stage = async |bytes: Arc<[u8]>| {
        importer.stage(&Caller::operator(), Upload::new("register.xlsx", bytes)).await.unwrap().unwrap()
    };
    let id = stage(faulty()).await;
    let kept = address(&register).await.unwrap();
    importer.discard(&Caller::operator(), id).await.unwrap().unwrap();
    assert_eq!(address(&register).await, None);
    let (status, _, body) = fetched(&register, &kept).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(String::from_utf8(body).unwrap().contains("wordt niet meer bewaard"));
    for nowhere in ["/imports/00000000-0000-0000-0000-000000000000/annotated.xlsx", "/imports/x/annotated.xlsx"] {
        assert_eq!(fetched(&register, nowhere).await.0, StatusCode::NOT_FOUND);
    }
    stage(Arc::from(b"<html><body>geen werkboek</body></html>".as_slice())).await;
    assert_eq!(address(&register).await, None);
}
