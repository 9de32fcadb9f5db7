//! GraphQL from the command line, on the example registers.

use serde_json::json;

use crate::examples::committed;
use crate::office::{office, offices};

const MISSIONS_OF_2016: &str = "{ missions(filter: {year: {eq: 2016}, direction: {eq: OUTBOUND}}) { totalCount nodes {
    code title destinations { country { code } region } themes { name } event leader { displayName }
    counts { people organisations } } } }";

const PROGRESS_OF_2016: &str = "{ performance(code: \"5.4.2\", year: 2016) {
    progress { indicator target realised reported { text } reached }
    budgetAmendments { lines { amount fiscalYear reserve { name } performance { code } } } } }";

#[tokio::test]
async fn the_missions_of_2016_are_the_four_of_the_page() {
    for office in offices().await {
        office.import(&committed());
        let missions = office.query(MISSIONS_OF_2016)["missions"].clone();
        assert_eq!(missions["totalCount"], 4);
        let mut nodes = missions["nodes"].as_array().unwrap().clone();
        nodes.sort_by_key(|node| node["code"].to_string());
        assert_eq!(
            nodes[3],
            json!({
                "code": "HM2016-04",
                "title": "Handelsmissie China",
                "destinations": [{ "country": { "code": "CN" }, "region": "Liaoning" }],
                "themes": [{ "name": "HTSM" }, { "name": "EMT" }],
                "event": null,
                "leader": { "displayName": "gedeputeerde Van Hijum" },
                "counts": { "people": 17, "organisations": 11 },
            })
        );
        let countries: Vec<_> = nodes.iter().map(|node| node["destinations"][0]["country"]["code"].clone()).collect();
        assert_eq!(countries, ["TR", "DE", "DE", "CN"]);
        assert_eq!(nodes[2]["event"], "Hannover Messe");
    }
}

#[tokio::test]
async fn progress_sets_targets_against_the_register_and_the_report() {
    for office in offices().await {
        office.import(&committed());
        let performance = office.query(PROGRESS_OF_2016)["performance"].clone();
        assert_eq!(
            performance["progress"],
            json!([
                { "indicator": "MISSIONS", "target": "3", "realised": "4", "reported": null, "reached": true },
                {
                    "indicator": "PEOPLE", "target": "30", "realised": "54",
                    "reported": { "text": "meer dan 50" }, "reached": true,
                },
            ])
        );
        assert_eq!(
            performance["budgetAmendments"],
            json!([{ "lines": [
                {
                    "amount": "-234000.00", "fiscalYear": 2017, "performance": null,
                    "reserve": { "name": "Uitvoering Kwaliteit van Overijssel" },
                },
                { "amount": "234000.00", "fiscalYear": 2017, "performance": { "code": "5.4.2" }, "reserve": null },
            ] }])
        );
    }
}

#[tokio::test]
async fn other_years_and_incoming_and_cancelled_missions_are_told_apart() {
    for office in offices().await {
        office.import(&committed());
        let counted = |filter: &str| {
            office.query(&format!("{{ missions(filter: {filter}) {{ totalCount }} }}"))["missions"]["totalCount"]
                .clone()
        };
        assert_eq!(counted("{}"), 12);
        assert_eq!(counted("{direction: {eq: INBOUND}}"), 2);
        assert_eq!(counted("{status: {eq: CANCELLED}}"), 1);
        assert_eq!(counted("{year: {eq: 2018}, performance: {year: {eq: 2018}}}"), 3);
        assert_eq!(counted("{country: {eq: \"CN\"}}"), 2);
    }
}

#[tokio::test]
async fn variables_are_given_as_json_and_errors_are_a_refusal() {
    let office = office().await;
    let file =
        office.write("q.graphql", b"query($year: Int!) { missions(filter: {year: {eq: $year}}) { totalCount } }");
    let file = file.to_str().unwrap();
    let printed = office.done(&["query", file, "--variables", "{\"year\": 2016}"]);
    assert_eq!(printed.parse::<serde_json::Value>().unwrap(), json!({ "data": { "missions": { "totalCount": 0 } } }));
    let ended = office.run(&["query", file]);
    assert_eq!(ended.status, 1, "{}", ended.out);
    assert!(format!("{}{}", ended.out, ended.err).contains("year"));
}
