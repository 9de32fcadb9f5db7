//! What callers can write of budget amendments, with their lines.

use super::amendment::BudgetAmendment;
use super::decision::Decision;
use super::edit::{IdOf, entries, writes};
use super::performance::Performance;
use super::reserve::Reserve;
use super::scalar::Decimal;
use crate::services::edits::amendment::{BudgetAmendmentEdit, LineEdit};
use crate::values::{AmendmentStatus, Authority};

entries! {
    /// A line of an amendment: what a reserve or a performance gains or loses. Give one of the two.
    AmendmentLineInput as LineEdit {
        /// The reserve, where the account is one.
        reserve_id: Option<IdOf<Reserve>>,
        /// The reserve as the page words it.
        reserve_text: Option<String>,
        /// The performance, where the account is the budget of one.
        performance_id: Option<IdOf<Performance>>,
        /// The budget year of the money.
        fiscal_year: i32,
        /// In euros: positive adds to the account, negative withdraws from it.
        amount: Decimal,
    }
}

writes! {
    BudgetAmendment, "a budget amendment", BudgetAmendmentEdit, BudgetAmendmentMutation, budget_amendment,
    create create_budget_amendment(CreateBudgetAmendmentInput) -> CreateBudgetAmendmentPayload;
    update update_budget_amendment(UpdateBudgetAmendmentInput) -> UpdateBudgetAmendmentPayload;
    delete delete_budget_amendment(DeleteBudgetAmendmentInput) -> DeleteBudgetAmendmentPayload;
    needs {
        /// What it does; of one proposing page only once.
        description: String,
    }
    may {
        /// Proposed, adopted or rejected; PROPOSED when absent.
        status: AmendmentStatus,
        /// The performance page that proposes it.
        proposed_in_id: IdOf<Performance>,
        /// Who decides on it.
        authority: Authority,
        /// Earlier decisions that it rests on, in order.
        basis_ids: Vec<IdOf<Decision>>,
        /// The decision on it.
        decision_id: IdOf<Decision>,
        /// Its lines, in order. They sum to zero.
        lines: Vec<AmendmentLineInput>,
    }
}
