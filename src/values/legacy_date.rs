//! Dates as legacy registers write them: a span of days, and how much of it was really written down.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DatePrecision;

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

/// Words that occur in dates, by their folded form. Loaded from the vocabulary.
#[derive(Clone, Debug, Default)]
pub struct DateWords {
    /// Month names and abbreviations, to 1–12.
    pub months: HashMap<String, u32>,
    /// Seasons, to the month in which they begin (`voorjaar` is 3).
    pub seasons: HashMap<String, u32>,
    /// Words for a week: `week`, `wk`.
    pub weeks: Vec<String>,
    /// Words for a quarter: `kwartaal`, `q`.
    pub quarters: Vec<String>,
    /// Names of days, which add nothing.
    pub weekdays: Vec<String>,
    /// Words between two dates: `t/m`, `tot en met`, `until`.
    pub until: Vec<String>,
}
