//! Types that carry one rule each: what a value is, how it is read from Dutch text, how it is written.
//!
//! Invariant: values know nothing of tables, workbooks or the schema. A parser here returns the value or says what it
//! found and what it expected; it never falls back to a default.

mod codes;
mod count;
mod country;
mod fold;
mod identifiers;
mod legacy_date;
mod money;
mod organisation_name;
mod person_name;
mod quantity;
mod word_list;

pub use codes::*;
pub use count::ApproximateCount;
pub use country::{Countries, Country};
pub use fold::fold;
pub use identifiers::{Email, KvkNumber};
pub use legacy_date::{DateWords, LegacyDate};
pub use money::Money;
pub use organisation_name::OrganisationName;
pub use person_name::PersonName;
pub use quantity::Quantity;
pub use word_list::{WordListFault, parse_word_list};

/// Why a text is not the value that was hoped for. The caller knows the cell; this knows the rest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{expected}")]
pub struct Unreadable {
    /// What would have been readable, in Dutch, as in `een datum zoals 12 mei 2016`.
    pub expected: String,
}

impl Unreadable {
    /// Says what was expected.
    pub fn expected(expected: impl Into<String>) -> Self {
        Self { expected: expected.into() }
    }
}
