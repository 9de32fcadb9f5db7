//! A world as registers tell it: on one sheet, on two joined by codes, a sheet per mission, merged.
//!
//! The hand that writes may vary: one date as a day or as words, one legal form in several spellings, a KvK number as
//! text, as a number or as a number shown with its zero. What it means stays the same.

use chrono::{Datelike, NaiveDate};

use super::book::{Book, Cell, Row, Sheet};
use super::chance::Chance;
use super::promises::{Amendment, Performance};
use super::world::{Mission, Money, Organisation, Outcome, Participation, When, World};

/// How the rows of a register lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A row a participant, its mission repeated.
    Flat,
    /// Missions on one sheet, participants on another, joined by codes.
    Codes,
    /// A sheet per mission, which stands above the participants.
    SheetPerMission,
    /// As flat, the cells of a mission merged over its participants.
    Merged,
}

impl Layout {
    pub(super) const ALL: [Self; 4] = [Self::Flat, Self::Codes, Self::SheetPerMission, Self::Merged];

    /// Whether rows say all that they mean themselves.
    pub(super) const fn rows_stand_alone(self) -> bool {
        matches!(self, Self::Flat | Self::Codes | Self::SheetPerMission)
    }
}

/// Who writes.
pub(super) struct Hand<'a> {
    pub(super) chance: &'a mut Chance,
    /// Whether one thing is written in several ways.
    pub(super) varies: bool,
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

