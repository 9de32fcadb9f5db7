//! All that is wrong with an input is told at once, each at its place; and then nothing is written.

use serde_json::{Value, json};

use super::desk::{Desk, World, expected, text};
use super::nouns::nouns;
use crate::support::registers;

/// For a noun: an input with faults of all sorts, and those faults.
type Faulty = (&'static str, Value, &'static [(&'static str, &'static str)]);

fn faulty(world: &World) -> Vec<Faulty> {
    [of_missions(world), of_parties(world), of_money(world), of_performances(world), of_names()].concat()
}

fn of_missions(world: &World) -> Vec<Faulty> {
    let long = "x".repeat(501);
    let nothing = &world.theme;
    vec![(
        "Mission",
        json!({ "title": "---", "code": long, "startDate": "2016-05-12", "endDate": "2016-05-11", "event": "a\u{7}b",
                "destinations": [{ "country": "Trukije" }, {}, { "text": "Ankara", "startDate": "2016-02-02", "endDate": "2016-02-01" }],
                "themeIds": [world.theme, world.mission, world.theme],
                "leaders": [{}, { "officialId": world.official, "personId": world.person }, { "personId": nothing }],
                "counterVisitOfId": "x", "performanceId": world.theme,
                "reportedCounts": [{ "indicator": "PEOPLE" }, { "indicator": "PEOPLE", "text": "best veel" },
                    { "indicator": "PEOPLE", "value": -1 }, { "indicator": "PEOPLE", "value": 5, "upper": 4 }] }),
        &[
            ("INVALID", "title"),
            ("TOO_LONG", "code"),
            ("INVALID", "endDate"),
            ("INVALID", "event"),
            ("INVALID", "destinations.0.country"),
            ("REQUIRED", "destinations.1.text"),
            ("INVALID", "destinations.2.endDate"),
            ("BAD_ID", "themeIds.1"),
            ("DUPLICATE", "themeIds.2"),
            ("NOT_TOGETHER", "leaders.0.officialId"),
            ("NOT_TOGETHER", "leaders.1.officialId"),
            ("BAD_ID", "leaders.2.personId"),
            ("BAD_ID", "counterVisitOfId"),
            ("BAD_ID", "performanceId"),
            ("REQUIRED", "reportedCounts.0.value"),
            ("INVALID", "reportedCounts.1.text"),
            ("INVALID", "reportedCounts.2.value"),
            ("INVALID", "reportedCounts.3.upper"),
        ],
    )]
}

fn of_parties(world: &World) -> Vec<Faulty> {
    let nothing = &world.theme;
    vec![
        (
            "Organisation",
            json!({ "name": " ", "aliases": ["goed", "--"], "kvkNumber": "123", "country": "Nergenshuizen" }),
            &[("REQUIRED", "name"), ("INVALID", "aliases.1"), ("INVALID", "kvkNumber"), ("INVALID", "country")],
        ),
        (
            "Person",
            json!({ "name": "Jan", "familyName": "Proef", "email": "geen adres", "organisationId": nothing }),
            &[("NOT_TOGETHER", "name"), ("INVALID", "email"), ("BAD_ID", "organisationId")],
        ),
        ("Person", json!({ "phone": "038-0000000" }), &[("REQUIRED", "familyName")]),
        (
            "Participation",
            json!({ "missionId": nothing, "organisationId": nothing, "personId": "-", "fee": "1.005", "feeCurrency": "euro" }),
            &[
                ("BAD_ID", "missionId"),
                ("BAD_ID", "organisationId"),
                ("BAD_ID", "personId"),
                ("INVALID", "fee"),
                ("INVALID", "feeCurrency"),
            ],
        ),
    ]
}

