//! What holds for every noun alike.

use serde_json::{Value, json};

use super::desk::{Desk, field, text};
use super::nouns::nouns;
use crate::support::registers;

/// An object with the members of another put over its own.
fn over(mut base: Value, with: &Value) -> Value {
    for (name, value) in with.as_object().unwrap() {
        base[name] = value.clone();
    }
    base
}

/// What a record says without its id and version.
fn said(mut record: Value) -> Value {
    let fields = record.as_object_mut().unwrap();
    fields.remove("id");
    fields.remove("version");
    record
}

#[tokio::test]
async fn every_noun_is_made_changed_cleared_and_deleted_with_an_audit_line_each() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let before = desk.audit().await.len();
        let mut wanted_audit = Vec::new();
        for noun in nouns(&world) {
            let name = noun.name;
            let made =
                desk.write("create", name, &over(noun.input, &json!({ "clientMutationId": "7" })), noun.shows).await;
            assert_eq!((&made["userErrors"], &made["clientMutationId"]), (&json!([]), &json!("7")), "{name}");
            let id = text(&made["record"]["id"]);
            assert_eq!(made["record"]["version"], 1, "{name}");
            assert_eq!(desk.read(name, &id, noun.shows).await, made["record"], "{name}");
            assert_eq!(said(made["record"].clone()), noun.shown, "{name}");

            let nothing = desk.write("update", name, &json!({ "id": id, "ifVersion": 1 }), noun.shows).await;
            assert_eq!((&nothing["userErrors"], &nothing["record"]), (&json!([]), &made["record"]), "{name}");

            let input = over(noun.change, &json!({ "id": id, "ifVersion": 1 }));
            let changed = desk.write("update", name, &input, noun.shows).await;
            assert_eq!((&changed["userErrors"], &changed["record"]["version"]), (&json!([]), &json!(2)), "{name}");
            let now = over(noun.shown, &noun.changed);
            assert_eq!(said(changed["record"].clone()), now, "{name}");

            let cleared = desk.write("update", name, &over(noun.clear, &json!({ "id": id })), noun.shows).await;
            assert_eq!((&cleared["userErrors"], &cleared["record"]["version"]), (&json!([]), &json!(3)), "{name}");
            assert_eq!(said(cleared["record"].clone()), over(now, &noun.cleared), "{name}");

            let late = desk.delete(name, json!({ "id": id, "ifVersion": 2 })).await;
            assert_eq!(
                (&late["deletedId"], &late["userErrors"][0]["code"]),
                (&json!(null), &json!("CONFLICT")),
                "{name}"
            );
            let gone = desk.delete(name, json!({ "id": id, "ifVersion": 3 })).await;
            assert_eq!((&gone["deletedId"], &gone["userErrors"]), (&json!(id), &json!([])), "{name}");
            assert_eq!(desk.read(name, &id, noun.shows).await, json!(null), "{name}");

            let table = field(name).chars().fold(String::new(), |table, letter| {
                let parted = if letter.is_uppercase() { "_" } else { "" };
                table + parted + &letter.to_lowercase().to_string()
            });
            let audited =
                ["create", "update", "update", "delete"].map(|verb| format!("{}.{verb} {table} graphql", field(name)));
            wanted_audit.extend(audited);
        }
        assert_eq!(desk.audit().await[before..], wanted_audit, "nothing for what changed nothing or was refused");
    }
}

#[tokio::test]
async fn of_two_editors_the_second_is_told_and_nothing_of_the_first_is_lost() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for noun in nouns(&world) {
            let name = noun.name;
            let id = desk.made(name, noun.input).await;
            let first = desk
                .write("update", name, &over(noun.change.clone(), &json!({ "id": id, "ifVersion": 1 })), noun.shows)
                .await;
            assert_eq!(first["userErrors"], json!([]), "{name}");
            let second = desk
                .write("update", name, &over(noun.clear.clone(), &json!({ "id": id, "ifVersion": 1 })), noun.shows)
                .await;
            let error = &second["userErrors"][0];
            assert_eq!(
                (&error["code"], &error["path"]),
                (&json!("CONFLICT"), &json!(["input", "ifVersion"])),
                "{name}"
            );
            for part in ["versie 1", "versie 2", "opnieuw"] {
                assert!(text(&error["message"]).contains(part), "{error}");
            }
            assert!(text(&error["english"]).contains("version 2"), "{error}");
            assert_eq!(second["record"], first["record"], "{name}: the payload shows what the first editor wrote");
            assert_eq!(desk.read(name, &id, noun.shows).await, first["record"], "{name}");
            assert_eq!(desk.delete(name, json!({ "id": id })).await["userErrors"], json!([]), "{name}");
        }
    }
}

#[tokio::test]
async fn what_is_of_one_record_alone_names_the_field_and_the_other_record() {
    let fields = [
        ("Mission", "code"),
        ("Organisation", "kvkNumber"),
        ("Participation", "missionId"),
        ("Outcome", "description"),
        ("Cost", "description"),
        ("Contribution", "payerText"),
        ("Performance", "code"),
        ("BudgetAmendment", "description"),
        ("Official", "displayName"),
        ("Theme", "name"),
        ("Reserve", "name"),
        ("Decision", "reference"),
    ];
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for noun in nouns(&world).into_iter().filter(|noun| noun.name != "Person") {
            let name = noun.name;
            let id = desk.made(name, noun.input.clone()).await;
            let again = desk.write("create", name, &noun.input, "").await;
            let [error] = again["userErrors"].as_array().unwrap().as_slice() else { panic!("{name}: {again}") };
            let place = fields.iter().find(|(noun, _)| *noun == name).unwrap().1;
            assert_eq!((&error["code"], &error["path"]), (&json!("TAKEN"), &json!(["input", place])), "{name}");
            assert_eq!((&error["recordId"], &again["record"]), (&json!(id), &json!(null)), "{name}");
            let itself = over(noun.input.clone(), &json!({ "id": id }));
            assert_eq!(
                desk.write("update", name, &itself, "").await["userErrors"],
                json!([]),
                "{name} is not in its own way"
            );
        }
    }
}

#[tokio::test]
async fn ids_of_other_sorts_and_of_nothing_are_told_apart() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for noun in nouns(&world) {
            let name = noun.name;
            let id = desk.made(name, noun.input).await;
            let other = if name == "Theme" { &world.mission } else { &world.theme };
            assert_eq!(desk.delete(name, json!({ "id": id })).await["deletedId"], json!(id));
            for (id, code) in [("zomaar", "BAD_ID"), (other.as_str(), "BAD_ID"), (id.as_str(), "NOT_FOUND")] {
                let wanted = json!([{ "code": code, "path": ["input", "id"] }]);
                let update = desk.write("update", name, &json!({ "id": id }), "").await;
                let delete = desk.delete(name, json!({ "id": id })).await;
                for (done, verb) in [(update, "update"), (delete, "delete")] {
                    let error = &done["userErrors"][0];
                    assert_eq!(
                        json!([{ "code": error["code"], "path": error["path"] }]),
                        wanted,
                        "{verb}{name} {done}"
                    );
                }
            }
        }
    }
}
