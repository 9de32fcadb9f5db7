//! Merging organisations and people over GraphQL, and parting them again, on every engine.

use missieregister::entities::{
    audit_event, change_event, mission, organisation, organisation_alias, organisation_name_key, participation, person,
};
use missieregister::graphql::global_id::encode_kind;
use missieregister::services::changes::{self, Change};
use missieregister::services::fingerprint::fingerprint;
use missieregister::services::records::{Record, RowChange, load_by};
use missieregister::services::tables::{Listed, Row, Table};
use missieregister::services::{Caller, Database};
use missieregister::values::{ParticipantKind, ParticipationStatus, RecordKind, name_keys};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::graphql::ask;
use crate::sample::{Journey, Sample};
use crate::support::{Register, registers};

/// A company that the register has twice, with what belongs to either.
struct Twice {
    kept: Uuid,
    gone: Uuid,
    people: [Uuid; 3],
    missions: [Uuid; 2],
}

const WENT: (ParticipantKind, ParticipationStatus) = (ParticipantKind::Business, ParticipationStatus::Attended);
const UNSAID: (ParticipantKind, ParticipationStatus) = (ParticipantKind::Unknown, ParticipationStatus::Unknown);

/// Both went on the first mission, one of them on the second; `Mens` works for both, `Persoon` for the other.
async fn twice(database: &Database) -> Twice {
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
async fn edit<A>(database: &Database, kind: RecordKind, id: Uuid, active: &A)
where
    A: ActiveModelTrait,
    A::Entity: Listed,
{
    let row = Row::of(id, active);
    write(database, Change { kind, id, rows: vec![RowChange::Update { before: row.clone(), after: row }] }).await;
}

async fn write(database: &Database, change: Change) {
    let transaction = database.write(&Caller::operator()).await.unwrap();
    changes::write(&transaction, &[change], missieregister::clock::now()).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn print(register: &Register) -> String {
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
async fn what_was_edited_or_went_since_a_merge_is_left_and_listed() {
    for register in registers().await {
        let Twice { kept, gone, people, missions } = twice(&register.database).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        let municipality = organisation::ActiveModel {
            municipality: Set(Some("Zwolle".to_owned())),
            municipality_key: Set(Some("zwolle".to_owned())),
            ..Default::default()
        };
        edit(&register.database, RecordKind::Organisation, kept, &municipality).await;
        let reader = register.database.reader(&Caller::operator());
        let second = participation::Entity::find().filter(participation::Column::MissionId.eq(missions[1]));
        let second = second.one(reader).await.unwrap().unwrap().id;
        let row = Row { table: participation::Entity::TABLE, id: second, values: std::iter::empty().collect() };
        let change = Change { kind: RecordKind::Participation, id: second, rows: vec![RowChange::Delete(row)] };
        write(&register.database, change).await;
        let mut sample = Sample::default();
        let other = sample.organisation("Ander");
        sample.write(&register.database).await;
        let moved = person::ActiveModel { organisation_id: Set(Some(other)), ..Default::default() };
        edit(&register.database, RecordKind::Person, people[2], &moved).await;

        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(undone["userErrors"], json!([]));
        let left =
            |kind: &str, field: Option<&str>, code: &str| json!({ "recordKind": kind, "field": field, "code": code });
        let mut told = undone["left"].as_array().unwrap().clone();
        told.sort_by_key(ToString::to_string);
        let mut expected = [
            left("ORGANISATION", Some("municipality"), "EDITED"),
            left("PARTICIPATION", None, "GONE"),
            left("PERSON", Some("organisation"), "EDITED"),
        ];
        expected.sort_by_key(ToString::to_string);
        assert_eq!(told, expected);
        let rows = organisation::Entity::find().all(reader).await.unwrap();
        let row = |id| rows.iter().find(|row| row.id == id).unwrap();
        assert_eq!((row(kept).municipality.as_deref(), &row(kept).kvk_number), (Some("Zwolle"), &None));
        assert_eq!(row(gone).kvk_number.as_deref(), Some("01234567"));
        let again = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(again["userErrors"][0]["code"], "WRONG_STATE");
    }
}

#[tokio::test]
async fn what_refers_to_what_is_gone_since_is_not_brought_back_and_listed() {
    for register in registers().await {
        let Twice { kept, gone, missions, .. } = twice(&register.database).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        let reader = register.database.reader(&Caller::operator());
        let whole = Record::load(reader, RecordKind::Mission, &[missions[0]]).await.unwrap();
        let mut rows: Vec<(RecordKind, Row)> = vec![(RecordKind::Mission, whole[0].root.clone())];
        for (table, kind) in [
            (Table::Participation, RecordKind::Participation),
            (Table::Outcome, RecordKind::Outcome),
            (Table::Cost, RecordKind::Cost),
            (Table::Contribution, RecordKind::Contribution),
        ] {
            let owned = load_by(reader, table, "mission_id", [missions[0]]).await.unwrap();
            rows.splice(0..0, owned.into_iter().map(|row| (kind, row)));
        }
        for (kind, row) in rows {
            write(&register.database, Change { kind, id: row.id, rows: vec![RowChange::Delete(row)] }).await;
        }
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        assert_eq!(undone["userErrors"], json!([]));
        let left = undone["left"].as_array().unwrap();
        assert!(left.iter().all(|left| left["code"] == "GONE"), "{undone}");
        let kinds: Vec<_> = left.iter().map(|left| left["recordKind"].as_str().unwrap()).collect();
        assert!(["PARTICIPATION", "OUTCOME", "CONTRIBUTION"].iter().all(|kind| kinds.contains(kind)), "{undone}");
        let all = participation::Entity::find().all(reader).await.unwrap();
        let theirs: Vec<_> = all.iter().map(|row| (row.mission_id, row.organisation_id)).collect();
        assert_eq!(theirs, [(missions[1], Some(gone))]);
    }
}

#[tokio::test]
async fn a_number_that_another_organisation_has_since_stays_there() {
    for register in registers().await {
        let Twice { kept, gone, .. } = twice(&register.database).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        let number = |number: Option<&str>| organisation::ActiveModel {
            kvk_number: Set(number.map(str::to_owned)),
            ..Default::default()
        };
        edit(&register.database, RecordKind::Organisation, kept, &number(None)).await;
        let mut sample = Sample::default();
        let other = sample.organisation("Ander");
        sample.write(&register.database).await;
        edit(&register.database, RecordKind::Organisation, other, &number(Some("01234567"))).await;
        let undone = undo(&register, &merged["merges"][0]["id"]).await;
        let codes: Vec<_> = undone["left"].as_array().unwrap().iter().map(|left| &left["code"]).collect();
        assert_eq!(codes, ["EDITED", "TAKEN"], "{undone}");
        let reader = register.database.reader(&Caller::operator());
        let back = organisation::Entity::find_by_id(gone).one(reader).await.unwrap().unwrap();
        assert_eq!(back.kvk_number, None);
    }
}

#[tokio::test]
async fn merges_that_build_on_each_other_are_undone_the_last_one_first() {
    for register in registers().await {
        let Twice { kept, gone, .. } = twice(&register.database).await;
        let mut sample = Sample::default();
        let third = sample.organisation("Derde");
        sample.write(&register.database).await;
        let before = print(&register).await;
        let first = merge(&register, RecordKind::Organisation, kept, &[gone], "").await;
        let second = merge(&register, RecordKind::Organisation, third, &[kept], "").await;
        assert_eq!(second["userErrors"], json!([]));
        let refused = undo(&register, &first["merges"][0]["id"]).await;
        assert_eq!(refused["userErrors"][0]["code"], "MERGED_SINCE");
        assert!(refused["userErrors"][0]["message"].as_str().unwrap().contains("Bouman Industries"), "{refused}");
        undo(&register, &second["merges"][0]["id"]).await;
        let undone = undo(&register, &first["merges"][0]["id"]).await;
        assert_eq!(undone["userErrors"], json!([]));
        assert_eq!(print(&register).await, before);
    }
}

#[tokio::test]
async fn merges_that_do_not_build_on_each_other_are_undone_in_any_order() {
    for register in registers().await {
        let Twice { kept, gone, .. } = twice(&register.database).await;
        let mut sample = Sample::default();
        let third = sample.organisation("Derde");
        sample.write(&register.database).await;
        let before = print(&register).await;
        let merged = merge(&register, RecordKind::Organisation, kept, &[gone, third], "").await;
        let merges = merged["merges"].as_array().unwrap();
        let of = |name: &str| merges.iter().find(|merge| merge["mergedName"] == name).unwrap()["id"].clone();
        for name in ["Kroezinga Metaal", "Derde"] {
            let undone = undo(&register, &of(name)).await;
            assert_eq!((&undone["userErrors"], &undone["left"]), (&json!([]), &json!([])), "{name}");
        }
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
        let filter = "filter: { recordKind: { eq: ORGANISATION }, undoneAt: { isNull: true } }";
        let keep = id_of(RecordKind::Organisation, kept);
        let data = ask(
            &register.database,
            &format!("{{ merges(keptId: {keep:?}, {filter}) {{ nodes {{ mergedName mergedBy kept {{ id }} }} }} }}"),
        )
        .await;
        assert_eq!(
            data["merges"]["nodes"],
            json!([{ "mergedName": "Kroezinga Metaal", "mergedBy": "operator", "kept": { "id": keep } }])
        );
    }
}
