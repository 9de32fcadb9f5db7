//! What callers can write of people. Personal data.

use super::edit::{IdOf, writes};
use super::organisation::Organisation;
use super::person::Person;
use crate::services::edits::person::PersonEdit;

writes! {
    Person, "a person", PersonEdit, PersonMutation, person,
    create create_person(CreatePersonInput) -> CreatePersonPayload;
    update update_person(UpdatePersonInput) -> UpdatePersonPayload;
    delete delete_person(DeletePersonInput) -> DeletePersonPayload;
    needs {}
    may {
        /// The whole name, which is taken apart as imports do: `J.P. van der Berg`. Give this or the parts.
        name: String,
        /// The first name.
        given_name: String,
        /// As in `J.P.`.
        initials: String,
        /// As in `van der`; taken off the family name when absent.
        surname_prefix: String,
        /// The family name. A person needs some part of a name, or an e-mail address.
        family_name: String,
        /// The e-mail address.
        email: String,
        /// The telephone number.
        phone: String,
        /// Where they work: imports look for people within an organisation.
        organisation_id: IdOf<Organisation>,
    }
}
