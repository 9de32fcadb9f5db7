//! When a mission was: first and last day, or a date in words that is read as imports read it.
//!
//! Invariant: first and last day are both there or both not, and the year and the precision follow from them. A text
//! stays only beside the days that it was written for.

use chrono::{Datelike, NaiveDate};
use sea_orm::ActiveValue::{self, NotSet, Set};
use sea_orm::Value;

use super::form::Form;
use super::problem::Problem;
use super::said::Said;
use crate::services::tables::Row;
use crate::values::{DateContext, DatePrecision, LegacyDate, Unreadable, WrittenDate};

/// The columns of the date of a mission.
pub(super) struct Dates {
    pub(super) start: ActiveValue<Option<NaiveDate>>,
    pub(super) end: ActiveValue<Option<NaiveDate>>,
    pub(super) year: ActiveValue<Option<i32>>,
    pub(super) precision: ActiveValue<Option<DatePrecision>>,
    pub(super) text: ActiveValue<Option<String>>,
}

impl Dates {
    /// Days and precision as they are, with what is said of the text.
    fn unchanged(text: Said<String>) -> Self {
        Self { start: NotSet, end: NotSet, year: NotSet, precision: NotSet, text: text.nullable() }
    }

    fn of(span: Option<&LegacyDate>, text: ActiveValue<Option<String>>) -> Self {
        Self {
            start: Set(span.map(|span| span.start)),
            end: Set(span.map(|span| span.end)),
            year: Set(span.map(LegacyDate::year)),
            precision: Set(span.map(|span| span.precision)),
            text,
        }
    }

    /// Fills in the fields `startDate`, `endDate` and `dateText`.
    pub(super) fn fill(
        form: &mut Form<'_>,
        (start, end): (Said<NaiveDate>, Said<NaiveDate>),
        text: Said<String>,
    ) -> Self {
        let (start, end) = (form.day("startDate", start), form.day("endDate", end));
        let text = form.line("dateText", text);
        if start.is_said() || end.is_said() {
            return Self::by_days(form, (start, end), text);
        }
        let Said::Value(written) = &text else { return Self::unchanged(text) };
        match read(form, written) {
            Ok(date) => Self::of(Some(&date), text.nullable()),
            Err(problem) => {
                form.refuse("dateText", problem);
                Self::unchanged(Said::Nothing)
            }
        }
    }

    fn by_days(form: &mut Form<'_>, (start, end): (Said<NaiveDate>, Said<NaiveDate>), text: Said<String>) -> Self {
        let stored = |column| form.stored_row().and_then(|row| day(row, column));
        let known = (stored("start_date"), stored("end_date"));
        let (start, end) = match (becoming(start, known.0), becoming(end, known.1)) {
            // Who names one day of a mission without any means that day.
            (Some(start), None) if !end.is_said() => (Some(start), Some(start)),
            (None, Some(end)) if !start.is_said() => (Some(end), Some(end)),
            both => both,
        };
        let Some((first, last)) = start.zip(end) else {
            if start.is_some() || end.is_some() {
                let dutch = "Geef `startDate` en `endDate` allebei een dag, of maak ze allebei leeg.";
                let english = "Give both `startDate` and `endDate` a day, or clear both.";
                form.refuse(if start.is_none() { "startDate" } else { "endDate" }, Problem::Together(dutch, english));
            }
            return Self::of(None, if text.is_said() { text.nullable() } else { Set(None) });
        };
        form.check_span("endDate", Some(&first), Some(&last));
        if known == (start, end) && !text.is_said() {
            return Self::unchanged(Said::Nothing);
        }
        let written = text.value().and_then(|text| read(form, text).ok());
        let meant = written.filter(|date| (date.start, date.end) == (first, last));
        let precision = meant.map_or(DatePrecision::Day, |date| date.precision);
        let span = LegacyDate { start: first, end: last, precision };
        Self::of(Some(&span), if text.is_said() { text.nullable() } else { Set(None) })
    }
}

/// What a day is from now on.
const fn becoming(said: Said<NaiveDate>, stored: Option<NaiveDate>) -> Option<NaiveDate> {
    match said {
        Said::Nothing => stored,
        Said::Clear => None,
        Said::Value(day) => Some(day),
    }
}

fn day(row: &Row, column: &str) -> Option<NaiveDate> {
    match row.get(column) {
        Some(Value::ChronoDate(day)) => *day,
        _ => None,
    }
}

/// Reads a date in words, which must name its year.
fn read(form: &Form<'_>, text: &str) -> Result<LegacyDate, Problem> {
    match LegacyDate::parse(text, form.words.dates, &DateContext::default()) {
        Ok(WrittenDate { date, .. }) if (1900..=2200).contains(&date.end.year()) => Ok(date),
        Err(Unreadable::NoSuchDay) => Err(Problem::expected("die dag bestaat niet", "there is no such day")),
        Err(Unreadable::EndBeforeStart) => {
            Err(Problem::expected("het einde ligt voor het begin", "the end lies before the start"))
        }
        Err(Unreadable::NoYear) => Err(Problem::expected("het jaar ontbreekt", "the year is missing")),
        _ => Err(Problem::like("12-5-2016, 12 t/m 16 mei 2016, mei 2016, week 20 2016, 2016")),
    }
}
