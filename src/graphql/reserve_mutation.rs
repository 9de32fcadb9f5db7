//! What callers can write of reserves.

use super::edit::writes;
use super::reserve::Reserve;
use super::scalar::Decimal;
use crate::services::edits::named::ReserveEdit;

writes! {
    Reserve, "a reserve", ReserveEdit, ReserveMutation, reserve,
    create create_reserve(CreateReserveInput) -> CreateReservePayload;
    update update_reserve(UpdateReserveInput) -> UpdateReservePayload;
    delete delete_reserve(DeleteReserveInput) -> DeleteReservePayload;
    needs {
        /// Its name; of one reserve only. When it changes, the old name becomes one of the aliases.
        name: String,
    }
    may {
        /// Former names and other spellings under which imports find it.
        aliases: Vec<String>,
        /// What was in it before the first amendment of the register, in euros. Without it no balance is known.
        opening_balance: Decimal,
    }
}
