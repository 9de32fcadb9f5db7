//! Rules of single nouns, and what an edit may cost and by whom it may be made.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_graphql::{Request, Variables};
use missieregister::graphql;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::{Caller, Database, Origin};
use missieregister::values::Role;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::desk::{Desk, expected, field};
use super::nouns::nouns;
use crate::support::registers;
use crate::workers::workers;

/// The whole response to a mutation by somebody of a role.
async fn respond(database: &Database, role: Role, (mutation, input): (String, Value)) -> Value {
    let schema = graphql::schema(database.clone(), Vocabulary::built_in(), workers());
    let caller = Caller { name: "proef".to_owned(), role, origin: Origin::Graphql };
    let request = Request::new(mutation).variables(Variables::from_json(json!({ "input": input })));
    serde_json::to_value(schema.execute(graphql::prepare(request, caller, database)).await).unwrap()
}

fn mutation(verb: &str, noun: &str) -> String {
    let input = verb[..1].to_uppercase() + &verb[1..] + noun;
    format!("mutation($input: {input}Input!) {{ done: {verb}{noun}(input: $input) {{ userErrors {{ code }} }} }}")
}

#[tokio::test]
async fn only_editors_and_administrators_may_write() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let before = desk.audit().await;
        for noun in nouns(&world) {
            let inputs = [("create", noun.input), ("update", json!({ "id": "x" })), ("delete", json!({ "id": "x" }))];
            for (verb, input) in inputs {
                for role in [Role::Public, Role::Viewer] {
                    let asked = (mutation(verb, noun.name), input.clone());
                    let response = respond(&register.database, role, asked).await;
                    assert_eq!(
                        response["errors"][0]["extensions"]["code"], "FORBIDDEN",
                        "{verb}{} {response}",
                        noun.name
                    );
                }
                for role in [Role::Editor, Role::Admin] {
                    let asked = (mutation("update", noun.name), json!({ "id": "x" }));
                    let response = respond(&register.database, role, asked).await;
                    assert_eq!(response["data"]["done"]["userErrors"][0]["code"], "BAD_ID", "{response}");
                }
            }
        }
        assert_eq!(desk.audit().await, before);
    }
}

#[tokio::test]
async fn a_mutation_that_fails_in_the_middle_leaves_nothing() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let mission = nouns(&world).remove(0);
        let db = register.database.reader(&Caller::operator());
        db.execute_unprepared("ALTER TABLE audit_event RENAME TO audit_elsewhere").await.unwrap();
        let create = (mutation("create", "Mission"), mission.input);
        let update = (
            mutation("update", "Mission"),
            json!({ "id": world.mission, "title": "Anders", "destinations": [{ "country": "TR" }] }),
        );
        let delete = (mutation("delete", "Mission"), json!({ "id": world.other_mission }));
        for asked in [create, update, delete] {
            let response = respond(&register.database, Role::Editor, asked).await;
            assert_eq!(response["errors"][0]["extensions"]["code"], "INTERNAL", "{response}");
        }
        let left = desk.web.ask("{ missions(orderBy: [{ field: TITLE }]) { nodes { title version destinations { text } } } search(text: \"china\") { totalCount } }", json!({})).await;
        assert_eq!(
            left,
            json!({ "search": { "totalCount": 0 }, "missions": { "nodes": [
            { "title": "Handelsmissie Turkije", "version": 1, "destinations": [] },
            { "title": "Hannover Messe", "version": 1, "destinations": [] }] } })
        );
    }
}

#[tokio::test]
async fn the_statements_of_a_mutation_do_not_grow_with_its_lists() {
    for register in registers().await {
        let world = Desk::over(&register.database).world().await;
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&statements);
        let observed = register.database.clone().observed(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let desk = Desk::over(&observed);
        let mut counted = Vec::new();
        for lines in [1, 100] {
            let pair = [("-1", &world.reserve, "reserveId"), ("1", &world.performance, "performanceId")];
            let line = |index: usize| {
                let (amount, account, field) = pair[index % 2];
                json!({ field: account, "fiscalYear": 2017, "amount": amount })
            };
            let lines: Vec<Value> = (0..2 * lines).map(line).collect();
            statements.store(0, Ordering::Relaxed);
            let id =
                desk.made("BudgetAmendment", json!({ "description": lines.len().to_string(), "lines": lines })).await;
            let made = statements.swap(0, Ordering::Relaxed);
            assert_eq!(
                desk.write("update", "BudgetAmendment", &json!({ "id": id, "lines": null }), "").await["userErrors"],
                json!([])
            );
            counted.push((made, statements.load(Ordering::Relaxed)));
        }
        let [few, many] = counted.as_slice() else { unreachable!("two were made") };
        assert!(many.0 <= few.0 + 2 && many.1 <= few.1 + 2, "a statement for each hundred lines: {counted:?}");
        assert!(few.0 <= 15 && few.1 <= 15, "{counted:?}");
    }
}

