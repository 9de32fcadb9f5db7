//! One point of a date: a day, week, month, quarter, season or year, possibly without its month or year.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::token::Token;
use super::{DateContext, DateOrder, FORM, Inferred, LegacyDate, Unreadable, WrittenDate};
use crate::values::DatePrecision;

/// A point as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    unit: Unit,
    year: Option<Year>,
    /// The year was taken from the other end of a range.
    pub(super) took_year: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A day by number, its month still to come.
    Day(u32),
    /// A day and a month in words.
    DayOf {
        day: u32,
        month: u32,
    },
    /// Two numbers, of which one is the day.
    Digits(u32, u32),
    Week(u32),
    Month(u32),
    Quarter(u32),
    Season(u32),
    /// Half a year, from 1.
    Half(u32),
    Year,
    /// A range of two years that follow each other: `2015/16`.
    TwoYears,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Year {
    value: i32,
    short: bool,
}

/// A number by its count of digits.
macro_rules! Number {
    ($value:pat, $digits:pat) => {
        Token::Number { value: $value, digits: $digits, .. }
    };
}

/// Years that a register of missions can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A year as written: its value, and with how many digits.
type Written = (u32, usize);

impl Unit {
    /// The unit that plain tokens say, with its year; `dashes` counts the marks that stood between them.
    fn of(plain: &[Token], dashes: usize) -> Option<(Self, Option<Written>)> {
        use Token::{Half, Month, Quarter, Season, Week};
        Some(match *plain {
            [Number!(year, 4)] => (Self::Year, Some((year, 4))),
            [Number!(day, 1 | 2)] => (Self::Day(day), None),
            [Number!(year, 4), Number!(month, 1 | 2), Number!(day, 1 | 2)] => {
                (Self::DayOf { day, month }, Some((year, 4)))
            }
            [Number!(first, 1 | 2), Number!(second, 1 | 2), Number!(year, digits @ (2 | 4))] => {
                (Self::Digits(first, second), Some((year, digits)))
            }
            [Number!(first, 1 | 2), Number!(second, 1 | 2)] if dashes > 0 => (Self::Digits(first, second), None),
            [Number!(month @ 1..=12, 1 | 2), Number!(year, 4)] => (Self::Month(month), Some((year, 4))),
            [Number!(day, 1 | 2), Month(month), Number!(year, digits @ (2 | 4))]
            | [Month(month), Number!(day, 1 | 2), Number!(year, digits @ 4)] => {
                (Self::DayOf { day, month }, Some((year, digits)))
            }
            [Number!(day, 1 | 2), Month(month)] => (Self::DayOf { day, month }, None),
            [Month(month), Number!(year, 4)] | [Number!(year, 4), Month(month)] => {
                (Self::Month(month), Some((year, 4)))
            }
            [Month(month), Token::Number { value, digits: 2, year }] if year || dashes > 0 || value > 31 => {
                (Self::Month(month), Some((value, 2)))
            }
            [Month(month)] => (Self::Month(month), None),
            [Week, Number!(week, 1 | 2), Number!(year, 4)] | [Number!(year, 4), Week, Number!(week, 1 | 2)] => {
                (Self::Week(week), Some((year, 4)))
            }
            [Week, Number!(week, 1 | 2), Token::Number { value, digits: 2, year: true }] => {
                (Self::Week(week), Some((value, 2)))
            }
            [Week, Number!(week, 1 | 2)] => (Self::Week(week), None),
            [Half, Number!(half @ 1..=2, 1), Number!(year, 4)] | [Number!(half @ 1..=2, 1), Half, Number!(year, 4)] => {
                (Self::Half(half), Some((year, 4)))
            }
            [Half, Number!(half @ 1..=2, 1)] | [Number!(half @ 1..=2, 1), Half] => (Self::Half(half), None),
            [Quarter, Number!(quarter, 1), Token::Number { value, digits: 2, year: true }] => {
                (Self::Quarter(quarter), Some((value, 2)))
            }
            [Season(month), Token::Number { value, digits: 2, year: true }] => (Self::Season(month), Some((value, 2))),
            [Quarter, Number!(quarter, 1), Number!(year, 4)]
            | [Number!(quarter, 1), Quarter, Number!(year, 4)]
            | [Number!(year, 4), Quarter, Number!(quarter, 1)] => (Self::Quarter(quarter), Some((year, 4))),
            [Quarter, Number!(quarter, 1)] | [Number!(quarter, 1), Quarter] => (Self::Quarter(quarter), None),
            [Season(month), Number!(year, 4)] => (Self::Season(month), Some((year, 4))),
            [Season(month @ 12), Number!(year, 4), Number!(next, 2 | 4)] if next % 100 == (year + 1) % 100 => {
                (Self::Season(month), Some((year, 4)))
            }
            [Season(month)] => (Self::Season(month), None),
            _ => return None,
        })
    }
}

