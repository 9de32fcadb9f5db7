//! What callers can write of costs, and the input of an amount.

use super::edit::{IdOf, entries, writes};
use super::mission::Mission;
use super::money::Cost;
use super::scalar::Decimal;
use crate::services::edits::money::{AmountEdit, CostEdit};
use crate::values::MoneyStage;

entries! {
    /// An exact amount of money; replaced whole.
    AmountInput as AmountEdit {
        /// In the major unit: euros, not cents.
        value: Decimal,
        /// ISO 4217; `EUR` when absent.
        currency: Option<String>,
    }
}

writes! {
    Cost, "a cost", CostEdit, CostMutation, cost,
    create create_cost(CreateCostInput) -> CreateCostPayload;
    update update_cost(UpdateCostInput) -> UpdateCostPayload;
    delete delete_cost(DeleteCostInput) -> DeleteCostPayload;
    needs {
        /// The mission that it is for.
        mission_id: IdOf<Mission>,
        /// What it is for; of one mission and stage only once.
        description: String,
        /// How much.
        amount: AmountInput,
    }
    may {
        /// Planned or spent.
        stage: MoneyStage,
    }
}
