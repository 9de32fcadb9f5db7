//! What stands around the rows of a table and what it says of them: `Missie: …` above it, a title, the name of its sheet,
//! a row that heads the rows below it, the header of a column of a matrix.
//!
//! Invariant: what a column gives, nothing around the table gives too; what is said near the rows goes before what is said
//! far from them; and what a label blocks is not even kept.

use super::MappedContext;
use super::candidate::noun;
use super::title::{self, Said};
use super::words::fits;
use crate::import::field::Field;
use crate::import::locate::{Context, Layout, Table};
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::{Topic, Vocabulary};
use crate::values::{RecordKind, fold};

/// What a label must fit at least.
const ENOUGH: f64 = 0.75;
/// How sure one is of a title and of the name of a sheet.
const BY_TITLE: f64 = 0.7;
const BY_NAME: f64 = 0.6;
/// What a label gains that is of the same record as the one before it.
const BESIDE: f64 = 0.1;
/// The names of missions.
const NAMES: [Field; 2] = [Field::MissionTitle, Field::MissionCode];
/// What says when a mission was.
const DATES: [Field; 3] = [Field::MissionStartDate, Field::MissionEndDate, Field::MissionPeriod];

/// What is needed to understand what stands around a table.
pub(super) struct Around<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) topic: Option<&'a Topic>,
    pub(super) vocabulary: &'a Vocabulary,
    /// The fields that columns give.
    pub(super) columns: &'a [Field],
    /// The year that titles tell.
    pub(super) year: Option<i32>,
}

impl<'a> Around<'a> {
    /// Around a table whose columns have these fields.
    pub(super) fn of(
        sheet: &'a Sheet,
        table: &Table,
        topic: Option<&'a Topic>,
        vocabulary: &'a Vocabulary,
        columns: &'a [Field],
    ) -> Self {
        let year = table.context.iter().find_map(|context| title::year_in(&context.value));
        Self { sheet, topic, vocabulary, columns, year }
    }

    /// The context of a table with the fields that it gives: none that a column gives too, and none twice.
    pub(super) fn map(&self, table: &Table) -> Vec<MappedContext> {
        if table.layout == Layout::Labels || table.layout == Layout::Transposed {
            return table.context.iter().map(|context| self.mapped(context, None)).collect();
        }
        let mut taken: Vec<Field> = self.columns.to_vec();
        let by_label = self.by_label(&table.context);
        let mut mapped: Vec<MappedContext> = Vec::new();
        let mut titles: Vec<&Context> = Vec::new();
        for (context, found) in by_label {
            match (found.is_empty(), context.label.is_empty()) {
                (true, true) => titles.push(context),
                (true, false) => mapped.push(self.mapped(context, None)),
                (false, _) => mapped.extend(self.take(context, found, &mut taken)),
            }
        }
        // Titles near the table are last, the name of the sheet is the farthest.
        let (names, titles): (Vec<&Context>, Vec<&Context>) = titles.into_iter().partition(|title| title.at.is_none());
        for title in titles.into_iter().rev().chain(names) {
            let found = if title.at.is_none() { self.sheet_name(&title.value) } else { self.title(&title.value) };
            let of_title = self.take(title, found, &mut taken);
            if of_title.is_empty() { mapped.push(self.mapped(title, None)) } else { mapped.extend(of_title) }
        }
        mapped
    }

    /// What a row that heads others says of them. Where something around the table names the mission of all rows, only a
    /// text that plainly names another one says otherwise.
    pub(super) fn heading(&self, contexts: &[Context], named: bool) -> Vec<MappedContext> {
        self.each(contexts, |text| {
            let found = self.section(text);
            let names = found.iter().any(|(field, ..)| NAMES.contains(field));
            if names && named && !self.vocabulary.titles.names_one(text) { Vec::new() } else { found }
        })
    }

    /// What the header of a column of a matrix says: missions over organisations, or the other way round.
    pub(super) fn crossing(&self, contexts: &[Context]) -> Vec<MappedContext> {
        let of_missions = NAMES.iter().any(|name| self.columns.contains(name));
        self.each(contexts, |text| {
            if of_missions { vec![(Field::OrganisationName, text.to_owned(), BY_TITLE)] } else { self.section(text) }
        })
    }

    fn each(&self, contexts: &[Context], alone: impl Fn(&str) -> Vec<(Field, String, f64)>) -> Vec<MappedContext> {
        let mut taken: Vec<Field> = self.columns.to_vec();
        let mut mapped = Vec::new();
        for (context, found) in self.by_label(contexts) {
            let found = if context.label.is_empty() { alone(&context.value) } else { found };
            mapped.extend(self.take(context, found, &mut taken));
        }
        mapped
    }