impl Hand<'_> {
    /// The world as a register.
    pub(super) fn register(&mut self, world: &World, layout: Layout) -> Book {
        let mut sheets = match layout {
            Layout::Flat => vec![self.flat(world)],
            Layout::Merged => vec![self.merged(world)],
            Layout::Codes => self.codes(world),
            Layout::SheetPerMission => self.per_mission(world),
        };
        if layout == Layout::Codes {
            sheets.extend(self.parts(world));
        }
        Book(sheets)
    }

    /// With each participation the whole of its mission.
    fn flat(&mut self, world: &World) -> Sheet {
        Sheet::new("Register", self.whole_rows(world))
    }

    fn whole_rows(&mut self, world: &World) -> Vec<Row> {
        let whole = |hand: &mut Self, it: &Participation| {
            let mut row = hand.mission(world, &world.missions[it.mission]);
            row.extend(hand.participant(world, it));
            row
        };
        world.participations.iter().map(|it| whole(self, it)).collect()
    }

    fn merged(&mut self, world: &World) -> Sheet {
        let rows = self.whole_rows(world);
        let columns = self.mission(world, &world.missions[0]).len();
        let runs = (0..world.missions.len()).filter_map(|mission| {
            let of = |it: &Participation| it.mission == mission;
            Some((world.participations.iter().position(of)?, world.participations.iter().rposition(of)?, columns))
        });
        let merged = runs.collect();
        Sheet { merged, ..Sheet::new("Deelnemerslijst", rows) }
    }

    fn codes(&mut self, world: &World) -> Vec<Sheet> {
        let missions = world.missions.iter().map(|mission| self.mission(world, mission)).collect();
        let participants = world.participations.iter().map(|it| {
            let mut row =
                vec![("Missiecode", Cell::text(world.missions[it.mission].code.as_deref().unwrap_or_default()))];
            row.extend(self.participant(world, it));
            row
        });
        vec![Sheet::new("Missies", missions), Sheet::new("Deelnemers", participants.collect())]
    }

    fn per_mission(&mut self, world: &World) -> Vec<Sheet> {
        let sheet = |(index, mission): (usize, &Mission)| {
            let label = |label: &str, value: &str| vec![format!("{label}:"), value.to_owned()];
            let mut above = vec![label("Missie", &mission.title)];
            above.extend(mission.code.as_ref().map(|code| label("Missiecode", code)));
            above.extend((!mission.places.is_empty()).then(|| label("Land", mission.places)));
            let period = period(&mission.when);
            above.extend((!period.is_empty()).then(|| label("Periode", &period)));
            let of_mission = world.participations.iter().filter(|it| it.mission == index);
            let rows = of_mission.map(|it| self.participant(world, it)).collect();
            Sheet { above, ..Sheet::new(&format!("Reis {}", index + 1), rows) }
        };
        world.missions.iter().enumerate().map(sheet).collect()
    }

    /// What came of missions, what they cost, and what was promised.
    fn parts(&mut self, world: &World) -> Vec<Sheet> {
        let code = |mission: usize| Cell::text(world.missions[mission].code.as_deref().unwrap_or_default());
        let outcomes = world.outcomes.iter().map(|it| self.outcome(world, it, code(it.mission))).collect();
        let costs = world.costs.iter().map(|it| self.cost(it, code(it.mission))).collect();
        let paid = world.contributions.iter().map(|it| self.contribution(it, code(it.mission))).collect();
        let lines = world.amendments.iter().flat_map(|it| lines(world, it)).collect();
        let pages = &world.performances;
        vec![
            Sheet::new("Resultaten", outcomes),
            Sheet::new("Kosten", costs),
            Sheet::new("Bijdragen", paid),
            Sheet::new("Prestaties", pages.iter().map(page).collect()),
            Sheet::new("Acties", pages.iter().flat_map(actions).collect()),
            Sheet::new("Voortgang", pages.iter().flat_map(notes).collect()),
            Sheet::new("Gerapporteerd", pages.iter().flat_map(reported).collect()),
            Sheet::new("Begrotingswijzigingen", lines),
        ]
    }

    fn mission(&mut self, world: &World, mission: &Mission) -> Row {
        let answered = mission.answers.map(|answered| &world.missions[answered]);
        let answered = answered.map(|other| other.code.clone().unwrap_or_else(|| other.title.clone()));
        let [start, end, year] = self.dates(&mission.when);
        let text = Cell::text;
        let mut row = vec![
            ("Missiecode", text(mission.code.as_deref().unwrap_or_default())),
            ("Titel missie", text(&mission.title)),
            ("Soort missie", text(mission.kind)),
            ("Richting", text(mission.direction)),
            ("Status missie", text(mission.status)),
            ("Land", text(mission.places)),
            ("Regio", text(mission.region)),
            ("Plaats missie", text(mission.city)),
            ("Beurs/evenement", text(mission.event)),
            ("Thema's", text(mission.themes)),
            ("Startdatum", start),
            ("Einddatum", end),
            ("Jaar missie", year),
            ("Bestuurlijke leiding", text(mission.leader)),
            ("Organisator", text(mission.organiser)),
            ("Tegenbezoek van", text(&answered.unwrap_or_default())),
            ("Aantal deelnemers", text(mission.reported)),
            ("Opmerkingen missie", text(mission.notes)),
        ];
        if !world.performances.is_empty() {
            row.insert(1, ("Prestatie", text(if mission.performance { "5.4.2" } else { "" })));
        }
        row
    }

    /// First day, last day and year; spans stand in the first as they were written.
    fn dates(&mut self, when: &When) -> [Cell; 3] {
        let year = when.year().map_or_else(|| Cell::text(""), |year| Cell::Number(f64::from(year)));
        match when {
            When::Days(start, end) => [self.day(*start), self.day(*end), year],
            _ => [Cell::Text(period(when)), Cell::text(""), year],
        }
    }

    fn day(&mut self, day: NaiveDate) -> Cell {
        match if self.varies { self.chance.below(3) } else { 0 } {
            0 => Cell::Date(day),
            1 => Cell::Text(day.format("%d-%m-%Y").to_string()),
            _ => Cell::Text(words(day)),
        }
    }

    fn organisation(&mut self, organisation: Option<&Organisation>) -> Row {
        let Some(it) = organisation else {
            return vec![
                ("Organisatie", Cell::text("")),
                ("KvK-nummer", Cell::text("")),
                ("Vestigingsplaats", Cell::text("")),
            ];
        };
        let form = match it.form {
            "B.V." if self.varies => self.chance.pick(&["B.V.", "BV", "b.v."]),
            form => form,
        };
        let kvk = it.kvk.map_or_else(
            || Cell::text(""),
            |number| match self.chance.below(2) {
                0 if self.varies => Cell::EightDigits(number),
                _ => Cell::Text(format!("{number:08}")),
            },
        );
        let name = format!("{} {form}", it.name).trim().to_owned();
        vec![("Organisatie", Cell::Text(name)), ("KvK-nummer", kvk), ("Vestigingsplaats", Cell::text(it.town))]
    }

    fn participant(&mut self, world: &World, it: &Participation) -> Row {
        let organisation = it.organisation.map(|index| &world.organisations[index]);
        let person = it.person.map(|index| &world.people[index]);
        let of = |part: fn(&super::world::Person) -> &str| Cell::text(person.map_or("", part));
        let mut row = self.organisation(organisation);
        row.extend([
            ("Type organisatie", Cell::text(organisation.map_or("", |it| it.kind))),
            ("Voornaam", of(|it| it.given)),
            ("Voorletters", of(|it| it.initials)),
            ("Tussenvoegsel", of(|it| it.prefix)),
            ("Achternaam", of(|it| it.family)),
            ("E-mail", of(|it| &it.email)),
            ("Telefoon", of(|it| it.phone)),
            ("Functie", Cell::text(it.role)),
            ("Hoedanigheid", Cell::text(it.kind)),
            ("Deelname", Cell::text(it.status)),
            ("Deelnamekosten", Cell::amount(it.fee)),
            ("Opmerkingen deelnemer", Cell::text(it.notes)),
        ]);
        row
    }

    fn outcome(&mut self, world: &World, it: &Outcome, code: Cell) -> Row {
        let mut row = vec![("Missiecode", code)];
        row.extend(self.organisation(it.organisation.map(|index| &world.organisations[index])));
        row.extend([
            ("Soort resultaat", Cell::text(it.kind)),
            ("Resultaat", Cell::text(&it.description)),
            ("Datum resultaat", it.date.map_or_else(|| Cell::text(""), |day| self.day(day))),
            ("Waarde", Cell::amount(it.value)),
            ("Bevestigd resultaat", Cell::text(it.confirmed)),
        ]);
        row
    }

    fn euros(&mut self, cents: i32) -> Cell {
        match if self.varies { self.chance.below(2) } else { 0 } {
            0 => Cell::Number(f64::from(cents) / 100.0),
            _ => Cell::Text(format!("€ {},{:02}", cents / 100, cents % 100)),
        }
    }

    fn cost(&mut self, it: &Money, code: Cell) -> Row {
        let amount = self.euros(it.cents);
        vec![
            ("Missiecode", code),
            ("Omschrijving kosten", Cell::text(&it.text)),
            ("Kostenbedrag", amount),
            ("Stadium", Cell::text(it.stage)),
        ]
    }

    fn contribution(&mut self, it: &Money, code: Cell) -> Row {
        let amount = self.euros(it.cents);
        vec![
            ("Missiecode", code),
            ("Betaler", Cell::text(&it.text)),
            ("Soort betaler", Cell::text(it.payer)),
            ("Bijdragebedrag", amount),
            ("Stadium", Cell::text(it.stage)),
        ]
    }
}

