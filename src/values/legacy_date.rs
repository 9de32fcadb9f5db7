//! Dates as legacy registers write them: a span of days, and how much of it was really written down.
//!
//! Invariant: a span never ends before it starts, and a date that the calendar does not have is refused. What was
//! inferred on the way (a year, a century, a month before the day) is told beside the date.

mod point;
mod token;
mod words;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::words::DateWords;
use self::{point::Point, token::Token};
use super::{DatePrecision, Unreadable};

/// A span of days with its precision: `mei 2016` is 1 to 31 May 2016, by the month.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LegacyDate {
    /// First day of the span.
    pub start: NaiveDate,
    /// Last day of the span; the same as the first for a single day.
    pub end: NaiveDate,
    /// How much was written down.
    pub precision: DatePrecision,
}

/// A date as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The date.
    pub date: LegacyDate,
    /// What was not written and had to be inferred.
    pub inferred: Vec<Inferred>,
}

/// What of a date was inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inferred {
    /// The year, from what stands around the date.
    Year,
    /// The century of a year of two digits.
    Century,
    /// That the month stands before the day.
    MonthFirst,
}

/// What stands around a date and helps to read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateContext {
    /// The year of a date that names none: from a title, the name of a sheet, a column of years.
    pub year: Option<i32>,
    /// How the column writes dates in digits.
    pub order: DateOrder,
    /// What a bare number counts: the weeks of a column `Week`.
    pub unit: Option<DateUnit>,
}

/// What a bare number in a column of dates counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateUnit {
    /// Weeks of the year.
    Week,
    /// Months of the year.
    Month,
    /// Quarters of the year.
    Quarter,
}

/// The order of day and month in digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 12-5 is 12 May.
    #[default]
    DayFirst,
    /// 12-5 is 5 December: the column has dates such as 05/30/2016.
    MonthFirst,
}

/// What a date may look like.
pub(super) const FORM: Unreadable =
    Unreadable::Form("12-5-2016, 12 mei 2016, 12 t/m 16 mei 2016, mei 2016, week 20 2016");

impl LegacyDate {
    /// One day.
    pub const fn day(day: NaiveDate) -> Self {
        Self { start: day, end: day, precision: DatePrecision::Day }
    }

    /// The year in which it starts.
    pub fn year(&self) -> i32 {
        self.start.year()
    }

    /// Reads a date, a vaguer span, or a range of either.
    pub fn parse(text: &str, words: &DateWords, context: &DateContext) -> Result<WrittenDate, Unreadable> {
        let tokens = counted(joined_days(token::tokens(text, words)?), context.unit);
        let mut untils = tokens.iter().enumerate().filter(|(_, token)| matches!(token, Token::Until)).map(|(at, _)| at);
        match (untils.next(), untils.next()) {
            (Some(at), None) => range(&tokens[..at], &tokens[at + 1..], context),
            (None, _) => single(&tokens, context),
            (Some(_), Some(_)) => Err(FORM),
        }
    }
}

impl WrittenDate {
    /// From the first day of one point to the last of another, by the vaguer precision.
    fn between(start: &Self, end: &Self) -> Result<Self, Unreadable> {
        if end.date.end < start.date.start {
            return Err(Unreadable::EndBeforeStart);
        }
        let precision = start.date.precision.max(end.date.precision);
        let mut inferred = start.inferred.clone();
        inferred.extend(end.inferred.iter().filter(|other| !start.inferred.contains(other)));
        Ok(Self { date: LegacyDate { start: start.date.start, end: end.date.end, precision }, inferred })
    }
}

/// Days in a row that are all written out are a range: `12, 13 en 14 mei 2016`.
fn joined_days(mut tokens: Vec<Token>) -> Vec<Token> {
    // What stands at the ends joins nothing: `12 mei 2016 van 14:00 tot 17:00 uur`.
    let is_joint =
        |token: Option<&Token>| matches!(token, Some(Token::Until | Token::And | Token::Dash | Token::Slash));
    while is_joint(tokens.last()) {
        tokens.pop();
    }
    let days: Vec<u32> = tokens
        .iter()
        .map_while(|token| match token {
            Token::Number { value, digits: 1 | 2, year: false } => Some(Some(*value)),
            Token::And | Token::Slash | Token::Dash => Some(None),
            _ => None,
        })
        .flatten()
        .collect();
    let joints = tokens.iter().take_while(|token| {
        matches!(token, Token::Number { digits: 1 | 2, .. } | Token::And | Token::Slash | Token::Dash)
    });
    let end = joints.count();
    let in_a_row = days.len() > 2 && days.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match (tokens.get(end), tokens.first().copied(), tokens.get(end.wrapping_sub(1)).copied()) {
        (Some(Token::Month(_)), Some(first), Some(last)) if in_a_row => {
            let rest = tokens.split_off(end);
            [first, Token::Until, last].into_iter().chain(rest).collect()
        }
        _ => tokens,
    }
}

