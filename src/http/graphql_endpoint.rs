//! The `/graphql` endpoint, by the GraphQL-over-HTTP specification.

use async_graphql::{ServerError, Value};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::media::Media;
use super::problem::Problem;
use super::request::Operations;
use super::{App, events, request};
use crate::graphql;

/// Answers a GraphQL request.
pub(super) async fn answer(State(app): State<App>, request: Request) -> Response {
    if events::are_wanted(request.headers()) {
        return match request::read(request, app.limits, Operations::Followed).await {
            Ok(query) => events::answer(&app, graphql::prepare(query, app.caller.clone(), &app.database)),
            Err(problem) => problem.into_response(),
        };
    }
    let Some(media) = Media::preferred(request.headers()) else {
        let expected =
            "expected `Accept: application/graphql-response+json`, `application/json` or `text/event-stream`";
        return Problem::new(StatusCode::NOT_ACCEPTABLE, expected).into_response();
    };
    let mut response = match request::read(request, app.limits, Operations::Answered).await {
        Ok(query) => {
            encode(&app.schema.execute(graphql::prepare(query, app.caller.clone(), &app.database)).await, media)
        }
        Err(problem) => problem.answer(media),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// What is said of a request that was never executed: no `data`.
#[derive(Serialize)]
struct Refusal<'a> {
    errors: &'a [ServerError],
}

/// Fields are written in the order in which they were asked for. A request that was never executed has no `data`, and
/// says so by its status to clients that look there.
fn encode(response: &async_graphql::Response, media: Media) -> Response {
    let errors = response.errors.as_slice();
    let refused =
        response.data == Value::Null && !errors.is_empty() && errors.iter().all(|error| error.path.is_empty());
    let body = if refused { serde_json::to_vec(&Refusal { errors }) } else { serde_json::to_vec(response) };
    let Ok(body) = body else { return Problem::internal().answer(media) };
    let status = if refused && media == Media::GraphqlResponse { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    (status, [(header::CONTENT_TYPE, media.name())], body).into_response()
}