#[tokio::test]
async fn dates_of_missions_are_days_or_words() {
    let shows = "startDate endDate dateText datePrecision year";
    let is = |start: Value, end: Value, text: Value, precision: Value, year: Value| json!({ "startDate": start, "endDate": end, "dateText": text, "datePrecision": precision, "year": year });
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let id = desk.made("Mission", json!({ "title": "Proef", "startDate": "2016-05-12" })).await;
        let day = |day: &str| json!(format!("2016-05-{day}"));
        let months = is(day("01"), day("31"), json!("mei 2016"), json!("MONTH"), json!(2016));
        for (change, wanted) in [
            (json!({}), is(day("12"), day("12"), json!(null), json!("DAY"), json!(2016))),
            (json!({ "dateText": "mei 2016" }), months.clone()),
            (json!({ "startDate": "2016-05-01", "endDate": "2016-05-31" }), months.clone()),
            (json!({ "startDate": "2016-05-01", "dateText": "mei 2016" }), months),
            (json!({ "endDate": "2016-05-30" }), is(day("01"), day("30"), json!(null), json!("DAY"), json!(2016))),
            (
                json!({ "endDate": "2016-05-30", "dateText": "heel mei" }),
                is(day("01"), day("30"), json!("heel mei"), json!("DAY"), json!(2016)),
            ),
            (json!({ "dateText": null }), is(day("01"), day("30"), json!(null), json!("DAY"), json!(2016))),
            (
                json!({ "dateText": "week 20 2017" }),
                is(json!("2017-05-15"), json!("2017-05-21"), json!("week 20 2017"), json!("WEEK"), json!(2017)),
            ),
            (
                json!({ "startDate": null, "endDate": null }),
                is(json!(null), json!(null), json!(null), json!(null), json!(null)),
            ),
        ] {
            let mut input = change.clone();
            input["id"] = json!(id);
            let mut done = desk.write("update", "Mission", &input, shows).await;
            assert_eq!(done["userErrors"], json!([]), "{change}");
            let fields = done["record"].as_object_mut().unwrap();
            fields.retain(|name, _| name != "id" && name != "version");
            assert_eq!(done["record"], wanted, "{change}");
        }
        for (input, faults) in [
            (json!({ "startDate": "2016-05-12", "endDate": null }), &[("NOT_TOGETHER", "endDate")][..]),
            (json!({ "dateText": "ergens in mei" }), &[("INVALID", "dateText")]),
            (json!({ "dateText": "12 mei" }), &[("INVALID", "dateText")]),
            (json!({ "dateText": "31-2-2016" }), &[("INVALID", "dateText")]),
            (json!({ "counterVisitOfId": id }), &[("INVALID", "counterVisitOfId")]),
        ] {
            let mut input = input;
            input["id"] = json!(id);
            assert_eq!(desk.faults("update", "Mission", input.clone()).await, expected(faults), "{input}");
        }
    }
}

#[tokio::test]
async fn a_person_who_was_erased_is_not_changed_any_more() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let db = register.database.reader(&Caller::operator());
        db.execute_unprepared("UPDATE person SET erased_at = '2016-01-01T00:00:00Z', email = NULL").await.unwrap();
        let input = json!({ "id": world.person, "email": "proef@proef.example" });
        assert_eq!(desk.faults("update", "Person", input).await, expected(&[("ERASED", "id")]));
    }
}

#[tokio::test]
async fn a_payer_and_a_fee_without_currency_stay_as_they_were_when_something_else_changes() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let id =
            desk.made("Participation", json!({ "missionId": world.mission, "fee": "10", "feeCurrency": "usd" })).await;
        let input = json!({ "id": id, "fee": "12" });
        let done = desk.write("update", "Participation", &input, "fee feeCurrency").await;
        assert_eq!((&done["record"]["fee"], &done["record"]["feeCurrency"]), (&json!("12.00"), &json!("USD")));
        let done =
            desk.write("update", "Participation", &json!({ "id": id, "feeCurrency": null }), "fee feeCurrency").await;
        assert_eq!((&done["record"]["fee"], &done["record"]["feeCurrency"]), (&json!("12.00"), &json!("EUR")));
    }
}

#[tokio::test]
async fn what_others_refer_to_can_be_found_to_refer_to_it() {
    for register in registers().await {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        for noun in nouns(&world) {
            desk.made(noun.name, noun.input).await;
        }
        let query = "{
            officials(filter: { displayName: { contains: \"proef\" } }, orderBy: [{ field: DISPLAY_NAME }]) { nodes { id } }
            decisions(filter: { decidedOn: { isNull: true } }, orderBy: [{ field: REFERENCE }]) { nodes { id } }
            reserves(orderBy: [{ field: NAME }], last: 1) { totalCount nodes { id } }
            budgetAmendments(filter: { status: { eq: ADOPTED }, proposedIn: { year: { eq: 2016 } } }) { nodes { description } } }";
        let found = desk.web.ask(query, json!({})).await;
        let wanted = json!({
            "officials": { "nodes": [{ "id": world.official }] },
            "decisions": { "nodes": [{ "id": world.decision }] },
            "reserves": { "totalCount": 2, "nodes": [{ "id": world.reserve }] },
            "budgetAmendments": { "nodes": [{ "description": "Export 2017" }] },
        });
        assert_eq!(found, wanted);
    }
}

#[tokio::test]
async fn every_noun_has_its_three_mutations() {
    for register in registers().await.into_iter().take(1) {
        let desk = Desk::over(&register.database);
        let world = desk.world().await;
        let schema = graphql::sdl();
        for noun in nouns(&world) {
            for verb in ["create", "update", "delete"] {
                let wanted = format!("  {verb}{}(", noun.name);
                assert!(schema.contains(&wanted), "{wanted} {}", field(noun.name));
            }
        }
        assert_eq!(nouns(&world).len(), 13);
    }
}