/// Bare numbers in a column that counts weeks, months or quarters.
fn counted(tokens: Vec<Token>, unit: Option<DateUnit>) -> Vec<Token> {
    let bare =
        |token: &Token| matches!(token, Token::Number { .. } | Token::Dash | Token::Slash | Token::Until | Token::And);
    let short = matches!(tokens.first(), Some(Token::Number { digits: 1 | 2, year: false, .. }));
    // `12-5-2016` is a day whatever the header says.
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number { .. })).count();
    let Some(unit) = unit.filter(|_| short && numbers < 3 && tokens.iter().all(bare)) else { return tokens };
    let month = |token: Token| match token {
        Token::Number { value: value @ 1..=12, digits: 1 | 2, year: false } => Token::Month(value),
        other => other,
    };
    match unit {
        DateUnit::Week => [Token::Week].into_iter().chain(tokens).collect(),
        DateUnit::Quarter => [Token::Quarter].into_iter().chain(tokens).collect(),
        DateUnit::Month => tokens.into_iter().map(month).collect(),
    }
}

/// One point, or a range whose two ends are joined by a bare dash or slash: `2-5 februari 2016`.
fn single(tokens: &[Token], context: &DateContext) -> Result<WrittenDate, Unreadable> {
    match Point::of(tokens) {
        Ok(point) => point.date(context),
        Err(problem) => {
            let joints = (1..tokens.len().saturating_sub(1))
                .filter(|at| matches!(tokens[*at], Token::Dash | Token::Slash | Token::And));
            let ranges = joints.filter_map(|at| {
                let (left, right) = points(&tokens[..at], &tokens[at + 1..]).ok()?;
                // `12-16.05.2016`: the mark between the days is another than those within the date.
                let marked = left.is_day() && right.has_year() && !tokens[at + 1..].contains(&tokens[at]);
                if marked && right.is_digits() {
                    return Some((left, right));
                }
                let consecutive = !matches!(tokens[at], Token::And) || left.precedes(&right);
                (left.joins(&right) && consecutive).then_some((left, right))
            });
            match ranges.collect::<Vec<_>>().as_slice() {
                [(left, right)] => ends(left, right, context),
                _ => Err(problem),
            }
        }
    }
}

fn range(left: &[Token], right: &[Token], context: &DateContext) -> Result<WrittenDate, Unreadable> {
    let (left, right) = points(left, right)?;
    ends(&left, &right, context)
}

/// The two ends of a range as points. A word that stands before both counts for both: `wk 20-21`, `May 3 - 5, 2016`.
fn points(left: &[Token], right: &[Token]) -> Result<(Point, Point), Unreadable> {
    let is_short = |token: Option<&Token>| matches!(token, Some(Token::Number { digits: 1 | 2, year: false, .. }));
    let (mut left, mut right) = (left.to_vec(), right.to_vec());
    match left.first().copied() {
        Some(word @ (Token::Week | Token::Quarter)) if is_short(right.first()) => right.insert(0, word),
        Some(month @ Token::Month(_)) if is_short(left.get(1)) => {
            left.swap(0, 1);
            if right.len() < 3 && is_short(right.first()) && !right.iter().any(|token| matches!(token, Token::Month(_)))
            {
                right.insert(1, month);
            }
        }
        _ => {}
    }
    Ok((Point::of(&left)?, Point::of(&right)?))
}

