//! Reads a GraphQL request from a query string, a JSON body or a multipart form with files.
//!
//! Form posts are something that any page can make a browser send; a form is therefore read only with a header that
//! makes the browser ask first ([`PREFLIGHT`]).

use async_graphql::http::{MultipartOptions, receive_body};
use async_graphql::parser::types::{DocumentOperations, OperationType};
use async_graphql::{ParseRequestError, Request as Query, Variables};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderName, Method, StatusCode, Uri, header};
use futures_util::TryStreamExt;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::media::{Content, text};
use super::problem::Problem;
use crate::config::Limits;

/// The header that a request with files carries, with any value.
pub(super) const PREFLIGHT: HeaderName = HeaderName::from_static("graphql-require-preflight");

const TOO_LARGE: &str = "the request is larger than this server takes";

/// What is done with an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operations {
    /// It is answered once.
    Answered,
    /// It is followed: a subscription may be asked for by GET, which is all that browsers do by themselves.
    Followed,
}

/// Reads the request, whichever way it comes.
pub(super) async fn read(request: Request, limits: Limits, operations: Operations) -> Result<Query, Problem> {
    match *request.method() {
        Method::GET => from_uri(request.uri(), operations),
        Method::POST => match Content::of(request.headers()) {
            Some(Content::Json) => from_json(request).await,
            Some(Content::Multipart) => from_form(request, limits).await,
            None => Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "expected a body of `Content-Type: application/json`, or `multipart/form-data` for uploads",
            )),
        },
        _ => Err(Problem::new(StatusCode::METHOD_NOT_ALLOWED, "expected GET or POST")),
    }
}

/// The query string, as the specification names its parts.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

fn from_uri(uri: &Uri, operations: Operations) -> Result<Query, Problem> {
    let parameters = axum::extract::Query::<Parameters>::try_from_uri(uri)
        .map_err(|_| Problem::malformed("the query string cannot be read"))?
        .0;
    let mut object = Map::new();
    for (name, value) in [("query", parameters.query), ("operationName", parameters.operation_name)] {
        object.extend(value.map(|value| (name.to_owned(), Value::from(value))));
    }
    for (name, value) in [("variables", parameters.variables), ("extensions", parameters.extensions)] {
        if let Some(value) = value {
            let value = serde_json::from_str(&value)
                .map_err(|_| Problem::malformed("`variables` and `extensions` must be JSON"))?;
            object.insert(name.to_owned(), value);
        }
    }
    let mut query = from_object(object)?;
    if reads_only(&mut query, operations) {
        Ok(query)
    } else {
        Err(Problem::new(StatusCode::METHOD_NOT_ALLOWED, "GET answers queries only; send mutations by POST"))
    }
}

/// Whether the operation that would run changes nothing. What cannot be told is left to the execution to refuse.
fn reads_only(query: &mut Query, operations: Operations) -> bool {
    let name = query.operation_name.clone();
    let Ok(document) = query.parsed_query() else { return true };
    let operation = match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name.as_str()),
        (DocumentOperations::Multiple(_), None) => None,
    };
    operation.is_none_or(|operation| match operation.node.ty {
        OperationType::Query => true,
        OperationType::Subscription => operations == Operations::Followed,
        OperationType::Mutation => false,
    })
}

async fn from_json(mut request: Request) -> Result<Query, Problem> {
    DefaultBodyLimit::max(Limits::GRAPHQL_BYTES).apply(&mut request);
    let body = Bytes::from_request(request, &()).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE),
        _ => Problem::malformed("the body cannot be read"),
    })?;
    match serde_json::from_slice(&body) {
        Ok(Value::Object(object)) => from_object(object),
        Ok(_) => Err(Problem::malformed("the request must be a JSON object; batches are not answered")),
        Err(_) => Err(Problem::malformed("the body is not JSON")),
    }
}

fn from_object(mut object: Map<String, Value>) -> Result<Query, Problem> {
    let Some(Value::String(query)) = object.remove("query") else {
        return Err(Problem::malformed("`query` must be a string"));
    };
    let mut query = Query::new(query);
    match object.remove("operationName") {
        None | Some(Value::Null) => {}
        Some(Value::String(name)) => query = query.operation_name(name),
        Some(_) => return Err(Problem::malformed("`operationName` must be a string")),
    }
    if !matches!(object.get("extensions"), None | Some(Value::Null | Value::Object(_))) {
        return Err(Problem::malformed("`extensions` must be an object"));
    }
    match object.remove("variables") {
        None | Some(Value::Null) => Ok(query),
        Some(variables @ Value::Object(_)) => Ok(query.variables(Variables::from_json(variables))),
        Some(_) => Err(Problem::malformed("`variables` must be an object")),
    }
}

/// Files travel by the GraphQL multipart request specification: `operations`, `map`, then the files.
async fn from_form(request: Request, limits: Limits) -> Result<Query, Problem> {
    if !request.headers().contains_key(PREFLIGHT) {
        return Err(Problem::malformed("an upload must carry the header `graphql-require-preflight: 1`"));
    }
    let content_type = text(request.headers(), &header::CONTENT_TYPE).map(str::to_owned);
    let body = request.into_body().into_data_stream().map_err(std::io::Error::other).into_async_read();
    // The number of files only serves to bound the form as a whole: a file, and as much again around it.
    let options = MultipartOptions::default().max_file_size(limits.upload_bytes()).max_num_files(2);
    let query = receive_body(content_type, body, options).await.map_err(|error| form_problem(&error))?;
    if query.query.len() > Limits::GRAPHQL_BYTES {
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE));
    }
    Ok(query)
}

fn form_problem(error: &ParseRequestError) -> Problem {
    match error {
        ParseRequestError::PayloadTooLarge => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE),
        ParseRequestError::MissingFiles => Problem::malformed("`map` names a file that the form does not have"),
        ParseRequestError::UnsupportedBatch => Problem::malformed("batches are not answered"),
        _ => Problem::malformed("the form must have the fields `operations` and `map` as JSON, and then the files"),
    }
}
