//! Merges and imports: files find what was merged, and both can be taken back, on every engine.

use missieregister::entities::{
    import_change, match_decision, organisation, organisation_alias, participation, person,
};
use missieregister::graphql::global_id::encode_kind;
use missieregister::import::importer::{Acceptance, Importer, KeptBecause, PendingReviews, Undone, Upload};
use missieregister::import::plan::Plan;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::match_decisions::{Choice, Decisions, with_decisions};
use missieregister::services::{Caller, imports};
use missieregister::values::{ApplyMode, ChangeOperation, RecordKind};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::graphql::ask;
use crate::merges::{merge, print, undo};
use crate::support::{Register, registers};
use crate::workers::workers;

const HEADER: &str =
    "Missie;Land;Startdatum;Organisatie;KvK-nummer;Vestigingsplaats;Website;Contactpersoon;E-mail;Status";

/// Two companies that are one: other names, other numbers, other places, one person under two spellings.
const ROWS: [&str; 4] = [
    "Handelsmissie Energie;Duitsland;1-5-2016;Bouman Industries B.V.;11111111;Hengelo;bouman.example;Test Persoon;;",
    "Handelsmissie Energie;Duitsland;1-5-2016;Kroezinga Metaal;22222222;Raalte;kroezinga.example;Test Persoon;test@een.example;deelgenomen",
    "Handelsmissie Water;Polen;1-6-2016;Kroezinga Metaal;22222222;Raalte;kroezinga.example;Proef Mens;proef@een.example;deelgenomen",
    "Handelsmissie Water;Polen;1-6-2016;Derde Bedrijf;;Zwolle;;Ander Iemand;ander@twee.example;deelgenomen",
];

fn importer(register: &Register) -> Importer {
    Importer::new(register.database.clone(), Vocabulary::built_in(), workers())
}

fn file(rows: &[&str]) -> Upload {
    let lines: Vec<&str> = std::iter::once(HEADER).chain(rows.iter().copied()).collect();
    Upload::new("register.csv", lines.join("\n").into_bytes())
}

async fn preview(register: &Register, rows: &[&str]) -> Plan {
    importer(register).preview(&Caller::operator(), &file(rows)).await.unwrap().unwrap()
}

/// Imports a file with what somebody decided; pending questions refuse it.
async fn import(register: &Register, rows: &[&str], decisions: &Decisions) -> Uuid {
    let (importer, caller) = (importer(register), Caller::operator());
    let id = importer.stage(&caller, file(rows)).await.unwrap().unwrap();
    apply(register, &importer, id, decisions).await;
    id
}

async fn apply(register: &Register, importer: &Importer, id: Uuid, decisions: &Decisions) {
    let caller = Caller::operator();
    let transaction = register.database.write(&caller).await.unwrap();
    let mut import = imports::find(&transaction, id).await.unwrap().unwrap();
    import.settings = with_decisions(&import.settings, decisions);
    imports::save(&transaction, import).await.unwrap();
    transaction.commit().await.unwrap();
    let acceptance = Acceptance { plan_hash: None, mode: ApplyMode::AllOrNothing, reviews: PendingReviews::Refuse };
    importer.apply(&caller, id, &acceptance).await.unwrap().unwrap();
}

async fn take_back(register: &Register, id: Uuid) -> Undone {
    importer(register).undo(&Caller::operator(), id).await.unwrap().unwrap()
}

async fn organisation(register: &Register, name: &str) -> Uuid {
    let named = organisation::Entity::find().filter(organisation::Column::Name.eq(name));
    named.one(register.database.reader(&Caller::operator())).await.unwrap().unwrap().id
}

async fn someone(register: &Register, email: &str) -> Uuid {
    let named = person::Entity::find().filter(person::Column::Email.eq(email));
    named.one(register.database.reader(&Caller::operator())).await.unwrap().unwrap().id
}

/// Merges the second company into the first.
async fn merge_companies(register: &Register) -> Value {
    let kept = organisation(register, "Bouman Industries B.V.").await;
    let gone = organisation(register, "Kroezinga Metaal").await;
    let merged = merge(register, RecordKind::Organisation, kept, &[gone], "").await;
    assert_eq!(merged["userErrors"], json!([]));
    merged
}

/// What a plan changes, asks and finds wrong; what an earlier file had and this one lacks is not looked at.
fn news(plan: &Plan) -> Vec<String> {
    let quiet = [ChangeOperation::Unchanged, ChangeOperation::Missing];
    let changed = plan.records.iter().filter(|record| !quiet.contains(&record.operation));
    let changed = changed.map(|it| format!("{:?} {:?} {} {:?}", it.operation, it.kind, it.label, it.fields));
    let asked = plan.outline.reviews.iter().map(|review| format!("asks {}", review.incoming));
    let errors =
        Some(plan.errors()).filter(|errors| *errors > 0).map(|errors| format!("{errors} errors {:?}", plan.issues));
    changed.chain(asked).chain(errors).collect()
}

