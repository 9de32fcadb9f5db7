//! Stage 3, map: table → columns to fields, with confidence and evidence. Pure.
//!
//! Header words and the look of the values give each column its candidates; what the table is about ([`Topic`]) decides
//! between them, over all columns at once. A table about nothing that the register holds has no fields at all.
//!
//! Invariant: no two columns of a table have one field, and no sample is taken of a blocked column.

mod assign;
mod chosen;
mod context;
mod kinds;
mod place;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::chosen::{By, Chosen};

use self::chosen::Choice;
use self::values::Look;
use self::words::Fits;
use super::cell::{At, Column};
use super::field::{Field, Shape};
use super::locate::{Header, Table};
use super::read::{Cell, Sheet};
use super::vocabulary::{Topic, Vocabulary};
use crate::values::{RecordKind, fold};

/// A table whose columns are known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedTable {
    /// The table.
    pub table: Table,
    /// Its columns, left to right.
    pub columns: Vec<MappedColumn>,
    /// What its context says of every row, with the fields that it gives.
    pub context: Vec<MappedContext>,
    /// What sorts of record its rows hold.
    pub record_kinds: Vec<RecordKind>,
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

/// Scores below this are no mapping.
const ENOUGH: f64 = 0.42;
/// Samples of a column that people see.
const SAMPLES: usize = 3;

/// A column before it is mapped.
struct Candidate {
    column: Column,
    row: Option<u32>,
    header: String,
    fits: Fits,
    look: Look,
    samples: Vec<String>,
    blocked: Option<String>,
    chosen: Option<Choice>,
}

/// Maps the columns of a table.
pub fn map(sheet: &Sheet, table: Table, vocabulary: &Vocabulary) -> MappedTable {
    map_chosen(sheet, table, &Chosen::default(), vocabulary)
}

/// Maps the columns of a table of which some are decided.
pub fn map_chosen(sheet: &Sheet, table: Table, chosen: &Chosen, vocabulary: &Vocabulary) -> MappedTable {
    let candidates = candidates(sheet, &table, chosen, vocabulary);
    let topic = topic(sheet, &table, &candidates, vocabulary);
    let given = topic.map_or_else(|| vec![None; candidates.len()], |topic| given(&candidates, topic));
    let given = with_start(given, &candidates);
    let context = context::map(sheet, &table, topic, vocabulary);
    let context = without_columns(context, &given);
    let record_kinds = topic.map(|topic| kinds::of(topic, &given, &context)).unwrap_or_default();
    let taken = chosen_fields(&candidates);
    let mapped = |(candidate, field): (Candidate, _)| candidate.mapped(field, &taken, vocabulary);
    let columns = candidates.into_iter().zip(given).map(mapped).collect();
    MappedTable { table, columns, context, record_kinds }
}

fn candidates(sheet: &Sheet, table: &Table, chosen: &Chosen, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let column = |(index, header): (usize, &Header)| {
        let cells = values::sample(sheet, table, index);
        let place = (header.column, header.row);
        let candidate = Candidate::new(place, header.text.clone(), &cells, vocabulary);
        let chosen = chosen.of(place).filter(|_| candidate.blocked.is_none()).cloned();
        Candidate { chosen, ..candidate }
    };
    table.headers.iter().enumerate().map(column).collect()
}

impl Candidate {
    fn new(place: (Column, Option<u32>), header: String, cells: &[&Cell], vocabulary: &Vocabulary) -> Self {
        let blocked = vocabulary.blocked.reason(&fold(&header)).map(str::to_owned);
        let shown = |cell: &&Cell| cell.shown().chars().take(80).collect();
        let samples = if blocked.is_some() { Vec::new() } else { cells.iter().take(SAMPLES).map(shown).collect() };
        let (fits, look) = match blocked {
            Some(_) => (Fits::new(), Look::default()),
            None => (words::fits(&header, &vocabulary.headers), Look::at(cells, vocabulary)),
        };
        Self { column: place.0, row: place.1, header, fits, look, samples, blocked, chosen: None }
    }

    /// How well it fits a field, by its header and its values.
    fn score(&self, field: Field) -> f64 {
        if self.blocked.is_some() {
            return 0.0;
        }
        match &self.chosen {
            Some(chosen) => f64::from(u8::from(chosen.field == Some(field))),
            None => self.likeness(field),
        }
    }

    /// How well it fits a field when nobody decided.
    fn likeness(&self, field: Field) -> f64 {
        let by_header = self.fits.get(&field).map_or(0.0, |fit| fit.score * (0.6 + 0.4 * self.look.support(field)));
        let by_values = self.look.speaks_for().filter(|(spoken, _)| *spoken == field).map_or(0.0, |(_, score)| score);
        by_header.max(by_values)
    }

    fn mapped(self, field: Option<Field>, taken: &[Field], vocabulary: &Vocabulary) -> MappedColumn {
        let confidence = field.map_or(0.0, |field| (self.score(field) * 100.0).round() / 100.0);
        let evidence = field.map(|field| self.evidence(field)).unwrap_or_default();
        let ignored_because = if field.is_none() { Some(self.reason(taken, vocabulary)) } else { None };
        let Self { column, row, header, samples, .. } = self;
        MappedColumn { column, row, header, field, confidence, evidence, samples, ignored_because }
    }

