//! Stage 3, map: table → columns to fields, with confidence and evidence. Pure.
//!
//! Header words and the look of the values give each column its candidates; what the table is about
//! ([`super::vocabulary::Topic`]) and what stands beside it decide between them, over all columns at once. A table about
//! nothing that the register holds has no fields at all.
//!
//! Invariant: no two columns of a table have one field, but for columns that come again with another record; and no
//! sample is taken of a blocked column.

mod assign;
mod candidate;
mod chosen;
mod composed;
mod context;
mod forms;
mod kinds;
mod look;
mod place;
mod repeats;
#[cfg(test)]
mod tests;
mod topic;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::chosen::{By, Chosen};

use self::candidate::{Candidate, Place};
use self::context::Around;
use super::cell::{At, Column};
use super::field::Field;
use super::locate::{Crossing, Header, Section, Table};
use super::read::{Cell, Sheet};
use super::vocabulary::Vocabulary;
use crate::values::RecordKind;

/// A table whose columns are known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedTable {
    /// The table.
    pub table: Table,
    /// Its columns, left to right.
    pub columns: Vec<MappedColumn>,
    /// What its context says of every row, with the fields that it gives.
    pub context: Vec<MappedContext>,
    /// Rows that head others, with what they say of them.
    pub sections: Vec<MappedSection>,
    /// The columns of a matrix, with what their headers say.
    pub crossings: Vec<MappedCrossing>,
    /// What sorts of record its rows hold.
    pub record_kinds: Vec<RecordKind>,
}

/// A row that says something of the rows below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedSection {
    /// Its row.
    pub row: u32,
    /// The last row that it holds for.
    pub last: u32,
    /// What it gives them.
    pub context: Vec<MappedContext>,
}

/// A column of a matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedCrossing {
    /// Its column.
    pub column: Column,
    /// What its header says of the records in it.
    pub context: Vec<MappedContext>,
}

/// One column, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Its column. For [`super::locate::Layout::Labels`] tables this is the column of the first value.
    pub column: Column,
    /// For label tables, the row of the label; rows otherwise differ.
    pub row: Option<u32>,
    /// The header or label as written.
    pub header: String,
    /// For columns that come again (`Deelnemer 2`), of which of the records of a row it is, from 1.
    pub repeat: Option<u32>,
    /// What it holds; `None` when it is ignored.
    pub field: Option<Field>,
    /// From 0 to 1.
    pub confidence: f64,
    /// Why, in words.
    pub evidence: Vec<String>,
    /// The first few values; none of a blocked column.
    pub samples: Vec<String>,
    /// Why it is ignored.
    pub ignored_because: Option<Ignored>,
}

/// Why a column is ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ignored {
    /// The register must never hold it; the vocabulary says why.
    Blocked(String),
    /// It only numbers the rows.
    RowNumber,
    /// Its cells say where the row and the header of a matrix meet.
    Crossing,
    /// It is no field of the register.
    Unknown,
    /// Somebody, or a saved mapping, ignores it.
    Chosen,
    /// Another column was chosen for what it seems to hold.
    Elsewhere(Field),
}

impl fmt::Display for Ignored {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked(reason) => out.write_str(reason),
            Self::RowNumber => out.write_str("rijnummer"),
            Self::Crossing => out.write_str("kolom van een kruistabel"),
            Self::Unknown => out.write_str("geen veld van het register"),
            Self::Chosen => out.write_str("zo gekozen"),
            Self::Elsewhere(field) => write!(out, "voor {field} is een andere kolom gekozen"),
        }
    }
}

/// A text outside the body that gives every row of the table a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedContext {
    /// The label; empty for a title and for the name of the sheet.
    pub label: String,
    /// The value.
    pub cell: Cell,
    /// Where the value stands; `None` for the name of the sheet.
    pub at: Option<At>,
    /// What it gives; `None` for a title that is no more than that.
    pub field: Option<Field>,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Maps the columns of a table.
pub fn map(sheet: &Sheet, table: Table, vocabulary: &Vocabulary) -> MappedTable {
    map_chosen(sheet, table, &Chosen::default(), vocabulary)
}

