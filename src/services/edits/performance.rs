//! Edits of performances, with everything that lives and dies with them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::form::{Form, Reference, ordinal, part};
use super::problem::Problem;
use super::reported::{self, ReportedEdit};
use super::said::Said;
use super::texts::keyed;
use super::{Edit, with};
use crate::entities::{action, investment_proposal, performance, portfolio_holder, progress_note, signal, target};
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{
    Comparator, Direction, Indicator, NoteSubject, ProvinceRole, RecordKind, ReportingDocument, SignalColour, Term,
};

/// What is said of a performance.
#[derive(Clone, Debug, Default)]
pub struct PerformanceEdit {
    /// As in `5.4.2`.
    pub code: Said<String>,
    /// The budget year.
    pub year: Said<i32>,
    /// Its title in that year.
    pub title: Said<String>,
    /// What the province wants with it.
    pub summary: Said<String>,
    /// The background.
    pub context: Said<String>,
    /// Actions with their targets.
    pub actions: Said<Vec<ActionEdit>>,
    /// Who answers for it.
    pub portfolio_holder_ids: Said<Vec<Reference>>,
    /// The role of the province.
    pub role: Said<ProvinceRole>,
    /// The role as the page words it.
    pub role_text: Said<String>,
    /// How long it runs.
    pub term: Said<Term>,
    /// The term as the page words it.
    pub term_text: Said<String>,
    /// The reserve that it draws on.
    pub reserve_id: Said<Reference>,
    /// The reserve as the page prints it.
    pub reserve_text: Said<String>,
    /// Whether it says to be related to a reserve.
    pub reserve_related: Said<bool>,
    /// Investment proposals.
    pub investment_proposals: Said<Vec<ProposalEdit>>,
    /// Reported numbers.
    pub reported_counts: Said<Vec<ReportedEdit>>,
    /// Notes on progress.
    pub progress_notes: Said<Vec<NoteEdit>>,
    /// Colours.
    pub signals: Said<Vec<SignalEdit>>,
}

/// What is said of an action.
#[derive(Clone, Debug)]
pub struct ActionEdit {
    /// Its number on the page.
    pub ordinal: Option<i32>,
    /// As the page words it.
    pub text: String,
    /// What it promises.
    pub targets: Option<Vec<TargetEdit>>,
}

/// What is said of a target.
#[derive(Clone, Debug)]
pub struct TargetEdit {
    /// What is counted.
    pub indicator: Indicator,
    /// Which missions count.
    pub direction: Option<Direction>,
    /// How exactly.
    pub comparator: Option<Comparator>,
    /// The number.
    pub value: Decimal,
    /// The unit as the page words it.
    pub unit_text: Option<String>,
}

/// What is said of an investment proposal.
#[derive(Clone, Debug)]
pub struct ProposalEdit {
    /// As the page words it.
    pub text: String,
    /// The decision that settled it.
    pub decision_id: Option<Reference>,
}

/// What is said of a note on progress.
#[derive(Clone, Debug)]
pub struct NoteEdit {
    /// The report.
    pub document: ReportingDocument,
    /// Which one of the year.
    pub edition: Option<String>,
    /// What it is about.
    pub subject: Option<NoteSubject>,
    /// As the report words it.
    pub text: String,
}

/// What is said of a colour.
#[derive(Clone, Debug)]
pub struct SignalEdit {
    /// The report.
    pub document: ReportingDocument,
    /// Which one of the year.
    pub edition: Option<String>,
    /// What it is about.
    pub dimension: String,
    /// The colour.
    pub colour: SignalColour,
    /// Why.
    pub explanation: Option<String>,
}

