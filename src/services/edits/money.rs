//! Edits of what missions came to in money: outcomes, costs and contributions.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{self, NotSet, Set};
use sea_orm::Value;
use uuid::Uuid;

use super::Edit;
use super::form::{Form, Reference};
use super::problem::Problem;
use super::said::Said;
use super::texts::{key, keyed};
use crate::entities::{contribution, cost, outcome};
use crate::services::records::Record;
use crate::services::tables::Row;
use crate::values::{Money, MoneyStage, OutcomeKind, PayerKind, RecordKind};

/// The currency of what names none.
const EURO: &str = "EUR";

/// What is said of an outcome.
#[derive(Clone, Debug, Default)]
pub struct OutcomeEdit {
    /// The mission that it came of.
    pub mission_id: Said<Reference>,
    /// What it was.
    pub description: Said<String>,
    /// Whose result it is.
    pub organisation_id: Said<Reference>,
    /// What sort of result.
    pub kind: Said<OutcomeKind>,
    /// When it came about.
    pub date: Said<NaiveDate>,
    /// What it is worth.
    pub value: Said<Decimal>,
    /// The currency of that.
    pub currency: Said<String>,
    /// Confirmed, or only expected.
    pub confirmed: Said<bool>,
}

/// An amount, whole.
#[derive(Clone, Debug)]
pub struct AmountEdit {
    /// In the major unit.
    pub value: Decimal,
    /// Its currency; euros where none is named.
    pub currency: Option<String>,
}

/// What is said of a cost.
#[derive(Clone, Debug, Default)]
pub struct CostEdit {
    /// The mission that it was for.
    pub mission_id: Said<Reference>,
    /// What it was for.
    pub description: Said<String>,
    /// How much.
    pub amount: Said<AmountEdit>,
    /// Planned or spent.
    pub stage: Said<MoneyStage>,
}

/// What is said of a contribution.
#[derive(Clone, Debug, Default)]
pub struct ContributionEdit {
    /// The mission that was paid for.
    pub mission_id: Said<Reference>,
    /// How much.
    pub amount: Said<AmountEdit>,
    /// Planned or paid.
    pub stage: Said<MoneyStage>,
    /// What sort of payer.
    pub payer_kind: Said<PayerKind>,
    /// The organisation that paid.
    pub payer_id: Said<Reference>,
    /// The payer as written.
    pub payer_text: Said<String>,
}

impl Edit for OutcomeEdit {
    const KIND: RecordKind = RecordKind::Outcome;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let mission = form.reference("missionId", RecordKind::Mission, self.mission_id);
        let organisation = form.reference("organisationId", RecordKind::Organisation, self.organisation_id);
        let description = form.line("description", self.description);
        let description = form.required("description", description);
        let (value, currency) = form.priced(("value", self.value), ("currency", self.currency), "value_cents");
        let active = outcome::ActiveModel {
            mission_id: form.required("missionId", mission),
            organisation_id: organisation.nullable(),
            kind: form.or(self.kind, OutcomeKind::Other),
            description_key: keyed(&description),
            description,
            date: form.day("date", self.date).nullable(),
            value_cents: value,
            currency,
            confirmed: self.confirmed.nullable(),
            ..Default::default()
        };
        Record::new(RecordKind::Outcome, Row::of(id, &active))
    }
}

impl Edit for CostEdit {
    const KIND: RecordKind = RecordKind::Cost;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let mission = form.reference("missionId", RecordKind::Mission, self.mission_id);
        let description = form.line("description", self.description);
        let description = form.required("description", description);
        let (cents, currency) = form.amount(self.amount);
        let active = cost::ActiveModel {
            mission_id: form.required("missionId", mission),
            stage: form.or(self.stage, MoneyStage::Unknown),
            description_key: keyed(&description),
            description,
            cents,
            currency,
            ..Default::default()
        };
        Record::new(RecordKind::Cost, Row::of(id, &active))
    }
}

impl Edit for ContributionEdit {
    const KIND: RecordKind = RecordKind::Contribution;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let mission = form.reference("missionId", RecordKind::Mission, self.mission_id);
        let payer = form.reference("payerId", RecordKind::Organisation, self.payer_id);
        let payer_text = form.line("payerText", self.payer_text);
        let (cents, currency) = form.amount(self.amount);
        let active = contribution::ActiveModel {
            mission_id: form.required("missionId", mission),
            stage: form.or(self.stage, MoneyStage::Unknown),
            payer_kind: form.or(self.payer_kind, PayerKind::Unknown),
            payer_id: payer.nullable(),
            payer_key: form.or(payer_text.clone().map(|text| key(&text)), String::new()),
            payer_text: payer_text.nullable(),
            cents,
            currency,
            ..Default::default()
        };
        Record::new(RecordKind::Contribution, Row::of(id, &active))
    }
}

impl Form<'_> {
    /// The field `amount`: an amount that must be there, in euros where it names no currency.
    fn amount(&mut self, said: Said<AmountEdit>) -> (ActiveValue<Money>, ActiveValue<String>) {
        let said = match said {
            Said::Value(amount) => amount,
            Said::Nothing => return (self.required("amount", Said::Nothing), NotSet),
            Said::Clear => return (self.required("amount", Said::Clear), NotSet),
        };
        self.inside("amount", |form| {
            let cents = form.money("value", Said::Value(said.value));
            let currency = form.currency("currency", said.currency.into());
            (form.required("value", cents), form.or(currency, EURO.to_owned()))
        })
    }

    /// An amount that may be absent, and its currency, which is there just when the amount is.
    pub(super) fn priced(
        &mut self,
        (value_field, value): (&str, Said<Decimal>),
        (currency_field, currency): (&str, Said<String>),
        column: &str,
    ) -> (ActiveValue<Option<Money>>, ActiveValue<Option<String>>) {
        let value = self.money(value_field, value);
        let currency = self.currency(currency_field, currency);
        let known = matches!(self.stored_row().and_then(|row| row.get(column)), Some(Value::BigInt(Some(_))));
        let priced = value.value().is_some() || known && !value.is_said();
        let currency = match (priced, currency) {
            (true, Said::Nothing) if known => NotSet,
            (true, Said::Nothing | Said::Clear) => Set(Some(EURO.to_owned())),
            (false, Said::Value(_)) => {
                let dutch = "Geef naast een valuta ook een bedrag.";
                self.refuse(currency_field, Problem::Together(dutch, "Give an amount beside a currency."));
                NotSet
            }
            (false, _) if value.is_said() => Set(None),
            (_, said) => said.nullable(),
        };
        (value.nullable(), currency)
    }
}
