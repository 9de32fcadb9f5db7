//! Imports from bytes to register and back, on every engine.

use std::sync::Arc;

use missieregister::entities::{mission, organisation};
use missieregister::import::importer::{Acceptance, Importer, KeptBecause, PendingReviews, Refused, Upload};
use missieregister::import::issue::IssueCode;
use missieregister::import::plan::Plan;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::fingerprint::fingerprint;
use missieregister::services::{Caller, imports};
use missieregister::values::{ApplyMode, ChangeOperation, ImportState, RecordKind, Severity};
use rust_xlsxwriter::Workbook;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::support::{Register, registers};
use crate::workers::workers;

const HEADER: &str = "Missiecode|Titel|Richting|Land|Thema's|Startdatum|Einddatum|Bestuurlijke leiding|Organisatie|KvK-nummer|Vestigingsplaats|Voornaam|Achternaam|E-mail|Functie|Deelname|Deelnamekosten";

/// A workbook of one sheet per name, its rows written as `a|b|c`.
fn workbook(sheets: &[(&str, &[String])]) -> Arc<[u8]> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.split('|').enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let place = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write_string(place.0, place.1, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap().into()
}

/// A flat register of ten rows, a mission each.
fn ten_rows() -> Vec<String> {
    let row = |number: usize| {
        format!(
            "HM2016-{number:02}|Missie {number}|uitgaand|Duitsland|HTSM, Energie|{number} mei 2016|{} mei 2016|gedeputeerde Van Hijum|Bedrijf {number} B.V.|1234567{}|Zwolle|Jan|de Vries|jan@bedrijf{number}.example|directeur|deelgenomen|€ 1.250,-",
            number + 2,
            number % 10
        )
    };
    std::iter::once(HEADER.to_owned()).chain((1..=10).map(row)).collect()
}

fn upload(bytes: &Arc<[u8]>) -> Upload {
    Upload::new("register.xlsx", Arc::clone(bytes))
}

fn importer(register: &Register) -> Importer {
    Importer::new(register.database.clone(), Vocabulary::built_in(), workers())
}

async fn apply(importer: &Importer, bytes: &Arc<[u8]>, mode: ApplyMode) -> (Uuid, Result<Plan, Refused>) {
    let caller = Caller::operator();
    let plan = importer.preview(&Caller::operator(), &upload(bytes)).await.unwrap().unwrap();
    let id = importer.stage(&caller, upload(bytes)).await.unwrap().unwrap();
    let acceptance = Acceptance { plan_hash: Some(plan.hash()), mode, reviews: PendingReviews::Refuse };
    (id, importer.apply(&caller, id, &acceptance).await.unwrap())
}

async fn applied(importer: &Importer, bytes: &Arc<[u8]>) -> (Uuid, Plan) {
    let (id, plan) = apply(importer, bytes, ApplyMode::AllOrNothing).await;
    (id, plan.unwrap())
}

fn operations(plan: &Plan, wanted: ChangeOperation) -> usize {
    plan.records.iter().filter(|record| record.operation == wanted).count()
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    for register in registers().await {
        let importer = importer(&register);
        let bytes = workbook(&[("Register", &ten_rows())]);
        let (_, first) = applied(&importer, &bytes).await;
        assert_eq!(first.issues.iter().filter(|issue| issue.severity() != Severity::Notice).count(), 0);
        let before = fingerprint(register.database.reader(&Caller::operator())).await.unwrap();
        let (_, second) = applied(&importer, &bytes).await;
        assert_eq!(operations(&second, ChangeOperation::Unchanged), second.records.len(), "{:?}", second.lines());
        assert_eq!(second.records.len(), first.records.len());
        assert_eq!(fingerprint(register.database.reader(&Caller::operator())).await.unwrap(), before);
    }
}

#[tokio::test]
async fn the_order_of_rows_changes_nothing() {
    for register in registers().await {
        let importer = importer(&register);
        let rows = ten_rows();
        let (_, first) = applied(&importer, &workbook(&[("Register", &rows)])).await;
        let mut turned = rows.clone();
        turned[1..].reverse();
        let fresh = crate::support::sqlite().await;
        let other = Importer::new(fresh.database.clone(), Vocabulary::built_in(), workers());
        let (_, second) = applied(&other, &workbook(&[("Register", &turned)])).await;
        assert_eq!(sorted(first.lines()), sorted(second.lines()));
        assert_eq!(first.hash(), second.hash());
        let again =
            importer.preview(&Caller::operator(), &upload(&workbook(&[("Register", &turned)]))).await.unwrap().unwrap();
        assert_eq!(operations(&again, ChangeOperation::Unchanged), again.records.len(), "{:?}", again.lines());
    }
}