impl Point {
    /// Reads the tokens of one point.
    pub(super) fn of(tokens: &[Token]) -> Result<Self, Unreadable> {
        if let [Number!(year, 4), mark @ (Token::Slash | Token::Dash), Number!(second, 1 | 2)] = *tokens {
            let unit = behind_year(year, mark, second).ok_or(FORM)?;
            return Self { unit, year: None, took_year: false }.in_year(year, 4);
        }
        let plain: Vec<Token> =
            tokens.iter().copied().filter(|token| !matches!(token, Token::Dash | Token::Slash)).collect();
        let dashes = tokens.len() - plain.len();
        if let [Number!(value, 8)] = *plain.as_slice() {
            return compact(value);
        }
        let (unit, year) = Unit::of(&plain, dashes).ok_or(FORM)?;
        let point = Self { unit, year: None, took_year: false };
        year.map_or(Ok(point), |(value, digits)| point.in_year(value, digits))
    }

    fn in_year(self, value: u32, digits: usize) -> Result<Self, Unreadable> {
        let value = i32::try_from(value).map_err(|_| FORM)?;
        let short = digits == 2;
        let value = if short { value + if value < 50 { 2000 } else { 1900 } } else { value };
        if YEARS.contains(&value) { Ok(Self { year: Some(Year { value, short }), ..self }) } else { Err(FORM) }
    }

    /// Takes the month and year that this end of a range lacks from the other.
    pub(super) fn completed_from(&self, other: &Self) -> Self {
        let unit = match (self.unit, other.unit) {
            (Unit::Day(day), Unit::DayOf { month, .. }) => Unit::DayOf { day, month },
            (Unit::Day(day), Unit::Digits(_, month)) => Unit::Digits(day, month),
            (Unit::Day(week), Unit::Week(_)) => Unit::Week(week),
            (Unit::Day(quarter), Unit::Quarter(_)) => Unit::Quarter(quarter),
            (unit, _) => unit,
        };
        let took_year = self.year.is_none() && other.year.is_some();
        Self { unit, year: self.year.or(other.year), took_year }
    }

    /// Whether a bare dash or slash between the two can make a range.
    pub(super) fn joins(&self, right: &Self) -> bool {
        let whole = |point: &Self| matches!(point.unit, Unit::DayOf { .. } | Unit::Digits(..)) && point.year.is_some();
        match (self.unit, right.unit) {
            (Unit::Day(_), Unit::DayOf { .. })
            | (Unit::DayOf { .. }, Unit::DayOf { .. })
            | (Unit::Week(_), Unit::Day(_) | Unit::Week(_))
            | (Unit::Month(_), Unit::Month(_))
            | (Unit::Quarter(_), Unit::Quarter(_))
            | (Unit::Year, Unit::Year) => true,
            _ => whole(self) && whole(right),
        }
    }

    /// Whether it is a day without a month.
    pub(super) fn is_day(&self) -> bool {
        matches!(self.unit, Unit::Day(_))
    }

    /// Whether its day and month are digits.
    pub(super) fn is_digits(&self) -> bool {
        matches!(self.unit, Unit::Digits(..))
    }

    /// Whether it names a year.
    pub(super) fn has_year(&self) -> bool {
        self.year.is_some()
    }

    /// Whether the right one is the day after, as in `3 en 4 mei`.
    pub(super) fn precedes(&self, right: &Self) -> bool {
        match (self.unit, right.unit) {
            (Unit::Day(first), Unit::DayOf { day, .. }) => first + 1 == day,
            (Unit::Month(_), Unit::Month(_)) | (Unit::Quarter(_), Unit::Quarter(_)) => true,
            _ => false,
        }
    }

