//! Lists: pages in both directions, filters and orders, on both engines alike.

use missieregister::entities::mission;
use missieregister::services::Database;
use missieregister::values::{Direction, MissionStatus, ParticipantKind, ParticipationStatus};
use sea_orm::Set;
use serde_json::{Value, json};

use crate::graphql::{ask, ask_counting, mistake};
use crate::sample::{Journey, Sample, day};
use crate::support::registers;

/// Missions with ties and gaps in their dates, years and codes.
async fn missions(database: &Database) {
    let mut sample = Sample::default();
    let dates = [None, Some("2016-05-01"), Some("2016-05-01"), None, Some("2015-11-30"), Some("2017-01-01"), None];
    let directions = [Direction::Outbound, Direction::Inbound, Direction::Unknown];
    for (place, date) in dates.into_iter().cycle().take(23).enumerate() {
        let row = mission::ActiveModel {
            start_date: Set(date.map(day)),
            year: Set(date.map(|date| date[..4].parse().unwrap())),
            code: Set((place % 4 == 0).then(|| format!("HM2016-{place:02}"))),
            direction: Set(directions[place % 3]),
            ..Default::default()
        };
        // Titles that differ, and sort otherwise as texts than as folded texts.
        let title = [format!("école {place}"), format!("Zürich {place}"), format!("_aarau {place}")][place % 3].clone();
        sample.mission(&title, Journey { row, ..Journey::default() });
    }
    sample.write(database).await;
}

fn titles(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["title"].as_str().unwrap().to_owned()).collect()
}

/// All titles, page by page from one end to the other.
async fn walk(database: &Database, order: &str, size: usize, forwards: bool) -> Vec<String> {
    let (take, from, more, next) = if forwards {
        ("first", "after", "hasNextPage", "endCursor")
    } else {
        ("last", "before", "hasPreviousPage", "startCursor")
    };
    let mut all = Vec::new();
    let mut at = String::new();
    loop {
        let query = format!(
            "{{ missions(orderBy: {order}, {take}: {size}{at}) {{
                nodes {{ title }} edges {{ cursor node {{ title }} }}
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        );
        let page = ask(database, &query).await["missions"].take();
        let found = titles(&page);
        assert_eq!(page["edges"].as_array().unwrap().len(), found.len());
        if forwards {
            all.extend(found);
        } else {
            all.splice(0..0, found);
        }
        assert_eq!(page["pageInfo"][if forwards { "hasPreviousPage" } else { "hasNextPage" }], json!(!at.is_empty()));
        if page["pageInfo"][more] == json!(false) {
            return all;
        }
        at = format!(", {from}: {}", page["pageInfo"][next]);
    }
}

const ORDERS: &[&str] = &[
    "[]",
    "[{field: START_DATE}]",
    "[{field: START_DATE, direction: DESC}]",
    "[{field: YEAR, direction: DESC}, {field: TITLE}]",
    "[{field: CODE}]",
    "[{field: CODE, direction: DESC}, {field: START_DATE, direction: DESC}]",
    "[{field: TITLE, direction: DESC}]",
    "[{field: CREATED_AT}, {field: UPDATED_AT, direction: DESC}]",
];

#[tokio::test]
async fn pages_in_both_directions_add_up_to_the_whole_list_over_ties_and_gaps() {
    let mut lists = Vec::new();
    for register in registers().await {
        missions(&register.database).await;
        let mut orders = Vec::new();
        for order in ORDERS {
            let whole = walk(&register.database, order, 100, true).await;
            assert_eq!(whole.len(), 23);
            for size in [1, 4, 22, 23] {
                assert_eq!(walk(&register.database, order, size, true).await, whole, "{order} by {size}");
                assert_eq!(walk(&register.database, order, size, false).await, whole, "{order} back by {size}");
            }
            orders.push(whole);
        }
        lists.push(orders);
    }
    assert!(lists.windows(2).all(|pair| pair[0] == pair[1]), "both engines sort alike");
}

