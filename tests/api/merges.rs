//! Merging organisations and people over GraphQL, and parting them again, on every engine.

use missieregister::entities::{
    audit_event, change_event, mission, organisation, organisation_alias, organisation_name_key, participation, person,
};
use missieregister::graphql::global_id::encode_kind;
use missieregister::services::changes::{self, Change};
use missieregister::services::fingerprint::fingerprint;
use missieregister::services::records::RowChange;
use missieregister::services::tables::{Listed, Row};
use missieregister::services::{Caller, Database};
use missieregister::values::{ParticipantKind, ParticipationStatus, RecordKind, name_keys};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::graphql::ask;
use crate::sample::{Journey, Sample};
use crate::support::{Register, registers};

/// A company that the register has twice, with what belongs to either.
pub(crate) struct Twice {
    pub(crate) kept: Uuid,
    pub(crate) gone: Uuid,
    pub(crate) people: [Uuid; 3],
    pub(crate) missions: [Uuid; 2],
}

const WENT: (ParticipantKind, ParticipationStatus) = (ParticipantKind::Business, ParticipationStatus::Attended);
const UNSAID: (ParticipantKind, ParticipationStatus) = (ParticipantKind::Unknown, ParticipationStatus::Unknown);

/// Both went on the first mission, one of them on the second; `Mens` works for both, `Persoon` for the other.
pub(crate) async fn twice(database: &Database) -> Twice {
    let mut sample = Sample::default();
    let (kept, gone) = (sample.organisation("Bouman Industries"), sample.organisation("Kroezinga Metaal"));
    let people = [sample.person("Mens", kept), sample.person("Mens", gone), sample.person("Persoon", gone)];
    let row = || mission::ActiveModel { year: Set(Some(2016)), ..Default::default() };
    let missions = ["Handelsmissie Turkije", "Handelsmissie China"]
        .map(|title| sample.mission(title, Journey { row: row(), ..Journey::default() }));
    sample.participation(missions[0], (Some(kept), Some(people[0])), UNSAID);
    sample.participation(missions[0], (Some(gone), Some(people[1])), WENT);
    sample.participation(missions[0], (Some(gone), Some(people[2])), WENT);
    sample.participation(missions[1], (Some(gone), None), WENT);
    sample.deal((missions[0], kept), "Verkoop", Some(100));
    sample.deal((missions[0], gone), "verkoop", Some(100));
    sample.deal((missions[1], gone), "Levering", None);
    sample.money(missions[0], gone, 500);
    sample.write(database).await;
    let gone_row = organisation::ActiveModel {
        kvk_number: Set(Some("01234567".to_owned())),
        municipality: Set(Some("Hengelo".to_owned())),
        municipality_key: Set(Some("hengelo".to_owned())),
        sector: Set(Some("Metaal".to_owned())),
        sector_key: Set(Some("metaal".to_owned())),
        ..Default::default()
    };
    let kept_row = organisation::ActiveModel {
        sector: Set(Some("Industrie".to_owned())),
        sector_key: Set(Some("industrie".to_owned())),
        ..Default::default()
    };
    edit(database, RecordKind::Organisation, gone, &gone_row).await;
    edit(database, RecordKind::Organisation, kept, &kept_row).await;
    Twice { kept, gone, people, missions }
}

/// Writes some columns of a record, as an edit does.
pub(crate) async fn edit<A>(database: &Database, kind: RecordKind, id: Uuid, active: &A)
where
    A: ActiveModelTrait,
    A::Entity: Listed,
{
    let row = Row::of(id, active);
    write(database, Change { kind, id, rows: vec![RowChange::Update { before: row.clone(), after: row }] }).await;
}

pub(crate) async fn write(database: &Database, change: Change) {
    let transaction = database.write(&Caller::operator()).await.unwrap();
    changes::write(&transaction, &[change], missieregister::clock::now()).await.unwrap();
    transaction.commit().await.unwrap();
}

