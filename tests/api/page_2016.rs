//! The page of performance 5.4.2 in 2016, as records. Participants are invented.

use missieregister::entities::{
    action, amendment_basis, amendment_line, budget_amendment, decision, investment_proposal, mission, mission_leader,
    performance, portfolio_holder, progress_note, reported_count, reserve, target,
};
use missieregister::services::tables::{Row, Table};
use missieregister::values::{
    AmendmentStatus, Authority, Comparator, Direction, Indicator, MissionStatus, Money, NoteSubject, OutcomeKind,
    ParticipantKind, ParticipationStatus, ProvinceRole, Quantity, RecordKind, ReportingDocument, Term, fold,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use crate::draft::{Draft, about, day, part, place};
use crate::support::Register;

/// The keys of what tests change.
pub(crate) struct Page {
    pub(crate) performance: Uuid,
    pub(crate) holder: Uuid,
    pub(crate) amendment: Uuid,
    pub(crate) reserve: Uuid,
    pub(crate) germany: Uuid,
}

fn some(text: &str) -> sea_orm::ActiveValue<Option<String>> {
    Set(Some(text.to_owned()))
}

/// Writes the page, its four missions and one that was cancelled.
pub(crate) async fn page_2016(register: &Register) -> Page {
    let mut draft = Draft::default();
    let holder = draft.official("Eddy van Hijum");
    let reserve = self::reserve(&mut draft, "Uitvoering Kwaliteit van Overijssel");
    let nature = self::reserve(&mut draft, "Ecologische Hoofdstructuur/Kwaliteit van Overijssel");
    let programme =
        decision(&mut draft, "PS/2016/871", "#in - Overijssel innoveert en internationaliseert", Some("2016-11-09"));
    let budget = decision(&mut draft, "PS/2015/687", "Begroting 2016", None);
    let performance = performance(&mut draft, (holder, nature, budget));
    let germany = missions(&mut draft, performance);
    let amendment = amendment(&mut draft, performance, (reserve, programme));
    draft.write(register).await.expect("the page can be written");
    Page { performance, holder, amendment, reserve, germany }
}

fn reserve(draft: &mut Draft, name: &str) -> Uuid {
    let reserve = reserve::ActiveModel { name: Set(name.to_owned()), name_key: Set(fold(name)), ..Default::default() };
    draft.add(RecordKind::Reserve, &reserve, Vec::new())
}

fn decision(draft: &mut Draft, reference: &str, title: &str, decided_on: Option<&str>) -> Uuid {
    let decision = decision::ActiveModel {
        reference: Set(reference.to_owned()),
        reference_key: Set(fold(reference)),
        title: Set(title.to_owned()),
        decided_on: Set(decided_on.map(day)),
        ..Default::default()
    };
    draft.add(RecordKind::Decision, &decision, Vec::new())
}

fn performance(draft: &mut Draft, (holder, nature, budget): (Uuid, Uuid, Uuid)) -> Uuid {
    let performance = performance::ActiveModel {
        code: Set("5.4.2".to_owned()),
        year: Set(2016),
        title: Set("Bevorderen van export".to_owned()),
        title_key: Set(fold("Bevorderen van export")),
        summary: some("Wij stimuleren ondernemers om internationale contacten te leggen."),
        context: some("Internationaliseren is handel, samenwerking, investeren en acquisitie."),
        role: Set(ProvinceRole::Facilitator),
        role_text: some("Wij vervullen de rol van faciliteerder."),
        term: Set(Term::Structural),
        reserve_id: Set(Some(nature)),
        reserve_related: Set(Some(true)),
        ..Default::default()
    };
    draft.add(RecordKind::Performance, &performance, parts(holder, budget))
}

fn parts(holder: Uuid, budget: Uuid) -> Vec<(Table, Row)> {
    let target = |ordinal, indicator, value, unit: &str| {
        part(&target::ActiveModel {
            action_ordinal: Set(1),
            ordinal: Set(ordinal),
            indicator: Set(indicator),
            comparator: Set(Comparator::Equal),
            value: Set(Quantity::whole(value)),
            unit_text: some(unit),
            ..Default::default()
        })
    };
    let action = "Wij faciliteren drie handelsmissies. Aan deze handelsmissies nemen 30 ondernemers deel.";
    vec![
        part(&portfolio_holder::ActiveModel { official_id: Set(holder), ordinal: Set(1), ..Default::default() }),
        part(&action::ActiveModel { ordinal: Set(1), text: Set(action.to_owned()), ..Default::default() }),
        target(1, Indicator::Missions, 3, "handelsmissies"),
        target(2, Indicator::People, 30, "ondernemers"),
        part(&reported_count::ActiveModel {
            ordinal: Set(1),
            indicator: Set(Indicator::People),
            comparator: Set(Comparator::MoreThan),
            value: Set(50),
            text: Set("meer dan 50".to_owned()),
            unit_text: some("vertegenwoordigers van het regionale mkb en onderwijs"),
            document: Set(Some(ReportingDocument::AnnualReport)),
            ..Default::default()
        }),
        part(&progress_note::ActiveModel {
            ordinal: Set(1),
            document: Set(ReportingDocument::AnnualReport),
            subject: Set(NoteSubject::Content),
            text: Set("De deelnemers leerden exportkansen kennen.".to_owned()),
            ..Default::default()
        }),
        part(&progress_note::ActiveModel {
            ordinal: Set(2),
            document: Set(ReportingDocument::AnnualReport),
            subject: Set(NoteSubject::Finance),
            text: Set("Het programma loopt in 2017 door.".to_owned()),
            ..Default::default()
        }),
        part(&investment_proposal::ActiveModel {
            ordinal: Set(1),
            text: Set("Uit het coalitieakkoord \"Overijssel Werkt!\" is budget beschikbaar gesteld.".to_owned()),
            decision_id: Set(Some(budget)),
            ..Default::default()
        }),
    ]
}

/// The missions, by date; returns the one to the Hannover Messe.
fn missions(draft: &mut Draft, performance: Uuid) -> Uuid {
    let (energy, health, systems) = (draft.theme("energie"), draft.theme("gezondheid"), draft.theme("HTSM"));
    let environment = draft.theme("energie- en milieutechnologie (EMT)");
    let leader = draft.official("gedeputeerde Van Hijum");
    let page = Some(performance);
    let realised = |start| (Direction::Outbound, MissionStatus::Realised, Some(start));
    let event = |mission: &mut mission::ActiveModel, event: &str| mission.event = some(event);
    draft.mission(("Handelsmissie Turkije", page), realised("2016-03-14"), |_| {
        vec![place(1, "Turkije", "TR", None), about(1, energy)]
    });
    draft.mission(("Match2Medica", page), realised("2016-04-04"), |mission| {
        event(mission, "Match2Medica");
        vec![place(1, "Duitsland", "DE", None), about(1, health)]
    });
    let germany = draft.mission(("Hannover Messe", page), realised("2016-04-25"), |mission| {
        event(mission, "Hannover Messe");
        vec![place(1, "Duitsland", "DE", None), about(1, systems)]
    });
    let china = draft.mission(("Handelsmissie China", page), realised("2016-10-17"), |_| {
        let led = mission_leader::ActiveModel { ordinal: Set(1), official_id: Set(Some(leader)), ..Default::default() };
        vec![place(1, "China", "CN", Some("Liaoning")), about(1, systems), about(2, environment), part(&led)]
    });
    let cancelled = (Direction::Outbound, MissionStatus::Cancelled, Some("2016-06-01"));
    draft.mission(("Handelsmissie Polen", page), cancelled, |_| vec![place(1, "Polen", "PL", None)]);
    let bouman = draft.organisation("Bouman Industries");
    let person = draft.person("Test", "Persoon", Some(bouman));
    let attended = (ParticipantKind::Business, ParticipationStatus::Attended);
    draft.participation(china, (Some(bouman), Some(person)), attended);
    draft.participation(china, (Some(bouman), None), attended);
    draft.outcome((china, None), (OutcomeKind::Publicity, "veel publiciteit"), None);
    draft.outcome((china, Some(bouman)), (OutcomeKind::Deal, "verkoop van twee vloeistofscheiders"), None);
    draft.outcome((china, None), (OutcomeKind::CounterVisit, "delegatie uit Liaoning"), None);
    germany
}

fn amendment(draft: &mut Draft, performance: Uuid, (reserve, programme): (Uuid, Uuid)) -> Uuid {
    let description = "Uitvoering programma #in";
    let amendment = budget_amendment::ActiveModel {
        description: Set(description.to_owned()),
        description_key: Set(fold(description)),
        status: Set(AmendmentStatus::Proposed),
        proposed_in_id: Set(Some(performance)),
        authority: Set(Some(Authority::Ps)),
        ..Default::default()
    };
    let mut parts = lines(234_000, (reserve, performance));
    parts.push(part(&amendment_basis::ActiveModel {
        decision_id: Set(programme),
        ordinal: Set(1),
        ..Default::default()
    }));
    draft.add(RecordKind::BudgetAmendment, &amendment, parts)
}

/// From a reserve to a performance, in 2017.
pub(crate) fn lines(euros: i64, (reserve, performance): (Uuid, Uuid)) -> Vec<(Table, Row)> {
    let line = |ordinal, cents| amendment_line::ActiveModel {
        ordinal: Set(ordinal),
        fiscal_year: Set(2017),
        cents: Set(Money::from_cents(cents)),
        ..Default::default()
    };
    vec![
        part(&amendment_line::ActiveModel { reserve_id: Set(Some(reserve)), ..line(1, -euros * 100) }),
        part(&amendment_line::ActiveModel { performance_id: Set(Some(performance)), ..line(2, euros * 100) }),
    ]
}
