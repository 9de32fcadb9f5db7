//! Performances, their money, statistics and search as clients ask for them, on both engines.

use missieregister::services::Database;
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::graphql::{ask, ask_counting, mistake};
use crate::page_2016::page_2016;
use crate::support::registers;

async fn performance(database: &Database, fields: &str) -> Value {
    let query = format!("{{ performance(code: \"5.4.2\", year: 2016) {{ {fields} }} }}");
    ask(database, &query).await["performance"].take()
}

#[tokio::test]
async fn a_performance_tells_its_targets_its_progress_and_its_money() {
    for register in registers().await {
        page_2016(&register).await;
        let fields = "title role term reserve { name } portfolioHolders { displayName }
            actions { ordinal targets { indicator value unitText } }
            progress { indicator target realised reported { text } reached }
            progressNotes(document: ANNUAL_REPORT) { subject } investmentProposals { decision { reference } }
            missions(filter: {status: {eq: REALISED}}, orderBy: [{field: START_DATE}]) { totalCount nodes { title } }
            budgetAmendments { status basis { reference decidedOn } proposedIn { year }
                lines { amount fiscalYear reserve { name } performance { code } } }";
        let told = performance(&register.database, fields).await;
        assert_eq!(
            told["progress"],
            json!([
                { "indicator": "MISSIONS", "target": "3", "realised": "4", "reported": null, "reached": true },
                { "indicator": "PEOPLE", "target": "30", "realised": "2", "reported": { "text": "meer dan 50" },
                  "reached": false },
            ])
        );
        let reserve = "Uitvoering Kwaliteit van Overijssel";
        assert_eq!(
            told["budgetAmendments"][0]["lines"],
            json!([
                { "amount": "-234000.00", "fiscalYear": 2017, "reserve": { "name": reserve }, "performance": null },
                { "amount": "234000.00", "fiscalYear": 2017, "reserve": null, "performance": { "code": "5.4.2" } },
            ])
        );
        let basis = json!([{ "reference": "PS/2016/871", "decidedOn": "2016-11-09" }]);
        assert_eq!(told["budgetAmendments"][0]["basis"], basis);
        assert_eq!(told["portfolioHolders"], json!([{ "displayName": "Eddy van Hijum" }]));
        assert_eq!(
            told["actions"][0]["targets"][1],
            json!({ "indicator": "PEOPLE", "value": "30", "unitText": "ondernemers" })
        );
        assert_eq!(told["progressNotes"], json!([{ "subject": "CONTENT" }, { "subject": "FINANCE" }]));
        assert_eq!(told["missions"]["totalCount"], 4);
        assert_eq!(told["missions"]["nodes"][0]["title"], "Handelsmissie Turkije");
    }
}

#[tokio::test]
async fn the_page_is_printed_in_dutch_unless_another_language_is_asked_for() {
    for register in registers().await {
        page_2016(&register).await;
        let told = performance(&register.database, "report english: report(language: EN)").await;
        assert_eq!(told["report"], include_str!("report_2016.md"));
        assert!(told["english"].as_str().unwrap().contains("In 2016 four outgoing missions were realised:"));
    }
}

#[tokio::test]
async fn many_performances_take_as_many_statements_as_one() {
    let query = "{ performances(orderBy: [{field: YEAR}]) { nodes { year predecessor { year } portfolioHolders { id }
        actions { targets { value } } progress { realised } reserve { balance(fiscalYear: 2017) } report
        reportedCounts { text } signals { colour } investmentProposals { decision { title } }
        budgetAmendments { lines { reserve { name } performance { year } } basis { title } decision { title } }
        missions(first: 2) { nodes { title } } sources { row } } } }";
    for register in registers().await {
        page_2016(&register).await;
        let (_, one) = ask_counting(&register.database, query).await;
        let mut draft = Draft::default();
        for year in 2017..2030 {
            draft.performance("5.4.2", year, Vec::new());
        }
        draft.write(&register).await.unwrap();
        let (data, many) = ask_counting(&register.database, query).await;
        assert!(many <= one + 2, "{one} statements for one and {many} for fourteen");
        let nodes = data["performances"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 14);
        assert_eq!(nodes[1]["predecessor"]["year"], 2016);
        assert_eq!(nodes[0]["predecessor"], Value::Null);
    }
}