pub(crate) async fn print(register: &Register) -> String {
    fingerprint(register.database.reader(&Caller::operator())).await.unwrap()
}

fn id_of(kind: RecordKind, id: Uuid) -> String {
    encode_kind(kind, id).to_string()
}

const ERRORS: &str = "userErrors { code message path }";

/// Merges, and returns the payload.
pub(crate) async fn merge(register: &Register, kind: RecordKind, kept: Uuid, gone: &[Uuid], more: &str) -> Value {
    let (mutation, record) = match kind {
        RecordKind::Person => ("mergePeople", "person { id version }"),
        _ => ("mergeOrganisations", "organisation { id name aliases kvkNumber municipality sector version }"),
    };
    let ids: Vec<String> = gone.iter().map(|gone| id_of(kind, *gone)).collect();
    let keep = id_of(kind, kept);
    let operation = format!(
        "mutation {{ {mutation}(input: {{ keepId: {keep:?}, mergeIds: {ids:?} {more} }}) {{ {record} {ERRORS}
            merges {{ id recordKind mergedName mergedId undoneAt }}
            notTaken {{ recordKind field kept notTaken }} }} }}"
    );
    ask(&register.database, &operation).await[mutation].take()
}

pub(crate) async fn undo(register: &Register, merge: &Value) -> Value {
    let operation = format!(
        "mutation {{ undoMerge(input: {{ mergeId: {merge} }}) {{ {ERRORS} reversed merge {{ undoneAt }} record {{ id }}
            kept {{ id }} left {{ recordKind field code }} }} }}"
    );
    ask(&register.database, &operation).await["undoMerge"].take()
}

