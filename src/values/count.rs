//! Counts as people write them: `52`, `ca. 30`, `meer dan 50`, `20-25`, `drie`.

use serde::{Deserialize, Serialize};

use super::Comparator;

/// A number of things, with how exactly it was stated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ApproximateCount {
    /// Exactly, at least, about.
    pub comparator: Comparator,
    /// The number, or the lower end of a range.
    pub value: i32,
    /// The upper end of a range.
    pub upper: Option<i32>,
    /// As written.
    pub text: String,
}