#[tokio::test]
async fn a_file_that_knew_what_was_merged_changes_nothing_and_asks_nothing() {
    for register in registers().await {
        import(&register, &ROWS, &Decisions::new()).await;
        merge_companies(&register).await;
        let reader = register.database.reader(&Caller::operator());
        assert_eq!(person::Entity::find().count(reader).await.unwrap(), 3, "one person of both became one");
        let merged = print(&register).await;
        let backwards: Vec<&str> = ROWS.iter().rev().copied().collect();
        for rows in [&ROWS[..], &backwards, &ROWS[..1], &ROWS[1..2], &ROWS[1..]] {
            assert_eq!(news(&preview(&register, rows).await), Vec::<String>::new(), "{rows:?}");
        }
        import(&register, &ROWS, &Decisions::new()).await;
        assert_eq!(print(&register).await, merged);
    }
}

#[tokio::test]
async fn what_is_new_under_an_old_name_goes_to_the_record_that_stayed() {
    for register in registers().await {
        import(&register, &ROWS, &Decisions::new()).await;
        let merged = merge_companies(&register).await;
        let rows = [
            "Handelsmissie Staal;Zweden;1-9-2017;Kroezinga Metaal;22222222;Raalte;nieuw.example;Proef Mens;proef@een.example;deelgenomen",
        ];
        let plan = preview(&register, &rows).await;
        let updated = plan.records.iter().find(|record| record.operation == ChangeOperation::Update).unwrap();
        let fields: Vec<_> =
            updated.fields.iter().map(|field| (field.field.as_str(), field.after.as_deref())).collect();
        assert_eq!(fields, [("website", Some("nieuw.example"))], "what is news is an update that the plan shows");
        import(&register, &rows, &Decisions::new()).await;
        let reader = register.database.reader(&Caller::operator());
        let kept = organisation(&register, "Bouman Industries B.V.").await;
        assert_eq!(organisation::Entity::find().count(reader).await.unwrap(), 2);
        let theirs = participation::Entity::find().filter(participation::Column::OrganisationId.eq(kept));
        assert_eq!(
            theirs.count(reader).await.unwrap(),
            3,
            "two that were there, those of one person as one, and a new one"
        );
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!((&undone["userErrors"], &undone["left"]), (&json!([]), &json!([])));
        assert_eq!(
            news(&preview(&register, &ROWS[1..2]).await),
            Vec::<String>::new(),
            "parted, a file finds it itself"
        );
    }
}

#[tokio::test]
async fn a_file_finds_people_who_were_merged_also_across_organisations() {
    for register in registers().await {
        import(&register, &ROWS, &Decisions::new()).await;
        let before = print(&register).await;
        let kept = someone(&register, "ander@twee.example").await;
        let gone = someone(&register, "proef@een.example").await;
        let merged = merge(&register, RecordKind::Person, kept, &[gone], "").await;
        assert_eq!(merged["userErrors"], json!([]));
        for rows in [&ROWS[..], &ROWS[2..3], &ROWS[3..]] {
            assert_eq!(news(&preview(&register, rows).await), Vec::<String>::new(), "{rows:?}");
        }
        let without_address = ROWS[2].replace("proef@een.example", "");
        assert_eq!(news(&preview(&register, &[&without_address]).await), Vec::<String>::new());
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(undone["left"], json!([]));
        assert_eq!(print(&register).await, before);
    }
}

#[tokio::test]
async fn an_import_can_be_undone_after_what_it_brought_was_merged_and_parted() {
    for register in registers().await {
        let empty = print(&register).await;
        let first = import(&register, &ROWS[..1], &Decisions::new()).await;
        let before = print(&register).await;
        let second = import(&register, &ROWS[1..], &Decisions::new()).await;
        let merged = merge_companies(&register).await;
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(undone["left"], json!([]));
        assert_eq!(take_back(&register, second).await.kept, []);
        assert_eq!(print(&register).await, before);
        assert_eq!(take_back(&register, first).await.kept, []);
        assert_eq!(print(&register).await, empty);
    }
}

#[tokio::test]
async fn undoing_an_import_leaves_what_was_merged_since_and_lists_it() {
    for register in registers().await {
        let first = import(&register, &ROWS[..1], &Decisions::new()).await;
        let second = import(&register, &ROWS[1..], &Decisions::new()).await;
        let merged = merge_companies(&register).await;
        for id in [second, first] {
            let undone = take_back(&register, id).await;
            let merged = undone.kept.iter().filter(|kept| kept.reason == KeptBecause::Merged);
            let kinds: Vec<RecordKind> = merged.map(|kept| kept.kind).collect();
            assert!(kinds.contains(&RecordKind::Organisation), "{undone:?}");
        }
        let reader = register.database.reader(&Caller::operator());
        let names: Vec<String> =
            organisation::Entity::find().all(reader).await.unwrap().into_iter().map(|row| row.name).collect();
        assert_eq!(
            names,
            ["Bouman Industries B.V."],
            "what went is not brought back, and what belongs to nobody else is gone"
        );
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(undone["userErrors"], json!([]));
        assert!(!undone["record"].is_null());
    }
}

