//! A request that is not answered, told in the form of a GraphQL response.
//!
//! Invariant: the message says what was expected and tells nothing of the inside of the program.

use std::borrow::Cow;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::media::Media;

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    message: Cow<'static, str>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, message: message.into() }
    }

    /// The request cannot be understood.
    pub(super) fn malformed(message: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// Something of ours failed; the log says what.
    pub(super) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal error; the log of the server says more")
    }

    /// In the media type that the client asked for.
    pub(super) fn answer(&self, media: Media) -> Response {
        let body = json!({ "errors": [{ "message": self.message }] }).to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, media.name())], body).into_response();
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.answer(Media::Json)
    }
}