/// Maps the columns of a table of which some are decided beforehand.
pub fn map_chosen(sheet: &Sheet, table: Table, chosen: &Chosen, vocabulary: &Vocabulary) -> MappedTable {
    let mut candidates = candidates(sheet, &table, vocabulary);
    chosen::decide(&mut candidates, chosen);
    let topic = topic::topic(sheet, &table, &candidates, vocabulary).filter(|_| !chosen.leaves_out());
    let given = topic.map_or_else(|| vec![None; candidates.len()], |topic| topic::given(&candidates, topic));
    let given = topic::with_start(given, &candidates);
    let fields: Vec<Field> = given.iter().copied().flatten().collect();
    let around = Around { sheet, topic, vocabulary, columns: &fields };
    let context = around.map(&table);
    let sections = sections(&around, &table, &context);
    let crossings = crossings(&around, &table);
    let all = context.iter().chain(sections.iter().flat_map(|section| &section.context));
    let all = all.chain(crossings.iter().flat_map(|crossing| &crossing.context)).filter_map(|one| one.field);
    let mut record_kinds = topic.map(|topic| kinds::of(topic, &fields, all)).unwrap_or_default();
    if !crossings.is_empty() && !record_kinds.contains(&RecordKind::Participation) {
        // Each mark says that somebody took part.
        record_kinds.push(RecordKind::Participation);
    }
    let taken = topic::chosen(&candidates);
    let mapped = |(candidate, field): (Candidate, _)| candidate.mapped(field, &taken, vocabulary);
    let columns = candidates.into_iter().zip(given).map(mapped).collect();
    MappedTable { table, columns, context, sections, crossings, record_kinds }
}

/// What the rows that head others say of them.
fn sections(around: &Around<'_>, table: &Table, context: &[MappedContext]) -> Vec<MappedSection> {
    let said = |field: Field| context.iter().any(|one| one.field == Some(field));
    let named = said(Field::MissionTitle) || said(Field::MissionCode);
    let section = |section: &Section| MappedSection {
        row: section.row,
        last: section.last,
        context: around.heading(&section.context, named),
    };
    let sections = table.sections.iter().map(section);
    sections.filter(|section| around.topic.is_some() && !section.context.is_empty()).collect()
}

/// What the headers of the columns of a matrix say of the records in them.
fn crossings(around: &Around<'_>, table: &Table) -> Vec<MappedCrossing> {
    let crossing =
        |crossing: &Crossing| MappedCrossing { column: crossing.column, context: around.crossing(&crossing.context) };
    let crossings = table.crossings.iter().map(crossing);
    crossings.filter(|crossing| around.topic.is_some() && !crossing.context.is_empty()).collect()
}

fn candidates(sheet: &Sheet, table: &Table, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let texts: Vec<&str> = table.headers.iter().map(|header| header.text.as_str()).collect();
    let repeats = repeats::repeats(&texts, &vocabulary.headers);
    let column = |((index, header), repeat): ((usize, &Header), Option<(u32, String)>)| {
        let place = Place { column: header.column, row: header.row };
        if table.crossings.iter().any(|crossing| crossing.column == header.column) {
            return Candidate::crossing(place, header.text.clone());
        }
        Candidate::new(place, header.text.clone(), repeat, &sample(sheet, table, index), vocabulary)
    };
    table.headers.iter().enumerate().zip(repeats).map(column).collect()
}

/// Values that are looked at, spread over the whole column.
const SAMPLE: usize = 200;

/// The cells of a column's body, or the values of a label, some two hundred of them.
fn sample<'a>(sheet: &'a Sheet, table: &Table, header: usize) -> Vec<&'a Cell> {
    if table.records.is_empty() {
        let step = table.body.len().div_ceil(SAMPLE).max(1);
        let rows = table.body.iter().step_by(step).filter_map(|row| sheet.row(*row));
        let column = table.headers[header].column;
        return rows.filter_map(|row| row.cell(column)).collect();
    }
    let step = table.records.len().div_ceil(SAMPLE).max(1);
    let places = table.records.iter().step_by(step).filter_map(|record| *record.values.get(header)?);
    places.filter_map(|at| sheet.cell(at)).collect()
}
