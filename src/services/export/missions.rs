//! The sheets of missions: who went where, and what came of it.

use std::collections::HashSet;

use uuid::Uuid;

use super::register::{Register, of};
use super::sheet::{Cell, Sheet};
use crate::entities::{mission, mission_leader, participation};
use crate::services::wording::Worded;
use crate::values::{Code, DatePrecision, Language};

/// The sheets of missions.
pub(super) fn sheets(register: &Register) -> Vec<Sheet> {
    vec![missions(register), participations(register), outcomes(register)]
}

/// The Dutch word of a member; nothing where the register does not say.
pub(super) fn word<C: Code + Worded>(member: C) -> Cell {
    if member.code() == "UNKNOWN" { Cell::Empty } else { Cell::Text(member.word(Language::Nl).to_owned()) }
}

/// What names a mission on every sheet.
pub(super) fn named(mission: &mission::Model) -> [Cell; 3] {
    let year = mission.year.map_or(Cell::Empty, |year| Cell::Number(year.into()));
    [Cell::text(mission.code.clone()), Cell::Text(mission.title.clone()), year]
}

fn missions(register: &Register) -> Sheet {
    let headers = &[
        "Missiecode",
        "Titel missie",
        "Jaar missie",
        "Soort missie",
        "Richting",
        "Status missie",
        "Land",
        "Regio",
        "Plaats missie",
        "Beurs/evenement",
        "Thema('s)",
        "Startdatum",
        "Einddatum",
        "Bestuurlijke leiding",
        "Organisator",
        "Tegenbezoek van",
        "Prestatie",
        "Aantal deelnemers",
        "Opmerkingen",
    ];
    Sheet { name: "Missies", headers, rows: register.missions.iter().map(|row| mission(register, row)).collect() }
}

fn mission(register: &Register, mission: &mission::Model) -> Vec<Cell> {
    let places = of(&register.destinations, mission.id);
    let list = |texts: Vec<&str>| Cell::text((!texts.is_empty()).then(|| distinct(texts).join(", ")));
    let themes = of(&register.mission_themes, mission.id).iter();
    let themes = themes.filter_map(|link| register.themes.get(&link.theme_id)).map(|theme| theme.name.as_str());
    let leaders = of(&register.leaders, mission.id).iter().filter_map(|leader| leader_name(register, leader));
    let answered = register.missions.iter().find(|other| Some(other.id) == mission.counter_visit_of_id);
    let reported = of(&register.reported, mission.id).first();
    let [start, end] = dates(mission);
    let more = [
        word(mission.kind),
        word(mission.direction),
        word(mission.status),
        list(places.iter().map(|place| place.country.as_deref().unwrap_or(&place.text)).collect()),
        list(places.iter().filter_map(|place| place.region.as_deref()).collect()),
        list(places.iter().filter_map(|place| place.city.as_deref()).collect()),
        Cell::text(mission.event.clone()),
        list(themes.collect()),
        start,
        end,
        list(leaders.collect()),
        Cell::text(mission.organiser.clone()),
        Cell::text(answered.map(|other| other.code.as_ref().unwrap_or(&other.title))),
        Cell::text(register.performance(mission.performance_id).map(|performance| performance.code.clone())),
        Cell::text(reported.map(|reported| reported.text.clone())),
        Cell::text(mission.notes.clone()),
    ];
    named(mission).into_iter().chain(more).collect()
}

fn distinct(texts: Vec<&str>) -> Vec<&str> {
    let mut seen = HashSet::new();
    texts.into_iter().filter(|text| seen.insert(*text)).collect()
}

fn leader_name<'a>(register: &'a Register, leader: &mission_leader::Model) -> Option<&'a str> {
    Some(&register.officials.get(&leader.official_id?)?.display_name)
}

/// Days as days; vaguer dates as they were written.
fn dates(mission: &mission::Model) -> [Cell; 2] {
    let vague = mission.date_precision.is_some_and(|precision| precision != DatePrecision::Day);
    match (&mission.date_text, vague) {
        (Some(text), true) => [Cell::Text(text.clone()), Cell::Empty],
        _ => [mission.start_date, mission.end_date].map(|date| date.map_or(Cell::Empty, Cell::Date)),
    }
}

fn participations(register: &Register) -> Sheet {
    let headers = &[
        "Missiecode",
        "Titel missie",
        "Jaar missie",
        "Organisatie",
        "KvK-nummer",
        "Type organisatie",
        "Vestigingsplaats",
        "Voornaam",
        "Voorletters",
        "Tussenvoegsel",
        "Achternaam",
        "E-mail",
        "Telefoon",
        "Functie",
        "Hoedanigheid",
        "Deelname",
        "Deelnamekosten",
        "Opmerkingen deelnemer",
    ];
    let rows = register.missions.iter().flat_map(|mission| {
        let of_mission = of(&register.participations, mission.id).iter();
        of_mission.map(|row| named(mission).into_iter().chain(participation(register, row)).collect())
    });
    Sheet { name: "Deelnemers", headers, rows: rows.collect() }
}

fn participation(register: &Register, row: &participation::Model) -> Vec<Cell> {
    let organisation = row.organisation_id.and_then(|id| register.organisations.get(&id));
    let person = row.person_id.and_then(|id| register.people.get(&id));
    vec![
        Cell::text(organisation.map(|it| it.name.clone())),
        Cell::text(organisation.and_then(|it| it.kvk_number.clone())),
        organisation.map_or(Cell::Empty, |it| word(it.kind)),
        Cell::text(organisation.and_then(|it| it.municipality.clone())),
        Cell::text(person.and_then(|it| it.given_name.clone())),
        Cell::text(person.and_then(|it| it.initials.clone())),
        Cell::text(person.and_then(|it| it.surname_prefix.clone())),
        Cell::text(person.and_then(|it| it.family_name.clone())),
        Cell::text(person.and_then(|it| it.email.clone())),
        Cell::text(person.and_then(|it| it.phone.clone())),
        Cell::text(row.role.clone()),
        word(row.kind),
        word(row.status),
        row.fee_cents.map_or(Cell::Empty, |fee| Cell::amount(fee, row.fee_currency.as_deref().unwrap_or("EUR"))),
        Cell::text(row.notes.clone()),
    ]
}

fn outcomes(register: &Register) -> Sheet {
    let headers = &[
        "Missiecode",
        "Titel missie",
        "Jaar missie",
        "Organisatie",
        "Soort resultaat",
        "Resultaat",
        "Datum resultaat",
        "Waarde",
        "Bevestigd resultaat",
    ];
    let rows = register.missions.iter().flat_map(|mission| {
        of(&register.outcomes, mission.id).iter().map(|row| {
            let currency = row.currency.as_deref().unwrap_or("EUR");
            let more = [
                organisation(register, row.organisation_id),
                word(row.kind),
                Cell::Text(row.description.clone()),
                row.date.map_or(Cell::Empty, Cell::Date),
                row.value_cents.map_or(Cell::Empty, |value| Cell::amount(value, currency)),
                Cell::yes_no(row.confirmed),
            ];
            named(mission).into_iter().chain(more).collect()
        })
    });
    Sheet { name: "Resultaten", headers, rows: rows.collect() }
}

/// The name of an organisation.
pub(super) fn organisation(register: &Register, id: Option<Uuid>) -> Cell {
    Cell::text(id.and_then(|id| register.organisations.get(&id)).map(|it| it.name.clone()))
}
