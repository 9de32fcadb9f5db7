//! Names of organisations, with the legal form known apart.

use serde::{Deserialize, Serialize};

/// A name as written, its legal form, and the key that imports match on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OrganisationName {
    /// As written, tidied of stray blanks: `Bouman Industries B.V.`.
    pub text: String,
    /// In its usual spelling: `B.V.`.
    pub legal_form: Option<String>,
    /// Without legal form, accents, case and punctuation: `bouman industries`.
    pub match_key: String,
}
