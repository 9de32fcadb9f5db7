//! The reading of one cell: what a column promises, what the cell says, and what was made of it.
//!
//! Pure. Invariant: what is written in a cell is read, kept as a remark, or reported; it is never lost in silence and
//! never replaced by a default.

mod contact;
pub mod hints;
mod number;
mod text;

#[cfg(test)]
mod tests;

pub use self::hints::Hints;
pub use crate::values::Place;

use crate::import::cell::CellRef;
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::read::{Cell, NumberFormat};
use crate::import::vocabulary::Vocabulary;
use crate::values::{
    ApproximateCount, DateContext, Email, KvkNumber, LegacyDate, MissingReason, Money, OfficialName, OrganisationName,
    PersonName,
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
    /// A sentence, with the code of the word of a closed list that stands in it.
    Phrase {
        /// As written.
        text: String,
        /// As in `FACILITATOR`; nothing where no word of the list was found.
        word: Option<String>,
    },
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

impl Reading {
    fn of(value: FieldValue) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    fn missing(reason: MissingReason) -> Self {
        Self { missing: Some(reason), ..Self::default() }
    }

    fn problem(issue: Issue) -> Self {
        Self { issues: vec![issue], ..Self::default() }
    }

    fn with_issue(mut self, issue: Issue) -> Self {
        self.issues.push(issue);
        self
    }
}

/// Reads one cell as what its column promises: by the cell's own type first, then by its text.
///
/// The context helps dates: the year of those without one. The hints say what holds for all cells of the column.
pub fn read_value(
    cell: &Cell,
    field: Field,
    at: &CellRef,
    vocabulary: &Vocabulary,
    (context, hints): (&DateContext, &Hints),
) -> Reading {
    let reader = Reader { field, at, vocabulary, context, hints };
    match cell {
        Cell::Text(text) => match vocabulary.learnt.replaced(field, text) {
            Some(known) => reader.text(&known).with_issue(reader.issue(IssueCode::LearntWord, text).expected(known)),
            None => reader.text(text),
        },
        Cell::Number { value, format } => reader.number(*value, format.as_deref().map(NumberFormat::code)),
        Cell::Date(moment) => reader.date(moment.date()),
        Cell::Bool(yes) => reader.boolean(*yes),
        Cell::Error(error) => Reading {
            missing: Some(MissingReason::Error),
            ..Reading::problem(reader.issue(IssueCode::SpreadsheetError, error))
        },
        Cell::Uncomputed => {
            let issue = Issue::new(IssueCode::FormulaWithoutValue).at(at).field(field);
            Reading { missing: Some(MissingReason::Error), ..Reading::problem(issue) }
        }
    }
}

/// What the reading of a cell needs to know.
#[derive(Clone, Copy)]
struct Reader<'a> {
    field: Field,
    at: &'a CellRef,
    vocabulary: &'a Vocabulary,
    context: &'a DateContext,
    hints: &'a Hints,
}

impl Reader<'_> {
    /// An issue at this cell.
    fn issue(&self, code: IssueCode, found: &str) -> Issue {
        Issue::new(code).at(self.at).field(self.field).value(found)
    }
}
