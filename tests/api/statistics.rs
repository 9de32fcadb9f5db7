//! Counts and sums over missions, on both engines.

use missieregister::entities::{contribution, cost, mission};
use missieregister::services::Caller;
use missieregister::services::query::{Attribute, Predicate, Test, Tested};
use missieregister::services::statistics::{Statistics, statistics};
use missieregister::values::{
    Direction, MissionDimension, MissionStatus, Money, MoneyStage, OutcomeKind, ParticipantKind, ParticipationStatus,
    RecordKind, fold,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use crate::draft::{Draft, about, place};
use crate::support::{Register, registers};

/// Three missions: two themes in one, two countries in another, and one of which nothing is known.
async fn three_missions(register: &Register) {
    let mut draft = Draft::default();
    let (energy, health) = (draft.theme("energie"), draft.theme("gezondheid"));
    let works = draft.organisation("Werken BV");
    let person = draft.person("Test", "Persoon", Some(works));
    let realised = |start| (Direction::Outbound, MissionStatus::Realised, start);
    let first = draft.mission(("Eerste", None), realised(Some("2016-03-01")), |_| {
        let twice = [place(1, "Ankara", "TR", None), place(2, "Izmir", "TR", None)];
        twice.into_iter().chain([about(1, energy), about(2, health)]).collect()
    });
    let second = draft.mission(("Tweede", None), realised(Some("2017-03-01")), |_| {
        vec![place(1, "Duitsland", "DE", None), place(2, "Turkije", "TR", None), about(1, health)]
    });
    let unknown = (Direction::Unknown, MissionStatus::Unknown, None);
    draft.mission(("Derde", None), unknown, |_| Vec::new());
    let attended = (ParticipantKind::Business, ParticipationStatus::Attended);
    draft.participation(first, (Some(works), Some(person)), attended);
    draft.participation(second, (Some(works), Some(person)), attended);
    draft.participation(second, (Some(works), None), attended);
    draft.participation(first, (None, None), (ParticipantKind::Business, ParticipationStatus::Cancelled));
    draft.outcome((first, None), (OutcomeKind::Deal, "a"), Some((100, "EUR")));
    draft.outcome((second, None), (OutcomeKind::Deal, "b"), Some((50, "CNY")));
    draft.outcome((second, None), (OutcomeKind::Lead, "c"), Some((7, "EUR")));
    money(&mut draft, first);
    draft.write(register).await.unwrap();
}

fn money(draft: &mut Draft, mission: Uuid) {
    for (stage, cents) in [(MoneyStage::Realised, 1234), (MoneyStage::Budgeted, 9999)] {
        let cost = cost::ActiveModel {
            mission_id: Set(mission),
            stage: Set(stage),
            description: Set("Reis".to_owned()),
            description_key: Set(fold("Reis")),
            cents: Set(Money::from_cents(cents)),
            currency: Set("EUR".to_owned()),
            ..Default::default()
        };
        draft.add(RecordKind::Cost, &cost, Vec::new());
        let contribution = contribution::ActiveModel {
            mission_id: Set(mission),
            stage: Set(stage),
            cents: Set(Money::from_cents(cents - 1)),
            currency: Set("EUR".to_owned()),
            ..Default::default()
        };
        draft.add(RecordKind::Contribution, &contribution, Vec::new());
    }
}

async fn groups(register: &Register, dimensions: &[MissionDimension]) -> Vec<String> {
    let everything = Predicate::everything();
    let groups = statistics(register.database.reader(&Caller::operator()), &everything, dimensions).await.unwrap();
    let told = |(key, row): (Vec<Option<String>>, Statistics)| {
        let key: Vec<String> = key.into_iter().map(|value| value.unwrap_or_else(|| "-".to_owned())).collect();
        let Statistics { missions, people, organisations, participations, .. } = row;
        format!("{} {missions} {people} {organisations} {participations}", key.join("/"))
    };
    groups.into_iter().map(told).collect()
}

#[tokio::test]
async fn a_mission_counts_once_in_each_group_that_it_belongs_to() {
    for register in registers().await {
        three_missions(&register).await;
        assert_eq!(groups(&register, &[]).await, [" 3 2 1 3"]);
        assert_eq!(groups(&register, &[MissionDimension::Year]).await, ["2016 1 1 1 1", "2017 1 2 1 2", "- 1 0 0 0"]);
        assert_eq!(groups(&register, &[MissionDimension::Country]).await, ["DE 1 2 1 2", "TR 2 2 1 3", "- 1 0 0 0"]);
        assert_eq!(
            groups(&register, &[MissionDimension::Theme, MissionDimension::Status]).await,
            ["energie/REALISED 1 1 1 1", "gezondheid/REALISED 2 2 1 3", "-/UNKNOWN 1 0 0 0"]
        );
        assert_eq!(
            groups(&register, &[MissionDimension::Direction, MissionDimension::Kind]).await,
            ["OUTBOUND/UNKNOWN 2 2 1 3", "UNKNOWN/UNKNOWN 1 0 0 0"]
        );
    }
}

#[tokio::test]
async fn money_is_summed_by_currency_and_what_was_only_budgeted_left_out() {
    for register in registers().await {
        three_missions(&register).await;
        let everything = Predicate::everything();
        let groups = statistics(register.database.reader(&Caller::operator()), &everything, &[]).await.unwrap();
        let sums = |sums: &std::collections::BTreeMap<String, Money>| format!("{sums:?}");
        assert_eq!(sums(&groups[0].1.deals), r#"{"CNY": Money(5000), "EUR": Money(10000)}"#);
        assert_eq!(sums(&groups[0].1.costs), r#"{"EUR": Money(1234)}"#);
        assert_eq!(sums(&groups[0].1.contributions), r#"{"EUR": Money(1233)}"#);
    }
}

#[tokio::test]
async fn only_missions_that_pass_are_counted_and_none_is_still_a_row() {
    for register in registers().await {
        three_missions(&register).await;
        let in_year = |year: i32| Attribute::of(mission::Column::Year).passes(vec![Test::Eq(year)]);
        let groups = statistics(register.database.reader(&Caller::operator()), &in_year(2016), &[]).await.unwrap();
        assert_eq!(groups[0].1.missions, 1);
        let groups = statistics(register.database.reader(&Caller::operator()), &in_year(1999), &[]).await.unwrap();
        assert_eq!(groups, [(Vec::new(), Statistics::default())]);
        let by_year =
            statistics(register.database.reader(&Caller::operator()), &in_year(1999), &[MissionDimension::Year])
                .await
                .unwrap();
        assert_eq!(by_year, []);
    }
}
