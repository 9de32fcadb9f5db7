//! Undoing merges: what comes back, what is left, and in which order, on every engine.

use missieregister::entities::{organisation, participation, person};
use missieregister::services::Caller;
use missieregister::services::changes::Change;
use missieregister::services::records::{Record, RowChange, load_by};
use missieregister::services::tables::{Listed, Row, Table};
use missieregister::values::RecordKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::json;

use crate::merges::{Twice, edit, merge, print, twice, undo, write};
use crate::sample::Sample;
use crate::support::registers;

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