fn words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year())
}

/// A span as one writes it in one cell.
fn period(when: &When) -> String {
    match when {
        When::Days(start, end) if start == end => words(*start),
        When::Days(start, end) => format!("{} t/m {}", words(*start), words(*end)),
        When::Month(year, month) => format!("{} {year}", MONTHS[*month as usize - 1]),
        When::Quarter(year, quarter) => format!("Q{quarter} {year}"),
        When::Season(year, season) => format!("{season} {year}"),
        When::Week(year, week) => format!("week {week} {year}"),
        When::Year(year) => year.to_string(),
        When::Unsaid => String::new(),
    }
}

fn named(it: &Performance) -> Row {
    vec![("Prestatiecode", Cell::text(it.code)), ("Begrotingsjaar", Cell::Number(f64::from(it.year)))]
}

fn row(start: Row, headers: &[&'static str], texts: &[&str]) -> Row {
    start.into_iter().chain(headers.iter().copied().zip(texts.iter().map(|text| Cell::text(text)))).collect()
}

fn page(it: &Performance) -> Row {
    let headers = [
        "Titel prestatie",
        "Verantwoordelijk portefeuillehouder",
        "Rol provincie",
        "Looptijd prestatie",
        "Reserve prestatie",
        "Relatie met reserve",
    ];
    row(named(it), &headers, &[it.title, it.holder, it.role, it.term, it.reserve, it.related])
}

fn actions(it: &Performance) -> Vec<Row> {
    let headers = ["Actie nr.", "Actie", "Indicator", "Streefwaarde", "Eenheid", "Richting doel"];
    it.actions.iter().map(|action| row(named(it), &headers, action)).collect()
}

fn notes(it: &Performance) -> Vec<Row> {
    let headers = ["Document", "Editie", "Onderwerp", "Toelichting"];
    it.notes.iter().map(|note| row(named(it), &headers, note)).collect()
}

fn reported(it: &Performance) -> Vec<Row> {
    let headers = ["Document", "Indicator", "Gerapporteerd aantal", "Eenheid"];
    it.reported.iter().map(|count| row(named(it), &headers, count)).collect()
}

fn lines(world: &World, it: &Amendment) -> Vec<Row> {
    let headers = ["Omschrijving wijziging", "Status wijziging", "Bevoegd orgaan", "Grondslag"];
    let performance = &world.performances[it.performance];
    [(it.reserve, "", -it.euros), ("", performance.code, it.euros)]
        .map(|(reserve, code, euros)| {
            let mut line = row(Row::new(), &headers, &[&it.text, it.status, it.authority, it.basis]);
            line.push(("Reserve", Cell::text(reserve)));
            line.push(("Prestatie", Cell::text(code)));
            line.push(("Boekjaar", Cell::Number(f64::from(it.year))));
            line.push(("Bedrag", Cell::Number(f64::from(euros))));
            line
        })
        .to_vec()
}
