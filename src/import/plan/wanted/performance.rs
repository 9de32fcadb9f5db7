//! Performances, with their actions, targets, notes, colours, reported numbers and money.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;

use super::{Desk, Values, filled, ordinal, part, set, with};
use crate::entities::{
    action, investment_proposal, performance, portfolio_holder, progress_note, reported_count, signal, target,
};
use crate::import::field::Field;
use crate::import::matching::references;
use crate::import::parse::draft::{Fields, Section};
use crate::import::parse::settle::Joined;
use crate::import::parse::value::FieldValue;
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{ApproximateCount, Indicator, NoteSubject, Quantity, RecordKind, ReportingDocument, fold};

impl Desk<'_> {
    pub(super) fn performance(&self, id: Uuid, joined: &Joined) -> Record {
        let title = joined.text(Field::PerformanceTitle);
        let reserve = joined.text(Field::PerformanceReserve);
        let active = performance::ActiveModel {
            code: set(joined.text(Field::PerformanceCode)),
            year: set(joined.year(Field::PerformanceYear)),
            title_key: set(title.as_deref().map(fold)),
            title: set(title),
            summary: filled(joined.text(Field::PerformanceSummary)),
            context: filled(joined.text(Field::PerformanceContext)),
            role: set(joined.word(Field::PerformanceRole)),
            role_text: filled(joined.written(Field::PerformanceRole)),
            term: set(joined.word(Field::PerformanceTerm)),
            term_text: filled(joined.written(Field::PerformanceTerm)),
            reserve_id: filled(reserve.as_deref().and_then(|name| self.name(RecordKind::Reserve, name))),
            reserve_text: filled(reserve),
            reserve_related: filled(joined.yes_no(Field::PerformanceReserveRelated)),
            ..Default::default()
        };
        let record = Record::new(RecordKind::Performance, Row::of(id, &active));
        let record = with(record, Table::ReportedCount, reported(joined));
        let record = with(record, Table::PortfolioHolder, self.holders(joined));
        let record = with(record, Table::Action, actions(joined));
        let record = with(record, Table::Target, targets(joined));
        let record = with(record, Table::ProgressNote, notes(joined));
        let record = with(record, Table::Signal, signals(joined));
        with(record, Table::InvestmentProposal, self.proposals(joined))
    }

    fn holders(&self, joined: &Joined) -> Vec<Row> {
        let Some(FieldValue::Officials(officials)) = joined.value(Field::PerformancePortfolioHolder) else {
            return Vec::new();
        };
        let names: Vec<String> = officials.iter().map(|official| official.display_name.clone()).collect();
        let holders = self.all_named(RecordKind::Official, &names).into_iter().enumerate();
        let row = |(index, official)| {
            let active = portfolio_holder::ActiveModel {
                official_id: Set(official),
                ordinal: ordinal(index),
                ..Default::default()
            };
            part(&active)
        };
        holders.map(row).collect()
    }

    fn proposals(&self, joined: &Joined) -> Vec<Row> {
        let Some(text) = joined.text(Field::PerformanceInvestmentProposal) else { return Vec::new() };
        let decision = joined.text(Field::PerformanceInvestmentDecision);
        let decision = decision.as_deref().and_then(|text| references(text).next());
        vec![part(&investment_proposal::ActiveModel {
            ordinal: ordinal(0),
            text: Set(text),
            decision_id: Set(decision.and_then(|reference| self.name(RecordKind::Decision, reference))),
            ..Default::default()
        })]
    }
}

/// The parts of a sort, in the order of what they are about, which rows cannot change; those about the same as written.
fn of(joined: &Joined, section: Section) -> impl Iterator<Item = &Fields> {
    let parts = joined.parts.iter().filter(move |part| part.section == section);
    let mut parts: Vec<&Fields> = parts.map(|part| &part.fields).collect();
    parts.sort_by_key(|fields| about(fields));
    parts.into_iter()
}

/// Which report, which edition of it, which subject, what is counted, what a colour is for.
fn about(fields: &Fields) -> impl Ord + use<> {
    let indicator: Option<Indicator> = fields.word(Field::TargetIndicator).or(fields.word(Field::ReportedIndicator));
    let (document, subject) =
        (fields.word::<ReportingDocument>(Field::NoteDocument), fields.word::<NoteSubject>(Field::NoteSubject));
    (document, fields.text(Field::NoteEdition), subject, indicator, fields.text(Field::SignalDimension))
}