fn of_money(world: &World) -> Vec<Faulty> {
    let nothing = &world.theme;
    vec![
        (
            "Outcome",
            json!({ "missionId": nothing, "description": "", "currency": "EUR", "date": "0216-11-09" }),
            &[("BAD_ID", "missionId"), ("REQUIRED", "description"), ("NOT_TOGETHER", "currency"), ("INVALID", "date")],
        ),
        (
            "Cost",
            json!({ "missionId": nothing, "description": "", "amount": { "value": "0.001", "currency": "E" } }),
            &[
                ("BAD_ID", "missionId"),
                ("REQUIRED", "description"),
                ("INVALID", "amount.value"),
                ("INVALID", "amount.currency"),
            ],
        ),
        (
            "Contribution",
            json!({ "missionId": nothing, "payerId": nothing, "amount": { "value": "92233720368547758.08" } }),
            &[("BAD_ID", "missionId"), ("BAD_ID", "payerId"), ("INVALID", "amount.value")],
        ),
    ]
}

fn of_performances(world: &World) -> Vec<Faulty> {
    let nothing = &world.theme;
    vec![
        (
            "Performance",
            json!({ "code": "", "year": 16, "title": "", "reserveId": nothing, "portfolioHolderIds": [nothing],
                "actions": [{ "ordinal": 0, "text": "" }, { "ordinal": 2, "text": "a" },
                    { "ordinal": 2, "text": "b", "targets": [{ "indicator": "PEOPLE", "value": "1.23456" }] }],
                "investmentProposals": [{ "text": "x", "decisionId": nothing }],
                "progressNotes": [{ "document": "BUDGET", "text": "" }],
                "signals": [{ "document": "MONITOR", "dimension": "", "colour": "RED" }] }),
            &[
                ("REQUIRED", "code"),
                ("INVALID", "year"),
                ("REQUIRED", "title"),
                ("BAD_ID", "reserveId"),
                ("BAD_ID", "portfolioHolderIds.0"),
                ("INVALID", "actions.0.ordinal"),
                ("REQUIRED", "actions.0.text"),
                ("DUPLICATE", "actions.2.ordinal"),
                ("INVALID", "actions.2.targets.0.value"),
                ("BAD_ID", "investmentProposals.0.decisionId"),
                ("REQUIRED", "progressNotes.0.text"),
                ("REQUIRED", "signals.0.dimension"),
            ],
        ),
        (
            "BudgetAmendment",
            json!({ "description": "", "basisIds": [nothing], "lines": [
                { "reserveId": world.reserve, "fiscalYear": 2017, "amount": "-234000" },
                { "fiscalYear": 17, "amount": "233999.99" }] }),
            &[
                ("REQUIRED", "description"),
                ("BAD_ID", "basisIds.0"),
                ("NOT_TOGETHER", "lines.1.reserveId"),
                ("INVALID", "lines.1.fiscalYear"),
                ("UNBALANCED", "lines"),
            ],
        ),
    ]
}

fn of_names() -> Vec<Faulty> {
    vec![
        ("Official", json!({ "displayName": "..." }), &[("INVALID", "displayName")]),
        ("Theme", json!({ "name": "", "nameEn": "a\u{0}b" }), &[("REQUIRED", "name"), ("INVALID", "nameEn")]),
        (
            "Reserve",
            json!({ "name": "-", "openingBalance": "1.001" }),
            &[("INVALID", "name"), ("INVALID", "openingBalance")],
        ),
        (
            "Decision",
            json!({ "reference": "?", "decidedOn": "9999-01-01" }),
            &[("INVALID", "reference"), ("INVALID", "decidedOn")],
        ),
    ]
}

#[tokio::test]
async fn all_faults_of_an_input_are_told_at_once_and_nothing_is_written() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let made: Vec<_> = {
            let mut made = Vec::new();
            for noun in nouns(&world) {
                made.push((noun.name, desk.made(noun.name, noun.input).await));
            }
            made
        };
        let before = desk.audit().await;
        for (name, input, faults) in faulty(&world) {
            let mut wanted = expected(faults);
            wanted.sort();
            let mut told = desk.faults("create", name, input.clone()).await;
            told.sort();
            assert_eq!(told, wanted, "create{name}");

            // A change of a record that is in order has the same faults, but for the person, who has a name already.
            if wanted.iter().all(|(_, place)| place != "input.familyName") {
                let (_, id) = made.iter().find(|(noun, _)| *noun == name).unwrap();
                let mut input = input;
                input["id"] = json!(id);
                if name == "Outcome" {
                    input["value"] = json!(null);
                }
                let mut told = desk.faults("update", name, input).await;
                told.sort();
                assert_eq!(told, wanted, "update{name}");
                assert_eq!(desk.read(name, id, "").await["version"], 1, "{name}");
            }
        }
        assert_eq!(desk.audit().await, before, "what is refused is not done");
    }
}