    fn evidence(&self, field: Field) -> Vec<String> {
        if let Some(chosen) = &self.chosen {
            return vec![chosen.by.to_string()];
        }
        let by_header = self.fits.get(&field).map(|fit| fit.evidence.clone());
        let support = self.look.support(field);
        let typed = !matches!(field.shape(), Shape::Text | Shape::Phrase | Shape::Word | Shape::Code);
        let by_values =
            (self.look.values > 0 && typed).then(|| format!("its values fit {field} for {:.0} %", support * 100.0));
        by_header.into_iter().chain(by_values).collect()
    }

    fn reason(&self, taken: &[Field], vocabulary: &Vocabulary) -> Ignored {
        let elsewhere = taken.iter().find(|field| self.likeness(**field) >= ENOUGH);
        match (&self.blocked, elsewhere) {
            (Some(reason), _) => Ignored::Blocked(reason.clone()),
            (None, _) if self.chosen.is_some() => Ignored::Chosen,
            (None, Some(field)) => Ignored::Elsewhere(*field),
            (None, None) if vocabulary.layout.is_row_number(&self.header) => Ignored::RowNumber,
            (None, None) => Ignored::Unknown,
        }
    }
}

/// What the table is about: the topic under which its columns fit best.
fn topic<'v>(sheet: &Sheet, table: &Table, candidates: &[Candidate], vocabulary: &'v Vocabulary) -> Option<&'v Topic> {
    let chosen = chosen_fields(candidates);
    if chosen.is_empty() && candidates.iter().any(|candidate| vocabulary.layout.is_pivot(&candidate.header)) {
        return None;
    }
    let mut best: Option<(bool, f64, &Topic)> = None;
    for topic in vocabulary.topics.iter() {
        let given = given(candidates, topic);
        let fields: Vec<Field> = given.iter().copied().flatten().collect();
        // The name of a sheet is too little to make its tables registers.
        let context = context::map(sheet, table, Some(topic), vocabulary);
        let context: Vec<Field> = context.iter().filter(|one| one.at.is_some()).filter_map(|one| one.field).collect();
        let weighed = |(candidate, field): (&Candidate, &Option<Field>)| {
            field.map_or(0.0, |field| candidate.score(field) * topic.weight(field).unwrap_or(0.0))
        };
        let sum: f64 = candidates.iter().zip(&given).map(weighed).sum();
        // Who decides what columns hold also decides that the table is about something.
        let met = topic.is_met(&fields, &context);
        let meant = met || chosen.iter().any(|field| topic.weight(*field).is_some());
        if meant && best.is_none_or(|(better, most, _)| (met, sum) > (better, most)) {
            best = Some((met, sum, topic));
        }
    }
    best.map(|(_, _, topic)| topic)
}

/// The fields that were decided on.
fn chosen_fields(candidates: &[Candidate]) -> Vec<Field> {
    candidates.iter().filter_map(|candidate| candidate.chosen.as_ref()?.field).collect()
}

/// The best field of each column under a topic.
fn given(candidates: &[Candidate], topic: &Topic) -> Vec<Option<Field>> {
    let fields: Vec<Field> = topic.fields().collect();
    let taken = chosen_fields(candidates);
    let score = |candidate: &Candidate, field: Field| {
        if candidate.chosen.is_none() && taken.contains(&field) {
            return 0.0;
        }
        let score = candidate.score(field) * topic.weight(field).unwrap_or(0.0);
        if score >= ENOUGH { score } else { 0.0 }
    };
    let scores: Vec<Vec<f64>> =
        candidates.iter().map(|candidate| fields.iter().map(|field| score(candidate, *field)).collect()).collect();
    let best = assign::best(&scores).into_iter().map(|index| index.map(|index| fields[index]));
    let decided = |candidate: &Candidate| candidate.chosen.as_ref().map(|chosen| chosen.field);
    best.zip(candidates).map(|(best, candidate)| decided(candidate).unwrap_or(best)).collect()
}

/// `Datum` beside `Einddatum` is the first day and not the whole period.
fn with_start(mut given: Vec<Option<Field>>, candidates: &[Candidate]) -> Vec<Option<Field>> {
    let has = |field: Field| given.contains(&Some(field));
    if has(Field::MissionEndDate) && !has(Field::MissionStartDate) {
        let open = given.iter_mut().zip(candidates).filter(|(_, candidate)| candidate.chosen.is_none());
        for field in open.filter_map(|(field, _)| field.as_mut()).filter(|field| **field == Field::MissionPeriod) {
            *field = Field::MissionStartDate;
        }
    }
    given
}

/// A column says more of a row than what stands above the table.
fn without_columns(mut context: Vec<MappedContext>, given: &[Option<Field>]) -> Vec<MappedContext> {
    for one in context.iter_mut().filter(|one| one.field.is_some() && given.contains(&one.field)) {
        one.field = None;
    }
    context
}
