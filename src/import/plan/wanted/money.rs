//! Outcomes, costs, contributions, decisions and budget amendments.

use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Desk, Values, filled, ordinal, part, set, with};
use crate::entities::{amendment_basis, amendment_line, budget_amendment, contribution, cost, decision, outcome};
use crate::import::field::Field;
use crate::import::matching::references;
use crate::import::parse::draft::{Link, Part};
use crate::import::parse::gather::key_of;
use crate::import::parse::settle::Joined;
use crate::services::records::Record;
use crate::services::tables::{Row, Table};
use crate::values::{MoneyStage, OutcomeKind, PayerKind, RecordKind, fold};

impl Desk<'_> {
    pub(super) fn outcome(&self, id: Uuid, joined: &Joined) -> Record {
        let (value, currency) = joined.amount(Field::OutcomeValue).unzip();
        let active = outcome::ActiveModel {
            mission_id: set(self.linked(joined, Link::Mission)),
            organisation_id: filled(self.linked(joined, Link::Organisation)),
            kind: Set(joined.word(Field::OutcomeKind).unwrap_or(OutcomeKind::Other)),
            description: set(joined.text(Field::OutcomeDescription)),
            description_key: set(key(joined, Field::OutcomeDescription)),
            date: filled(joined.date(Field::OutcomeDate).map(|date| date.start)),
            value_cents: filled(value),
            currency: filled(currency),
            confirmed: filled(joined.yes_no(Field::OutcomeConfirmed)),
            ..Default::default()
        };
        Record::new(RecordKind::Outcome, Row::of(id, &active))
    }

    pub(super) fn cost(&self, id: Uuid, joined: &Joined) -> Record {
        let (cents, currency) = joined.amount(Field::CostAmount).unzip();
        let active = cost::ActiveModel {
            mission_id: set(self.linked(joined, Link::Mission)),
            stage: Set(joined.word(Field::CostStage).unwrap_or(MoneyStage::Unknown)),
            description: set(joined.text(Field::CostDescription)),
            description_key: set(key(joined, Field::CostDescription)),
            cents: set(cents),
            currency: set(currency),
            ..Default::default()
        };
        Record::new(RecordKind::Cost, Row::of(id, &active))
    }

    pub(super) fn contribution(&self, id: Uuid, joined: &Joined) -> Record {
        let (cents, currency) = joined.amount(Field::ContributionAmount).unzip();
        let active = contribution::ActiveModel {
            mission_id: set(self.linked(joined, Link::Mission)),
            stage: Set(joined.word(Field::ContributionStage).unwrap_or(MoneyStage::Unknown)),
            payer_kind: Set(joined.word(Field::ContributionPayerKind).unwrap_or(PayerKind::Unknown)),
            payer_id: filled(self.linked(joined, Link::Payer)),
            payer_text: filled(joined.text(Field::ContributionPayer)),
            payer_key: set(key(joined, Field::ContributionPayer)),
            cents: set(cents),
            currency: set(currency),
            ..Default::default()
        };
        Record::new(RecordKind::Contribution, Row::of(id, &active))
    }

    pub(super) fn decision(id: Uuid, joined: &Joined) -> Record {
        let active = decision::ActiveModel {
            reference: set(joined.text(Field::DecisionReference)),
            reference_key: set(key(joined, Field::DecisionReference)),
            title: set(joined.text(Field::DecisionTitle)),
            decided_on: filled(joined.date(Field::DecisionDate).map(|date| date.start)),
            url: filled(joined.text(Field::DecisionUrl)),
            ..Default::default()
        };
        Record::new(RecordKind::Decision, Row::of(id, &active))
    }

    pub(super) fn amendment(&self, id: Uuid, joined: &Joined) -> Record {
        let decision = joined.text(Field::AmendmentDecision);
        let active = budget_amendment::ActiveModel {
            description: set(joined.text(Field::AmendmentDescription)),
            description_key: set(key(joined, Field::AmendmentDescription)),
            status: set(joined.word(Field::AmendmentStatus)),
            proposed_in_id: filled(self.linked(joined, Link::Performance)),
            authority: filled(joined.word(Field::AmendmentAuthority)),
            decision_id: filled(decision.and_then(|decision| self.name(RecordKind::Decision, &decision))),
            ..Default::default()
        };
        let record = Record::new(RecordKind::BudgetAmendment, Row::of(id, &active));
        let record = with(record, Table::AmendmentBasis, self.basis(joined));
        let mut lines: Vec<&Part> = joined.parts.iter().collect();
        lines.sort_by_key(|line| self.line_order(line));
        let lines = lines.into_iter().enumerate().map(|(index, line)| self.line(index, line));
        with(record, Table::AmendmentLine, lines.collect())
    }

    fn basis(&self, joined: &Joined) -> Vec<Row> {
        let text = joined.text(Field::AmendmentBasis).unwrap_or_default();
        let names: Vec<String> = references(&text).map(str::to_owned).collect();
        let decisions = self.all_named(RecordKind::Decision, &names).into_iter().enumerate();
        let row = |(index, decision)| {
            let active = amendment_basis::ActiveModel {
                decision_id: Set(decision),
                ordinal: ordinal(index),
                ..Default::default()
            };
            part(&active)
        };
        decisions.map(row).collect()
    }

    /// Withdrawals first, then by account: an order that rows cannot change.
    fn line_order(&self, line: &Part) -> impl Ord + use<> {
        let amount = line.fields.amount(Field::LineAmount).map(|(money, _)| money);
        let reserve = line.fields.text(Field::LineReserve).as_deref().map(fold);
        let performance = line.performance.filter(|cluster| self.live[*cluster]);
        let performance = performance.map(|cluster| self.gathered.clusters[cluster].key.clone());
        (amount, reserve, performance, line.fields.year(Field::LineFiscalYear))
    }

    fn line(&self, index: usize, line: &Part) -> Row {
        let reserve = line.fields.text(Field::LineReserve);
        let performance = line.performance.map(|cluster| self.matches.ids[cluster]);
        part(&amendment_line::ActiveModel {
            ordinal: ordinal(index),
            reserve_id: Set(reserve.as_deref().and_then(|reserve| self.name(RecordKind::Reserve, reserve))),
            reserve_text: Set(reserve),
            performance_id: Set(performance),
            fiscal_year: set(line.fields.year(Field::LineFiscalYear)),
            cents: set(line.fields.amount(Field::LineAmount).map(|(money, _)| money)),
            ..Default::default()
        })
    }
}

fn key(joined: &Joined, field: Field) -> Option<String> {
    joined.value(field).map(key_of)
}
