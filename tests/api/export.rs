//! Exports of the whole register, on both engines.

use missieregister::entities::official;
use missieregister::import::importer::{Acceptance, Importer, PendingReviews, Upload};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::export::{self, Cell, Sheet};
use missieregister::services::{Caller, Database};
use missieregister::values::{ApplyMode, RecordKind};
use sea_orm::ActiveValue::Set;

use crate::draft::edit;
use crate::graphql::ask;
use crate::page_2016::page_2016;
use crate::support::registers;
use crate::workers::workers;

#[tokio::test]
async fn an_edit_that_is_taken_back_leaves_no_trace_in_the_json() {
    for register in registers().await {
        let page = page_2016(&register).await;
        let json = async || export::json(register.database.reader(&Caller::operator())).await.unwrap();
        let before = json().await;
        assert_eq!(before["mission"].as_array().unwrap().len(), 5);
        let named = |name: &str| official::ActiveModel { display_name: Set(name.to_owned()), ..Default::default() };
        edit(&register, RecordKind::Official, page.holder, &named("Monique Invented")).await;
        assert_ne!(json().await, before);
        edit(&register, RecordKind::Official, page.holder, &named("Eddy van Hijum")).await;
        assert_eq!(json().await, before);
    }
}

#[tokio::test]
async fn every_row_of_a_sheet_is_as_long_as_its_header() {
    for register in registers().await {
        page_2016(&register).await;
        let sheets = export::sheets(register.database.reader(&Caller::operator())).await.unwrap();
        let names: Vec<_> = sheets.iter().map(|sheet| (sheet.name, sheet.rows.len())).collect();
        assert_eq!(
            names,
            [
                ("Missies", 5),
                ("Deelnemers", 2),
                ("Resultaten", 3),
                ("Prestaties", 1),
                ("Acties", 2),
                ("Voortgang", 2),
                ("Gerapporteerd", 1),
                ("Besluiten", 2),
                ("Begrotingswijzigingen", 2),
            ]
        );
        for sheet in &sheets {
            assert!(sheet.rows.iter().all(|row| row.len() == sheet.headers.len()), "{}", sheet.name);
        }
    }
}

#[test]
fn a_csv_is_one_that_dutch_spreadsheet_programs_open() {
    let rows = vec![vec![Cell::Text("a;b".to_owned()), Cell::Empty, Cell::Number(3)]];
    let sheet = Sheet { name: "Test", headers: &["Één", "Twee", "Drie"], rows };
    assert_eq!(String::from_utf8(sheet.csv().unwrap()).unwrap(), "\u{feff}Één;Twee;Drie\n\"a;b\";;3\n");
}

const QUERY: &str = "{ performance(code: \"5.4.2\", year: 2016) { title roleText portfolioHolders { displayName }
    actions { text targets { indicator value } } reportedCounts { text } progressNotes { text }
    budgetAmendments { description lines { amount fiscalYear } } }
    missions(orderBy: [{field: TITLE}]) { nodes { title status direction event destinations { country { code } region }
        themes { name } leader { displayName } counts { people organisations participations }
        outcomes(orderBy: [{field: DESCRIPTION}]) { nodes { kind description } } } } }";

#[tokio::test]
async fn an_exported_workbook_can_be_imported_into_another_register() {
    for (from, to) in registers().await.into_iter().zip(registers().await) {
        page_2016(&from).await;
        let sheets = export::sheets(from.database.reader(&Caller::operator())).await.unwrap();
        import(&to.database, export::workbook(&sheets).unwrap()).await;
        assert_eq!(ask(&to.database, QUERY).await, ask(&from.database, QUERY).await);
    }
}

async fn import(database: &Database, workbook: Vec<u8>) {
    let importer = Importer::new(database.clone(), Vocabulary::built_in(), workers());
    let upload = Upload::new("register.xlsx", workbook);
    let plan = importer.preview(&Caller::operator(), &upload).await.unwrap().unwrap();
    assert_eq!(plan.errors(), 0, "{:#?}", plan.issues);
    let id = importer.stage(&Caller::operator(), upload).await.unwrap().unwrap();
    let acceptance = Acceptance {
        plan_hash: Some(plan.hash()),
        mode: ApplyMode::AllOrNothing,
        reviews: PendingReviews::TakeRecommended,
    };
    importer.apply(&Caller::operator(), id, &acceptance).await.unwrap().unwrap();
}
