//! Edits of missions, with their destinations, themes, leaders and reported numbers.

use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::dates::Dates;
use super::form::{Form, Reference, ordinal, part};
use super::problem::Problem;
use super::reported::{self, ReportedEdit};
use super::said::Said;
use super::texts::keyed;
use super::{Edit, with};
use crate::entities::{destination, mission, mission_leader, mission_theme};
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{
    Direction, InternationalisationForm, Language, MissionKind, MissionStatus, Place, Places, RecordKind,
};

/// What is said of a mission.
#[derive(Clone, Debug, Default)]
pub struct MissionEdit {
    /// What it is called.
    pub title: Said<String>,
    /// The register's own code.
    pub code: Said<String>,
    /// What sort of journey.
    pub kind: Said<MissionKind>,
    /// Out or in.
    pub direction: Said<Direction>,
    /// Where it stands.
    pub status: Said<MissionStatus>,
    /// Forms of internationalisation.
    pub forms: Said<Vec<InternationalisationForm>>,
    /// A fair or event that it visits.
    pub event: Said<String>,
    /// First day.
    pub start_date: Said<NaiveDate>,
    /// Last day.
    pub end_date: Said<NaiveDate>,
    /// The date in words.
    pub date_text: Said<String>,
    /// Places.
    pub destinations: Said<Vec<DestinationEdit>>,
    /// Themes.
    pub theme_ids: Said<Vec<Reference>>,
    /// Leaders.
    pub leaders: Said<Vec<LeaderEdit>>,
    /// Who organised it.
    pub organiser: Said<String>,
    /// The mission that it answers.
    pub counter_visit_of_id: Said<Reference>,
    /// The performance that it counts for.
    pub performance_id: Said<Reference>,
    /// Reported numbers.
    pub reported_counts: Said<Vec<ReportedEdit>>,
    /// Remarks.
    pub notes: Said<String>,
}

/// What is said of a place.
#[derive(Clone, Debug)]
pub struct DestinationEdit {
    /// As written.
    pub text: Option<String>,
    /// Code or name.
    pub country: Option<String>,
    /// Province, state or Land.
    pub region: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// First day there.
    pub start_date: Option<NaiveDate>,
    /// Last day there.
    pub end_date: Option<NaiveDate>,
}

/// What is said of a leader: an official or a person.
#[derive(Clone, Debug)]
pub struct LeaderEdit {
    /// The official.
    pub official_id: Option<Reference>,
    /// The person.
    pub person_id: Option<Reference>,
    /// The office at the time.
    pub office: Option<String>,
}

impl Edit for MissionEdit {
    const KIND: RecordKind = RecordKind::Mission;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let title = form.name("title", self.title);
        let title = form.required("title", title);
        let dates = Dates::fill(form, (self.start_date, self.end_date), self.date_text);
        let active = mission::ActiveModel {
            code: form.line("code", self.code).nullable(),
            title_key: keyed(&title),
            title,
            kind: form.or(self.kind, MissionKind::Unknown),
            direction: form.or(self.direction, Direction::Unknown),
            status: form.or(self.status, MissionStatus::Unknown),
            forms: form.or(self.forms.map(|forms| listed(&forms)), listed(&[])),
            event: form.line("event", self.event).nullable(),
            year: dates.year,
            start_date: dates.start,
            end_date: dates.end,
            date_text: dates.text,
            date_precision: dates.precision,
            organiser: form.line("organiser", self.organiser).nullable(),
            counter_visit_of_id: answered(form, id, self.counter_visit_of_id).nullable(),
            performance_id: form.reference("performanceId", RecordKind::Performance, self.performance_id).nullable(),
            notes: form.prose("notes", self.notes).nullable(),
            ..Default::default()
        };
        let record = Record::new(RecordKind::Mission, Row::of(id, &active));
        let record = with(record, Table::Destination, form.rows("destinations", self.destinations, destination));
        let themes = form.references("themeIds", RecordKind::Theme, self.theme_ids, |theme, ordinal| {
            part(&mission_theme::ActiveModel { theme_id: Set(theme), ordinal, ..Default::default() })
        });
        let record = with(record, Table::MissionTheme, themes);
        let record = with(record, Table::MissionLeader, form.rows("leaders", self.leaders, leader));
        with(record, Table::ReportedCount, form.rows("reportedCounts", self.reported_counts, reported::row))
    }
}

