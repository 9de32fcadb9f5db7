//! Matching and review from file to register, on every engine.

use missieregister::entities::{match_decision, organisation, organisation_alias, person};
use missieregister::import::importer::{Acceptance, Importer, PendingReviews, Upload};
use missieregister::import::plan::{Plan, Review};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::fingerprint::fingerprint;
use missieregister::services::match_decisions::{Choice, Decisions, with_decisions};
use missieregister::services::{Caller, imports};
use missieregister::values::{ApplyMode, ChangeOperation, RecordKind};
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

use crate::support::{Register, registers};
use crate::workers::workers;

const HEADER: &str = "Missie;Land;Startdatum;Organisatie;KvK-nummer;Vestigingsplaats;Contactpersoon;E-mail";

/// A row of somebody of an organisation on one mission.
fn row(organisation: &str, place: &str, person: &str) -> String {
    format!("Handelsmissie Energie;Duitsland;1-5-2016;{organisation};;{place};{person};")
}

fn file(rows: &[String]) -> Upload {
    let lines: Vec<&str> = std::iter::once(HEADER).chain(rows.iter().map(String::as_str)).collect();
    Upload::new("register.csv", lines.join("\n").into_bytes())
}

fn importer(register: &Register) -> Importer {
    Importer::new(register.database.clone(), Vocabulary::built_in(), workers())
}

async fn preview(importer: &Importer, rows: &[String]) -> Plan {
    importer.preview(&Caller::operator(), &file(rows)).await.unwrap().unwrap()
}

/// Applies a file with what somebody decided, and the recommended decisions for the rest.
async fn apply(register: &Register, rows: &[String], decisions: &Decisions) -> (Uuid, Plan) {
    let (importer, caller) = (importer(register), Caller::operator());
    let id = importer.stage(&caller, file(rows)).await.unwrap().unwrap();
    let transaction = register.database.write(&caller).await.unwrap();
    let mut import = imports::find(&transaction, id).await.unwrap().unwrap();
    import.settings = with_decisions(&import.settings, decisions);
    imports::save(&transaction, import).await.unwrap();
    transaction.commit().await.unwrap();
    let acceptance =
        Acceptance { plan_hash: None, mode: ApplyMode::AllOrNothing, reviews: PendingReviews::TakeRecommended };
    (id, importer.apply(&caller, id, &acceptance).await.unwrap().unwrap())
}

async fn organisations(register: &Register) -> Vec<String> {
    let reader = register.database.reader(&Caller::operator());
    let mut names: Vec<String> =
        organisation::Entity::find().all(reader).await.unwrap().into_iter().map(|row| row.name).collect();
    names.sort();
    names
}

fn of_kind(plan: &Plan, kind: RecordKind) -> Vec<&Review> {
    plan.outline.reviews.iter().filter(|review| review.record_kind == kind).collect()
}

#[tokio::test]
async fn clear_names_are_matched_doubtful_ones_asked_and_the_rest_is_new() {
    for register in registers().await {
        let known = [
            row("Kroezinga Metaal B.V.", "Hengelo", "Jan Smit"),
            row("Gebroeders van der Kolk Transport", "Raalte", "Els Bos"),
            row("Velmora Optiek", "Zwolle", "Piet Vos"),
        ];
        apply(&register, &known, &Decisions::new()).await;
        let incoming = [
            row("Gebr. v.d. Kolk Transport", "", "Els Bos"),
            row("Kroezinka Metaal", "", "Kim Prins"),
            row("Velmora Optiek Holding B.V.", "Zwolle", "Ali Demir"),
            row("Heel Iets Anders", "Zwolle", "Bo de Wit"),
        ];
        let plan = preview(&importer(&register), &incoming).await;
        let reviews = of_kind(&plan, RecordKind::Organisation);
        let asked: Vec<_> =
            reviews.iter().map(|review| (review.incoming.as_str(), review.recommended.is_some())).collect();
        assert_eq!(asked, [("Kroezinka Metaal", true), ("Velmora Optiek Holding B.V. (Zwolle)", false)]);
        assert!(reviews.iter().all(|review| !review.candidates[0].evidence.is_empty()));
        let made = plan.records.iter().filter(|record| record.operation == ChangeOperation::Create);
        let mut made: Vec<&str> =
            made.filter(|record| record.kind == RecordKind::Organisation).map(|record| &*record.label).collect();
        made.sort_unstable();
        assert_eq!(made, ["Heel Iets Anders", "Velmora Optiek Holding B.V."]);
    }
}

