//! Types that carry one rule each: what a value is, how it is read from Dutch text, how it is written.
//!
//! Invariant: values know nothing of tables, workbooks or the schema. A parser here returns the value or says what it
//! found and what it expected; it never falls back to a default.

mod amount;
mod codes;
mod count;
mod country;
mod fold;
mod identifiers;
mod legacy_date;
mod missing;
mod money;
mod name_keys;
mod name_words;
mod official_name;
mod organisation_name;
mod person_name;
mod place;
mod quantity;
mod repair;
mod word_list;

pub use amount::{AmountWords, WrittenAmount};
pub use codes::*;
pub use count::{ApproximateCount, CountWords};
pub use country::{Countries, Country};
pub use fold::fold;
pub use identifiers::{Email, KvkNumber, WrittenKvkNumber};
pub use legacy_date::{DateContext, DateOrder, DateUnit, DateWords, Inferred, LegacyDate, WrittenDate};
pub use missing::{MissingReason, MissingWords};
pub use money::Money;
pub use name_keys::{initials_key, name_keys, word_key};
pub use name_words::NameWords;
pub use official_name::OfficialName;
pub use organisation_name::{LegalForms, OrganisationName};
pub use person_name::{NameFit, PersonName};
pub use place::{Place, Places};
pub use quantity::Quantity;
pub use repair::{composed, repaired};
pub use word_list::{WordListFault, parse_word_list};

/// Why a text is not the value that was hoped for. The caller knows the cell; this knows the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is written in no known form; these are examples of what would be.
    #[error("expected something like {0}")]
    Form(&'static str),
    /// A day that the calendar does not have: `31-2-2016`.
    #[error("there is no such day")]
    NoSuchDay,
    /// A period that ends before it starts.
    #[error("the end lies before the start")]
    EndBeforeStart,
    /// A date without a year where nothing around it names one.
    #[error("the year is missing")]
    NoYear,
    /// An amount finer than cents.
    #[error("more than two decimals")]
    TooManyDecimals,
}
