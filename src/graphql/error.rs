//! What can go wrong in a resolver: mistakes of the caller, explained; and everything else, hidden.
//!
//! Invariant: the cause of an internal error is logged where it becomes one, once, and never told to the caller.
//! [`Failure`] has no text of its own on purpose: so it reaches the caller only through the conversion below.

use async_graphql::{Error, ErrorExtensions};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::clock;
use crate::services::query::BadCursor;

/// The result of a resolver.
pub type Result<T> = std::result::Result<T, Failure>;

/// Why a field has no value.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The caller can do something about it.
    Mistake {
        /// For programs, in upper case.
        code: &'static str,
        /// For people: found, expected, what to do.
        message: String,
    },
    /// The caller cannot: by this reference we find it in the log.
    Internal(Uuid),
}

impl Failure {
    /// A mistake of the caller.
    pub fn mistake(code: &'static str, message: impl Into<String>) -> Self {
        Self::Mistake { code, message: message.into() }
    }

    /// Something that is ours to mend. Logs the cause.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        let reference = clock::new_id();
        tracing::error!(%reference, %cause, "a field could not be resolved");
        Self::Internal(reference)
    }
}

impl From<DbErr> for Failure {
    fn from(cause: DbErr) -> Self {
        Self::internal(&cause)
    }
}

impl From<BadCursor> for Failure {
    fn from(bad: BadCursor) -> Self {
        Self::mistake("BAD_CURSOR", bad.to_string())
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Mistake { code, message } => Self::new(message).extend_with(|_, more| more.set("code", code)),
            Failure::Internal(reference) => {
                Self::new("internal error: it was logged, and its reference finds it there").extend_with(|_, more| {
                    more.set("code", "INTERNAL");
                    more.set("reference", reference.to_string());
                })
            }
        }
    }
}
