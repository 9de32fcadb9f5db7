//! GraphQL over HTTP, in process: what is answered, what is refused and how.

use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, request::Builder};
use missieregister::config::Limits;
use missieregister::http::{App, router};
use missieregister::import::vocabulary::Vocabulary;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{Register, sqlite};
use crate::workers::workers;

const GRAPHQL: &str = "application/graphql-response+json";

/// A server over a fresh register, without a socket.
struct Server {
    register: Register,
    limits: Limits,
}

/// What came back.
struct Answer {
    status: StatusCode,
    kind: String,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    fn message(&self) -> String {
        self.json()["errors"][0]["message"].as_str().unwrap().to_owned()
    }
}

impl Server {
    async fn start() -> Self {
        Self { register: sqlite().await, limits: Limits { upload_mib: 1, request_seconds: 30 } }
    }

    async fn raw(&self, request: Request<Body>) -> Response<Body> {
        let app = App::local(self.register.database.clone(), Vocabulary::built_in(), workers(), self.limits);
        router(app).oneshot(request).await.unwrap()
    }

    async fn send(&self, request: Builder, body: impl Into<Body>) -> Answer {
        let response = self.raw(request.header("host", "localhost").body(body.into()).unwrap()).await;
        let status = response.status();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, kind, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn page(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    async fn post(&self, body: &Value) -> Answer {
        self.send(Request::post("/graphql").header("content-type", "application/json"), body.to_string()).await
    }
}

#[tokio::test]
async fn a_query_is_answered_by_post_and_by_get() {
    let server = Server::start().await;
    let by_post = server.post(&json!({ "query": "{ __typename }" })).await;
    let by_get = server.page("/graphql?query=%7B__typename%7D").await;
    for answer in [by_post, by_get] {
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, r#"{"data":{"__typename":"Query"}}"#));
        assert_eq!(answer.kind, "application/json; charset=utf-8");
    }
}

#[tokio::test]
async fn fields_are_answered_in_the_order_in_which_they_were_asked_for() {
    let server = Server::start().await;
    let answer = server.post(&json!({ "query": "{ viewer { role } b: __typename a: __typename }" })).await;
    assert_eq!(answer.text, r#"{"data":{"viewer":{"role":"EDITOR"},"b":"Query","a":"Query"}}"#);
}

#[tokio::test]
async fn one_of_several_operations_is_chosen_by_name_with_its_variables() {
    let server = Server::start().await;
    let two = "query A { __typename } query B($name: String!) { __type(name: $name) { name } }";
    let answer = server.post(&json!({ "query": two, "operationName": "B", "variables": { "name": "Query" } })).await;
    assert_eq!(answer.json(), json!({ "data": { "__type": { "name": "Query" } } }));
}

#[tokio::test]
async fn the_client_chooses_the_media_type_and_with_it_the_meaning_of_the_status() {
    let server = Server::start().await;
    let unknown_field = json!({ "query": "{ nothing }" }).to_string();
    let post = || Request::post("/graphql").header("content-type", "application/json");

    let modern = server.send(post().header("accept", GRAPHQL), unknown_field.clone()).await;
    assert_eq!(modern.status, StatusCode::BAD_REQUEST);
    assert!(modern.kind.starts_with(GRAPHQL), "{}", modern.kind);
    assert!(modern.json().get("data").is_none(), "nothing was executed");
    let plain = server.send(post().header("accept", "application/json"), unknown_field.clone()).await;
    assert_eq!(plain.status, StatusCode::OK);
    let other = server.send(post().header("accept", "text/html"), unknown_field).await;
    assert_eq!(other.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn what_is_no_graphql_request_is_refused_with_what_was_expected() {
    let server = Server::start().await;
    let cases = [
        ("[]", "JSON object"),
        ("{", "not JSON"),
        ("{}", "`query`"),
        (r#"{"query":"{a}","variables":[]}"#, "`variables`"),
    ];
    for (body, wanted) in cases {
        let answer = server.send(Request::post("/graphql").header("content-type", "application/json"), body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(answer.message().contains(wanted), "{body}: {}", answer.message());
    }
    let untyped = server.send(Request::post("/graphql").header("content-type", "text/plain"), "{}").await;
    assert_eq!(untyped.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let put = server.send(Request::put("/graphql"), Body::empty()).await;
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_mutation_by_get_is_refused_also_when_it_hides_behind_a_query() {
    let server = Server::start().await;
    for query in
        ["query=mutation%7B__typename%7D", "query=query+A%7B__typename%7D+mutation+B%7B__typename%7D&operationName=B"]
    {
        let answer = server.page(&format!("/graphql?{query}")).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{query}");
        assert!(answer.message().contains("POST"), "{}", answer.message());
    }
}

#[tokio::test]
async fn a_body_larger_than_a_mebibyte_is_refused() {
    let server = Server::start().await;
    let large = json!({ "query": format!("{{ __typename }} #{}", "x".repeat(1024 * 1024)) });
    assert_eq!(server.post(&large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// A form with a file for the variable `file`.
fn upload(file: &str) -> String {
    let operations = r#"{"query":"query($file: Upload) { __typename }","variables":{"file":null}}"#;
    let part = |head: &str, body: &str| format!("--x\r\ncontent-disposition: form-data; {head}\r\n\r\n{body}\r\n");
    part("name=\"operations\"", operations)
        + &part("name=\"map\"", r#"{"0":["variables.file"]}"#)
        + &part("name=\"0\"; filename=\"a.xlsx\"", file)
        + "--x--\r\n"
}

#[tokio::test]
async fn an_upload_needs_the_header_that_makes_browsers_ask_first() {
    let server = Server::start().await;
    let form = || Request::post("/graphql").header("content-type", "multipart/form-data; boundary=x");
    let without = server.send(form(), upload("content")).await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
    assert!(without.message().contains("graphql-require-preflight"), "{}", without.message());

    let with = server.send(form().header("graphql-require-preflight", "1"), upload("content")).await;
    assert_ne!(with.status, StatusCode::BAD_REQUEST, "{}", with.text);
    assert!(!with.text.contains("the form must have"), "{}", with.text);
}

#[tokio::test]
async fn an_upload_larger_than_the_limit_is_refused() {
    let server = Server::start().await;
    let form = || {
        let form = Request::post("/graphql").header("content-type", "multipart/form-data; boundary=x");
        form.header("graphql-require-preflight", "1")
    };
    for size in [1024 * 1024 + 1, 3 * 1024 * 1024] {
        let answer = server.send(form(), upload(&"x".repeat(size))).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{size}: {}", answer.text);
    }
    let broken = server.send(form(), "--x\r\n\r\n").await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_fragment_bomb_is_refused_at_once() {
    let server = Server::start().await;
    let fragments: String =
        (0..40).map(|n| format!("fragment F{n} on Query {{ ...F{} ...F{} }} ", n + 1, n + 1)).collect();
    let bomb = format!("{{ ...F0 }} {fragments} fragment F40 on Query {{ __typename }}");
    let start = Instant::now();
    let answer = server.post(&json!({ "query": bomb })).await;
    assert!(answer.message().contains("at most 5000"), "{}", answer.message());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_request_in_the_name_of_another_host_is_not_answered() {
    let server = Server::start().await;
    let request = |host: &str| Request::get("/healthz").header("host", host).body(Body::empty()).unwrap();
    assert_eq!(server.raw(request("register.example")).await.status(), StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(server.raw(request("127.0.0.1:8000")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn health_and_schema_are_there() {
    let server = Server::start().await;
    assert_eq!(server.page("/healthz").await.json(), json!({ "status": "ok" }));
    let schema = server.page("/schema.graphql").await;
    assert!(schema.kind.starts_with("text/plain"));
    assert_eq!(schema.text, missieregister::graphql::sdl());
    assert!(schema.text.contains("type Query"), "{}", schema.text);
}

#[tokio::test]
async fn pages_load_nothing_from_elsewhere_and_run_no_script_of_their_own_text() {
    let server = Server::start().await;
    for path in ["/", "/playground/plain", "/assets/pages.css", "/assets/playground.js"] {
        let response = server.raw(Request::get(path).header("host", "localhost").body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let text = String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        let foreign = text.replace("http://localhost:8000", "");
        assert!(!foreign.contains("http://") && !foreign.contains("https://") && !foreign.contains("//cdn"), "{path}");
        assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("<script>"), "{path}");
    }
}

#[tokio::test]
async fn the_playground_has_all_its_parts_from_here_and_the_plain_editor_stands_beside_it() {
    let server = Server::start().await;
    let page = server.page("/playground").await;
    let plain = server.page("/playground/plain").await;
    assert!(plain.text.contains("/assets/playground.js"));
    // Built without npm, the plain editor is the playground.
    let parts: Vec<&str> = page.text.split('"').filter(|part| part.starts_with("/playground/assets/")).collect();
    assert!(!parts.is_empty() || page.text == plain.text);
    for part in parts {
        let response = server.raw(Request::get(part).header("host", "localhost").body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK, "{part}");
        assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
        assert!(response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'self';"));
    }
}

#[tokio::test]
async fn the_examples_of_the_playground_can_be_run() {
    let server = Server::start().await;
    let examples = server.page("/assets/examples.json").await.json();
    for example in examples.as_array().unwrap().iter().filter(|example| example["file"].is_null()) {
        let answer = server.post(&json!({ "query": example["query"], "variables": example["variables"] })).await.json();
        assert_eq!(answer.get("errors"), None, "{example:#}\n{answer:#}");
    }
}
