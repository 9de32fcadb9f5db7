//! Edits of participations.

use rust_decimal::Decimal;
use uuid::Uuid;

use super::Edit;
use super::form::{Form, Reference};
use super::said::Said;
use super::texts::keyed_if_any;
use crate::entities::participation;
use crate::services::records::Record;
use crate::services::tables::Row;
use crate::values::{ParticipantKind, ParticipationStatus, RecordKind};

/// What is said of a participation.
#[derive(Clone, Debug, Default)]
pub struct ParticipationEdit {
    /// The mission.
    pub mission_id: Said<Reference>,
    /// For whom they went.
    pub organisation_id: Said<Reference>,
    /// Who went.
    pub person_id: Said<Reference>,
    /// The job title.
    pub role: Said<String>,
    /// In what capacity.
    pub kind: Said<ParticipantKind>,
    /// How far it came.
    pub status: Said<ParticipationStatus>,
    /// The fee.
    pub fee: Said<Decimal>,
    /// Its currency.
    pub fee_currency: Said<String>,
    /// Remarks.
    pub notes: Said<String>,
}

impl Edit for ParticipationEdit {
    const KIND: RecordKind = RecordKind::Participation;

    fn fill(self, id: Uuid, form: &mut Form<'_>) -> Record {
        let mission = form.reference("missionId", RecordKind::Mission, self.mission_id);
        let organisation = form.reference("organisationId", RecordKind::Organisation, self.organisation_id);
        let role = form.line("role", self.role).nullable();
        let (fee, currency) = form.priced(("fee", self.fee), ("feeCurrency", self.fee_currency), "fee_cents");
        let active = participation::ActiveModel {
            mission_id: form.required("missionId", mission),
            organisation_id: organisation.nullable(),
            person_id: form.reference("personId", RecordKind::Person, self.person_id).nullable(),
            role_key: keyed_if_any(&role),
            role,
            kind: form.or(self.kind, ParticipantKind::Unknown),
            status: form.or(self.status, ParticipationStatus::Unknown),
            fee_cents: fee,
            fee_currency: currency,
            notes: form.prose("notes", self.notes).nullable(),
            ..Default::default()
        };
        Record::new(RecordKind::Participation, Row::of(id, &active))
    }
}
