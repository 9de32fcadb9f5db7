//! What a table is about, and the best field of each of its columns under that topic.

use super::assign;
use super::candidate::{Candidate, noun};
use super::context::Around;
use crate::import::field::Field;
use crate::import::locate::Table;
use crate::import::read::Sheet;
use crate::import::vocabulary::{Topic, Vocabulary};

/// Scores below this are no mapping.
const ENOUGH: f64 = 0.42;
/// What a column gains for a field of the same record as the nearest plain column to the left of it, and to the right;
/// less for each column between.
const BESIDE: (f64, f64) = (0.08, 0.03);
/// Columns farther away say nothing.
const NEAR: usize = 3;

/// What the table is about: the topic under which its columns fit best.
pub(super) fn topic<'v>(
    sheet: &Sheet,
    table: &Table,
    candidates: &[Candidate],
    vocabulary: &'v Vocabulary,
) -> Option<&'v Topic> {
    let chosen = chosen(candidates);
    if chosen.is_empty() && candidates.iter().any(|candidate| vocabulary.layout.is_pivot(&candidate.header)) {
        return None;
    }
    let mut best: Option<(bool, f64, &Topic)> = None;
    for topic in vocabulary.topics.iter() {
        let given = given(candidates, topic);
        let mut fields: Vec<Field> = given.iter().copied().flatten().collect();
        let around = fields_around(sheet, table, (topic, &fields), vocabulary);
        // Each column of a matrix is of one more record.
        fields.extend((!table.crossings.is_empty()).then_some(Field::MissionTitle));
        let weighed = |(candidate, field): (&Candidate, &Option<Field>)| {
            field.map_or(0.0, |field| candidate.score(field) * topic.weight(field).unwrap_or(0.0))
        };
        let sum: f64 = candidates.iter().zip(&given).map(weighed).sum();
        // Who decides what columns hold also decides that the table is about something.
        let met = topic.is_met(&fields, &around);
        let meant = met || chosen.iter().any(|field| topic.weight(*field).is_some());
        if meant && best.is_none_or(|(better, most, _)| (met, sum) > (better, most)) {
            best = Some((met, sum, topic));
        }
    }
    best.map(|(_, _, topic)| topic)
}

/// The fields that were decided on.
pub(super) fn chosen(candidates: &[Candidate]) -> Vec<Field> {
    candidates.iter().filter_map(|candidate| candidate.chosen.as_ref()?.field).collect()
}

/// What stands around a table says. The name of a sheet is too little to make its tables registers.
fn fields_around(
    sheet: &Sheet,
    table: &Table,
    (topic, columns): (&Topic, &[Field]),
    vocabulary: &Vocabulary,
) -> Vec<Field> {
    let context = Around { sheet, topic: Some(topic), vocabulary, columns }.map(table);
    context.iter().filter(|one| one.at.is_some()).filter_map(|one| one.field).collect()
}

/// The best field of each column under a topic. Columns that come again have the field of the first of them.
pub(super) fn given(candidates: &[Candidate], topic: &Topic) -> Vec<Option<Field>> {
    let fields: Vec<Field> = topic.fields().collect();
    let first = |candidate: &Candidate| {
        let shared = |other: &&Candidate| match (&other.repeat, &candidate.repeat) {
            (Some((_, one)), Some((_, other))) => one == other,
            _ => false,
        };
        candidates.iter().position(|other| shared(&other))
    };
    let firsts: Vec<usize> =
        candidates.iter().enumerate().map(|(index, candidate)| first(candidate).unwrap_or(index)).collect();
    let scores: Vec<Vec<f64>> = (0..candidates.len())
        .map(|index| {
            let comes_first = firsts[index] == index;
            let score = |field: &Field| if comes_first { weighed(candidates, index, *field, topic) } else { 0.0 };
            fields.iter().map(score).collect()
        })
        .collect();
    let given = assign::best(&scores);
    let decided = |index: usize| candidates[index].chosen.as_ref().map(|chosen| chosen.field);
    let best = |index: usize| decided(index).unwrap_or_else(|| given[index].map(|index| fields[index]));
    firsts.iter().enumerate().map(|(index, first)| decided(index).unwrap_or_else(|| best(*first))).collect()
}

/// The score of a field for a column among others.
fn weighed(candidates: &[Candidate], index: usize, field: Field, topic: &Topic) -> f64 {
    let candidate = &candidates[index];
    // Nobody else gets what somebody was given.
    if candidate.chosen.is_none() && chosen(candidates).contains(&field) {
        return 0.0;
    }
    let score = candidate.score(field) * topic.weight(field).unwrap_or(0.0);
    if score < ENOUGH {
        return 0.0;
    }
    if candidate.is_ambiguous() { score + beside(candidates, index, field) } else { score }
}

/// What the columns beside it say for a field: `Plaats` beside `Bedrijf` is where that sits.
fn beside(candidates: &[Candidate], index: usize, field: Field) -> f64 {
    let kind = noun(field.record_kind());
    let left = candidates[..index].iter().rev().take(NEAR).enumerate();
    let right = candidates[index + 1..].iter().take(NEAR).enumerate();
    let of = |mut side: Box<dyn Iterator<Item = (usize, &Candidate)> + '_>, most: f64| {
        let nearest = side.find_map(|(distance, candidate)| Some((distance, candidate.noun()?)));
        nearest
            .filter(|(_, noun)| *noun == kind)
            .map_or(0.0, |(distance, _)| most / (1.0 + distance_of(distance) / 2.0))
    };
    of(Box::new(left), BESIDE.0) + of(Box::new(right), BESIDE.1)
}

fn distance_of(columns: usize) -> f64 {
    f64::from(u8::try_from(columns).unwrap_or(u8::MAX))
}

/// `Datum` beside `Einddatum` is the first day and not the whole period; beside both ends it is another date.
pub(super) fn with_start(mut given: Vec<Option<Field>>, candidates: &[Candidate]) -> Vec<Option<Field>> {
    let has = |field: Field| given.contains(&Some(field));
    let (start, end) = (has(Field::MissionStartDate), has(Field::MissionEndDate));
    for (field, candidate) in given.iter_mut().zip(candidates).filter(|(_, candidate)| candidate.chosen.is_none()) {
        match (*field, start, end) {
            (Some(Field::MissionPeriod), false, true) => *field = Some(Field::MissionStartDate),
            (Some(Field::MissionPeriod), true, true) if candidate.is_named(Field::OutcomeDate) => *field = None,
            _ => {}
        }
    }
    given
}
