//! What stands around the rows of a table and what it says of them: `Missie: …` above it, a title, the name of its sheet,
//! a row that heads the rows below it, the header of a column of a matrix.
//!
//! Invariant: what a column gives, nothing around the table gives too; what is said near the rows goes before what is said
//! far from them; and what a label blocks is not even kept.

use super::MappedContext;
use super::candidate::noun;
use super::composed::{self, Composed, Fact};
use super::words::fits;
use crate::import::field::Field;
use crate::import::locate::{Context, Layout, Table};
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::{Topic, Vocabulary};
use crate::values::{RecordKind, fold};

/// What a label must fit at least.
const ENOUGH: f64 = 0.75;
/// How sure one is of a title, of the name of a sheet, and of what stands among the words of a title.
const BY_TITLE: f64 = 0.7;
const BY_NAME: f64 = 0.6;
const WITHIN: f64 = 0.4;
/// What a label gains that is of the same record as the one before it.
const BESIDE: f64 = 0.1;
/// The names of missions.
const NAMES: [Field; 2] = [Field::MissionTitle, Field::MissionCode];
/// What says when a mission was.
const DATES: [Field; 3] = [Field::MissionStartDate, Field::MissionEndDate, Field::MissionPeriod];

/// The closed lists that a row which heads others may have its word from.
const LISTS: [Field; 5] = [
    Field::ParticipationStatus,
    Field::OrganisationKind,
    Field::ParticipationKind,
    Field::MissionDirection,
    Field::MissionStatus,
];

/// What is needed to understand what stands around a table.
pub(super) struct Around<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) topic: Option<&'a Topic>,
    pub(super) vocabulary: &'a Vocabulary,
    /// The fields that columns give.
    pub(super) columns: &'a [Field],
}

/// Something that is said, by its field, with how sure one is.
type Said = (Field, String, f64);

