//! Names of people, taken apart the Dutch way: given name, initials, surname prefix, family name.

use serde::{Deserialize, Serialize};

/// A name in its parts. What was not written is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    /// First name: `Jan Peter`.
    pub given_name: Option<String>,
    /// As in `J.P.`.
    pub initials: Option<String>,
    /// As in `van der`.
    pub surname_prefix: Option<String>,
    /// Without the prefix: `Berg`.
    pub family_name: Option<String>,
}