#[tokio::test]
async fn reserves_decisions_and_amendments_are_nodes() {
    for register in registers().await {
        page_2016(&register).await;
        let ids = performance(&register.database, "reserve { id } budgetAmendments { id basis { id } }").await;
        let amendment = &ids["budgetAmendments"][0];
        let ids = [&ids["reserve"]["id"], &amendment["id"], &amendment["basis"][0]["id"]];
        let ids = serde_json::to_string(&ids).unwrap();
        let nodes = ask(&register.database, &format!("{{ nodes(ids: {ids}) {{ __typename id }} }}")).await;
        let names: Vec<_> = nodes["nodes"].as_array().unwrap().iter().map(|node| node["__typename"].clone()).collect();
        assert_eq!(names, ["Reserve", "BudgetAmendment", "Decision"]);
    }
}

#[tokio::test]
async fn missions_are_counted_by_what_they_have_in_common() {
    for register in registers().await {
        page_2016(&register).await;
        let query = "{ missionStatistics(filter: {status: {eq: REALISED}}, groupBy: [COUNTRY, DIRECTION]) {
            key { dimension value label english: label(language: EN) } missions people dealValue } }";
        let rows = ask(&register.database, query).await;
        let told: Vec<String> = rows["missionStatistics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let (country, direction) = (&row["key"][0], &row["key"][1]);
                let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
                let words = [&country["value"], &country["label"], &country["english"], &direction["label"]].map(text);
                format!("{} {} {}", words.join(" "), row["missions"], row["people"])
            })
            .collect();
        assert_eq!(
            told,
            ["CN China China uitgaand 1 2", "DE Duitsland Germany uitgaand 2 0", "TR Turkije Türkiye uitgaand 1 0"]
        );
        let all = ask(&register.database, "{ missionStatistics { key { value } missions dealValue } }").await;
        assert_eq!(all["missionStatistics"], json!([{ "key": [], "missions": 5, "dealValue": "0.00" }]));
        let twice = mistake(&register.database, "{ missionStatistics(groupBy: [YEAR, YEAR]) { missions } }").await;
        assert_eq!(twice.0, "BAD_GROUPING");
    }
}

#[tokio::test]
async fn what_is_found_can_be_read_on_and_paged() {
    for register in registers().await {
        page_2016(&register).await;
        let query = "{ search(text: \"bouman\") { totalCount nodes { title recordKind record { __typename } } } }";
        let found = ask(&register.database, query).await;
        let titles = json!([
            { "title": "Bouman Industries", "recordKind": "ORGANISATION", "record": { "__typename": "Organisation" } },
            { "title": "verkoop van twee vloeistofscheiders", "recordKind": "OUTCOME",
              "record": { "__typename": "Outcome" } },
            { "title": "Test Persoon", "recordKind": "PERSON", "record": { "__typename": "Person" } },
        ]);
        assert_eq!(found["search"], json!({ "totalCount": 3, "nodes": titles }));
        let first =
            ask(&register.database, "{ search(text: \"bouman\", first: 1) { pageInfo { hasNextPage endCursor } } }")
                .await;
        let page = &first["search"]["pageInfo"];
        assert_eq!(page["hasNextPage"], true);
        let rest = format!("{{ search(text: \"bouman\", after: {}) {{ nodes {{ title }} }} }}", page["endCursor"]);
        assert_eq!(ask(&register.database, &rest).await["search"]["nodes"].as_array().unwrap().len(), 2);
        let bad = mistake(&register.database, "{ search(text: \"bouman\", after: \"x\") { totalCount } }").await;
        assert_eq!(bad.0, "BAD_CURSOR");
    }
}
