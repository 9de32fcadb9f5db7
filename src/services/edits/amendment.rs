//! Edits of budget amendments, with their lines and what they rest on.

use rust_decimal::Decimal;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::form::{Form, Reference, ordinal, part};
use super::problem::Problem;
use super::said::Said;
use super::texts::keyed;
use super::{Edit, with};
use crate::entities::{amendment_basis, amendment_line, budget_amendment};
use crate::services::amendments::imbalance;
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{AmendmentStatus, Authority, Money, RecordKind};

/// What is said of a budget amendment.
#[derive(Clone, Debug, Default)]
pub struct BudgetAmendmentEdit {
    /// What it does.
    pub description: Said<String>,
    /// Where it stands.
    pub status: Said<AmendmentStatus>,
    /// The performance page that proposes it.
    pub proposed_in_id: Said<Reference>,
    /// Who decides.
    pub authority: Said<Authority>,
    /// Decisions that it rests on.
    pub basis_ids: Said<Vec<Reference>>,
    /// The decision on it.
    pub decision_id: Said<Reference>,
    /// Its lines.
    pub lines: Said<Vec<LineEdit>>,
}

/// What is said of a line: the account is a reserve or a performance.
#[derive(Clone, Debug)]
pub struct LineEdit {
    /// The reserve.
    pub reserve_id: Option<Reference>,
    /// The reserve as the page words it.
    pub reserve_text: Option<String>,
    /// The performance.
    pub performance_id: Option<Reference>,
    /// The budget year of the money.
    pub fiscal_year: i32,
    /// In euros.
    pub amount: Decimal,
}

impl Edit for BudgetAmendmentEdit {
    const KIND: RecordKind = RecordKind::BudgetAmendment;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let description = form.line("description", self.description);
        let description = form.required("description", description);
        let active = budget_amendment::ActiveModel {
            description_key: keyed(&description),
            description,
            status: form.or(self.status, AmendmentStatus::Proposed),
            proposed_in_id: form.reference("proposedInId", RecordKind::Performance, self.proposed_in_id).nullable(),
            authority: self.authority.nullable(),
            decision_id: form.reference("decisionId", RecordKind::Decision, self.decision_id).nullable(),
            ..Default::default()
        };
        let basis = form.references("basisIds", RecordKind::Decision, self.basis_ids, |decision, ordinal| {
            part(&amendment_basis::ActiveModel { decision_id: Set(decision), ordinal, ..Default::default() })
        });
        let record = Record::new(RecordKind::BudgetAmendment, Row::of(id, &active));
        let record = with(record, Table::AmendmentBasis, basis);
        with(record, Table::AmendmentLine, lines(form, self.lines))
    }
}

/// The lines, which sum to zero.
fn lines(form: &mut Form<'_>, said: Said<Vec<LineEdit>>) -> Option<Vec<Row>> {
    let mut amounts: Vec<Option<Money>> = Vec::new();
    let rows = form.rows("lines", said, |form, index, said| {
        let amount = form.money("amount", Said::Value(said.amount));
        amounts.push(amount.value().copied());
        line(form, index, amount, said)
    });
    // Of amounts that cannot be read no sum is known.
    let amounts: Option<Vec<Money>> = amounts.into_iter().collect();
    if let Some(by) = amounts.and_then(imbalance) {
        form.refuse("lines", Problem::Unbalanced(by));
    }
    rows
}

fn line(form: &mut Form<'_>, index: usize, amount: Said<Money>, said: LineEdit) -> Row {
    if said.reserve_id.is_some() == said.performance_id.is_some() {
        let dutch = "Geef `reserveId` of `performanceId`, en niet allebei.";
        form.refuse("reserveId", Problem::Together(dutch, "Give `reserveId` or `performanceId`, and not both."));
    }
    let fiscal_year = form.year("fiscalYear", Said::Value(said.fiscal_year));
    part(&amendment_line::ActiveModel {
        ordinal: ordinal(index),
        reserve_id: form.reference("reserveId", RecordKind::Reserve, said.reserve_id.into()).nullable(),
        reserve_text: form.line("reserveText", said.reserve_text.into()).nullable(),
        performance_id: form.reference("performanceId", RecordKind::Performance, said.performance_id.into()).nullable(),
        fiscal_year: form.required("fiscalYear", fiscal_year),
        cents: form.required("amount", amount),
        ..Default::default()
    })
}
