//! Subscriptions by server-sent events: the "distinct connections" mode of the GraphQL-over-SSE protocol.
//!
//! A request that accepts `text/event-stream` is answered by a stream: an event `next` for each response, and `complete`
//! at the end. It passes the same guards as any other request. Only so many streams are open at once, for each holds
//! a connection.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Request as Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::sync::Semaphore;

use super::App;
use super::media::text;
use super::problem::Problem;

/// How long a silent stream is silent before a comment tells that it is alive.
const SILENCE: Duration = Duration::from_secs(15);

/// The streams that may be open at once.
#[derive(Clone, Debug)]
pub struct Streams(Arc<Semaphore>);

impl Default for Streams {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(100)))
    }
}

/// Whether a request asks for a stream of events.
pub(super) fn are_wanted(headers: &HeaderMap) -> bool {
    let Some(accept) = text(headers, &header::ACCEPT) else { return false };
    let media = accept.split(',').filter_map(|entry| entry.split(';').next());
    media.map(str::trim).any(|media| media.eq_ignore_ascii_case("text/event-stream"))
}

/// Answers a request, which was prepared, by a stream of events.
pub(super) fn answer(app: &App, query: Query) -> Response {
    let Ok(place) = Arc::clone(&app.streams.0).try_acquire_owned() else {
        let message = "too many subscriptions are open; close some, or try again later";
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE, message).into_response();
    };
    let responses = app.schema.execute_stream(query).map(move |response| {
        let _open = &place;
        Event::default().event("next").json_data(response).unwrap_or_default()
    });
    let complete = stream::once(async { Event::default().event("complete").data("") });
    let events = responses.chain(complete).map(Ok::<_, Infallible>);
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(SILENCE)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}
