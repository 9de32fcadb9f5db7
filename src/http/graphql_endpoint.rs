//! The `/graphql` endpoint, by the GraphQL-over-HTTP specification.

use async_graphql::Value;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::media::Media;
use super::problem::Problem;
use super::{App, request};
use crate::graphql;

/// Answers a GraphQL request.
pub(super) async fn answer(State(app): State<App>, request: Request) -> Response {
    let Some(media) = Media::preferred(request.headers()) else {
        let expected = "expected `Accept: application/graphql-response+json` or `application/json`";
        return Problem::new(StatusCode::NOT_ACCEPTABLE, expected).into_response();
    };
    let mut response = match request::read(request, app.limits).await {
        Ok(query) => encode(&app.schema.execute(graphql::prepare(query, app.caller.clone())).await, media),
        Err(problem) => problem.answer(media),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// A request that was never executed has no `data`, and says so by its status to clients that look there.
fn encode(response: &async_graphql::Response, media: Media) -> Response {
    let Ok(mut body) = serde_json::to_value(response) else { return Problem::internal().answer(media) };
    let refused = response.data == Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| error.path.is_empty());
    if refused && let Some(body) = body.as_object_mut() {
        body.remove("data");
    }
    let status = if refused && media == Media::GraphqlResponse { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    (status, [(header::CONTENT_TYPE, media.name())], body.to_string()).into_response()
}