#[tokio::test]
async fn a_decision_is_remembered_and_nobody_is_asked_again() {
    for register in registers().await {
        apply(&register, &[row("Kroezinga Metaal B.V.", "Hengelo", "Jan Smit")], &Decisions::new()).await;
        let before = fingerprint(register.database.reader(&Caller::operator())).await.unwrap();
        let incoming = [row("Kroezinka Metaal", "", "Kim Prins")];
        let plan = preview(&importer(&register), &incoming).await;
        let review = of_kind(&plan, RecordKind::Organisation)[0].clone();
        let same = Decisions::from([(review.key.clone(), Choice::Same(review.candidates[0].id))]);
        let (id, plan) = apply(&register, &incoming, &same).await;
        assert_eq!(of_kind(&plan, RecordKind::Organisation)[0].decision, Some(same[&review.key]));
        assert_eq!(organisations(&register).await, ["Kroezinga Metaal B.V."]);
        let reader = register.database.reader(&Caller::operator());
        let alias = organisation_alias::Entity::find().one(reader).await.unwrap().unwrap();
        assert_eq!(alias.name, "Kroezinka Metaal");
        let decision = match_decision::Entity::find().one(reader).await.unwrap().unwrap();
        assert_eq!((decision.incoming.as_str(), decision.import_id), ("Kroezinka Metaal", Some(id)));
        let again = preview(&importer(&register), &[row("Kroezinka Metaal", "Hengelo", "Kim Prins")]).await;
        assert_eq!(of_kind(&again, RecordKind::Organisation), Vec::<&Review>::new());
        importer(&register).undo(&Caller::operator(), id).await.unwrap().unwrap();
        assert_eq!(fingerprint(reader).await.unwrap(), before);
        assert_eq!(match_decision::Entity::find().count(reader).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn one_organisation_under_two_names_in_a_file_becomes_one_when_somebody_says_so() {
    for register in registers().await {
        let rows = [row("Kroezinga Metaal", "", "Jan Smit"), row("Kroezinka Metaal", "", "Jan Smit")];
        let plan = preview(&importer(&register), &rows).await;
        let review = of_kind(&plan, RecordKind::Organisation)[0].clone();
        let apart = Decisions::from([(review.key.clone(), Choice::New)]);
        let same = Decisions::from([(review.key.clone(), Choice::Same(review.candidates[0].id))]);
        let (id, _) = apply(&register, &rows, &apart).await;
        assert_eq!(organisations(&register).await, ["Kroezinga Metaal", "Kroezinka Metaal"]);
        importer(&register).undo(&Caller::operator(), id).await.unwrap().unwrap();
        apply(&register, &rows, &same).await;
        assert_eq!(organisations(&register).await.len(), 1);
        let reader = register.database.reader(&Caller::operator());
        assert_eq!(person::Entity::find().count(reader).await.unwrap(), 1);
        let again = preview(&importer(&register), &rows).await;
        let changed = again.records.iter().filter(|record| record.operation != ChangeOperation::Unchanged);
        assert_eq!(changed.count(), 0, "{:?}", again.lines());
    }
}

#[tokio::test]
async fn the_order_of_rows_changes_nothing_in_what_is_asked() {
    for register in registers().await {
        let mut rows = vec![
            row("Kroezinga Metaal", "Hengelo", "Jan Smit"),
            row("Kroezinka Metaal", "", "Kim Prins"),
            row("Kroezinga Metaal Holding B.V.", "Hengelo", "Ali Demir"),
            row("Jansen Techniek", "Zwolle", "Bo de Wit"),
            row("Jansen Techniek", "Deventer", "An Kok"),
            row("Jansen Techniek", "", "Jo Blom"),
        ];
        let first = preview(&importer(&register), &rows).await;
        rows.reverse();
        let second = preview(&importer(&register), &rows).await;
        assert_eq!(first.outline.reviews, second.outline.reviews);
        assert_eq!(first.hash(), second.hash());
        assert!(!first.outline.reviews.is_empty());
    }
}

#[tokio::test]
async fn people_without_an_organisation_are_one_on_one_mission_only() {
    for register in registers().await {
        let header = "Missie;Land;Startdatum;Contactpersoon;E-mail";
        let upload = |mission: &str| {
            let row = format!("{mission};Duitsland;1-5-2016;Jan Jansen;");
            Upload::new("lijst.csv", format!("{header}\n{row}\n{row}").into_bytes())
        };
        for mission in ["Handelsmissie Energie", "Handelsmissie Water", "Handelsmissie Energie"] {
            let (importer, caller) = (importer(&register), Caller::operator());
            let id = importer.stage(&caller, upload(mission)).await.unwrap().unwrap();
            let acceptance =
                Acceptance { plan_hash: None, mode: ApplyMode::AllOrNothing, reviews: PendingReviews::TakeRecommended };
            importer.apply(&caller, id, &acceptance).await.unwrap().unwrap();
        }
        let reader = register.database.reader(&Caller::operator());
        assert_eq!(person::Entity::find().count(reader).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn a_mistyped_title_of_one_year_is_asked_about() {
    for register in registers().await {
        apply(&register, &[row("Velmora", "Zwolle", "Piet Vos")], &Decisions::new()).await;
        let mistyped = row("Velmora", "Zwolle", "Piet Vos").replace("Handelsmissie", "Handelsmisie");
        let plan = preview(&importer(&register), &[mistyped]).await;
        let reviews = of_kind(&plan, RecordKind::Mission);
        assert_eq!(reviews.len(), 1, "{:?}", plan.lines());
        assert!(reviews[0].recommended.is_some());
    }
}
