//! What refers to a record keeps it from going; what is nothing without it can go with it.

use serde_json::json;

use super::desk::{Desk, text};
use super::nouns::nouns;
use crate::support::registers;

#[tokio::test]
async fn a_record_that_others_refer_to_stays_and_the_message_counts_them() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for noun in nouns(&world) {
            desk.made(noun.name, noun.input).await;
        }
        for (noun, id, users) in [
            ("Mission", &world.mission, "1 deelname, 1 resultaat, 1 kostenpost, 1 bijdrage"),
            ("Mission", &world.other_mission, "1 missie"),
            ("Organisation", &world.organisation, "1 deelname, 1 persoon, 1 resultaat, 1 bijdrage"),
            ("Person", &world.person, "1 missie, 1 deelname"),
            ("Official", &world.official, "1 missie, 1 prestatie"),
            ("Theme", &world.theme, "1 missie"),
            ("Reserve", &world.reserve, "1 prestatie, 1 begrotingswijziging"),
            ("Decision", &world.decision, "1 prestatie, 1 begrotingswijziging"),
            ("Performance", &world.performance, "1 missie, 1 begrotingswijziging"),
        ] {
            let refused = desk.delete(noun, json!({ "id": id })).await;
            let error = &refused["userErrors"][0];
            assert_eq!((&error["code"], &error["path"]), (&json!("IN_USE"), &json!(["input", "id"])), "{noun}");
            assert!(text(&error["message"]).contains(&format!("bij {users}.")), "{noun}: {users}: {error}");
            assert!(!desk.read(noun, id, "").await.is_null());
        }
    }
}

#[tokio::test]
async fn a_mission_takes_what_it_owns_along_only_when_that_is_meant() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let mut owned = Vec::new();
        for noun in nouns(&world)
            .into_iter()
            .filter(|noun| ["Participation", "Outcome", "Cost", "Contribution"].contains(&noun.name))
        {
            owned.push((noun.name, desk.made(noun.name, noun.input).await));
        }
        let answering =
            desk.made("Mission", json!({ "title": "Tegenbezoek", "counterVisitOfId": world.mission })).await;
        let refused = desk.delete("Mission", json!({ "id": world.mission, "cascade": true })).await;
        assert!(text(&refused["userErrors"][0]["message"]).contains("bij 1 missie."), "{refused}");
        for (noun, id) in &owned {
            assert!(!desk.read(noun, id, "").await.is_null(), "all of it or nothing");
        }
        desk.write("update", "Mission", &json!({ "id": answering, "counterVisitOfId": null }), "").await;
        let gone = desk.delete("Mission", json!({ "id": world.mission, "cascade": true })).await;
        assert_eq!((&gone["deletedId"], &gone["userErrors"]), (&json!(world.mission), &json!([])));
        for (noun, id) in &owned {
            assert!(desk.read(noun, id, "").await.is_null(), "{noun}");
        }
        let left =
            desk.web.ask("{ search(text: \"turkije\") { totalCount } organisations { totalCount } }", json!({})).await;
        assert_eq!(left, json!({ "search": { "totalCount": 0 }, "organisations": { "totalCount": 1 } }));
        assert_eq!(desk.audit().await.last().unwrap(), "mission.delete mission graphql");
    }
}

#[tokio::test]
async fn parts_go_with_their_record() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for noun in
            nouns(&world).into_iter().filter(|noun| ["Mission", "Performance", "BudgetAmendment"].contains(&noun.name))
        {
            let id = desk.made(noun.name, noun.input).await;
            assert_eq!(desk.delete(noun.name, json!({ "id": id })).await["deletedId"], json!(id), "{}", noun.name);
        }
        for (noun, id) in [
            ("Theme", &world.theme),
            ("Official", &world.official),
            ("Reserve", &world.reserve),
            ("Decision", &world.decision),
        ] {
            assert_eq!(
                desk.delete(noun, json!({ "id": id })).await["deletedId"],
                json!(id),
                "nothing is left that refers to it"
            );
        }
    }
}
