//! Missions, with their places, themes, leaders and reported numbers.

use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;

use super::{Desk, Values, filled, ordinal, part, set, with};
use crate::entities::{destination, mission, mission_leader, mission_theme, reported_count};
use crate::import::field::Field;
use crate::import::parse::draft::Link;
use crate::import::parse::gather::is_bare;
use crate::import::parse::settle::Joined;
use crate::import::parse::value::FieldValue;
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{Indicator, LegacyDate, Place, RecordKind, fold};

/// What the date columns of a mission say together.
#[derive(Default)]
struct Dates {
    start: Option<chrono::NaiveDate>,
    end: Option<chrono::NaiveDate>,
    year: Option<i32>,
    precision: Option<crate::values::DatePrecision>,
    text: Option<String>,
}

impl Desk<'_> {
    pub(super) fn mission(&self, cluster: usize, id: Uuid, joined: &Joined) -> Record {
        let title = joined.text(Field::MissionTitle);
        let dates = dates(joined);
        let can_have = |code: &String| !is_bare(code) && !self.matches.without_code.contains(&cluster);
        let code = joined.text(Field::MissionCode).filter(can_have);
        let active = mission::ActiveModel {
            code: filled(code),
            title_key: set(title.as_deref().map(fold)),
            title: set(title),
            kind: set(joined.word(Field::MissionKind)),
            direction: set(joined.word(Field::MissionDirection)),
            status: set(joined.word(Field::MissionStatus)),
            forms: set(forms(joined)),
            event: filled(joined.text(Field::MissionEvent)),
            performance_id: filled(self.performance_of(joined, dates.year)),
            year: filled(dates.year),
            start_date: filled(dates.start),
            end_date: filled(dates.end),
            date_text: filled(dates.text),
            date_precision: filled(dates.precision),
            organiser: filled(joined.text(Field::MissionOrganiser)),
            counter_visit_of_id: filled(self.linked(joined, Link::CounterVisitOf)),
            notes: filled(joined.text(Field::MissionNotes)),
            ..Default::default()
        };
        let record = Record::new(RecordKind::Mission, Row::of(id, &active));
        let record = with(record, Table::Destination, destinations(joined));
        let record = with(record, Table::MissionTheme, self.themes(joined));
        let record = with(record, Table::MissionLeader, self.leaders(joined));
        with(record, Table::ReportedCount, reported(joined))
    }

    /// The performance that a column names, or the only one of the file where it is of the mission's year.
    fn performance_of(&self, joined: &Joined, year: Option<i32>) -> Option<Uuid> {
        let named = self.linked(joined, Link::Performance);
        named.or_else(|| {
            self.performance.filter(|(_, of)| year == Some(*of)).map(|(cluster, _)| self.matches.ids[cluster])
        })
    }

    fn themes(&self, joined: &Joined) -> Vec<Row> {
        let Some(FieldValue::Themes(names)) = joined.value(Field::MissionThemes) else { return Vec::new() };
        let themes = self.all_named(RecordKind::Theme, names).into_iter().enumerate();
        let row = |(index, theme)| {
            part(&mission_theme::ActiveModel { theme_id: Set(theme), ordinal: ordinal(index), ..Default::default() })
        };
        themes.map(row).collect()
    }

    fn leaders(&self, joined: &Joined) -> Vec<Row> {
        let Some(FieldValue::Officials(officials)) = joined.value(Field::MissionLeader) else { return Vec::new() };
        let leaders = officials.iter().filter_map(|official| {
            Some((self.name(RecordKind::Official, &official.display_name)?, official.office.clone()))
        });
        let row = |(index, (official, office)): (usize, (Uuid, Option<String>))| {
            part(&mission_leader::ActiveModel {
                official_id: Set(Some(official)),
                person_id: Set(None),
                office: Set(office),
                ordinal: ordinal(index),
                ..Default::default()
            })
        };
        leaders.enumerate().map(row).collect()
    }
}

fn forms(joined: &Joined) -> Option<String> {
    let words = match joined.value(Field::MissionForms)? {
        FieldValue::Words(words) => words.clone(),
        FieldValue::Word(word) => vec![word.clone()],
        _ => return None,
    };
    serde_json::to_string(&words).ok()
}

fn dates(joined: &Joined) -> Dates {
    let period = joined.date(Field::MissionPeriod);
    let first = joined.date(Field::MissionStartDate).or(period).or_else(|| joined.date(Field::MissionEndDate));
    let last = joined.date(Field::MissionEndDate).or(period).or_else(|| joined.date(Field::MissionStartDate));
    let year = first.map(LegacyDate::year).or_else(|| joined.year(Field::MissionYear));
    let (Some(first), Some(last)) = (first, last) else { return year.map_or_else(Dates::default, of_year) };
    let cells = [Field::MissionPeriod, Field::MissionStartDate, Field::MissionEndDate];
    let written = cells.iter().filter_map(|field| joined.fields.get(field)).map(|found| found.text.as_str());
    let text = written.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" – ");
    Dates {
        start: Some(first.start),
        end: Some(last.end),
        year,
        precision: Some(first.precision.max(last.precision)),
        text: Some(text).filter(|text| !text.is_empty()),
    }
}

/// A mission of which no more is known than its year.
fn of_year(year: i32) -> Dates {
    Dates {
        start: chrono::NaiveDate::from_ymd_opt(year, 1, 1),
        end: chrono::NaiveDate::from_ymd_opt(year, 12, 31),
        year: Some(year),
        precision: Some(crate::values::DatePrecision::Year),
        text: Some(year.to_string()),
    }
}

/// Places: a region and a town belong to the country where there is one; else they are a place of their own.
fn destinations(joined: &Joined) -> Vec<Row> {
    let mut places = match joined.value(Field::MissionCountry) {
        Some(FieldValue::Places(places)) => places.clone(),
        _ => Vec::new(),
    };
    let region = joined.text(Field::MissionRegion);
    let city = joined.text(Field::MissionCity);
    match places.as_mut_slice() {
        [only] => {
            only.region = region.or(only.region.take());
            only.city = city.or(only.city.take());
        }
        _ if region.is_some() || city.is_some() => {
            let text = [region.as_deref(), city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
            places.push(Place { text, country: None, region, city });
        }
        _ => {}
    }
    let row = |(index, place): (usize, Place)| {
        part(&destination::ActiveModel {
            ordinal: ordinal(index),
            text: Set(place.text),
            country: Set(place.country),
            region: Set(place.region),
            city: Set(place.city),
            ..Default::default()
        })
    };
    places.into_iter().enumerate().map(row).collect()
}

fn reported(joined: &Joined) -> Vec<Row> {
    let Some(FieldValue::Count(count)) = joined.value(Field::MissionReportedParticipants) else { return Vec::new() };
    vec![part(&reported_count::ActiveModel {
        performance_id: NotSet,
        ordinal: ordinal(0),
        indicator: Set(Indicator::People),
        comparator: Set(count.comparator),
        value: Set(count.value),
        upper: Set(count.upper),
        text: Set(count.text.clone()),
        ..Default::default()
    })]
}
