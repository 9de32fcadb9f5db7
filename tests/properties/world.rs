//! What happened in an invented province: missions, who took part, what came of it, what was promised and paid.
//!
//! Everybody in it is invented. Names come from small pools, so that namesakes, organisations of one name in two towns
//! and people without an e-mail address occur by themselves. Nothing in a world contradicts itself.

use chrono::{Datelike, Days, NaiveDate};

use super::chance::Chance;
use super::promises::{Amendment, Performance, promises};

/// When a mission was, as exactly as somebody cared to write.
#[derive(Clone, Debug)]
pub(super) enum When {
    Days(NaiveDate, NaiveDate),
    Month(i32, u32),
    Quarter(i32, u32),
    Season(i32, &'static str),
    Week(i32, u32),
    Year(i32),
    Unsaid,
}

impl When {
    pub(super) fn year(&self) -> Option<i32> {
        match self {
            Self::Days(start, _) => Some(start.year()),
            Self::Month(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Week(year, _)
            | Self::Year(year) => Some(*year),
            Self::Unsaid => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Mission {
    pub(super) code: Option<String>,
    pub(super) title: String,
    pub(super) kind: &'static str,
    pub(super) direction: &'static str,
    pub(super) status: &'static str,
    pub(super) places: &'static str,
    pub(super) region: &'static str,
    pub(super) city: &'static str,
    pub(super) event: &'static str,
    pub(super) themes: &'static str,
    pub(super) when: When,
    pub(super) leader: &'static str,
    pub(super) organiser: &'static str,
    pub(super) answers: Option<usize>,
    pub(super) performance: bool,
    pub(super) reported: &'static str,
    pub(super) notes: &'static str,
}

#[derive(Clone, Debug)]
pub(super) struct Organisation {
    pub(super) name: String,
    pub(super) form: &'static str,
    pub(super) kvk: Option<u32>,
    pub(super) town: &'static str,
    pub(super) kind: &'static str,
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) organisation: Option<usize>,
    pub(super) given: &'static str,
    pub(super) initials: &'static str,
    pub(super) prefix: &'static str,
    pub(super) family: &'static str,
    pub(super) email: String,
    pub(super) phone: &'static str,
}

#[derive(Clone, Debug)]
pub(super) struct Participation {
    pub(super) mission: usize,
    pub(super) organisation: Option<usize>,
    pub(super) person: Option<usize>,
    pub(super) role: &'static str,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) fee: &'static str,
    pub(super) notes: &'static str,
}

#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) mission: usize,
    pub(super) organisation: Option<usize>,
    pub(super) kind: &'static str,
    pub(super) description: String,
    pub(super) date: Option<NaiveDate>,
    pub(super) value: &'static str,
    pub(super) confirmed: &'static str,
}

/// A cost, or a contribution where somebody paid it.
#[derive(Clone, Debug)]
pub(super) struct Money {
    pub(super) mission: usize,
    pub(super) text: String,
    pub(super) payer: &'static str,
    pub(super) cents: i32,
    pub(super) stage: &'static str,
}

#[derive(Clone, Debug, Default)]
pub(super) struct World {
    pub(super) missions: Vec<Mission>,
    pub(super) organisations: Vec<Organisation>,
    pub(super) people: Vec<Person>,
    pub(super) participations: Vec<Participation>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) costs: Vec<Money>,
    pub(super) contributions: Vec<Money>,
    pub(super) performances: Vec<Performance>,
    pub(super) amendments: Vec<Amendment>,
}

/// How a world is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Habits {
    /// Every mission has a code.
    pub(super) codes: bool,
    /// There are pages of performances and amendments.
    pub(super) performances: bool,
    /// Missions answer others, which are named by code or title.
    pub(super) answers: bool,
}

const PLACES: [&str; 9] = [
    "Duitsland",
    "China",
    "Turkije en Duitsland",
    "China (Liaoning)",
    "Duitsland / Polen",
    "Verenigde Staten, Californië",
    "VS",
    "Dubai",
    "",
];
const KINDS: [&str; 5] = ["handelsmissie", "beursbezoek", "ondernemersreis", "werkbezoek", ""];
const STATUSES: [&str; 5] = ["gepland", "gerealiseerd", "geannuleerd", "bevestigd", ""];
const THEMES: [&str; 7] = ["Energie", "HTSM, Energie", "Agro/Food", "Health", "ICT/EMT", "Water; Energie", ""];
const LEADERS: [&str; 5] = [
    "gedeputeerde Van Voorbeeld",
    "CdK De Bedachte en gedeputeerde Van Voorbeeld",
    "Marijke Voorbeeld, gedeputeerde",
    "wethouder Verzonnen",
    "",
];
const FAMILIES: [(&str, &str); 8] = [
    ("", "Jansen"),
    ("de", "Vries"),
    ("van den", "Berg"),
    ("", "Visser"),
    ("te", "Riele"),
    ("van", "Dijk"),
    ("", "Yılmaz"),
    ("", "Bakker"),
];
const GIVEN: [(&str, &str); 6] =
    [("Jan", "J."), ("Jaap", "J."), ("Els", "E."), ("Fatma", "F.Z."), ("Jean-Pierre", "J.P."), ("Lotte", "L.M.")];
const NAMES: [&str; 8] = [
    "Bouman Industries",
    "Salland Optics",
    "Twentse Pompen",
    "Kolk Solar",
    "IJssel Software",
    "Noaber",
    "Élan",
    "3D-Makers",
];
const TOWNS: [&str; 5] = ["Zwolle", "Deventer", "Enschede", "'s-Hertogenbosch", ""];
const STAGES: [&str; 3] = ["begroot", "gerealiseerd", ""];

impl World {
    /// The world of a draw.
    pub(super) fn new(chance: &mut Chance, habits: Habits) -> Self {
        let mut world = Self::default();
        for number in 0..3 + chance.below(4) {
            let mission = Self::mission(number, chance, habits);
            world.missions.push(mission);
        }
        world.organisations = organisations(chance);
        world.people = (0..10).map(|_| person(chance, &world.organisations)).collect();
        world.take_part(chance);
        world.results(chance);
        if habits.performances {
            (world.performances, world.amendments) = promises(chance);
        }
        world
    }