    /// What labels say of their values; nothing for a text without one. A label that may mean several things is of the
    /// same record as the label before it: `Land` is that of the mission, but below `Bedrijf` that of the company.
    fn by_label<'c>(&self, contexts: &'c [Context]) -> Vec<(&'c Context, Vec<(Field, String, f64)>)> {
        let mut of = RecordKind::Mission;
        let mut found = Vec::new();
        for context in contexts.iter().filter(|context| !self.is_blocked(context)) {
            let said = self.labelled(context, of);
            of = said.first().map_or(of, |(field, ..)| noun(field.record_kind()));
            found.push((context, said));
        }
        found
    }

    /// What a label says of its value.
    fn labelled(&self, context: &Context, of: RecordKind) -> Vec<(Field, String, f64)> {
        let weight = |field: Field| self.topic.map_or(Some(1.0), |topic| topic.weight(field).or(belongs(field)));
        let fits = fits(&context.label, &self.vocabulary.headers);
        let scored = fits.iter().filter_map(|(field, fit)| Some((*field, fit.score * weight(*field)?)));
        let scored = scored.filter(|(_, score)| *score >= ENOUGH);
        let beside = |field: Field| if noun(field.record_kind()) == of { BESIDE } else { 0.0 };
        let best =
            scored.max_by(|(left, well), (right, better)| (well + beside(*left)).total_cmp(&(better + beside(*right))));
        match best {
            Some((Field::MissionTitle, score)) => {
                let Said { title, facts, .. } = title::said(&context.value, self.year, self.vocabulary);
                let title = title.map(|title| (Field::MissionTitle, title, score));
                title.into_iter().chain(facts.into_iter().map(|(field, value)| (field, value, score))).collect()
            }
            Some((field, score)) => vec![(field, context.value.clone(), score)],
            None => Vec::new(),
        }
    }

    /// What a text above the table says, if it names one mission.
    fn title(&self, text: &str) -> Vec<(Field, String, f64)> {
        let said = title::said(text, self.year, self.vocabulary);
        if said.names_one && self.vocabulary.titles.names_one(text) { self.of_one(said, BY_TITLE) } else { Vec::new() }
    }

    /// A sheet is often named after its mission, its code or its year.
    fn sheet_name(&self, name: &str) -> Vec<(Field, String, f64)> {
        let dated = DATES.iter().any(|field| self.columns.contains(field));
        match () {
            () if is_year(name) && dated => Vec::new(),
            () if is_year(name) => vec![(Field::MissionYear, name.to_owned(), BY_NAME)],
            () if title::is_code(name) => vec![(Field::MissionCode, name.to_owned(), BY_NAME)],
            () => {
                let said = title::said(name, self.year, self.vocabulary);
                if said.names_one { self.of_one(said, BY_NAME) } else { Vec::new() }
            }
        }
    }

    /// What a row that heads others says of them: how they did, of what sort they are, when it was, or which mission.
    fn section(&self, text: &str) -> Vec<(Field, String, f64)> {
        let text = text.trim().trim_end_matches(':');
        let one = |field: Field| vec![(field, text.to_owned(), BY_TITLE)];
        let asks = |field: &Field| self.topic.is_some_and(|topic| topic.weight(*field).is_some());
        const LISTS: [Field; 5] = [
            Field::ParticipationStatus,
            Field::OrganisationKind,
            Field::ParticipationKind,
            Field::MissionDirection,
            Field::MissionStatus,
        ];
        let list = LISTS.into_iter().filter(asks).find(|field| self.is_word(*field, text));
        match list {
            Some(field) => one(field),
            None if is_year(text) => one(Field::MissionYear),
            None => self.of_one(title::said(text, self.year, self.vocabulary), BY_TITLE),
        }
    }

    fn is_word(&self, field: Field, text: &str) -> bool {
        let known = |text: &str| self.vocabulary.words.of(field).and_then(|list| list.code(text));
        known(text).is_some_and(|code| code != "OTHER")
    }

    /// What a text says of one mission, where the rows do not name their missions themselves.
    fn of_one(&self, said: Said, sure: f64) -> Vec<(Field, String, f64)> {
        let of_missions =
            self.topic.is_some_and(|topic| topic.weight(Field::MissionTitle).is_some_and(|weight| weight >= 1.0));
        let named = NAMES.iter().any(|name| self.columns.contains(name));
        let title = said.title.filter(|_| !of_missions).map(|title| (Field::MissionTitle, title));
        let facts = said.facts.into_iter().filter(|(field, _)| !of_missions || *field != Field::MissionPeriod);
        let found = title.into_iter().chain(facts).map(|(field, value)| (field, value, sure));
        if named && !of_missions { Vec::new() } else { found.collect() }
    }

    /// Takes what is said unless it is said already; dates go together.
    fn take(&self, context: &Context, found: Vec<(Field, String, f64)>, taken: &mut Vec<Field>) -> Vec<MappedContext> {
        let mut mapped = Vec::new();
        for (field, value, confidence) in found {
            let known = taken.contains(&field)
                || (DATES.contains(&field) && DATES.iter().any(|date| self.columns.contains(date)));
            if known || self.topic.is_some_and(|topic| topic.weight(field).or(belongs(field)).is_none()) {
                continue;
            }
            taken.push(field);
            let cell = if value == context.value { self.cell(context) } else { Cell::Text(value.into()) };
            mapped.push(MappedContext { cell, field: Some(field), confidence, ..self.mapped(context, None) });
        }
        mapped
    }

    fn mapped(&self, context: &Context, field: Option<Field>) -> MappedContext {
        let cell = self.cell(context);
        MappedContext { label: context.label.clone(), cell, at: context.at, field, confidence: 0.0 }
    }

    fn is_blocked(&self, context: &Context) -> bool {
        self.vocabulary.blocked.reason(&fold(&context.label)).is_some()
    }

    /// The cell that holds the value; a text where the label stands in the same cell.
    fn cell(&self, context: &Context) -> Cell {
        let stored =
            context.at.and_then(|at| self.sheet.cell(at)).filter(|cell| cell.shown() == context.value.as_str());
        stored.cloned().unwrap_or_else(|| Cell::Text(context.value.as_str().into()))
    }
}

/// A performance may be named above any table.
fn belongs(field: Field) -> Option<f64> {
    matches!(field, Field::PerformanceCode | Field::PerformanceYear | Field::MissionPerformance).then_some(0.8)
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}
