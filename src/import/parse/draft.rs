//! Drafts: what one row of a file says of one record, before anything is joined or matched.
//!
//! Invariant: every value keeps the cell that it was read from. A draft knows nothing of the register. A large file has
//! millions of values and few fields in each draft, so what is read is shared and fields are kept as flat lists.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use litemap::LiteMap;

use super::gather::key_of;
use super::value::FieldValue;
use crate::import::cell::{CellRef, Column};
use crate::import::field::Field;
use crate::values::RecordKind;

/// A value with its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Shared by cells that say the same.
    said: Arc<Said>,
    /// Where.
    pub at: CellRef,
}

/// What a cell says.
#[derive(Clone, Debug)]
pub struct Said {
    /// What was read.
    pub value: FieldValue,
    /// As written; empty for cells that are no text.
    pub text: String,
    /// The value as a key, once somebody asked for it.
    key: OnceLock<Box<str>>,
}

impl Said {
    /// A value, and how it was written.
    pub const fn new(value: FieldValue, text: String) -> Self {
        Self { value, text, key: OnceLock::new() }
    }

    /// The value as a key. Spelling variants of one value have one key.
    pub fn key(&self) -> &str {
        self.key.get_or_init(|| key_of(&self.value).into())
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.text == other.text
    }
}

impl Found {
    /// What a cell says.
    pub const fn new(said: Arc<Said>, at: CellRef) -> Self {
        Self { said, at }
    }

    /// Another value that was made of what the same cell says.
    #[must_use]
    pub fn read_as(&self, value: FieldValue) -> Self {
        Self { said: Arc::new(Said::new(value, self.text.clone())), at: self.at.clone() }
    }

    /// Whether it is known, without looking at what both say, that it is the same.
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.said, &other.said)
    }
}

impl Deref for Found {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.said
    }
}

/// Values by field.
pub type Fields = LiteMap<Field, Found>;

/// A record of a table that was mapped: the unit that errors block. Most are a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowAt {
    /// Which of the tables, in the order of the file.
    pub table: usize,
    /// The row, as the spreadsheet counts; the first one of a block of labels and values.
    pub row: u32,
    /// The column in which it begins, since a row can hold several.
    pub column: Column,
}

/// What a row says of one record.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What sort of record.
    pub kind: RecordKind,
    /// The row that says it.
    pub row: RowAt,
    /// Whether the row describes the record or only names it.
    pub standing: Standing,
    /// The values of the record itself.
    pub fields: Fields,
    /// What it says of parts: an action, a line.
    pub parts: Vec<Part>,
    /// Other drafts that it refers to, by their place among the drafts of the file.
    pub links: Links,
}

/// References between drafts.
pub type Links = LiteMap<Link, usize>;

/// Whether a row describes a record or only names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The record is made if it is not there.
    Described,
    /// The record must be in the file or in the register.
    Named,
    /// As named, but nothing is lost where it is in neither.
    Hinted,
}

/// A reference from one draft to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// The mission that a record belongs to.
    Mission,
    /// The organisation that took part, or that a person is of.
    Organisation,
    /// The person who took part.
    Person,
    /// The mission that a mission answers.
    CounterVisitOf,
    /// The performance that a mission counts for, or that proposes an amendment.
    Performance,
    /// The organisation that paid.
    Payer,
}

/// A part of a record.
#[derive(Clone, Debug)]
pub struct Part {
    /// What sort of part.
    pub section: Section,
    /// Its values.
    pub fields: Fields,
    /// The row that says it.
    pub row: RowAt,
    /// The performance of a line.
    pub performance: Option<usize>,
}

/// The sorts of part that take a row of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// An action of a performance.
    Action,
    /// A target of an action.
    Target,
    /// A number that a report stated.
    Reported,
    /// A note on progress.
    Note,
    /// A colour.
    Signal,
    /// A line of a budget amendment.
    Line,
}

impl Section {
    /// All of them, in the order in which they are stored.
    pub const ALL: [Self; 6] = [Self::Action, Self::Target, Self::Reported, Self::Note, Self::Signal, Self::Line];

    /// The fields of such a part, the one that makes it first.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Action => &[Field::ActionText, Field::ActionOrdinal],
            Self::Target => &[
                Field::TargetValue,
                Field::ActionOrdinal,
                Field::TargetIndicator,
                Field::TargetUnit,
                Field::TargetDirection,
            ],
            Self::Reported => {
                &[Field::ReportedCount, Field::ReportedIndicator, Field::ReportedUnit, Field::NoteDocument]
            }
            Self::Note => &[Field::NoteText, Field::NoteDocument, Field::NoteEdition, Field::NoteSubject],
            Self::Signal => &[
                Field::SignalColour,
                Field::SignalDimension,
                Field::SignalExplanation,
                Field::NoteDocument,
                Field::NoteEdition,
            ],
            Self::Line => &[Field::LineAmount, Field::LineReserve, Field::LinePerformance, Field::LineFiscalYear],
        }
    }

    /// Whether a field is of some part rather than of the record itself.
    pub fn holds(field: Field) -> bool {
        Self::ALL.iter().any(|section| section.fields().contains(&field))
    }
}
