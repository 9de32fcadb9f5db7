//! What callers can write of organisations.

use super::edit::writes;
use super::organisation::Organisation;
use crate::services::edits::organisation::OrganisationEdit;
use crate::values::OrganisationKind;

writes! {
    Organisation, "an organisation", OrganisationEdit, OrganisationMutation, organisation,
    create create_organisation(CreateOrganisationInput) -> CreateOrganisationPayload;
    update update_organisation(UpdateOrganisationInput) -> UpdateOrganisationPayload;
    delete delete_organisation(DeleteOrganisationInput) -> DeleteOrganisationPayload;
    needs {
        /// What it is called. When it changes, the old name becomes one of the aliases, so that imports still find it.
        name: String,
    }
    may {
        /// Other names under which imports find it.
        aliases: Vec<String>,
        /// The legal form, as in `B.V.`; read out of a name that is given when absent.
        legal_form: String,
        /// Chamber of Commerce number: eight digits; of one organisation only.
        kvk_number: String,
        /// VAT number.
        vat_number: String,
        /// What sort of organisation it is.
        kind: OrganisationKind,
        /// Where it sits.
        municipality: String,
        /// The country by its ISO 3166-1 alpha-2 code, or by its name in Dutch, English or German.
        country: String,
        /// Its trade.
        sector: String,
        /// Its site.
        website: String,
    }
}