#[tokio::test]
async fn organisations_become_one_and_are_parted_again_as_they_were() {
    for register in registers().await {
        let Twice { kept, gone, people, missions } = twice(&register.database).await;
        let before = print(&register).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        assert_eq!(merged["userErrors"], json!([]));
        let one = &merged["organisation"];
        assert_eq!(
            one["aliases"],
            json!(["Bouman Industries Holding", "Kroezinga Metaal", "Kroezinga Metaal Holding"])
        );
        assert_eq!((&one["kvkNumber"], &one["municipality"]), (&json!("01234567"), &json!("Hengelo")));
        assert_eq!(
            merged["notTaken"],
            json!([{ "recordKind": "ORGANISATION", "field": "sector", "kept": "Industrie", "notTaken": "Metaal" }])
        );
        let reader = register.database.reader(&Caller::operator());
        let all = participation::Entity::find().all(reader).await.unwrap();
        assert!(all.iter().all(|row| row.organisation_id == Some(kept)), "{all:?}");
        assert_eq!(all.len(), 3, "those of the one person on one mission became one");
        let joint = all.iter().find(|row| row.person_id == Some(people[0])).unwrap();
        assert_eq!((joint.kind, joint.status), WENT, "what the one lacked is taken from the other");
        assert_eq!(person::Entity::find().count(reader).await.unwrap(), 2);
        let data = ask(
            &register.database,
            &format!(
                "{{ organisation(kvkNumber: \"01234567\") {{ name outcomes {{ totalCount }} }}
                    node(id: {:?}) {{ id }} merges {{ totalCount }}
                    search(text: \"kroezinga metaal\") {{ nodes {{ title }} }} }}",
                id_of(RecordKind::Organisation, gone)
            ),
        )
        .await;
        assert_eq!(data["organisation"], json!({ "name": "Bouman Industries", "outcomes": { "totalCount": 2 } }));
        assert_eq!((&data["node"], &data["merges"]["totalCount"]), (&Value::Null, &json!(2)));
        assert_eq!(data["search"]["nodes"], json!([{ "title": "Bouman Industries" }]));
        let keys = organisation_name_key::Entity::find().all(reader).await.unwrap();
        assert!(keys.iter().all(|key| key.organisation_id == kept), "{keys:?}");
        let theirs = name_keys("kroezinga metaal");
        assert!(theirs.iter().all(|wanted| keys.iter().any(|key| key.key == *wanted)), "{theirs:?} in {keys:?}");

        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!((&undone["userErrors"], &undone["left"]), (&json!([]), &json!([])));
        assert_eq!(undone["record"]["id"], json!(id_of(RecordKind::Organisation, gone)));
        assert_eq!(print(&register).await, before);
        let reader = register.database.reader(&Caller::operator());
        let aliases = organisation_alias::Entity::find().all(reader).await.unwrap();
        assert_eq!(aliases.len(), 2);
        let found = ask(&register.database, "{ search(text: \"01234567\") { nodes { title } } }").await;
        assert_eq!(found["search"]["nodes"], json!([{ "title": "Kroezinga Metaal" }]));
        assert_eq!(missions.len(), 2);
    }
}

#[tokio::test]
async fn a_merge_is_one_line_of_the_trail_and_names_nobody() {
    for register in registers().await {
        let Twice { kept, gone, people, .. } = twice(&register.database).await;
        let reader = register.database.reader(&Caller::operator());
        let events = || change_event::Entity::find().filter(change_event::Column::RecordId.eq(gone)).all(reader);
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        let last = events().await.unwrap().pop().unwrap();
        assert_eq!(last.operation, "DELETED");
        undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(events().await.unwrap().pop().unwrap().operation, "CREATED");
        let trail = audit_event::Entity::find().all(reader).await.unwrap();
        let lines: Vec<_> = trail.iter().map(|line| (line.action.as_str(), line.object_id)).collect();
        assert_eq!(lines, [("organisation.merge", Some(kept)), ("organisation.unmerge", Some(gone))]);
        let merged = merge(&register, RecordKind::Person, people[0], &[people[1]], "").await;
        assert_eq!(merged["userErrors"], json!([]));
        assert_eq!(merged["merges"][0]["mergedName"], Value::Null);
        assert_eq!(merged["notTaken"][0]["field"], "organisation");
        assert!(!format!("{:?}", audit_event::Entity::find().all(reader).await.unwrap()).contains("Mens"));
    }
}

#[tokio::test]
async fn people_of_two_organisations_become_one_and_are_parted_again_as_they_were() {
    for register in registers().await {
        let Twice { people, missions, .. } = twice(&register.database).await;
        let before = print(&register).await;
        let merged = merge(&register, RecordKind::Person, people[0], &[people[1], people[2]], "").await;
        assert_eq!(merged["userErrors"], json!([]));
        let fields: Vec<_> = merged["notTaken"].as_array().unwrap().iter().map(|value| &value["field"]).collect();
        assert_eq!(fields, ["organisation", "organisation", "familyName", "givenName", "surnamePrefix"]);
        let reader = register.database.reader(&Caller::operator());
        let theirs = participation::Entity::find().filter(participation::Column::PersonId.eq(people[0]));
        let theirs = theirs.all(reader).await.unwrap();
        assert_eq!(theirs.len(), 2, "both records went for the other organisation on one mission");
        assert!(theirs.iter().all(|row| row.mission_id == missions[0]));
        for merge in merged["merges"].as_array().unwrap().iter().rev() {
            let undone = undo(&register, &merge["id"]).await;
            assert_eq!((&undone["userErrors"], &undone["left"]), (&json!([]), &json!([])));
        }
        assert_eq!(print(&register).await, before);
    }
}

#[tokio::test]
async fn duplicates_that_contradict_each_other_refuse_the_merge_and_name_the_mission() {
    for register in registers().await {
        let Twice { kept, gone, missions, .. } = twice(&register.database).await;
        let mut sample = Sample::default();
        let (kind, status) = (ParticipantKind::Press, ParticipationStatus::Cancelled);
        sample.participation(missions[1], (Some(kept), None), (kind, status));
        sample.write(&register.database).await;
        let before = print(&register).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        let [error] = merged["userErrors"].as_array().unwrap().as_slice() else { panic!("{merged}") };
        assert_eq!((&error["code"], &error["path"]), (&json!("CONTRADICTION"), &json!(["input", "mergeIds", "0"])));
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("Handelsmissie China") && message.contains("(2016)"), "{message}");
        assert!(message.contains("kind, status") || message.contains("status, kind"), "{message}");
        assert_eq!((&merged["organisation"], &merged["merges"]), (&Value::Null, &json!([])));
        assert_eq!(print(&register).await, before);
        let data = ask(&register.database, "{ merges { totalCount } }").await;
        assert_eq!(data["merges"]["totalCount"], 0);
    }
}