impl Around<'_> {
    /// The context of a table with the fields that it gives: none that a column gives too, and none twice.
    pub(super) fn map(&self, table: &Table) -> Vec<MappedContext> {
        if table.layout == Layout::Labels || table.layout == Layout::Transposed {
            let kept = table.context.iter().filter(|context| !self.is_blocked(context));
            return kept.map(|context| self.mapped(context)).collect();
        }
        let (titles, labelled): (Vec<_>, Vec<_>) = self
            .by_label(&table.context)
            .into_iter()
            .partition(|(context, found)| found.is_empty() && context.label.is_empty());
        // Titles near the table are last, the name of the sheet is the farthest.
        let (names, titles): (Vec<_>, Vec<_>) = titles.into_iter().partition(|(title, _)| title.at.is_none());
        // A period or a place on a line of its own is of the mission that another line names.
        let named = titles.iter().any(|(title, _)| composed::take_apart(&title.value, self.vocabulary).names_mission);
        let titles = titles.into_iter().rev().map(|(title, _)| (title, self.title(&title.value, named)));
        let names = names.into_iter().map(|(name, _)| (name, self.sheet_name(&name.value)));
        let all: Vec<(&Context, Vec<Said>)> = labelled.into_iter().chain(titles).chain(names).collect();
        let mut mapped = self.take_all(&all);
        let silent = |context: &&Context| !mapped.iter().any(|one| one.at == context.at && one.label == context.label);
        let silent: Vec<MappedContext> =
            all.iter().map(|(context, _)| *context).filter(silent).map(|context| self.mapped(context)).collect();
        mapped.extend(silent);
        mapped
    }

    /// What a row that heads others says of them. Where something around the table names the mission of all rows, only a
    /// text that plainly names another one says otherwise.
    pub(super) fn heading(&self, contexts: &[Context], named: bool) -> Vec<MappedContext> {
        self.each(contexts, |text| {
            let found = self.section(text);
            let names = found.iter().any(|(field, ..)| NAMES.contains(field));
            let another = || composed::take_apart(text, self.vocabulary).names_mission;
            if names && named && !another() { Vec::new() } else { found }
        })
    }

    /// What the header of a column of a matrix says: missions over organisations, or the other way round.
    pub(super) fn crossing(&self, contexts: &[Context]) -> Vec<MappedContext> {
        let of_missions = NAMES.iter().any(|name| self.columns.contains(name));
        if !of_missions {
            return self.each(contexts, |text| self.section(text));
        }
        // The topic of the rows has no organisations; the columns are nothing else.
        let field = |label: &str| {
            let fields = self.vocabulary.headers.fields(&fold(label));
            let own = fields.iter().find(|field| field.record_kind() == RecordKind::Organisation);
            own.copied().unwrap_or(Field::OrganisationName)
        };
        let organisation = |context: &Context| MappedContext {
            field: Some(field(&context.label)),
            confidence: BY_TITLE,
            ..self.mapped(context)
        };
        contexts.iter().map(organisation).collect()
    }

    fn each(&self, contexts: &[Context], alone: impl Fn(&str) -> Vec<Said>) -> Vec<MappedContext> {
        let said = |(context, found): (_, Vec<Said>)| {
            let context: &Context = context;
            (context, if context.label.is_empty() { alone(&context.value) } else { found })
        };
        self.take_all(&self.by_label(contexts).into_iter().map(said).collect::<Vec<_>>())
    }

    /// What labels say of their values; nothing for a text without one. A label that may mean several things is of the
    /// same record as the label before it: `Land` is that of the mission, but below `Bedrijf` that of the company.
    fn by_label<'c>(&self, contexts: &'c [Context]) -> Vec<(&'c Context, Vec<Said>)> {
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
    fn labelled(&self, context: &Context, of: RecordKind) -> Vec<Said> {
        let weight = |field: Field| self.topic.map_or(Some(1.0), |topic| topic.weight(field).or(belongs(field)));
        let fits = fits(&context.label, &self.vocabulary.headers);
        let scored = fits.iter().filter_map(|(field, fit)| Some((*field, fit.score * weight(*field)?)));
        let scored = scored.filter(|(_, score)| *score >= ENOUGH);
        let beside = |field: Field| if noun(field.record_kind()) == of { BESIDE } else { 0.0 };
        let best =
            scored.max_by(|(left, well), (right, better)| (well + beside(*left)).total_cmp(&(better + beside(*right))));
        match best {
            Some((Field::MissionTitle, score)) => {
                let composed = composed::take_apart(&context.value, self.vocabulary);
                let named = composed.fact(Field::MissionTitle).or(composed.fact(Field::MissionCode)).is_some();
                let whole = (!named).then(|| (Field::MissionTitle, context.value.clone(), score));
                whole.into_iter().chain(said(composed, score)).collect()
            }
            Some((field, score)) => vec![(field, context.value.clone(), score)],
            None => Vec::new(),
        }
    }

    /// What a text above the table says, if it names one mission, or only when or where that was which another text
    /// names.
    fn title(&self, text: &str, named: bool) -> Vec<Said> {
        let composed = composed::take_apart(text, self.vocabulary);
        let beside = named && composed.fact(Field::MissionTitle).is_none();
        if composed.names_mission || beside { self.of_one(composed, BY_TITLE) } else { Vec::new() }
    }

    /// A sheet is often named after its mission, its code or its year.
    fn sheet_name(&self, name: &str) -> Vec<Said> {
        let dated = DATES.iter().any(|field| self.columns.contains(field));
        match () {
            () if is_year(name) && dated => Vec::new(),
            () if is_year(name) => vec![(Field::MissionYear, name.to_owned(), BY_NAME)],
            () if composed::is_code(name) => vec![(Field::MissionCode, name.to_owned(), BY_NAME)],
            () => {
                let composed = composed::take_apart(name, self.vocabulary);
                if composed.names_mission { self.of_one(composed, BY_NAME) } else { Vec::new() }
            }
        }
    }

    /// What a row that heads others says of them: how they did, of what sort they are, when it was, or which mission.
    fn section(&self, text: &str) -> Vec<Said> {
        let text = text.trim().trim_end_matches(':');
        let one = |field: Field| vec![(field, text.to_owned(), BY_TITLE)];
        let asks = |field: &Field| self.topic.is_some_and(|topic| topic.weight(*field).is_some());
        let list = LISTS.into_iter().filter(asks).find(|field| self.is_word(*field, text));
        match list {
            Some(field) => one(field),
            None if is_year(text) => one(Field::MissionYear),
            None => self.of_one(composed::take_apart(text, self.vocabulary), BY_TITLE),
        }
    }

    fn is_word(&self, field: Field, text: &str) -> bool {
        let known = |text: &str| self.vocabulary.words.of(field).and_then(|list| list.code(text));
        known(text).is_some_and(|code| code != "OTHER")
    }

    /// What a text says of one mission, where the rows do not name their missions themselves.
    fn of_one(&self, composed: Composed, sure: f64) -> Vec<Said> {
        let of_missions =
            self.topic.is_some_and(|topic| topic.weight(Field::MissionTitle).is_some_and(|weight| weight >= 1.0));
        let named = NAMES.iter().any(|name| self.columns.contains(name));
        if named && !of_missions {
            return Vec::new();
        }
        let of_row = |field: Field| of_missions && (NAMES.contains(&field) || field == Field::MissionPeriod);
        said(composed, sure).filter(|(field, ..)| !of_row(*field)).collect()
    }

    /// Takes each thing once: what is said apart goes before what stands among the words of a title.
    fn take_all(&self, found: &[(&Context, Vec<Said>)]) -> Vec<MappedContext> {
        let mut taken: Vec<Field> = self.columns.to_vec();
        let mut mapped = Vec::new();
        for within in [false, true] {
            for (context, said) in found {
                for (field, value, confidence) in said.iter().filter(|(_, _, sure)| (*sure <= WITHIN) == within) {
                    if self.is_known(*field, within, &taken) {
                        continue;
                    }
                    taken.push(*field);
                    let cell =
                        if *value == context.value { self.cell(context) } else { Cell::Text(value.as_str().into()) };
                    mapped.push(MappedContext {
                        cell,
                        field: Some(*field),
                        confidence: *confidence,
                        ..self.mapped(context)
                    });
                }
            }
        }
        mapped
    }

    /// Whether a field is given already, or is none that such rows have. Dates go together, and the year within a title
    /// says nothing beside them.
    fn is_known(&self, field: Field, within: bool, taken: &[Field]) -> bool {
        let dated = |fields: &[Field]| DATES.iter().any(|date| fields.contains(date));
        taken.contains(&field)
            || (DATES.contains(&field) && dated(self.columns))
            || (field == Field::MissionYear && within && dated(taken))
            || self.topic.is_some_and(|topic| topic.weight(field).or(belongs(field)).is_none())
    }

    fn mapped(&self, context: &Context) -> MappedContext {
        let cell = self.cell(context);
        MappedContext { label: context.label.clone(), cell, at: context.at, field: None, confidence: 0.0 }
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

/// The facts of a text, with how sure one is of each.
fn said(composed: Composed, sure: f64) -> impl Iterator<Item = Said> {
    composed
        .facts
        .into_iter()
        .map(move |Fact { field, text, within }| (field, text, if within { WITHIN } else { sure }))
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}
