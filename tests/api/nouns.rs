//! The nouns of missions, field by field.

use missieregister::clock;
use missieregister::entities::mission;
use missieregister::services::{Caller, Database};
use missieregister::values::{
    ChangeOperation, Direction, ImportState, ParticipantKind, ParticipationStatus, RecordKind,
};
use sea_orm::Set;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::graphql::{ask, ask_counting, mistake};
use crate::sample::{self, Journey, Sample, day};
use crate::support::registers;

/// The China mission of 2016, with who took part in all manners of ways.
async fn china(database: &Database) -> Uuid {
    let mut sample = Sample::default();
    let themes = [sample.theme("HTSM"), sample.theme("EMT")];
    let leader = sample.official("Van Hijum");
    let performance = sample.performance("5.4.2", 2016);
    let row = mission::ActiveModel {
        code: Set(Some("HM2016-04".to_owned())),
        forms: Set("[\"TRADE\",\"COOPERATION\"]".to_owned()),
        direction: Set(Direction::Outbound),
        start_date: Set(Some(day("2016-05-01"))),
        end_date: Set(Some(day("2016-05-31"))),
        year: Set(Some(2016)),
        performance_id: Set(Some(performance)),
        ..Default::default()
    };
    let journey = Journey { row, countries: &["CN"], themes: &themes, officials: &[leader], reported: Some(50) };
    let mission = sample.mission("China", journey);
    let bouman = sample.organisation("Bouman Industries");
    let school = sample.organisation("Hogeschool");
    let jansen = sample.person("Jansen", bouman);
    let business = |status| (ParticipantKind::Business, status);
    sample.participation(mission, (Some(bouman), Some(jansen)), business(ParticipationStatus::Attended));
    sample.participation(mission, (Some(school), Some(jansen)), business(ParticipationStatus::Confirmed));
    sample.participation(mission, (Some(bouman), None), business(ParticipationStatus::Unknown));
    sample.participation(mission, (None, None), business(ParticipationStatus::NoShow));
    sample.money(mission, school, 1_234_567);
    sample.deal((mission, bouman), "twee vloeistofscheiders", None);
    sample.write(database).await;
    mission
}

#[tokio::test]
async fn a_mission_shows_what_belongs_to_it() {
    for register in registers().await {
        china(&register.database).await;
        let query = "{ mission(code: \"HM2016-04\") {
            title direction status forms year startDate endDate version
            destinations { text country { code name english: name(language: EN) } } themes { name english: name(language: EN) aliases }
            leader { displayName name office } leaders { official { name } person { id } }
            performance { code year } counterVisitOf { id } counterVisits { id }
            costs { stage description amount { value currency } mission { title } }
            contributions { payerKind payer { name aliases } amount { value } }
            counts { people organisations participations }
            reportedCounts { text } reportedParticipants { comparator value text }
            participations(filter: {status: {eq: ATTENDED}}) { totalCount nodes { person { displayName } organisation { name } } }
            outcomes { nodes { kind description value confirmed organisation { outcomes { totalCount } } } }
        } }";
        let theme = |name: &str| json!({ "name": name, "english": format!("{name} (en)"), "aliases": ["anders"] });
        let wanted = json!({
            "title": "China", "direction": "OUTBOUND", "status": "UNKNOWN", "forms": ["TRADE", "COOPERATION"],
            "year": 2016, "startDate": "2016-05-01", "endDate": "2016-05-31", "version": 1,
            "destinations": [{ "text": "CN", "country": { "code": "CN", "name": "China", "english": "China" } }],
            "themes": [theme("HTSM"), theme("EMT")],
            "leader": { "displayName": "gedeputeerde Van Hijum", "name": "Van Hijum", "office": "gedeputeerde" },
            "leaders": [{ "official": { "name": "Van Hijum" }, "person": null }],
            "performance": { "code": "5.4.2", "year": 2016 }, "counterVisitOf": null, "counterVisits": [],
            "costs": [{ "stage": "REALISED", "description": "Zaalhuur",
                "amount": { "value": "12345.67", "currency": "EUR" }, "mission": { "title": "China" } }],
            "contributions": [{ "payerKind": "PARTNER", "payer": { "name": "Hogeschool", "aliases": ["Hogeschool Holding"] },
                "amount": { "value": "12345.67" } }],
            "counts": { "people": 2, "organisations": 2, "participations": 3 },
            "reportedCounts": [{ "text": "meer dan 50" }],
            "reportedParticipants": { "comparator": "MORE_THAN", "value": 50, "text": "meer dan 50" },
            "participations": { "totalCount": 1,
                "nodes": [{ "person": { "displayName": "Jan van Jansen" }, "organisation": { "name": "Bouman Industries" } }] },
            "outcomes": { "nodes": [{ "kind": "DEAL", "description": "twee vloeistofscheiders", "value": null,
                "confirmed": null, "organisation": { "outcomes": { "totalCount": 1 } } }] },
        });
        assert_eq!(ask(&register.database, query).await["mission"], wanted);
    }
}

