//! What the context of a table says of its rows: `Missie: …` above it, the name of its sheet.

use super::MappedContext;
use super::words::fits;
use crate::import::field::Field;
use crate::import::locate::{Context, Layout, Table};
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::{Topic, Vocabulary};

/// What a label must fit at least.
const ENOUGH: f64 = 0.75;

/// The context of a table with the fields that it gives: none that a column gives too, and none twice.
pub(super) fn map(sheet: &Sheet, table: &Table, topic: Option<&Topic>, vocabulary: &Vocabulary) -> Vec<MappedContext> {
    let mut taken: Vec<Field> = Vec::new();
    let mut mapped = Vec::new();
    for context in &table.context {
        let found = field(context, table.layout, topic, vocabulary).filter(|(field, _)| !taken.contains(field));
        taken.extend(found.map(|(field, _)| field));
        let cell = cell(sheet, context);
        let (field, confidence) = found.map_or((None, 0.0), |(field, confidence)| (Some(field), confidence));
        mapped.push(MappedContext { label: context.label.clone(), cell, at: context.at, field, confidence });
    }
    mapped
}

fn field(context: &Context, layout: Layout, topic: Option<&Topic>, vocabulary: &Vocabulary) -> Option<(Field, f64)> {
    if layout == Layout::Labels {
        return None;
    }
    if context.at.is_none() {
        return of_sheet_name(&context.value);
    }
    let weight = |field: Field| topic.map_or(Some(1.0), |topic| topic.weight(field).or(belongs(field)));
    let fits = fits(&context.label, &vocabulary.headers);
    let scored = fits.iter().filter_map(|(field, fit)| Some((*field, fit.score * weight(*field)?)));
    scored.filter(|(_, score)| *score >= ENOUGH).max_by(|(_, left), (_, right)| left.total_cmp(right))
}

/// A performance may be named above any table.
fn belongs(field: Field) -> Option<f64> {
    matches!(field, Field::PerformanceCode | Field::PerformanceYear | Field::MissionPerformance).then_some(0.8)
}

/// A sheet is often named after its mission's code or after its year.
fn of_sheet_name(name: &str) -> Option<(Field, f64)> {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let is_year = name.len() == 4 && digits == 4 && (name.starts_with("19") || name.starts_with("20"));
    let code = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_code = code && (1..=5).contains(&letters) && digits >= 4 && (digits + letters) * 5 >= name.len() * 4;
    match () {
        () if is_year => Some((Field::MissionYear, 0.6)),
        () if is_code => Some((Field::MissionCode, 0.6)),
        () => None,
    }
}

/// The cell that holds the value; a text where the label stands in the same cell.
fn cell(sheet: &Sheet, context: &Context) -> Cell {
    let stored = context.at.and_then(|at| sheet.cell(at)).filter(|cell| cell.shown() == context.value.as_str());
    stored.cloned().unwrap_or_else(|| Cell::Text(context.value.as_str().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_may_be_named_after_its_mission_or_its_year() {
        assert_eq!(of_sheet_name("HM2018-01").map(|found| found.0), Some(Field::MissionCode));
        assert_eq!(of_sheet_name("2016").map(|found| found.0), Some(Field::MissionYear));
        for name in ["2014-2018", "Blad1", "Deelnemers", "Q12016 oud"] {
            assert_eq!(of_sheet_name(name), None, "{name}");
        }
    }
}
