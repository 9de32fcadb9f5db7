//! User errors: why a mutation did nothing, in its payload, for the caller to act on.

use async_graphql::{ID, Object};
use uuid::Uuid;

use super::error::{Failure, Result};
use super::global_id;
use crate::services::fault::Fault;
use crate::values::{Language, RecordKind};

/// Why a mutation did nothing, in all the languages in which it can be told.
#[derive(Clone, Debug)]
pub struct UserError {
    code: String,
    dutch: String,
    english: String,
    path: Option<Vec<String>>,
    record: Option<(RecordKind, Uuid)>,
}

/// Why a mutation did nothing: what the caller can act on.
#[Object]
impl UserError {
    /// For programs, in upper case.
    async fn code(&self) -> &str {
        &self.code
    }

    /// For people: what was found, what was expected.
    async fn message(
        &self,
        #[graphql(
            default_with = "Language::Nl",
            desc = "The language of the sentence; what is not told in German is told in English."
        )]
        language: Language,
    ) -> &str {
        if language == Language::Nl { &self.dutch } else { &self.english }
    }

    /// The argument that it is about, from the outside inwards; an entry of a list by its place, from 0.
    async fn path(&self) -> Option<&[String]> {
        self.path.as_deref()
    }

    /// The other record that is in the way, where it is one.
    async fn record_id(&self) -> Option<ID> {
        self.record.map(|(kind, id)| global_id::encode_kind(kind, id))
    }
}

impl UserError {
    /// An error about a field of the input, or about the whole where none is named.
    pub fn new(code: &str, message: String, field: Option<&str>) -> Self {
        let path = field.map(|field| vec!["input".to_owned(), field.to_owned()]);
        Self { code: code.to_owned(), english: message.clone(), dutch: message, path, record: None }
    }

    /// An error about some place within the input.
    pub fn at(code: &str, message: String, place: &[String]) -> Self {
        let path = std::iter::once("input".to_owned()).chain(place.iter().cloned()).collect();
        Self { path: Some(path), ..Self::new(code, message, None) }
    }

    /// Says it in English as well.
    #[must_use]
    pub fn in_english(self, message: String) -> Self {
        Self { english: message, ..self }
    }
}

impl From<&Fault> for UserError {
    fn from(fault: &Fault) -> Self {
        let message = |language| fault.message(language).to_owned();
        let error = Self::at(fault.code, message(Language::Nl), &fault.path).in_english(message(Language::En));
        Self { record: fault.record, ..error }
    }
}

/// Tells a mistake in a field of the input as a user error; anything else stays what it is.
pub fn told<T>(result: Result<T>, field: &str) -> Result<std::result::Result<T, UserError>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Failure::Mistake { code, message }) => Ok(Err(UserError::new(code, message, Some(field)))),
        Err(failure) => Err(failure),
    }
}