#[tokio::test]
async fn sources_are_the_rows_of_applied_imports_that_speak_of_the_record() {
    for register in registers().await {
        let db = &register.database;
        let mission = china(db).await;
        let did = |operation| [(operation, RecordKind::Mission, mission)];
        sample::import(db, ImportState::Applied, &did(ChangeOperation::Create)).await;
        sample::import(db, ImportState::Undone, &did(ChangeOperation::Update)).await;
        sample::import(db, ImportState::Applied, &did(ChangeOperation::Missing)).await;
        sample::import(db, ImportState::Applied, &did(ChangeOperation::Unchanged)).await;
        let query = "{ missions { nodes { sources { sheet row cells import { filename } } } } }";
        let (data, statements) = ask_counting(db, query).await;
        let source =
            json!({ "sheet": "Missies", "row": 5, "cells": "A5:H5", "import": { "filename": "missies.xlsx" } });
        assert_eq!(data["missions"]["nodes"][0]["sources"], json!([source, source]));
        assert_eq!(statements, 4, "missions, what was merged, their sources, the imports of those");
    }
}

#[tokio::test]
async fn every_record_is_found_by_its_id_alone() {
    for register in registers().await {
        let db = &register.database;
        china(db).await;
        let query = "{ missions { nodes { id themes { id } leader { id } performance { id } costs { id }
            contributions { id } participations { nodes { id person { id } organisation { id } } } outcomes { nodes { id } } } } }";
        let data = ask(db, query).await;
        let mut ids = Vec::new();
        collect_ids(&data, &mut ids);
        ids.sort();
        ids.dedup();
        let (data, statements) =
            ask_counting(db, &format!("{{ nodes(ids: {}) {{ __typename id }} }}", json!(ids))).await;
        let found: Vec<_> = data["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect();
        assert_eq!(found, ids);
        assert_eq!(statements, 10, "one for each type");

        let data = ask(db, &format!("{{ node(id: \"{}\") {{ __typename id }} }}", ids[0])).await;
        assert_eq!(data["node"]["id"], ids[0]);
    }
}

fn collect_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}

#[tokio::test]
async fn what_is_not_there_is_null_and_what_is_no_id_is_a_mistake() {
    for register in registers().await {
        let db = &register.database;
        china(db).await;
        let id = |kind: &str| {
            use base64::Engine;
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("{kind}:{}", clock::new_id()))
        };
        let (mission, unknown) = (id("Mission"), id("Tulip"));
        let query = format!(
            "{{ node(id: \"{mission}\") {{ id }} other: node(id: \"{unknown}\") {{ id }} mission(id: \"{mission}\") {{ id }}
                nodes(ids: [\"{mission}\"]) {{ id }} missing: mission(code: \"HM9999-99\") {{ id }}
                organisation(kvkNumber: \"00000000\") {{ id }} }}"
        );
        let wanted = json!({ "node": null, "other": null, "mission": null, "nodes": [null], "missing": null, "organisation": null });
        assert_eq!(ask(db, &query).await, wanted);

        for (query, words) in [
            ("{ node(id: \"zomaar\") { id } }".to_owned(), "no id"),
            (
                format!("{{ organisation(id: \"{mission}\") {{ id }} }}"),
                "the id of a Mission: expected one of a Organisation",
            ),
            ("{ mission { id } }".to_owned(), "give `id` or `code`"),
            (format!("{{ mission(id: \"{mission}\", code: \"x\") {{ id }} }}"), "not both"),
        ] {
            let (code, message) = mistake(db, &query).await;
            assert_eq!(code, "BAD_ID", "{query}");
            assert!(message.contains(words), "{query}: {message}");
        }
    }
}

#[tokio::test]
async fn the_viewer_is_the_caller() {
    for register in registers().await {
        let data = ask(&register.database, "{ viewer { role name } }").await;
        assert_eq!(data["viewer"], json!({ "role": "ADMIN", "name": "operator" }));
    }
}

#[tokio::test]
async fn the_cause_of_an_internal_error_is_kept_from_the_caller() {
    use sea_orm::ConnectionTrait;
    for register in registers().await {
        let db = register.database.reader(&Caller::operator());
        db.execute_unprepared("ALTER TABLE theme RENAME TO theme_elsewhere").await.unwrap();
        let (code, message) = mistake(&register.database, "{ themes { id } }").await;
        assert_eq!(code, "INTERNAL");
        assert!(!message.contains("theme") && !message.to_lowercase().contains("sql"), "{message}");
    }
}
