//! Identifiers that come as text and must stay text: KvK numbers and e-mail addresses.

use serde::{Deserialize, Serialize};

/// A number of the Dutch Chamber of Commerce.
///
/// Invariant: eight digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KvkNumber(String);

/// An e-mail address in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Email(String);
