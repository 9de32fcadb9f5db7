//! One column before it is mapped: what its header says and what its values look like, weighed together.

use std::collections::BTreeMap;

use super::chosen::Choice;
use super::look::Look;
use super::words::{self, Fit, Fits};
use super::{Ignored, MappedColumn};
use crate::import::cell::Column;
use crate::import::field::{Field, Shape};
use crate::import::read::Cell;
use crate::import::vocabulary::Vocabulary;
use crate::values::{RecordKind, fold};

/// Samples of a column that people see.
const SAMPLES: usize = 3;
/// A column whose best field scores less says nothing of the columns beside it.
const PLAIN: f64 = 0.8;
/// Fields that score so little less than the best one are as likely.
const AS_GOOD: f64 = 0.06;

/// Where a column or a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) column: Column,
    pub(super) row: Option<u32>,
}

/// A column before it is mapped.
pub(super) struct Candidate {
    pub(super) place: Place,
    pub(super) header: String,
    /// Which of the columns that come again it is, with the header that they share.
    pub(super) repeat: Option<(u32, String)>,
    fits: Fits,
    look: Look,
    scores: BTreeMap<Field, f64>,
    samples: Vec<String>,
    /// Why it has no field, where that is known beforehand.
    pub(super) ignored: Option<Ignored>,
    /// What was decided of it.
    pub(super) chosen: Option<Choice>,
}

impl Candidate {
    /// A column by its header and some of its cells.
    pub(super) fn new(
        place: Place,
        header: String,
        repeat: Option<(u32, String)>,
        cells: &[&Cell],
        vocabulary: &Vocabulary,
    ) -> Self {
        let said = repeat.as_ref().map_or(header.as_str(), |(_, shared)| shared.as_str());
        let folded = fold(said);
        let by_header = vocabulary.blocked.reason(&folded).map(str::to_owned);
        let empty = || (Fits::new(), Look::default());
        let (fits, look) = match by_header {
            Some(_) => empty(),
            None => (words::fits(said, &vocabulary.headers), Look::at(cells, vocabulary)),
        };
        let unknown = fits.is_empty() && !vocabulary.headers.compounds.is_ignored(&folded);
        let by_look = || look.blocked(unknown).and_then(|word| vocabulary.blocked.reason(word)).map(str::to_owned);
        let blocked = by_header.or_else(by_look);
        let (fits, look) = if blocked.is_some() { empty() } else { (fits, look) };
        let shown = |cell: &&Cell| cell.shown().chars().take(80).collect();
        let samples = if blocked.is_some() { Vec::new() } else { cells.iter().take(SAMPLES).map(shown).collect() };
        let generic = vocabulary.headers.compounds.is_generic(&folded);
        let fits = with_code(fits, &look);
        let scores = scores(&fits, &look, unknown.then_some(generic), vocabulary);
        let ignored = blocked.map(Ignored::Blocked);
        Self { place, header, repeat, fits, look, scores, samples, ignored, chosen: None }
    }

    /// A column of a matrix, whose cells are marks.
    pub(super) fn crossing(place: Place, header: String) -> Self {
        let (fits, look, scores) = (Fits::new(), Look::default(), BTreeMap::new());
        let ignored = Some(Ignored::Crossing);
        Self { place, header, repeat: None, fits, look, scores, samples: Vec::new(), ignored, chosen: None }
    }

    /// How well it fits a field, by its header and its values.
    pub(super) fn score(&self, field: Field) -> f64 {
        match &self.chosen {
            Some(chosen) => f64::from(u8::from(chosen.field == Some(field))),
            None => self.likeness(field),
        }
    }

    /// How well it would fit a field if nobody had decided.
    fn likeness(&self, field: Field) -> f64 {
        self.scores.get(&field).copied().unwrap_or(0.0)
    }

    /// Whether its header names a field beyond doubt.
    pub(super) fn is_named(&self, field: Field) -> bool {
        self.fits.get(&field).is_some_and(|fit| fit.score >= PLAIN)
    }

