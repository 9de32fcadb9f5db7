//! What callers can write of outcomes.

use super::edit::{IdOf, writes};
use super::mission::Mission;
use super::organisation::Organisation;
use super::outcome::Outcome;
use super::scalar::{Date, Decimal};
use crate::services::edits::money::OutcomeEdit;
use crate::values::OutcomeKind;

writes! {
    Outcome, "an outcome", OutcomeEdit, OutcomeMutation, outcome,
    create create_outcome(CreateOutcomeInput) -> CreateOutcomePayload;
    update update_outcome(UpdateOutcomeInput) -> UpdateOutcomePayload;
    delete delete_outcome(DeleteOutcomeInput) -> DeleteOutcomePayload;
    needs {
        /// The mission that it came of.
        mission_id: IdOf<Mission>,
        /// What it was; of one organisation, kind and mission only once.
        description: String,
    }
    may {
        /// Whose result it is.
        organisation_id: IdOf<Organisation>,
        /// What sort of result it is; OTHER when absent.
        kind: OutcomeKind,
        /// When it came about.
        date: Date,
        /// What it is worth, in the major unit of its currency.
        value: Decimal,
        /// The currency of the value, ISO 4217; `EUR` where a value has none. Goes when the value is cleared.
        currency: String,
        /// Confirmed, or only expected by the participant.
        confirmed: bool,
    }
}
