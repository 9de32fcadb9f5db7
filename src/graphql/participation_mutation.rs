//! What callers can write of participations.

use super::edit::{IdOf, writes};
use super::mission::Mission;
use super::organisation::Organisation;
use super::participation::Participation;
use super::person::Person;
use super::scalar::Decimal;
use crate::services::edits::participation::ParticipationEdit;
use crate::values::{ParticipantKind, ParticipationStatus};

writes! {
    Participation, "a participation", ParticipationEdit, ParticipationMutation, participation,
    create create_participation(CreateParticipationInput) -> CreateParticipationPayload;
    update update_participation(UpdateParticipationInput) -> UpdateParticipationPayload;
    delete delete_participation(DeleteParticipationInput) -> DeleteParticipationPayload;
    needs {
        /// The mission. On one mission an organisation and a person are together once.
        mission_id: IdOf<Mission>,
    }
    may {
        /// For whom they go.
        organisation_id: IdOf<Organisation>,
        /// Who goes.
        person_id: IdOf<Person>,
        /// The job title at the time.
        role: String,
        /// In what capacity they go.
        kind: ParticipantKind,
        /// How far it came.
        status: ParticipationStatus,
        /// The participation fee, in the major unit of its currency.
        fee: Decimal,
        /// The currency of the fee, ISO 4217; `EUR` where a fee has none. Goes when the fee is cleared.
        fee_currency: String,
        /// Remarks.
        notes: String,
    }
}