impl Edit for PerformanceEdit {
    const KIND: RecordKind = RecordKind::Performance;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let code = form.name("code", self.code);
        let year = form.year("year", self.year);
        let title = form.name("title", self.title);
        let title = form.required("title", title);
        let active = performance::ActiveModel {
            code: form.required("code", code),
            year: form.required("year", year),
            title_key: keyed(&title),
            title,
            summary: form.prose("summary", self.summary).nullable(),
            context: form.prose("context", self.context).nullable(),
            role: form.or(self.role, ProvinceRole::Unknown),
            role_text: form.line("roleText", self.role_text).nullable(),
            term: form.or(self.term, Term::Unknown),
            term_text: form.line("termText", self.term_text).nullable(),
            reserve_id: form.reference("reserveId", RecordKind::Reserve, self.reserve_id).nullable(),
            reserve_text: form.line("reserveText", self.reserve_text).nullable(),
            reserve_related: self.reserve_related.nullable(),
            ..Default::default()
        };
        let record = Record::new(RecordKind::Performance, Row::of(id, &active));
        let record = actions(form, record, self.actions);
        let holders = form.references("portfolioHolderIds", RecordKind::Official, self.portfolio_holder_ids, holder);
        let record = with(record, Table::PortfolioHolder, holders);
        let proposals = form.rows("investmentProposals", self.investment_proposals, proposal);
        let record = with(record, Table::InvestmentProposal, proposals);
        let reported = form.rows("reportedCounts", self.reported_counts, reported::row);
        let record = with(record, Table::ReportedCount, reported);
        let record = with(record, Table::ProgressNote, form.rows("progressNotes", self.progress_notes, note));
        with(record, Table::Signal, form.rows("signals", self.signals, signal))
    }
}

/// The actions, by their numbers, and the targets of all of them.
fn actions(form: &mut Form<'_>, record: Record, said: Said<Vec<ActionEdit>>) -> Record {
    let (mut numbers, mut next, mut targets) = (BTreeSet::new(), 1, Vec::new());
    let rows = form.rows("actions", said, |form, _, said| {
        let number = said.ordinal.unwrap_or(next);
        next = number.saturating_add(1);
        if number < 1 {
            form.refuse("ordinal", Problem::like("1"));
        } else if !numbers.insert(number) {
            form.refuse("ordinal", Problem::Duplicate);
        }
        let of_action =
            form.rows("targets", said.targets.into(), |form, index, said| target(form, (number, index), said));
        targets.extend(of_action.unwrap_or_default());
        let text = form.prose("text", Said::Value(said.text));
        part(&action::ActiveModel { ordinal: Set(number), text: form.required("text", text), ..Default::default() })
    });
    let targets = rows.is_some().then_some(targets);
    with(with(record, Table::Action, rows), Table::Target, targets)
}

fn target(form: &mut Form<'_>, (number, index): (i32, usize), said: TargetEdit) -> Row {
    let value = form.quantity("value", Said::Value(said.value));
    part(&target::ActiveModel {
        action_ordinal: Set(number),
        ordinal: ordinal(index),
        indicator: Set(said.indicator),
        direction: Set(said.direction),
        comparator: Set(said.comparator.unwrap_or(Comparator::Equal)),
        value: form.required("value", value),
        unit_text: form.line("unitText", said.unit_text.into()).nullable(),
        ..Default::default()
    })
}

fn holder(official: Uuid, ordinal: sea_orm::ActiveValue<i32>) -> Row {
    part(&portfolio_holder::ActiveModel { official_id: Set(official), ordinal, ..Default::default() })
}

fn proposal(form: &mut Form<'_>, index: usize, said: ProposalEdit) -> Row {
    let text = form.prose("text", Said::Value(said.text));
    part(&investment_proposal::ActiveModel {
        ordinal: ordinal(index),
        text: form.required("text", text),
        decision_id: form.reference("decisionId", RecordKind::Decision, said.decision_id.into()).nullable(),
        ..Default::default()
    })
}

fn note(form: &mut Form<'_>, index: usize, said: NoteEdit) -> Row {
    let text = form.prose("text", Said::Value(said.text));
    part(&progress_note::ActiveModel {
        ordinal: ordinal(index),
        document: Set(said.document),
        edition: form.line("edition", said.edition.into()).nullable(),
        subject: Set(said.subject.unwrap_or(NoteSubject::Content)),
        text: form.required("text", text),
        ..Default::default()
    })
}

fn signal(form: &mut Form<'_>, index: usize, said: SignalEdit) -> Row {
    let dimension = form.line("dimension", Said::Value(said.dimension));
    part(&signal::ActiveModel {
        ordinal: ordinal(index),
        document: Set(said.document),
        edition: form.line("edition", said.edition.into()).nullable(),
        dimension: form.required("dimension", dimension),
        colour: Set(said.colour),
        explanation: form.prose("explanation", said.explanation.into()).nullable(),
        ..Default::default()
    })
}