    /// Whether its header may mean several fields.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.best().count() > 1
    }

    /// The fields that fit best, or nearly so.
    fn best(&self) -> impl Iterator<Item = Field> {
        let top = self.scores.values().copied().fold(PLAIN, f64::max);
        self.scores.iter().filter(move |(_, score)| **score >= top - AS_GOOD).map(|(field, _)| *field)
    }

    /// The sort of record that it is of, where nothing else will do.
    pub(super) fn noun(&self) -> Option<RecordKind> {
        let mut kinds = self.best().map(|field| noun(field.record_kind()));
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    }

    /// The column with the field that it was given.
    pub(super) fn mapped(self, field: Option<Field>, taken: &[Field], vocabulary: &Vocabulary) -> MappedColumn {
        let confidence = field.map_or(0.0, |field| (self.score(field) * 100.0).round() / 100.0);
        let evidence = field.map(|field| self.evidence(field, vocabulary)).unwrap_or_default();
        let ignored_because = if field.is_none() { Some(self.reason(taken, vocabulary)) } else { None };
        let Self { place, header, samples, repeat, .. } = self;
        let repeat = repeat.map(|(number, _)| number);
        let Place { column, row } = place;
        MappedColumn { column, row, header, repeat, field, confidence, evidence, samples, ignored_because }
    }

    fn evidence(&self, field: Field, vocabulary: &Vocabulary) -> Vec<String> {
        if let Some(chosen) = &self.chosen {
            return vec![chosen.by.to_string()];
        }
        let by_header = self.fits.get(&field).map(|fit| fit.evidence.clone());
        let typed = !matches!(field.shape(), Shape::Text | Shape::Phrase | Shape::Code);
        let by_values = (self.look.values > 0 && typed).then(|| {
            let support = self.look.support(field, vocabulary) * 100.0;
            format!("its values fit {field} for {support:.0} %")
        });
        by_header.into_iter().chain(by_values).collect()
    }

    fn reason(&self, taken: &[Field], vocabulary: &Vocabulary) -> Ignored {
        let elsewhere = taken.iter().find(|field| self.likeness(**field) >= PLAIN);
        match (&self.ignored, elsewhere) {
            (Some(known), _) => known.clone(),
            (None, _) if self.chosen.is_some() => Ignored::Chosen,
            (None, Some(field)) => Ignored::Elsewhere(*field),
            (None, None) if vocabulary.layout.is_row_number(&self.header) => Ignored::RowNumber,
            (None, None) => Ignored::Unknown,
        }
    }
}

/// Who took part and how they did is one subject.
pub(super) fn noun(kind: RecordKind) -> RecordKind {
    if kind == RecordKind::Participation { RecordKind::Person } else { kind }
}

/// A column headed `Missie` may hold codes.
fn with_code(mut fits: Fits, look: &Look) -> Fits {
    if let Some(title) = fits.get(&Field::MissionTitle).cloned().filter(|_| look.is_code()) {
        let evidence = format!("{}; its values are codes", title.evidence);
        fits.entry(Field::MissionCode).or_insert(Fit { score: title.score, evidence });
    }
    fits
}

/// The fields that come into question. `unknown` says, for a header that names no field, whether it says nothing at all.
fn scores(fits: &Fits, look: &Look, unknown: Option<bool>, vocabulary: &Vocabulary) -> BTreeMap<Field, f64> {
    let alone = fits.len() == 1;
    let by_header = |(field, fit): (&Field, &Fit)| {
        let support = look.support(*field, vocabulary);
        let possible = look.allows(*field, support, alone && fit.score >= PLAIN);
        possible.then_some((*field, fit.score * (0.6 + 0.4 * support)))
    };
    let mut scores: BTreeMap<Field, f64> = fits.iter().filter_map(by_header).collect();
    for (field, score) in look.speaks_for(unknown, vocabulary) {
        let known = scores.entry(field).or_insert(0.0);
        *known = known.max(score);
    }
    scores
}
