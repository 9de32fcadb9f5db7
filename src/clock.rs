//! The only place that asks what time it is, and the only maker of ids (which carry a time).

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use uuid::Uuid;

/// Now, in UTC, to the microsecond: finer than that PostgreSQL does not keep.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// Today, in UTC: good enough to tell missions of the past from those to come.
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// A fresh key. Keys made later sort later.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
