//! The reading of one cell: what a column promises, what the cell says, and what was made of it.
//!
//! Pure. Invariant: what is written in a cell is read, kept as a remark, or reported; it is never lost in silence and
//! never replaced by a default.

use crate::import::issue::Issue;
use crate::values::{
    ApproximateCount, Email, KvkNumber, LegacyDate, MissingReason, Money, OfficialName, OrganisationName, PersonName,
    Place,
};

/// What a cell was read as.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Free text, tidied of stray blanks; also what was kept although it is not what the column promises.
    Text(String),
    /// A date, a range or a vaguer span.
    Date(LegacyDate),
    /// A year.
    Year(i32),
    /// An amount, with its currency (ISO 4217) where the cell names one.
    Amount {
        /// How much.
        money: Money,
        /// Of what.
        currency: Option<String>,
    },
    /// A number of things.
    Count(ApproximateCount),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// Countries and places, in order.
    Places(Vec<Place>),
    /// Names of themes, in order.
    Themes(Vec<String>),
    /// A name, or the part of it that the column holds; parts join with [`PersonName::joined_with`].
    Person(PersonName),
    /// Officials, in order.
    Officials(Vec<OfficialName>),
    /// The name of an organisation.
    Organisation(OrganisationName),
    /// A KvK number.
    Kvk(KvkNumber),
    /// An e-mail address.
    Email(Email),
    /// The code of a word of a closed list: `OUTBOUND`.
    Word(String),
    /// The codes of several words of a closed list, where a cell may hold several.
    Words(Vec<String>),
}

/// What one cell came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The value; `None` when the cell is empty, says that there is none, or cannot be read.
    pub value: Option<FieldValue>,
    /// What cannot be read, was inferred, or was kept as written.
    pub issues: Vec<Issue>,
    /// The rest of the cell: `afgemeld` of `Jansen BV (afgemeld)`.
    pub note: Option<String>,
    /// Why there is no value, when the cell says so: `n.v.t.`, `volgt`. Empty cells leave this `None` too.
    pub missing: Option<MissingReason>,
}