/// Two ends, of which each takes from the other what it lacks: `12 t/m 16 mei 2016`, `28 dec - 3 jan 2016`.
fn ends(left: &Point, right: &Point, context: &DateContext) -> Result<WrittenDate, Unreadable> {
    let (left, right) = (left.completed_from(right), right.completed_from(left));
    let start = left.date(context)?;
    let end = right.date(context)?;
    match WrittenDate::between(&start, &end) {
        // A winter journey whose year is written once: December lies in the year before.
        Err(Unreadable::EndBeforeStart) if left.took_year && left.month() > right.month() => {
            WrittenDate::between(&left.year_before().date(context)?, &end)
        }
        Err(Unreadable::EndBeforeStart) if right.took_year && left.month() > right.month() => {
            WrittenDate::between(&start, &right.year_after().date(context)?)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> DateWords {
        DateWords::from_toml(include_str!("../../imports/vocabulary/dates.toml")).unwrap()
    }

    fn read(text: &str) -> Result<String, Unreadable> {
        let context = DateContext { year: Some(2016), ..DateContext::default() };
        let date = LegacyDate::parse(text, &words(), &context)?.date;
        Ok(format!("{} {} {:?}", date.start, date.end, date.precision))
    }

    #[test]
    fn days_are_read_in_every_form_that_people_write() {
        for text in [
            "12-5-16",
            "12/05/2016",
            "12.5.2016",
            "12 05 16",
            "2016-05-12",
            "2016-05-12T00:00:00",
            "12-5-2016 14:30",
            "20160512",
            "12 mei 2016",
            "12 mei '16",
            "do 12 mei",
            "donderdag 12 mei 2016",
            "12-5",
            "12-mei-2016",
            "12. Mai 2016",
            "12 May 2016",
            "May 12, 2016",
            "12th May 2016",
            "Thursday, 12 May 2016",
            "12e mei 2016",
            "12-05-2016.",
            "12 MEI 2016",
            "op 12 mei 2016",
            "12052016",
            "12 mei 2016, 14.30 uur",
            "12 mei 2016 van 14:00 tot 17:00 uur",
            "2016-05-12T00:00:00Z",
            "vr. 12 mei 2016",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2016-05-12 2016-05-12 Day"), "{text}");
        }
        assert_eq!(read("12 mrt '16").as_deref(), Ok("2016-03-12 2016-03-12 Day"));
        assert_eq!(read("1 maart 1998").as_deref(), Ok("1998-03-01 1998-03-01 Day"));
        assert_eq!(read("3 März 2015").as_deref(), Ok("2015-03-03 2015-03-03 Day"));
        assert_eq!(read("29 feb. 2016").as_deref(), Ok("2016-02-29 2016-02-29 Day"));
    }

    #[test]
    fn vaguer_spans_keep_their_precision() {
        for (text, expected) in [
            ("mei 2016", "2016-05-01 2016-05-31 Month"),
            ("mei-16", "2016-05-01 2016-05-31 Month"),
            ("mei '16", "2016-05-01 2016-05-31 Month"),
            ("mei", "2016-05-01 2016-05-31 Month"),
            ("05-2016", "2016-05-01 2016-05-31 Month"),
            ("2016-05", "2016-05-01 2016-05-31 Month"),
            ("medio mei 2016", "2016-05-01 2016-05-31 Month"),
            ("voorjaar 2016", "2016-03-01 2016-05-31 Season"),
            ("najaar 2016", "2016-09-01 2016-11-30 Season"),
            ("winter 2015/2016", "2015-12-01 2016-02-29 Season"),
            ("Q2 2016", "2016-04-01 2016-06-30 Quarter"),
            ("2016 Q2", "2016-04-01 2016-06-30 Quarter"),
            ("2e kwartaal 2016", "2016-04-01 2016-06-30 Quarter"),
            ("tweede kwartaal 2016", "2016-04-01 2016-06-30 Quarter"),
            ("week 20 2016", "2016-05-16 2016-05-22 Week"),
            ("week 20", "2016-05-16 2016-05-22 Week"),
            ("wk 20-21 2016", "2016-05-16 2016-05-29 Week"),
            ("2016-W20", "2016-05-16 2016-05-22 Week"),
            ("week 53 2015", "2015-12-28 2016-01-03 Week"),
            ("2016", "2016-01-01 2016-12-31 Year"),
            ("2015-2016", "2015-01-01 2016-12-31 Year"),
            ("2015/16", "2015-01-01 2016-12-31 Year"),
            ("mei - juni 2016", "2016-05-01 2016-06-30 Month"),
            ("mei/juni 2016", "2016-05-01 2016-06-30 Month"),
            ("Q1-Q2 2016", "2016-01-01 2016-06-30 Quarter"),
            ("week 20 '16", "2016-05-16 2016-05-22 Week"),
            ("week 20/2016", "2016-05-16 2016-05-22 Week"),
            ("KW 20/2016", "2016-05-16 2016-05-22 Week"),
            ("Q2 '16", "2016-04-01 2016-06-30 Quarter"),
            ("zomer '16", "2016-06-01 2016-08-31 Season"),
            ("eerste helft 2016", "2016-01-01 2016-06-30 Season"),
            ("H2 2016", "2016-07-01 2016-12-31 Season"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn ranges_take_what_one_end_lacks_from_the_other() {
        for (text, start, end) in [
            ("12 t/m 16 mei 2016", "2016-05-12", "2016-05-16"),
            ("12 tot en met 16 mei 2016", "2016-05-12", "2016-05-16"),
            ("25 november t/m 2 december 2015", "2015-11-25", "2015-12-02"),
            ("28 dec 2015 - 3 jan 2016", "2015-12-28", "2016-01-03"),
            ("28 dec - 3 jan 2016", "2015-12-28", "2016-01-03"),
            ("28 december 2015 t/m 3 januari", "2015-12-28", "2016-01-03"),
            ("30 maart–1 april 2016", "2016-03-30", "2016-04-01"),
            ("30 maart-1 april 2016", "2016-03-30", "2016-04-01"),
            ("2-5 februari 2016", "2016-02-02", "2016-02-05"),
            ("2–5 februari", "2016-02-02", "2016-02-05"),
            ("12/16 mei", "2016-05-12", "2016-05-16"),
            ("12-5-2016 t/m 16-5-2016", "2016-05-12", "2016-05-16"),
            ("12-5 t/m 16-5-2016", "2016-05-12", "2016-05-16"),
            ("12-05-2016 - 16-05-2016", "2016-05-12", "2016-05-16"),
            ("2016-05-12/2016-05-16", "2016-05-12", "2016-05-16"),
            ("from 3 to 5 May 2016", "2016-05-03", "2016-05-05"),
            ("van 3 tot 5 mei 2016", "2016-05-03", "2016-05-05"),
            ("vom 3. bis 5. Mai 2016", "2016-05-03", "2016-05-05"),
            ("3 en 4 mei 2016", "2016-05-03", "2016-05-04"),
            ("May 3 - 5, 2016", "2016-05-03", "2016-05-05"),
            ("ma 12 t/m vr 16 september 2016", "2016-09-12", "2016-09-16"),
            ("12, 13 en 14 mei 2016", "2016-05-12", "2016-05-14"),
            ("23/24/25 mei 2016", "2016-05-23", "2016-05-25"),
            ("12.-16. Mai 2016", "2016-05-12", "2016-05-16"),
            ("12-16.05.2016", "2016-05-12", "2016-05-16"),
            ("12/16-05-2016", "2016-05-12", "2016-05-16"),
            ("12 mei 2016 → 16 mei 2016", "2016-05-12", "2016-05-16"),
            ("12 … 16 mei 2016", "2016-05-12", "2016-05-16"),
            ("20160512-20160516", "2016-05-12", "2016-05-16"),
            ("12 & 13 mei 2016", "2016-05-12", "2016-05-13"),
        ] {
            assert_eq!(read(text), Ok(format!("{start} {end} Day")), "{text}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused_with_its_reason() {
        for (text, problem) in [
            ("31-2-2016", Unreadable::NoSuchDay),
            ("45-13-2016", Unreadable::NoSuchDay),
            ("29 februari 2015", Unreadable::NoSuchDay),
            ("week 54 2016", Unreadable::NoSuchDay),
            ("16 t/m 12 mei 2016", Unreadable::EndBeforeStart),
            ("16-5-2016 t/m 12-5-2016", Unreadable::EndBeforeStart),
            ("zie mail", FORM),
            ("n.t.b.", FORM),
            ("12-5 en 9-6-2016", FORM),
            ("12 mei 20166", FORM),
            ("1-2-3-4", FORM),
            ("mei 12", FORM),
            ("", FORM),
            ("12", FORM),
            ("€ 12", FORM),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
        let nowhere = LegacyDate::parse("12 mei", &words(), &DateContext::default());
        assert_eq!(nowhere, Err(Unreadable::NoYear));
    }

    #[test]
    fn a_bare_number_counts_what_its_column_counts() {
        for (unit, text, expected) in [
            (DateUnit::Week, "20", "2016-05-16 2016-05-22"),
            (DateUnit::Week, "20-21", "2016-05-16 2016-05-29"),
            (DateUnit::Month, "5", "2016-05-01 2016-05-31"),
            (DateUnit::Quarter, "2", "2016-04-01 2016-06-30"),
            (DateUnit::Week, "12-5-2016", "2016-05-12 2016-05-12"),
            (DateUnit::Month, "mei", "2016-05-01 2016-05-31"),
        ] {
            let context = DateContext { year: Some(2016), unit: Some(unit), ..DateContext::default() };
            let date = LegacyDate::parse(text, &words(), &context).unwrap().date;
            assert_eq!(format!("{} {}", date.start, date.end), expected, "{text}");
        }
    }

    #[test]
    fn what_was_inferred_is_told() {
        let context = DateContext { year: Some(2016), ..DateContext::default() };
        for (text, inferred) in [
            ("12-5-2016", vec![]),
            ("12-5-16", vec![Inferred::Century]),
            ("12 mei", vec![Inferred::Year]),
            ("05/30/2016", vec![Inferred::MonthFirst]),
            ("2-5 februari", vec![Inferred::Year]),
            ("12 t/m 16 mei 2016", vec![]),
        ] {
            let written = LegacyDate::parse(text, &words(), &context).unwrap();
            assert_eq!(written.inferred, inferred, "{text}");
        }
        let american = DateContext { order: DateOrder::MonthFirst, ..DateContext::default() };
        let written = LegacyDate::parse("05/06/2016", &words(), &american).unwrap();
        assert_eq!(
            (written.date.start.to_string().as_str(), written.inferred),
            ("2016-05-06", vec![Inferred::MonthFirst])
        );
    }
}
