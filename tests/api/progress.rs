//! What counts for the progress of a performance, on both engines.

use chrono::Datelike;
use missieregister::clock;
use missieregister::entities::{action, reported_count, target};
use missieregister::services::Caller;
use missieregister::services::progress::{IndicatorProgress, Scope, progress};
use missieregister::services::tables::{Row, Table};
use missieregister::values::{
    Comparator, Direction, Indicator, MissionStatus, OutcomeKind, ParticipantKind, ParticipationStatus, Quantity,
    ReportingDocument,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use crate::draft::{Draft, day, part};
use crate::support::{Register, registers};

const TODAY: &str = "2016-10-01";

fn promise(ordinal: i32, indicator: Indicator, direction: Option<Direction>, value: i32) -> (Table, Row) {
    part(&target::ActiveModel {
        action_ordinal: Set(1),
        ordinal: Set(ordinal),
        indicator: Set(indicator),
        direction: Set(direction),
        comparator: Set(Comparator::AtLeast),
        value: Set(Quantity::whole(value)),
        ..Default::default()
    })
}

fn action() -> (Table, Row) {
    part(&action::ActiveModel { ordinal: Set(1), text: Set("Wij steunen missies.".to_owned()), ..Default::default() })
}

fn stated(ordinal: i32, document: ReportingDocument, value: i32) -> (Table, Row) {
    part(&reported_count::ActiveModel {
        ordinal: Set(ordinal),
        indicator: Set(Indicator::People),
        comparator: Set(Comparator::MoreThan),
        value: Set(value),
        text: Set(format!("meer dan {value}")),
        document: Set(Some(document)),
        ..Default::default()
    })
}

async fn rows(register: &Register, performance: Uuid) -> Vec<IndicatorProgress> {
    let scope = Scope::Of(&[performance]);
    let mut progress = progress(register.database.reader(&Caller::operator()), scope, day(TODAY)).await.unwrap();
    progress.remove(&performance).unwrap_or_default()
}

fn realised(rows: &[IndicatorProgress]) -> Vec<String> {
    rows.iter().map(|row| format!("{:?} {}", row.indicator, row.realised)).collect()
}

#[tokio::test]
async fn missions_count_that_took_place_or_lie_in_the_past_without_saying_otherwise() {
    use Direction::{Inbound, Outbound, Unknown};
    for register in registers().await {
        let mut draft = Draft::default();
        let promises =
            vec![action(), promise(1, Indicator::Missions, None, 3), promise(2, Indicator::Missions, Some(Inbound), 1)];
        let performance = draft.performance("5.4.2", 2016, promises);
        let other = draft.performance("5.4.2", 2015, Vec::new());
        for (title, of, direction, status, start) in [
            ("realised", Some(performance), Outbound, MissionStatus::Realised, Some("2016-05-12")),
            ("realised without a date", Some(performance), Outbound, MissionStatus::Realised, None),
            ("of unknown direction", Some(performance), Unknown, MissionStatus::Realised, Some("2016-05-12")),
            ("in the past", Some(performance), Outbound, MissionStatus::Unknown, Some("2016-09-30")),
            ("today", Some(performance), Outbound, MissionStatus::Unknown, Some(TODAY)),
            ("to come", Some(performance), Outbound, MissionStatus::Unknown, Some("2016-10-02")),
            ("of no known day", Some(performance), Outbound, MissionStatus::Unknown, None),
            ("cancelled", Some(performance), Outbound, MissionStatus::Cancelled, Some("2016-05-12")),
            ("planned", Some(performance), Outbound, MissionStatus::Planned, Some("2016-05-12")),
            ("confirmed", Some(performance), Outbound, MissionStatus::Confirmed, Some("2016-05-12")),
            ("inbound", Some(performance), Inbound, MissionStatus::Realised, Some("2016-05-12")),
            ("of another page", Some(other), Outbound, MissionStatus::Realised, Some("2016-05-12")),
            ("of no page", None, Outbound, MissionStatus::Realised, Some("2016-05-12")),
        ] {
            draft.mission((title, of), (direction, status, start), |_| Vec::new());
        }
        draft.mission(("of a past year", Some(performance)), (Outbound, MissionStatus::Unknown, None), |mission| {
            mission.year = Set(Some(day(TODAY).year() - 1));
            Vec::new()
        });
        draft.write(&register).await.unwrap();

        let rows = rows(&register, performance).await;
        assert_eq!(realised(&rows), ["Missions 5", "Missions 1"]);
        assert_eq!(rows[0].target, Some(3.into()));
        assert_eq!((rows[0].reached, rows[1].reached), (Some(true), Some(true)));
        assert_eq!(rows[0].ratio.map(|ratio| format!("{ratio:.3}")).as_deref(), Some("1.667"));
    }
}

#[tokio::test]
async fn people_count_once_and_officials_support_and_press_not_at_all() {
    use ParticipationStatus::{Attended, Cancelled, Confirmed, Declined, NoShow, Registered, Waitlisted};
    for register in registers().await {
        let mut draft = Draft::default();
        let promises = vec![
            action(),
            promise(1, Indicator::People, None, 6),
            promise(2, Indicator::Organisations, None, 1),
            promise(3, Indicator::Participations, None, 1),
        ];
        let performance = draft.performance("5.4.2", 2016, promises);
        let realised_at = |start| (Direction::Outbound, MissionStatus::Realised, Some(start));
        let first = draft.mission(("first", Some(performance)), realised_at("2016-03-01"), |_| Vec::new());
        let second = draft.mission(("second", Some(performance)), realised_at("2016-04-01"), |_| Vec::new());
        let (works, school) = (draft.organisation("Werken BV"), draft.organisation("School"));
        let person = |draft: &mut Draft, name| Some(draft.person("Test", name, Some(works)));
        let business = ParticipantKind::Business;
        let twice = person(&mut draft, "Tweemaal");
        draft.participation(first, (Some(works), twice), (business, Attended));
        draft.participation(second, (Some(works), twice), (ParticipantKind::Unknown, ParticipationStatus::Unknown));
        for (name, kind, status) in [
            ("Aangemeld", business, Registered),
            ("Bevestigd", ParticipantKind::Education, Confirmed),
            ("Wachtlijst", business, Waitlisted),
            ("Afgewezen", business, Declined),
            ("Afgemeld", business, Cancelled),
            ("Weggebleven", business, NoShow),
            ("Bestuurder", ParticipantKind::Official, Attended),
            ("Ondersteuner", ParticipantKind::Support, Attended),
            ("Journalist", ParticipantKind::Press, Attended),
        ] {
            let person = person(&mut draft, name);
            draft.participation(first, (Some(works), person), (kind, status));
        }
        draft.participation(first, (Some(school), None), (ParticipantKind::Education, Attended));
        draft.participation(second, (Some(school), None), (ParticipantKind::Education, Attended));
        draft.participation(second, (None, None), (ParticipantKind::Press, Attended));
        draft.write(&register).await.unwrap();

        let rows = rows(&register, performance).await;
        assert_eq!(realised(&rows), ["People 5", "Organisations 2", "Participations 10"]);
        assert_eq!(rows[0].reached, Some(false));
    }
}

#[tokio::test]
async fn targets_of_several_actions_add_up_but_a_maximum_does_not() {
    for register in registers().await {
        let mut draft = Draft::default();
        let maximum = part(&target::ActiveModel {
            action_ordinal: Set(1),
            ordinal: Set(3),
            indicator: Set(Indicator::Missions),
            comparator: Set(Comparator::AtMost),
            value: Set(Quantity::whole(0)),
            ..Default::default()
        });
        let promises =
            vec![action(), promise(1, Indicator::Missions, None, 2), promise(2, Indicator::Missions, None, 1), maximum];
        let performance = draft.performance("5.4.2", 2016, promises);
        draft.write(&register).await.unwrap();

        let rows = rows(&register, performance).await;
        let told: Vec<_> = rows.iter().map(|row| (row.target, row.reached)).collect();
        assert_eq!(told, [(Some(3.into()), Some(false)), (Some(0.into()), Some(true))]);
        assert_eq!(rows[1].ratio, None, "nothing is a part of zero");
    }
}

#[tokio::test]
async fn deals_count_and_are_summed_in_euros_to_the_cent() {
    for register in registers().await {
        let mut draft = Draft::default();
        let promises = vec![action(), promise(1, Indicator::Deals, None, 1), promise(2, Indicator::DealValue, None, 1)];
        let performance = draft.performance("5.4.2", 2016, promises);
        let realised_then = (Direction::Outbound, MissionStatus::Realised, Some("2016-03-01"));
        let mission = draft.mission(("first", Some(performance)), realised_then, |_| Vec::new());
        for (kind, description, value) in [
            (OutcomeKind::Deal, "a", Some((9_007_199_254_740, "EUR"))),
            (OutcomeKind::Deal, "b", Some((1, "EUR"))),
            (OutcomeKind::Deal, "c", Some((500, "CNY"))),
            (OutcomeKind::Deal, "d", None),
            (OutcomeKind::Lead, "e", Some((500, "EUR"))),
        ] {
            draft.outcome((mission, None), (kind, description), value);
        }
        draft.write(&register).await.unwrap();

        assert_eq!(realised(&rows(&register, performance).await), ["Deals 4", "DealValue 9007199254741.00"]);
    }
}

#[tokio::test]
async fn the_latest_report_stands_beside_what_is_counted_also_without_a_target() {
    for register in registers().await {
        let mut draft = Draft::default();
        let reports = vec![stated(1, ReportingDocument::AnnualReport, 50), stated(2, ReportingDocument::Monitor, 40)];
        let performance = draft.performance("5.4.2", 2016, reports);
        draft.write(&register).await.unwrap();

        let rows = rows(&register, performance).await;
        assert_eq!(realised(&rows), ["People 0"]);
        assert_eq!(rows[0].reported.as_ref().map(|reported| reported.text.as_str()), Some("meer dan 50"));
        assert_eq!((rows[0].target, rows[0].reached), (None, None));
    }
}

#[tokio::test]
async fn the_progress_of_all_performances_is_read_at_once() {
    for register in registers().await {
        let mut draft = Draft::default();
        let pages: Vec<Uuid> = (2014..2019)
            .map(|year| draft.performance("5.4.2", year, vec![action(), promise(1, Indicator::Missions, None, 1)]))
            .collect();
        let realised_then = (Direction::Outbound, MissionStatus::Realised, Some("2016-03-01"));
        draft.mission(("only", Some(pages[3])), realised_then, |_| Vec::new());
        draft.write(&register).await.unwrap();

        let all = progress(register.database.reader(&Caller::operator()), Scope::All, clock::today()).await.unwrap();
        let counted: Vec<String> = pages.iter().flat_map(|page| realised(&all[page])).collect();
        assert_eq!(counted, ["Missions 0", "Missions 0", "Missions 0", "Missions 1", "Missions 0"]);
    }
}
