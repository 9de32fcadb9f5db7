//! Revising: what somebody says of an import that was read → the settings with which it is read again.
//!
//! Pure. Invariant: everything that is wrong with what was said is told at once, each fault at its place in the input;
//! and where anything is wrong nothing is taken.

mod correct;
mod map;
mod profile;
mod resolve;
#[cfg(test)]
mod tests;

pub(super) use self::profile::edit;

use uuid::Uuid;

use super::plan::Review;
use super::read::{Sheet, Workbook};
use super::settings::Settings;
use super::vocabulary::{LearntWord, Vocabulary};
use crate::values::Language;

/// What somebody says of an import.
#[derive(Clone, Debug)]
pub enum Revision {
    /// What its tables are and what their columns hold.
    Map(MapRequest),
    /// What cells should have said.
    Correct(Vec<CellRequest>),
    /// What its reviews come to.
    Resolve(Vec<ResolutionRequest>),
}

/// What somebody says of the tables of a file.
#[derive(Clone, Debug, Default)]
pub struct MapRequest {
    /// Hidden sheets that are to be read.
    pub sheets: Vec<String>,
    /// Tables.
    pub tables: Vec<TableRequest>,
}

/// What somebody says of a table, as the file shows it.
#[derive(Clone, Debug, Default)]
pub struct TableRequest {
    /// Its sheet.
    pub sheet: String,
    /// As in `B4:H60`.
    pub range: String,
    /// The rows of its header.
    pub header_rows: Option<Vec<u32>>,
    /// Its columns by their letters, with the name of a field or with none.
    pub columns: Vec<(String, Option<String>)>,
    /// Whether it is left out.
    pub ignore: bool,
}

/// What somebody says that a cell should have said.
#[derive(Clone, Debug, Default)]
pub struct CellRequest {
    /// Its sheet.
    pub sheet: String,
    /// As in `C14`.
    pub cell: String,
    /// What it should have said.
    pub value: String,
    /// Whether the word is to be understood in later files.
    pub remember: bool,
}

/// What somebody says of a review.
#[derive(Clone, Debug)]
pub struct ResolutionRequest {
    /// The key of the review.
    pub review: String,
    /// What it comes to.
    pub answer: Answer,
}

/// What a review comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is this record.
    Candidate(Uuid),
    /// It is a new one.
    New,
    /// It is something that is no id.
    NoId,
    /// It is neither, or both.
    NotOne,
}

/// What a revision comes to.
#[derive(Debug)]
pub(super) struct Revised {
    /// How the file is to be read now.
    pub(super) settings: Settings,
    /// What is to be understood from now on.
    pub(super) learnt: Vec<LearntWord>,
}

/// Something that is wrong with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For programs, in upper case.
    pub code: &'static str,
    /// Where in what was said, from the outside inwards: `tables`, `0`, `range`.
    pub path: Vec<String>,
    dutch: String,
    english: String,
}

impl Fault {
    /// A fault at a place.
    pub(super) const fn new(code: &'static str, path: Vec<String>, dutch: String, english: String) -> Self {
        Self { code, path, dutch, english }
    }

    /// As a person is told: what was found, what was expected.
    pub fn message(&self, language: Language) -> &str {
        if language == Language::Nl { &self.dutch } else { &self.english }
    }
}

/// The place of a member of an entry of a list.
fn path(list: &str, index: usize, member: &str) -> Vec<String> {
    vec![list.to_owned(), index.to_string(), member.to_owned()]
}

/// The settings that a revision leads to, or all that is wrong with it.
pub(super) fn revise(
    workbook: &mut Workbook,
    settings: &Settings,
    revision: &Revision,
    (reviews, vocabulary): (&[Review], &Vocabulary),
) -> Result<Revised, Vec<Fault>> {
    match revision {
        Revision::Map(request) => map::map(workbook, settings, request, vocabulary),
        Revision::Correct(requests) => correct::correct(workbook, settings, requests, vocabulary),
        Revision::Resolve(resolutions) => resolve::resolve(settings, resolutions, reviews),
    }
}

/// What was gathered, unless something is wrong.
fn without_faults<T>(done: T, faults: Vec<Fault>) -> Result<T, Vec<Fault>> {
    if faults.is_empty() { Ok(done) } else { Err(faults) }
}

/// Whether a file has the sheets that somebody names; all that it does not have are told.
pub(super) fn named_sheets(workbook: &Workbook, names: &[String]) -> Result<(), Vec<Fault>> {
    let place = |index: usize| vec!["sheets".to_owned(), index.to_string()];
    let found = names.iter().enumerate().filter_map(|(index, name)| sheet(workbook, name, place(index)).err());
    without_faults((), found.collect())
}

/// A sheet by its name.
fn sheet<'w>(workbook: &'w Workbook, name: &str, path: Vec<String>) -> Result<&'w Sheet, Fault> {
    let found = workbook.sheets.iter().find(|sheet| *sheet.name == *name);
    found.ok_or_else(|| {
        let names: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
        let names = names.join("`, `");
        Fault::new(
            "NO_SUCH_SHEET",
            path,
            format!("Het bestand heeft geen tabblad `{name}`; het heeft `{names}`."),
            format!("The file has no sheet `{name}`; it has `{names}`."),
        )
    })
}
