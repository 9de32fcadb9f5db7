//! What callers can write of contributions.

use super::cost_mutation::AmountInput;
use super::edit::{IdOf, writes};
use super::mission::Mission;
use super::money::Contribution;
use super::organisation::Organisation;
use crate::services::edits::money::ContributionEdit;
use crate::values::{MoneyStage, PayerKind};

writes! {
    Contribution, "a contribution", ContributionEdit, ContributionMutation, contribution,
    create create_contribution(CreateContributionInput) -> CreateContributionPayload;
    update update_contribution(UpdateContributionInput) -> UpdateContributionPayload;
    delete delete_contribution(DeleteContributionInput) -> DeleteContributionPayload;
    needs {
        /// The mission that is paid for. Of one mission and stage each payer is there once.
        mission_id: IdOf<Mission>,
        /// How much.
        amount: AmountInput,
    }
    may {
        /// Planned or paid.
        stage: MoneyStage,
        /// What sort of payer it is.
        payer_kind: PayerKind,
        /// The organisation that pays, where it is in the register.
        payer_id: IdOf<Organisation>,
        /// The payer as written.
        payer_text: String,
    }
}
