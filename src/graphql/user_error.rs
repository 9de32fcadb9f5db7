//! User errors: why a mutation did nothing, in its payload, for the caller to act on.

use async_graphql::SimpleObject;

use super::error::{Failure, Result};

/// Why a mutation did nothing: what the caller can act on.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserError {
    /// For programs, in upper case.
    code: String,
    /// For people, in Dutch.
    message: String,
    /// The argument that it is about, from the outside inwards.
    path: Option<Vec<String>>,
}

impl UserError {
    /// An error about a field of the input, or about the whole where none is named.
    pub fn new(code: &str, message: String, field: Option<&str>) -> Self {
        let path = field.map(|field| vec!["input".to_owned(), field.to_owned()]);
        Self { code: code.to_owned(), message, path }
    }

    /// An error about some place within the input.
    pub fn at(code: &str, message: String, place: &[String]) -> Self {
        let path = std::iter::once("input".to_owned()).chain(place.iter().cloned()).collect();
        Self { code: code.to_owned(), message, path: Some(path) }
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
