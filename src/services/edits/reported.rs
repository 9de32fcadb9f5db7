//! Numbers that reports once stated, of missions and performances alike.

use sea_orm::ActiveValue::Set;

use super::form::{Form, ordinal, part};
use super::problem::Problem;
use super::said::Said;
use super::texts::by;
use crate::entities::reported_count;
use crate::services::tables::Row;
use crate::values::{ApproximateCount, Comparator, Indicator, ReportingDocument};

/// What is said of a reported number: in words that are read as imports read them, or apart.
#[derive(Clone, Debug)]
pub struct ReportedEdit {
    /// What was counted.
    pub indicator: Indicator,
    /// The words of the report.
    pub text: Option<String>,
    /// How exactly it was stated.
    pub comparator: Option<Comparator>,
    /// The number.
    pub value: Option<i32>,
    /// The upper end of a range.
    pub upper: Option<i32>,
    /// The unit as the report words it.
    pub unit_text: Option<String>,
    /// Where it was stated.
    pub document: Option<ReportingDocument>,
}

/// Fills in a reported number; its owner is set with the list.
pub(super) fn row(form: &mut Form<'_>, index: usize, said: ReportedEdit) -> Row {
    let text = form.line("text", said.text.into());
    let value = form.count("value", said.value.into());
    let words = form.words.counts;
    let read = match (value.value(), text.value()) {
        (Some(value), _) => Some(ApproximateCount::exactly(*value)),
        (None, Some(_)) => {
            let example = "52, ca. 30, meer dan 50, 20-25";
            form.read("text", text.clone(), by(|text| ApproximateCount::parse(text, words), example)).value().cloned()
        }
        (None, None) => {
            form.refuse("value", Problem::Required);
            None
        }
    };
    let count = read.unwrap_or_else(|| ApproximateCount::exactly(0));
    let upper = said.upper.or(count.upper);
    if upper.is_some_and(|upper| upper < count.value) {
        form.refuse("upper", Problem::expected("verwacht `value` of meer", "expected `value` or more"));
    }
    part(&reported_count::ActiveModel {
        ordinal: ordinal(index),
        indicator: Set(said.indicator),
        comparator: Set(said.comparator.unwrap_or(count.comparator)),
        value: Set(count.value),
        upper: Set(upper),
        unit_text: form.line("unitText", said.unit_text.into()).nullable(),
        text: Set(if let Said::Value(text) = text { text } else { count.text }),
        document: Set(said.document),
        ..Default::default()
    })
}