fn number(fields: &Fields) -> Option<i32> {
    match fields.value(Field::ActionOrdinal)? {
        FieldValue::Number(number) => i32::try_from(*number).ok(),
        _ => None,
    }
}

/// Actions by their number. Those without one are numbered on.
fn actions(joined: &Joined) -> Vec<Row> {
    let mut actions: BTreeMap<i32, String> = BTreeMap::new();
    for fields in of(joined, Section::Action) {
        let next = actions.last_key_value().map_or(1, |(last, _)| last + 1);
        let text = fields.text(Field::ActionText).unwrap_or_default();
        actions.entry(number(fields).unwrap_or(next)).or_insert(text);
    }
    let row =
        |(number, text)| part(&action::ActiveModel { ordinal: Set(number), text: Set(text), ..Default::default() });
    actions.into_iter().map(row).collect()
}

fn targets(joined: &Joined) -> Vec<Row> {
    let mut numbers: BTreeMap<i32, usize> = BTreeMap::new();
    let row = |fields: &Fields| {
        let count = count(fields, Field::TargetValue)?;
        let action = number(fields).unwrap_or(1);
        let nth = numbers.entry(action).or_default();
        *nth += 1;
        Some(part(&target::ActiveModel {
            action_ordinal: Set(action),
            ordinal: ordinal(*nth - 1),
            indicator: set(fields.word(Field::TargetIndicator)),
            direction: Set(fields.word(Field::TargetDirection)),
            comparator: Set(count.comparator),
            value: Set(Quantity::whole(count.value)),
            unit_text: Set(fields.text(Field::TargetUnit)),
            ..Default::default()
        }))
    };
    of(joined, Section::Target).filter_map(row).collect()
}

fn count(fields: &Fields, field: Field) -> Option<&ApproximateCount> {
    match fields.value(field)? {
        FieldValue::Count(count) => Some(count),
        _ => None,
    }
}

fn reported(joined: &Joined) -> Vec<Row> {
    let row = |(index, fields): (usize, &Fields)| {
        let count = count(fields, Field::ReportedCount)?;
        Some(part(&reported_count::ActiveModel {
            mission_id: NotSet,
            ordinal: ordinal(index),
            indicator: Set(fields.word(Field::ReportedIndicator).unwrap_or(Indicator::People)),
            comparator: Set(count.comparator),
            value: Set(count.value),
            upper: Set(count.upper),
            unit_text: Set(fields.text(Field::ReportedUnit)),
            text: Set(count.text.clone()),
            document: Set(fields.word(Field::NoteDocument)),
            ..Default::default()
        }))
    };
    of(joined, Section::Reported).enumerate().filter_map(row).collect()
}

fn notes(joined: &Joined) -> Vec<Row> {
    let row = |(index, fields): (usize, &Fields)| {
        part(&progress_note::ActiveModel {
            ordinal: ordinal(index),
            document: Set(fields.word(Field::NoteDocument).unwrap_or(ReportingDocument::Other)),
            edition: Set(fields.text(Field::NoteEdition)),
            subject: Set(fields.word(Field::NoteSubject).unwrap_or(NoteSubject::Content)),
            text: set(fields.text(Field::NoteText)),
            ..Default::default()
        })
    };
    of(joined, Section::Note).enumerate().map(row).collect()
}

fn signals(joined: &Joined) -> Vec<Row> {
    let row = |(index, fields): (usize, &Fields)| {
        part(&signal::ActiveModel {
            ordinal: ordinal(index),
            document: Set(fields.word(Field::NoteDocument).unwrap_or(ReportingDocument::Other)),
            edition: Set(fields.text(Field::NoteEdition)),
            dimension: Set(fields.text(Field::SignalDimension).unwrap_or_default()),
            colour: set(fields.word(Field::SignalColour)),
            explanation: Set(fields.text(Field::SignalExplanation)),
            ..Default::default()
        })
    };
    of(joined, Section::Signal).enumerate().map(row).collect()
}