    fn mission(number: usize, chance: &mut Chance, habits: Habits) -> Mission {
        let when = when(chance);
        let code = (habits.codes || chance.one_in(2)).then(|| {
            let year = when.year().unwrap_or(2016);
            format!("HM{year}-{:02}", number + 1)
        });
        let places = chance.pick(&PLACES);
        let plain = matches!(places, "Duitsland" | "China");
        let kind = chance.pick(&KINDS);
        let title = format!(
            "{} {} {}",
            if kind.is_empty() { "Reis" } else { "Missie" },
            chance.pick(&["naar het oosten", "maakindustrie", "“Water & energie”"]),
            number + 1
        );
        Mission {
            code,
            title,
            kind,
            direction: chance.pick(&["uitgaand", "inkomend", ""]),
            status: chance.pick(&STATUSES),
            places,
            region: if plain { chance.pick(&["Nedersaksen", ""]) } else { "" },
            city: if plain { chance.pick(&["Hannover", ""]) } else { "" },
            event: chance.pick(&["Hannover Messe", "", ""]),
            themes: chance.pick(&THEMES),
            when,
            leader: chance.pick(&LEADERS),
            organiser: chance.pick(&["Oost NL", "WTC Twente i.s.m. VNO-NCW", ""]),
            answers: (habits.answers && number > 0 && chance.one_in(4)).then(|| chance.below(number)),
            performance: habits.performances && chance.one_in(2),
            reported: chance.pick(&["meer dan 50", "ca. 30", "20-25", "12", ""]),
            notes: chance.pick(&["Besloten bijeenkomst vooraf; zie verslag.", ""]),
        }
    }

    fn take_part(&mut self, chance: &mut Chance) {
        for mission in 0..self.missions.len() {
            let mut seen = Vec::new();
            for _ in 0..=chance.below(5) {
                let person = (!chance.one_in(5)).then(|| chance.below(self.people.len()));
                let organisation = match person {
                    Some(person) => self.people[person].organisation,
                    None => Some(chance.below(self.organisations.len())),
                };
                if seen.contains(&(organisation, person)) {
                    continue;
                }
                seen.push((organisation, person));
                self.participations.push(Participation {
                    mission,
                    organisation,
                    person,
                    role: chance.pick(&["directeur", "Hoofd R&D", "", "docent"]),
                    kind: chance.pick(&["bedrijf", "begeleider", "", "pers"]),
                    status: chance.pick(&["deelgenomen", "afgemeld", "aangemeld", "no-show", ""]),
                    fee: chance.pick(&["1250", "0", "€ 995,50", "$ 1.250,00", ""]),
                    notes: chance.pick(&["", "", "vegetarische lunch geregeld door gastheer"]),
                });
            }
        }
    }