#[tokio::test]
async fn what_is_referred_to_must_be_there() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let gone = desk.made("Theme", json!({ "name": "Water" })).await;
        assert_eq!(desk.delete("Theme", json!({ "id": gone })).await["deletedId"], json!(gone));
        let input = json!({ "title": "Proef", "themeIds": [world.theme, gone] });
        assert_eq!(desk.faults("create", "Mission", input).await, expected(&[("NOT_FOUND", "themeIds.1")]));
    }
}

#[tokio::test]
async fn what_a_record_must_have_cannot_be_cleared() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for (name, fields) in [
            ("Mission", &["title"][..]),
            ("Organisation", &["name"]),
            ("Participation", &["missionId"]),
            ("Outcome", &["missionId", "description"]),
            ("Cost", &["missionId", "description", "amount"]),
            ("Contribution", &["missionId", "amount"]),
            ("Performance", &["code", "year", "title"]),
            ("BudgetAmendment", &["description"]),
            ("Official", &["displayName"]),
            ("Theme", &["name"]),
            ("Reserve", &["name"]),
            ("Decision", &["reference"]),
        ] {
            let noun = nouns(&world).into_iter().find(|noun| noun.name == name).unwrap();
            let mut input = json!({ "id": desk.made(name, noun.input).await });
            for field in fields {
                input[field] = json!(null);
            }
            let mut wanted = expected(&fields.iter().map(|field| ("REQUIRED", *field)).collect::<Vec<_>>());
            let mut told = desk.faults("update", name, input).await;
            wanted.sort();
            told.sort();
            assert_eq!(told, wanted, "{name}");
        }
    }
}

#[tokio::test]
async fn faults_are_told_in_dutch_or_english_and_repeat_nothing_of_people() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let input = json!({ "familyName": "Geheim", "email": "geheim at proef" });
        let refused = desk.write("create", "Person", &input, "").await;
        let error = &refused["userErrors"][0];
        assert_eq!(error["message"], "Deze waarde is niet te lezen: verwacht iets als jan@bedrijf.nl.");
        assert_eq!(error["english"], "This value cannot be read: expected something like jan@bedrijf.nl.");
        assert!(!refused.to_string().to_lowercase().contains("geheim"), "{refused}");

        let refused = desk
            .write("create", "Mission", &json!({ "title": "x", "destinations": [{ "country": "Duitslnd" }] }), "")
            .await;
        assert!(text(&refused["userErrors"][0]["message"]).contains("bedoelt u Duitsland"), "{refused}");
    }
}

#[tokio::test]
async fn what_engines_cannot_index_is_too_long() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        // Letters that fold into three each.
        let wide: String = ('\u{ac00}'..).take(500).collect();
        for (title, faults) in [(wide.as_str(), &[("TOO_LONG", "title")][..]), (&wide[..600], &[])] {
            assert_eq!(desk.faults("create", "Mission", json!({ "title": title })).await, expected(faults));
        }
    }
}

#[tokio::test]
async fn the_mutation_of_the_guide_works() {
    let guide = include_str!("../../../docs/writing.md");
    let block = |language: &str| guide.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap();
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let mut variables: Value = serde_json::from_str(block("json")).unwrap();
        assert_eq!(variables["input"]["ifVersion"].take(), json!(3));
        variables["input"]["id"] = json!(world.mission);
        let done = desk.web.ask(block("graphql"), variables).await;
        assert_eq!(
            (&done["updateMission"]["userErrors"], &done["updateMission"]["mission"]["version"]),
            (&json!([]), &json!(2))
        );
    }
}

/// The list in the guide is the whole list.
#[test]
fn the_guide_lists_every_code() {
    let guide = include_str!("../../../docs/writing.md");
    let listed: Vec<&str> =
        guide.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(code, _)| code)).collect();
    assert_eq!(listed, missieregister::services::edits::Problem::CODES);
}
