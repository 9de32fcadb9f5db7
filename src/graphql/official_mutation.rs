//! What callers can write of officials.

use super::edit::writes;
use super::official::Official;
use crate::services::edits::named::OfficialEdit;

writes! {
    Official, "an official", OfficialEdit, OfficialMutation, official,
    create create_official(CreateOfficialInput) -> CreateOfficialPayload;
    update update_official(UpdateOfficialInput) -> UpdateOfficialPayload;
    delete delete_official(DeleteOfficialInput) -> DeleteOfficialPayload;
    needs {
        /// As the register writes it: `gedeputeerde Van Hijum`; of one official only. Imports know officials by this.
        display_name: String,
    }
    may {
        /// The name without the office; read out of a display name that is given when absent.
        name: String,
        /// The office without the name; read out of a display name that is given when absent.
        office: String,
    }
}