#[tokio::test]
async fn all_that_is_wrong_with_a_merge_is_told_at_once_and_at_its_place() {
    for register in registers().await {
        let Twice { kept, gone, people, missions } = twice(&register.database).await;
        let mut sample = Sample::default();
        let third = sample.organisation("Derde");
        sample.deal((missions[0], third), "Verkoop", Some(999));
        sample.write(&register.database).await;
        let ids = [
            id_of(RecordKind::Organisation, gone),
            id_of(RecordKind::Organisation, kept),
            id_of(RecordKind::Person, people[0]),
            id_of(RecordKind::Organisation, missions[0]),
            id_of(RecordKind::Organisation, third),
        ];
        let keep = id_of(RecordKind::Organisation, kept);
        let operation = format!(
            "mutation {{ mergeOrganisations(input: {{ keepId: {keep:?}, mergeIds: {ids:?}, ifVersion: 2,
                mergeIfVersions: [1] }}) {{ organisation {{ id }} userErrors {{ code path }} }} }}"
        );
        let before = print(&register).await;
        let merged = ask(&register.database, &operation).await["mergeOrganisations"].take();
        let told = |code: &str, path: [&str; 2]| json!({ "code": code, "path": ["input", path[0], path[1]] });
        let expected = [
            told("BAD_ID", ["mergeIds", "2"]),
            json!({ "code": "INVALID", "path": ["input", "mergeIfVersions"] }),
            told("CONFLICT", ["mergeIfVersions", "0"]),
            told("DUPLICATE", ["mergeIds", "1"]),
            told("NOT_FOUND", ["mergeIds", "3"]),
            told("CONTRADICTION", ["mergeIds", "4"]),
        ];
        assert_eq!(merged["userErrors"], json!(expected));
        let merged = merge(&register, RecordKind::Organisation, kept, &[], "").await;
        assert_eq!(merged["userErrors"][0]["code"], "REQUIRED");
        let stale = merge(&register, RecordKind::Organisation, kept, &[gone], ", ifVersion: 1").await;
        assert_eq!(stale["userErrors"][0]["path"], json!(["input", "ifVersion"]));
        assert_eq!(print(&register).await, before);
    }
}

#[tokio::test]
async fn people_of_merged_organisations_stay_apart_when_that_is_asked() {
    for register in registers().await {
        let Twice { kept, gone, .. } = twice(&register.database).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], ", mergeSamePeople: false").await;
        assert_eq!(merged["merges"].as_array().unwrap().len(), 1);
        let reader = register.database.reader(&Caller::operator());
        assert_eq!(person::Entity::find().count(reader).await.unwrap(), 3);
        let filter = "recordKind: { eq: ORGANISATION }, undoneAt: { isNull: true }";
        let keep = id_of(RecordKind::Organisation, kept);
        let data = ask(
            &register.database,
            &format!("{{ merges(filter: {{ kept: {{ eq: {keep:?} }}, {filter} }}) {{ nodes {{ mergedName mergedBy kept {{ id }} }} }} }}"),
        )
        .await;
        assert_eq!(
            data["merges"]["nodes"],
            json!([{ "mergedName": "Kroezinga Metaal", "mergedBy": "operator", "kept": { "id": keep } }])
        );
    }
}