#[tokio::test]
async fn undoing_restores_the_register_even_after_the_same_bytes_again() {
    for register in registers().await {
        let importer = importer(&register);
        let empty = fingerprint(register.database.reader(&Caller::operator())).await.unwrap();
        let bytes = workbook(&[("Register", &ten_rows())]);
        let (first, _) = applied(&importer, &bytes).await;
        applied(&importer, &bytes).await;
        let undone = importer.undo(&Caller::operator(), first).await.unwrap().unwrap();
        assert_eq!(undone.kept, []);
        assert_eq!(fingerprint(register.database.reader(&Caller::operator())).await.unwrap(), empty);
        let import = imports::find(register.database.reader(&Caller::operator()), first).await.unwrap().unwrap();
        assert_eq!(import.state, ImportState::Undone);
    }
}

#[tokio::test]
async fn an_update_is_shown_and_undone() {
    for register in registers().await {
        let importer = importer(&register);
        let rows = ten_rows();
        applied(&importer, &workbook(&[("Register", &rows)])).await;
        let before = fingerprint(register.database.reader(&Caller::operator())).await.unwrap();
        let mut changed = rows.clone();
        changed[3] = changed[3].replace("HTSM, Energie", "HTSM").replace("directeur", "eigenaar");
        let (id, plan) = applied(&importer, &workbook(&[("Register", &changed)])).await;
        let updates: Vec<_> =
            plan.records.iter().filter(|record| record.operation == ChangeOperation::Update).collect();
        let shown: Vec<_> = updates
            .iter()
            .flat_map(|record| &record.fields)
            .map(|change| (change.field.as_str(), change.before.as_deref(), change.after.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [("themes", Some("HTSM; Energie"), Some("HTSM")), ("role", Some("directeur"), Some("eigenaar"))]
        );
        let undone = importer.undo(&Caller::operator(), id).await.unwrap().unwrap();
        assert_eq!((undone.reversed, undone.kept.len()), (2, 0));
        assert_eq!(fingerprint(register.database.reader(&Caller::operator())).await.unwrap(), before);
    }
}

#[tokio::test]
async fn three_faults_in_ten_rows_are_three_errors_and_seven_rows_go_on() {
    for register in registers().await {
        let importer = importer(&register);
        let mut rows = ten_rows();
        rows[2] = rows[2].replace("2 mei 2016|", "overleg|");
        rows[5] = rows[5].replace("Duitsland", "Verweggistan");
        rows[8] = rows[8].replace("€ 1.250,-", "abc");
        let bytes = workbook(&[("Register", &rows)]);
        let (_, refused) = apply(&importer, &bytes, ApplyMode::AllOrNothing).await;
        assert_eq!(refused.err(), Some(Refused::Errors(3)));
        assert_eq!(mission::Entity::find().count(register.database.reader(&Caller::operator())).await.unwrap(), 0);
        let (_, plan) = apply(&importer, &bytes, ApplyMode::ValidRows).await;
        let plan = plan.unwrap();
        let errors = plan.issues.iter().filter(|issue| issue.severity() == Severity::Error);
        let cells: Vec<String> = errors.map(|issue| issue.at.as_ref().unwrap().to_string()).collect();
        assert_eq!(cells, ["Register!F3", "Register!D6", "Register!Q9"]);
        assert_eq!(mission::Entity::find().count(register.database.reader(&Caller::operator())).await.unwrap(), 7);
        assert_eq!(organisation::Entity::find().count(register.database.reader(&Caller::operator())).await.unwrap(), 7);
        let skipped: Vec<u32> = plan
            .records
            .iter()
            .filter(|record| record.operation == ChangeOperation::Skip)
            .map(|record| record.source.row)
            .collect();
        assert_eq!(skipped, [3, 6, 9]);
    }
}

#[tokio::test]
async fn participants_of_a_blocked_mission_are_left_out_without_errors_of_their_own() {
    for register in registers().await {
        let missions = [
            "Missiecode|Titel|Land|Startdatum",
            "HM2016-01|Missie een|Duitsland|1 mei 2016",
            "HM2016-02|Missie twee|Duitsland|overleg",
        ];
        let participants = [
            "Missiecode|Organisatie|Achternaam",
            "HM2016-01|Bouman|Jansen",
            "HM2016-02|Bouman|Jansen",
            "HM2016-09|Bouman|Jansen",
        ];
        let sheets = [missions.map(str::to_owned).to_vec(), participants.map(str::to_owned).to_vec()];
        let bytes = workbook(&[("Missies", &sheets[0]), ("Deelnemers", &sheets[1])]);
        let (_, plan) = apply(&importer(&register), &bytes, ApplyMode::ValidRows).await;
        let plan = plan.unwrap();
        let errors = plan.issues.iter().filter(|issue| issue.severity() == Severity::Error);
        let found: Vec<_> = errors.map(|issue| (issue.code, issue.at.as_ref().unwrap().to_string())).collect();
        let expected = [(IssueCode::UnreadableDate, "Missies!D3"), (IssueCode::UnknownMission, "Deelnemers!A4")];
        assert_eq!(found, expected.map(|(code, cell)| (code, cell.to_owned())));
        assert_eq!(operations(&plan, ChangeOperation::Skip), 3);
        assert_eq!(plan.outline.summary.created, 4, "{:?}", plan.lines());
    }
}

#[tokio::test]
async fn an_amendment_that_does_not_balance_is_an_error_and_one_that_does_is_stored() {
    for register in registers().await {
        let performance = ["Prestatie|5.4.2", "Titel|Bevorderen van export", "Begrotingsjaar|2016"].map(str::to_owned);
        let header = "Omschrijving wijziging|Status|Bevoegd orgaan|Grondslag|Reserve|Prestatie|Boekjaar|Bedrag";
        let lines = |amount: &str| {
            [
                header.to_owned(),
                "Export 2017|voorgesteld|PS|PS/2016/871|Uitvoering Kwaliteit van Overijssel||2017|-234.000".to_owned(),
                format!("Export 2017|voorgesteld|PS|PS/2016/871||5.4.2|2017|{amount}"),
            ]
        };
        let importer = importer(&register);
        let wrong = workbook(&[("Prestatie", &performance), ("Begrotingswijzigingen", &lines("233.000"))]);
        let plan = importer.preview(&Caller::operator(), &upload(&wrong)).await.unwrap().unwrap();
        let errors: Vec<_> = plan.issues.iter().filter(|issue| issue.severity() == Severity::Error).collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(errors[0].code, IssueCode::UnbalancedAmendment);
        let right = workbook(&[("Prestatie", &performance), ("Begrotingswijzigingen", &lines("234.000"))]);
        let (_, plan) = applied(&importer, &right).await;
        let amendment = plan.records.iter().find(|record| record.kind == RecordKind::BudgetAmendment).unwrap();
        let fields = plan.fields(amendment);
        let shown = fields.iter().find(|field| field.field == "lines").unwrap();
        assert_eq!(
            shown.after.as_deref(),
            Some(
                "-234000.00, 2017, Uitvoering Kwaliteit van Overijssel, Uitvoering Kwaliteit van Overijssel; 234000.00, 2017, 5.4.2 – 2016"
            )
        );
        let (_, again) = applied(&importer, &right).await;
        assert_eq!(operations(&again, ChangeOperation::Unchanged), again.records.len(), "{:?}", again.lines());
    }
}

#[tokio::test]
async fn what_was_edited_since_is_kept_with_what_it_refers_to() {
    for register in registers().await {
        let importer = importer(&register);
        let (id, _) = applied(&importer, &workbook(&[("Register", &ten_rows())])).await;
        let db = register.database.reader(&Caller::operator());
        let edited = mission::Entity::find().one(db).await.unwrap().unwrap();
        mission::Entity::update_many()
            .col_expr(mission::Column::Notes, Expr::value("aangevuld"))
            .col_expr(mission::Column::Version, Expr::value(edited.version + 1))
            .filter(mission::Column::Id.eq(edited.id))
            .exec(db)
            .await
            .unwrap();
        let undone = importer.undo(&Caller::operator(), id).await.unwrap().unwrap();
        let kept =
            |kind| undone.kept.iter().filter(move |kept| kept.kind == kind).map(|kept| kept.reason).collect::<Vec<_>>();
        assert_eq!(kept(RecordKind::Mission), [KeptBecause::Edited]);
        assert_eq!(kept(RecordKind::Theme), [KeptBecause::Referenced; 2]);
        assert_eq!(kept(RecordKind::Official), [KeptBecause::Referenced]);
        assert_eq!(undone.kept.len(), 4);
        assert_eq!(mission::Entity::find().count(db).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn what_another_file_confirmed_since_is_kept() {
    for register in registers().await {
        let importer = importer(&register);
        let rows = ten_rows();
        let (id, _) = applied(&importer, &workbook(&[("Register", &rows)])).await;
        applied(&importer, &workbook(&[("Register", &rows[..2])])).await;
        let undone = importer.undo(&Caller::operator(), id).await.unwrap().unwrap();
        assert!(undone.kept.iter().any(|kept| kept.reason == KeptBecause::Confirmed));
        assert_eq!(mission::Entity::find().count(register.database.reader(&Caller::operator())).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_plan_that_is_no_longer_true_is_refused() {
    for register in registers().await {
        let importer = importer(&register);
        let caller = Caller::operator();
        let bytes = workbook(&[("Register", &ten_rows())]);
        let id = importer.stage(&caller, upload(&bytes)).await.unwrap().unwrap();
        let shown =
            imports::find(register.database.reader(&Caller::operator()), id).await.unwrap().unwrap().plan_hash.unwrap();
        applied(&importer, &workbook(&[("Register", &ten_rows()[..3])])).await;
        let acceptance =
            Acceptance { plan_hash: Some(shown), mode: ApplyMode::AllOrNothing, reviews: PendingReviews::Refuse };
        let refused = importer.apply(&caller, id, &acceptance).await.unwrap().unwrap_err();
        assert!(matches!(refused, Refused::PlanChanged(_)), "{refused:?}");
        importer.discard(&caller, id).await.unwrap().unwrap();
        assert_eq!(imports::bytes(register.database.reader(&Caller::operator()), id).await.unwrap(), None);
    }
}
