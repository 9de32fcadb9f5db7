//! What callers can write of decisions.

use super::decision::Decision;
use super::edit::writes;
use super::scalar::Date;
use crate::services::edits::named::DecisionEdit;

writes! {
    Decision, "a decision", DecisionEdit, DecisionMutation, decision,
    create create_decision(CreateDecisionInput) -> CreateDecisionPayload;
    update update_decision(UpdateDecisionInput) -> UpdateDecisionPayload;
    delete delete_decision(DeleteDecisionInput) -> DeleteDecisionPayload;
    needs {
        /// As in `PS/2016/871`; of one decision only.
        reference: String,
    }
    may {
        /// What was decided.
        title: String,
        /// The day it was taken.
        decided_on: Date,
        /// Where it can be read.
        url: String,
    }
}