    fn results(&mut self, chance: &mut Chance) {
        for mission in 0..self.missions.len() {
            for number in 0..chance.below(3) {
                let date = self.missions[mission].when.year().and_then(|year| NaiveDate::from_ymd_opt(year, 12, 1));
                self.outcomes.push(Outcome {
                    mission,
                    organisation: chance.one_in(2).then(|| chance.below(self.organisations.len())),
                    kind: chance.pick(&["deal", "contact", "overeenkomst", ""]),
                    description: format!("Resultaat {number} van missie {mission}"),
                    date: date.filter(|_| chance.one_in(2)),
                    value: chance.pick(&["125000", "€ 1.250,50", "$ 90.000", ""]),
                    confirmed: chance.pick(&["ja", "nee", ""]),
                });
            }
            for number in 0..chance.below(3) {
                let cents = chance.within(100..2_000_000);
                let stage = chance.pick(&STAGES);
                self.costs.push(Money { mission, text: format!("Zaalhuur dag {number}"), payer: "", cents, stage });
                let (text, payer) = chance.pick(&[("Provincie", "provincie"), ("RVO", "subsidie"), ("Oost NL", "")]);
                let text = format!("{text} {number}");
                self.contributions.push(Money { mission, text, payer, cents: cents / 2, stage });
            }
        }
    }
}

fn when(chance: &mut Chance) -> When {
    let year = chance.within(2014..2019);
    let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap() + Days::new(chance.below(360) as u64);
    match chance.below(12) {
        0 => When::Month(year, 5),
        1 => When::Quarter(year, 2),
        2 => When::Season(year, chance.pick(&["voorjaar", "najaar", "zomer"])),
        3 => When::Week(year, 20),
        4 => When::Year(year),
        5 => When::Unsaid,
        6 => When::Days(start, start),
        _ => When::Days(start, start + Days::new(chance.below(6) as u64)),
    }
}

/// Organisations: of one name there may be two, if their towns differ or both have a number.
fn organisations(chance: &mut Chance) -> Vec<Organisation> {
    let mut organisations: Vec<Organisation> = Vec::new();
    let first = chance.below(NAMES.len());
    for index in 0..6 {
        let name = NAMES[(first + index) % NAMES.len()];
        organisations.push(Organisation {
            name: name.to_owned(),
            form: chance.pick(&["B.V.", "", "V.O.F.", "N.V."]),
            kvk: (!chance.one_in(3)).then(|| 1_234_567 + u32::try_from(chance.below(60_000_000)).unwrap()),
            town: chance.pick(&TOWNS),
            kind: chance.pick(&["mkb", "grootbedrijf", "onderwijs", ""]),
        });
    }
    let twin = organisations[0].clone();
    organisations[0].town = "Zwolle";
    organisations.push(Organisation { town: "Almelo", kvk: twin.kvk.map(|number| number + 1), ..twin });
    organisations
}

fn person(chance: &mut Chance, organisations: &[Organisation]) -> Person {
    let ((prefix, family), (given, initials)) = (chance.pick(&FAMILIES), chance.pick(&GIVEN));
    let organisation = (!chance.one_in(8)).then(|| chance.below(organisations.len()));
    let with_email = organisation.is_some() && chance.one_in(2);
    Person {
        organisation,
        given: if chance.one_in(3) { "" } else { given },
        initials: if chance.one_in(5) { "" } else { initials },
        prefix,
        family,
        email: if with_email {
            let house = organisation.unwrap_or_default();
            format!("{}.{}@huis{house}.example", given.to_lowercase(), family.to_lowercase().replace('ı', "i"))
        } else {
            String::new()
        },
        phone: chance.pick(&["06-12345678", "+31 38 123 45 67", ""]),
    }
}