#[tokio::test]
async fn missions_without_a_date_come_last_in_either_direction() {
    for register in registers().await {
        missions(&register.database).await;
        for direction in ["ASC", "DESC"] {
            let query = format!(
                "{{ missions(first: 100, orderBy: [{{field: START_DATE, direction: {direction}}}]) {{ nodes {{ startDate }} }} }}"
            );
            let page = ask(&register.database, &query).await;
            let dates: Vec<_> =
                page["missions"]["nodes"].as_array().unwrap().iter().map(|node| node["startDate"].clone()).collect();
            let dated = dates.iter().take_while(|date| !date.is_null()).count();
            assert!(0 < dated && dated < 23 && dates[dated..].iter().all(Value::is_null), "{direction}: {dates:?}");
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_is_a_mistake_that_says_what_to_do() {
    for register in registers().await {
        missions(&register.database).await;
        let db = &register.database;
        let cursor = ask(db, "{ missions(orderBy: [{field: TITLE}]) { pageInfo { endCursor } } }").await;
        let cursor = &cursor["missions"]["pageInfo"]["endCursor"];
        for (arguments, code, words) in [
            ("first: 1, last: 1".to_owned(), "BAD_PAGE", "not both"),
            ("first: 0".to_owned(), "BAD_PAGE", "1 to 100"),
            ("last: -5".to_owned(), "BAD_PAGE", "1 to 100"),
            ("first: 101".to_owned(), "BAD_PAGE", "1 to 100"),
            (format!("first: 5, before: {cursor}"), "BAD_PAGE", "goes with"),
            (format!("after: {cursor}"), "BAD_CURSOR", "another order"),
            (format!("after: {cursor}, orderBy: [{{field: TITLE, direction: DESC}}]"), "BAD_CURSOR", "another order"),
            ("after: \"zomaar\"".to_owned(), "BAD_CURSOR", "no cursor"),
            ("after: \"W10\"".to_owned(), "BAD_CURSOR", "no cursor"),
        ] {
            let (found, message) = mistake(db, &format!("{{ missions({arguments}) {{ nodes {{ id }} }} }}")).await;
            assert_eq!(found, code, "{arguments}: {message}");
            assert!(message.contains(words), "{arguments}: {message}");
        }
    }
}

#[tokio::test]
async fn a_total_is_counted_only_when_it_is_asked_for_and_a_page_read_only_then() {
    for register in registers().await {
        missions(&register.database).await;
        let db = &register.database;
        let (page, statements) = ask_counting(db, "{ missions { nodes { title } } }").await;
        assert_eq!((titles(&page["missions"]).len(), statements), (20, 1));
        let (page, statements) = ask_counting(db, "{ missions { totalCount } }").await;
        assert_eq!((&page["missions"]["totalCount"], statements), (&json!(23), 1));
        let (page, statements) =
            ask_counting(db, "{ missions(filter: {year: {eq: 2016}}) { totalCount edges { cursor } nodes { id } } }")
                .await;
        assert_eq!((&page["missions"]["totalCount"], statements), (&json!(7), 2));
    }
}

/// How many missions pass a filter.
async fn passing(database: &Database, filter: &str) -> i64 {
    let answer = ask(database, &format!("{{ missions(filter: {filter}) {{ totalCount nodes {{ id }} }} }}")).await;
    answer["missions"]["totalCount"].as_i64().unwrap()
}

#[tokio::test]
async fn a_filter_and_its_opposite_share_out_all_missions_those_without_a_value_too() {
    for register in registers().await {
        missions(&register.database).await;
        let db = &register.database;
        for (filter, count) in [
            ("{}", 23),
            ("{year: {eq: 2016}}", 7),
            ("{year: {in: [2015, 2017]}}", 6),
            ("{year: {isNull: true}}", 10),
            ("{year: {gte: 2016}}", 10),
            ("{year: {gt: 2015, lt: 2017}}", 7),
            ("{startDate: {lte: \"2016-05-01\"}}", 10),
            ("{code: {startsWith: \"hm2016\"}}", 6),
            ("{code: {contains: \"_\"}}", 0),
            ("{code: {eq: \"HM2016-04\"}}", 1),
            ("{code: {eq: \"hm2016-04\"}}", 0),
            ("{title: {contains: \"ECOLE\"}}", 8),
            ("{title: {startsWith: \"zurich\"}}", 8),
            ("{title: {startsWith: \"aarau\"}}", 7),
            ("{direction: {eq: OUTBOUND}}", 8),
            ("{direction: {in: [OUTBOUND, INBOUND]}}", 16),
            ("{direction: {in: []}}", 0),
            ("{status: {eq: UNKNOWN}}", 23),
            ("{and: [{year: {eq: 2016}}, {direction: {eq: OUTBOUND}}]}", 2),
            ("{or: [{year: {eq: 2015}}, {year: {eq: 2017}}]}", 6),
            ("{or: []}", 0),
            ("{and: []}", 23),
        ] {
            assert_eq!(passing(db, filter).await, count, "{filter}");
            assert_eq!(passing(db, &format!("{{not: {filter}}}")).await, 23 - count, "not {filter}");
        }
        assert_eq!(passing(db, "{year: {ne: 2016}}").await, 16, "those without a year are not of 2016");
        assert_eq!(passing(db, "{year: {notIn: [2015, 2016]}}").await, 13);
        assert_eq!(passing(db, "{direction: {ne: OUTBOUND}}").await, 15);
    }
}

#[tokio::test]
async fn filters_nest_through_relations_in_both_directions() {
    for register in registers().await {
        let db = &register.database;
        let mut sample = Sample::default();
        let energy = sample.theme("Energie");
        let performance = sample.performance("5.4.2", 2016);
        let row = mission::ActiveModel {
            performance_id: Set(Some(performance)),
            status: Set(MissionStatus::Realised),
            year: Set(Some(2016)),
            ..Default::default()
        };
        let china = Journey { row, countries: &["CN", "HK"], themes: &[energy], ..Journey::default() };
        let china = sample.mission("China", china);
        let answer = mission::ActiveModel { counter_visit_of_id: Set(Some(china)), ..Default::default() };
        let answer = sample.mission("Tegenbezoek", Journey { row: answer, countries: &["NL"], ..Journey::default() });
        let bouman = sample.organisation("Bouman Industries");
        let school = sample.organisation("Hogeschool");
        let attended = (ParticipantKind::Business, ParticipationStatus::Attended);
        sample.participation(china, (Some(bouman), None), attended);
        sample.participation(answer, (Some(bouman), None), attended);
        sample.participation(
            answer,
            (Some(school), None),
            (ParticipantKind::Education, ParticipationStatus::Cancelled),
        );
        sample.deal((china, bouman), "twee vloeistofscheiders", Some(10_050));
        sample.write(db).await;

        for (filter, wanted) in [
            ("{country: {eq: \"CN\"}}", "China"),
            ("{country: {in: [\"NL\"]}}", "Tegenbezoek"),
            ("{theme: {contains: \"ener\"}}", "China"),
            ("{not: {theme: {eq: \"Energie\"}}}", "Tegenbezoek"),
            ("{performance: {code: {eq: \"5.4.2\"}, year: {eq: 2016}}}", "China"),
            ("{not: {performance: {code: {eq: \"5.4.2\"}}}}", "Tegenbezoek"),
            ("{counterVisitOf: {title: {eq: \"China\"}}}", "Tegenbezoek"),
            ("{counterVisitOf: {participations: {organisation: {name: {startsWith: \"bouman\"}}}}}", "Tegenbezoek"),
            ("{participations: {organisation: {name: {eq: \"Hogeschool\"}}}}", "Tegenbezoek"),
            (
                "{participations: {mission: {participations: {organisation: {name: {eq: \"Hogeschool\"}}}}}}",
                "Tegenbezoek",
            ),
            ("{not: {participations: {status: {eq: CANCELLED}}}}", "China"),
            ("{outcomes: {value: {gt: \"100.00\"}, description: {contains: \"Vloeistof\"}}}", "China"),
        ] {
            let page = ask(db, &format!("{{ missions(filter: {filter}) {{ nodes {{ title }} }} }}")).await;
            assert_eq!(titles(&page["missions"]), [wanted], "{filter}");
        }
        let query =
            "{ organisations(filter: {missionCount: {gte: 1}}, orderBy: [{field: MISSION_COUNT, direction: DESC}]) {
            nodes { name missionCount of2016: missionCount(filter: {year: {eq: 2016}}) } } }";
        let wanted = json!([{ "name": "Bouman Industries", "missionCount": 2, "of2016": 1 }]);
        assert_eq!(ask(db, query).await["organisations"]["nodes"], wanted, "a cancelled participation is no journey");
        let (code, message) = mistake(db, "{ outcomes(filter: {value: {eq: \"0.001\"}}) { totalCount } }").await;
        assert_eq!((code.as_str(), message.contains("two decimals")), ("BAD_FILTER", true));
    }
}

#[tokio::test]
async fn filters_and_orders_as_long_and_as_deep_as_they_may_be_are_answered() {
    for register in registers().await {
        missions(&register.database).await;
        let db = &register.database;
        let years =
            |count: i32| (0..count).map(|year| format!("{{year: {{eq: {year}}}}}")).collect::<Vec<_>>().join(", ");
        assert_eq!(passing(db, &format!("{{not: {{or: [{}]}}}}", years(100))).await, 23);
        let (_, message) =
            mistake(db, &format!("{{ missions(filter: {{or: [{}]}}) {{ totalCount }} }}", years(101))).await;
        assert!(message.contains("100"), "{message}");

        let deep =
            (0..8).fold("{year: {eq: 2016}}".to_owned(), |inner, _| format!("{{not: {{and: [{inner}, {{}}]}}}}"));
        assert_eq!(passing(db, &deep).await, 7, "negated an even number of times");
        let through =
            |levels: usize| (0..levels).fold("{}".to_owned(), |inner, _| format!("{{counterVisitOf: {inner}}}"));
        assert_eq!(passing(db, &through(29)).await, 0);
        for query in [
            format!("{{ missions(filter: {}) {{ totalCount }} }}", through(30)),
            format!("query($f: MissionFilter = {}) {{ missions(filter: $f) {{ totalCount }} }}", through(1000)),
        ] {
            let (code, message) = mistake(db, &query).await;
            assert_eq!((code.as_str(), message.contains("deeper than 30")), ("TOO_COMPLEX", true));
        }

        let title = "{field: TITLE, direction: DESC}";
        let again = ["{field: TITLE}"; 500].join(", ");
        let page = |order: &str| format!("{{ missions(orderBy: [{order}]) {{ nodes {{ title }} }} }}");
        assert_eq!(
            ask(db, &page(&format!("{title}, {again}"))).await,
            ask(db, &page(title)).await,
            "what was sorted by already is not sorted by again"
        );
    }
}