#[tokio::test]
async fn what_people_decided_on_a_record_that_went_is_meant_of_the_one_that_stayed() {
    for register in registers().await {
        import(&register, &ROWS, &Decisions::new()).await;
        let gone = organisation(&register, "Kroezinga Metaal").await;
        let mistyped = ["Handelsmissie Water;Polen;1-6-2016;Kroezinka Metaal;;;;Kim Prins;;deelgenomen"];
        let plan = preview(&register, &mistyped).await;
        let review = &plan.outline.reviews[0];
        assert!(review.candidates.iter().any(|candidate| candidate.id == gone), "{review:?}");
        let decided = Decisions::from([(review.key.clone(), Choice::Same(gone))]);
        let importer = importer(&register);
        let staged = importer.stage(&Caller::operator(), file(&mistyped)).await.unwrap().unwrap();
        merge_companies(&register).await;
        apply(&register, &importer, staged, &decided).await;
        let reader = register.database.reader(&Caller::operator());
        assert_eq!(organisation::Entity::find().count(reader).await.unwrap(), 2, "no third one");
        let decision = match_decision::Entity::find().one(reader).await.unwrap().unwrap();
        assert_eq!(decision.record_id, Some(organisation(&register, "Bouman Industries B.V.").await));
        assert_eq!(news(&preview(&register, &mistyped).await), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_remembered_decision_is_listed_and_can_be_taken_back() {
    for register in registers().await {
        import(&register, &ROWS, &Decisions::new()).await;
        let gone = organisation(&register, "Kroezinga Metaal").await;
        let mistyped = ["Handelsmissie Water;Polen;1-6-2016;Kroezinka Metaal;;;;Kim Prins;;deelgenomen"];
        let review = preview(&register, &mistyped).await.outline.reviews[0].clone();
        let decided = Decisions::from([(review.key.clone(), Choice::Same(gone))]);
        import(&register, &mistyped, &decided).await;
        assert_eq!(news(&preview(&register, &mistyped).await), Vec::<String>::new());
        let merged = merge_companies(&register).await;

        let list = "{ matchDecisions(filter: { recordKind: { eq: ORGANISATION } }) { totalCount nodes {
            id recordKind incoming decidedBy import { filename } record { ... on Organisation { name } } } } }";
        let decisions = ask(&register.database, list).await["matchDecisions"].take();
        let node = &decisions["nodes"][0];
        assert_eq!((&decisions["totalCount"], &node["incoming"]), (&json!(1), &json!("Kroezinka Metaal")));
        assert_eq!(node["record"]["name"], "Bouman Industries B.V.", "where it is now");
        assert_eq!(node["import"]["filename"], "register.csv");
        let forget = format!(
            "mutation {{ forgetMatchDecision(input: {{ id: {} }}) {{ forgottenId removedAlias userErrors {{ code path }} }} }}",
            node["id"]
        );
        let forgotten = ask(&register.database, &forget).await["forgetMatchDecision"].take();
        assert_eq!(
            forgotten,
            json!({ "forgottenId": node["id"], "removedAlias": "Kroezinka Metaal", "userErrors": [] })
        );
        let reader = register.database.reader(&Caller::operator());
        let aliases = organisation_alias::Entity::find().all(reader).await.unwrap();
        assert!(aliases.iter().all(|alias| alias.name != "Kroezinka Metaal"));
        let asked = preview(&register, &mistyped).await.outline.reviews;
        assert_eq!(asked.len(), 1, "the question is asked again");
        let again = ask(&register.database, &forget).await["forgetMatchDecision"].take();
        assert_eq!(again["userErrors"], json!([{ "code": "NOT_FOUND", "path": ["input", "id"] }]));
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(undone["left"], json!([{ "recordKind": "ORGANISATION", "field": "aliases", "code": "EDITED" }]));
        assert_eq!(preview(&register, &mistyped).await.outline.reviews.len(), 1, "nor does parting bring it back");
    }
}

#[tokio::test]
async fn a_record_came_also_from_the_rows_of_what_went_into_it() {
    for register in registers().await {
        import(&register, &ROWS, &Decisions::new()).await;
        let kept = encode_kind(RecordKind::Organisation, organisation(&register, "Bouman Industries B.V.").await);
        let sources = format!("{{ organisation(id: {:?}) {{ sources {{ row }} }} }}", kept.as_str());
        assert_eq!(ask(&register.database, &sources).await["organisation"]["sources"], json!([{ "row": 2 }]));
        let merged = merge_companies(&register).await;
        let after = ask(&register.database, &sources).await["organisation"]["sources"].take();
        assert_eq!(after, json!([{ "row": 2 }, { "row": 3 }]));
        undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(ask(&register.database, &sources).await["organisation"]["sources"], json!([{ "row": 2 }]));
        let reader = register.database.reader(&Caller::operator());
        assert!(import_change::Entity::find().count(reader).await.unwrap() > 0);
    }
}
