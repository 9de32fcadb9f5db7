//! The number of statements of a query depends on the query, never on the data.

use missieregister::services::Database;
use missieregister::values::{ParticipantKind, ParticipationStatus};

use crate::graphql::{ask_counting, mistake};
use crate::sample::{Journey, Sample};
use crate::support::registers;

/// So many missions, on each of which everybody of as many organisations goes.
async fn crowd(database: &Database, size: usize, name: &str) {
    let mut sample = Sample::default();
    let theme = sample.theme(name);
    let official = sample.official(name);
    let people: Vec<_> = (0..size)
        .map(|place| {
            let organisation = sample.organisation(&format!("{name} {place}"));
            (organisation, sample.person(&format!("{name} {place}"), organisation))
        })
        .collect();
    for place in 0..size {
        let journey = Journey {
            countries: &["DE"],
            themes: &[theme],
            officials: &[official],
            reported: Some(5),
            ..Journey::default()
        };
        let mission = sample.mission(&format!("{name} {place}"), journey);
        for (organisation, person) in &people {
            let how = (ParticipantKind::Business, ParticipationStatus::Attended);
            sample.participation(mission, (Some(*organisation), Some(*person)), how);
        }
        sample.money(mission, people[0].0, 100);
        sample.deal((mission, people[0].0), "verkoop", Some(100));
    }
    sample.write(database).await;
}

const DEEP: &str = "{ missions(first: 10) { totalCount nodes {
    title destinations { text } themes { name } leader { name } leaders { official { name } } counts { people }
    reportedCounts { text } reportedParticipants { text } sources { row }
    costs { amount { value } sources { row } } contributions { payer { name } }
    outcomes(first: 3, orderBy: [{field: VALUE, direction: DESC}]) { totalCount nodes { organisation { name } } }
    participations(first: 5, orderBy: [{field: ROLE}]) { totalCount pageInfo { hasNextPage } nodes {
        person { displayName participations(last: 2) { nodes { mission { title } } } }
        organisation { name aliases missionCount participations(first: 4) { totalCount nodes {
            mission { title } person { familyName participations(first: 2) { nodes { mission { title themes { name } } } } }
        } } }
    } }
} } }";

/// What [`DEEP`] takes when no two of its fields happen to be read together: one statement for each list, count and
/// record that it names, two for themes and leaders, which are reached through a table between.
const AT_MOST: usize = 36;

#[tokio::test]
async fn a_deep_query_takes_a_statement_for_each_of_its_fields_at_most_however_much_there_is() {
    for register in registers().await {
        for (size, name) in [(1, "een"), (12, "twaalf"), (30, "dertig")] {
            crowd(&register.database, size, name).await;
            let (data, statements) = ask_counting(&register.database, DEEP).await;
            let missions = data["missions"]["nodes"].as_array().unwrap().len();
            assert_eq!(missions, if size == 1 { 1 } else { 10 });
            assert!((20..=AT_MOST).contains(&statements), "{statements} statements for {missions} missions");
        }
    }
}

#[tokio::test]
async fn a_nested_page_is_the_page_of_its_own_parent() {
    for register in registers().await {
        crowd(&register.database, 7, "groep").await;
        let page = "participations(first: 3, after: null) { edges { cursor } nodes { id } pageInfo { hasNextPage endCursor } }";
        let (data, statements) =
            ask_counting(&register.database, &format!("{{ missions {{ nodes {{ id {page} }} }} }}")).await;
        assert_eq!(statements, 2);
        for mission in data["missions"]["nodes"].as_array().unwrap() {
            let id = &mission["id"];
            let mut found: Vec<_> = mission["participations"]["nodes"].as_array().unwrap().clone();
            assert_eq!(found.len(), 3);
            let mut cursor = mission["participations"]["pageInfo"]["endCursor"].clone();
            loop {
                let query = format!(
                    "{{ mission(id: {id}) {{ participations(first: 3, after: {cursor}) {{
                        nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
                );
                let (next, _) = ask_counting(&register.database, &query).await;
                let next = &next["mission"]["participations"];
                found.extend(next["nodes"].as_array().unwrap().iter().cloned());
                cursor = next["pageInfo"]["endCursor"].clone();
                if next["pageInfo"]["hasNextPage"] == false {
                    break;
                }
            }
            let query = format!("{{ mission(id: {id}) {{ participations(last: 100) {{ nodes {{ id }} }} }} }}");
            let (whole, _) = ask_counting(&register.database, &query).await;
            assert_eq!(whole["mission"]["participations"]["nodes"], serde_json::Value::from(found));
        }
    }
}

#[tokio::test]
async fn queries_that_cost_too_much_are_refused_before_they_are_run() {
    use std::fmt::Write;
    use std::time::{Duration, Instant};
    for register in registers().await {
        let mut bomb = "{...F0}".to_owned();
        for level in 0..22 {
            let next = level + 1;
            write!(bomb, "fragment F{level} on Query{{viewer{{role}}...F{next} ...F{next}}}").unwrap();
        }
        bomb += "fragment F22 on Query{viewer{role}}";
        let start = Instant::now();
        let (code, _) = mistake(&register.database, &bomb).await;
        assert_eq!(code, "TOO_COMPLEX");
        assert!(start.elapsed() < Duration::from_secs(2), "{} bytes took {:?}", bomb.len(), start.elapsed());

        let page = |inner: &str| {
            format!("missions(first: 100) {{ nodes {{ participations(first: 100) {{ nodes {{ {inner} }} }} }} }}")
        };
        let (_, message) = mistake(
            &register.database,
            &format!("{{ {} }}", page("organisation { participations(first: 100) { nodes { id } } }")),
        )
        .await;
        assert!(message.contains("complex"), "{message}");
        let (_, statements) = ask_counting(&register.database, &format!("{{ {} }}", page("id"))).await;
        assert_eq!(statements, 1, "there are no missions to ask further of");
    }
}