    /// The month in words or digits, for ranges over the turn of a year.
    pub(super) fn month(&self) -> Option<u32> {
        match self.unit {
            Unit::DayOf { month, .. } | Unit::Digits(_, month) | Unit::Month(month) => Some(month),
            _ => None,
        }
    }

    pub(super) fn year_before(self) -> Self {
        self.years_on(-1)
    }

    pub(super) fn year_after(self) -> Self {
        self.years_on(1)
    }

    fn years_on(self, years: i32) -> Self {
        Self { year: self.year.map(|year| Year { value: year.value + years, ..year }), ..self }
    }

    /// The span of days, with what had to be inferred.
    pub(super) fn date(&self, context: &DateContext) -> Result<WrittenDate, Unreadable> {
        let mut inferred = Vec::new();
        let year = match (self.year, context.year) {
            (Some(year), _) => {
                inferred.extend(year.short.then_some(Inferred::Century));
                year.value
            }
            (None, Some(year)) if !matches!(self.unit, Unit::Day(_)) => {
                inferred.push(Inferred::Year);
                year
            }
            (None, _) => return Err(if matches!(self.unit, Unit::Day(_)) { FORM } else { Unreadable::NoYear }),
        };
        let date = self.span(year, context.order, &mut inferred)?;
        Ok(WrittenDate { date, inferred })
    }

    fn span(&self, year: i32, order: DateOrder, inferred: &mut Vec<Inferred>) -> Result<LegacyDate, Unreadable> {
        let month_span = |month, length, precision| {
            let start = day(year, month, 1)?;
            let end = (start + Months::new(length)) - Days::new(1);
            Ok(LegacyDate { start, end, precision })
        };
        match self.unit {
            Unit::Day(_) => Err(FORM),
            Unit::DayOf { day: number, month } => Ok(LegacyDate::day(day(year, month, number)?)),
            Unit::Digits(first, second) => {
                let month_first = first <= 12 && (second > 12 || order == DateOrder::MonthFirst);
                inferred.extend(month_first.then_some(Inferred::MonthFirst));
                let (number, month) = if month_first { (second, first) } else { (first, second) };
                Ok(LegacyDate::day(day(year, month, number)?))
            }
            Unit::Week(week) => {
                let start = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(Unreadable::NoSuchDay)?;
                Ok(LegacyDate { start, end: start + Days::new(6), precision: DatePrecision::Week })
            }
            Unit::Month(month) => month_span(month, 1, DatePrecision::Month),
            Unit::Quarter(quarter @ 1..=4) => month_span(quarter * 3 - 2, 3, DatePrecision::Quarter),
            Unit::Quarter(_) => Err(Unreadable::NoSuchDay),
            Unit::Season(month) => month_span(month, 3, DatePrecision::Season),
            Unit::Half(half) => month_span(half * 6 - 5, 6, DatePrecision::Season),
            Unit::Year => month_span(1, 12, DatePrecision::Year),
            Unit::TwoYears => month_span(1, 24, DatePrecision::Year),
        }
    }
}

/// Two digits behind a year: a month after a dash (`2016-05`), else the year that follows (`2015/16`).
fn behind_year(year: u32, mark: Token, second: u32) -> Option<Unit> {
    match second {
        1..=12 if mark == Token::Dash => Some(Unit::Month(second)),
        _ => (second == (year + 1) % 100).then_some(Unit::TwoYears),
    }
}

/// `20160512` or `12052016`.
fn compact(value: u32) -> Result<Point, Unreadable> {
    let of = |year: u32, month: u32, day: u32| {
        Point { unit: Unit::DayOf { day, month }, year: None, took_year: false }.in_year(year, 4)
    };
    let turned = || of(value % 10_000, value / 10_000 % 100, value / 1_000_000);
    of(value / 10_000, value / 100 % 100, value % 100).or_else(|_| turned())
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate, Unreadable> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|date| date.year() == year).ok_or(Unreadable::NoSuchDay)
}