/// Forms as they are stored, each once.
fn listed(forms: &[InternationalisationForm]) -> String {
    let mut each = Vec::new();
    for form in forms {
        if !each.contains(form) {
            each.push(*form);
        }
    }
    serde_json::to_string(&each).unwrap_or_default()
}

/// The mission that this one answers, which is another one.
fn answered(form: &mut Form<'_>, id: Uuid, said: Said<Reference>) -> Said<Uuid> {
    let other = form.reference("counterVisitOfId", RecordKind::Mission, said);
    form.read("counterVisitOfId", other, |other| {
        let another = || Problem::expected("verwacht een andere missie", "expected another mission");
        if other == id { Err(another()) } else { Ok(other) }
    })
}

/// A place. Of a text alone the country, region and town are read as imports read them.
fn destination(form: &mut Form<'_>, index: usize, said: DestinationEdit) -> Row {
    let text = form.line("text", said.text.into());
    let country = form.country("country", said.country.into());
    let region = form.line("region", said.region.into());
    let city = form.line("city", said.city.into());
    let (start, end) = (form.day("startDate", said.start_date.into()), form.day("endDate", said.end_date.into()));
    form.check_span("endDate", start.value(), end.value());
    let given = [&country, &region, &city].map(|part| part.value().cloned());
    let place = match (text, given) {
        (Said::Value(text), [None, None, None]) => of_text(form, text),
        (text, [country, region, city]) => {
            let named = || called(form, [city.as_deref(), region.as_deref()], country.as_deref());
            Place { text: text.value().cloned().unwrap_or_else(named), country, region, city }
        }
    };
    if place.text.is_empty() && form.is_in_order() {
        form.refuse("text", Problem::Required);
    }
    part(&destination::ActiveModel {
        ordinal: ordinal(index),
        text: Set(place.text),
        country: Set(place.country),
        region: Set(place.region),
        city: Set(place.city),
        start_date: start.nullable(),
        end_date: end.nullable(),
        ..Default::default()
    })
}

/// What a text names: one known place, or else something of which no country is known.
fn of_text(form: &Form<'_>, text: String) -> Place {
    let read = Places::parse(&text, form.words.countries);
    match <[Place; 1]>::try_from(read.places) {
        Ok([place]) if read.unknown.is_empty() => Place { text, ..place },
        _ => Place { text, ..Place::default() },
    }
}

/// What a place is called that has no text of its own.
fn called(form: &Form<'_>, parts: [Option<&str>; 2], country: Option<&str>) -> String {
    let country = country.and_then(|code| form.words.countries.by_code(code)).map(|country| country.name(Language::Nl));
    let parts: Vec<&str> = parts.into_iter().chain([country]).flatten().collect();
    parts.join(", ")
}

fn leader(form: &mut Form<'_>, index: usize, said: LeaderEdit) -> Row {
    if said.official_id.is_some() == said.person_id.is_some() {
        let dutch = "Geef `officialId` of `personId`, en niet allebei.";
        form.refuse("officialId", Problem::Together(dutch, "Give `officialId` or `personId`, and not both."));
    }
    part(&mission_leader::ActiveModel {
        ordinal: ordinal(index),
        official_id: form.reference("officialId", RecordKind::Official, said.official_id.into()).nullable(),
        person_id: form.reference("personId", RecordKind::Person, said.person_id.into()).nullable(),
        office: form.line("office", said.office.into()).nullable(),
        ..Default::default()
    })
}
