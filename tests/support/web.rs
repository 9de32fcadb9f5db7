//! A register served over HTTP, in process, as clients use it.

use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::Request;
use futures_util::StreamExt;
use missieregister::config::Limits;
use missieregister::http::{App, router};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::Database;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::workers::workers;

/// A server over a register. Clones are the same server.
#[derive(Clone)]
pub(crate) struct Web(App);

impl Web {
    /// Serves a register.
    pub(crate) fn over(database: &Database) -> Self {
        let limits = Limits { upload_mib: 50, request_seconds: 120 };
        Self(App::local(database.clone(), Vocabulary::built_in(), workers(), limits))
    }

    /// The data that answer an operation, which must be right.
    pub(crate) async fn ask(&self, operation: &str, variables: Value) -> Value {
        let body = json!({ "query": operation, "variables": variables }).to_string();
        let request = Request::post("/graphql").header("content-type", "application/json").body(Body::from(body));
        data(self.send(request.expect("a request can be written")).await)
    }

    /// As [`Web::ask`], with a file for the variable `file`.
    pub(crate) async fn upload(&self, operation: &str, variables: Value, (name, bytes): (&str, &[u8])) -> Value {
        let mut body = Vec::new();
        let mut part = |head: &str, content: &[u8]| {
            body.extend_from_slice(format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        part("name=\"operations\"", json!({ "query": operation, "variables": variables }).to_string().as_bytes());
        part("name=\"map\"", br#"{"0": ["variables.file"]}"#);
        part(&format!("name=\"0\"; filename=\"{name}\""), bytes);
        body.extend_from_slice(b"--x--\r\n");
        let request = Request::post("/graphql")
            .header("content-type", "multipart/form-data; boundary=x")
            .header("graphql-require-preflight", "1")
            .body(Body::from(body));
        data(self.send(request.expect("a request can be written")).await)
    }

    /// Follows a subscription.
    pub(crate) async fn follow(&self, operation: &str, variables: Value) -> Events {
        let body = json!({ "query": operation, "variables": variables }).to_string();
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("accept", "text/event-stream")
            .header("host", "localhost")
            .body(Body::from(body))
            .expect("a request can be written");
        let response = router(self.0.clone()).oneshot(request).await.expect("the router answers");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Events { stream: response.into_body().into_data_stream(), text: String::new() }
    }

    async fn send(&self, mut request: Request<Body>) -> Value {
        request.headers_mut().insert("host", "localhost".parse().expect("a host"));
        let response = router(self.0.clone()).oneshot(request).await.expect("the router answers");
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("the answer comes whole");
        serde_json::from_slice(&bytes).expect("the answer is JSON")
    }
}

fn data(mut response: Value) -> Value {
    assert!(response["errors"].is_null(), "{response}");
    response["data"].take()
}

/// The events of a subscription, as they come.
pub(crate) struct Events {
    stream: BodyDataStream,
    text: String,
}

impl Events {
    /// The next response; nothing once the subscription is complete.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let line = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                match line("event:") {
                    Some("next") => {
                        return Some(line("data:").and_then(|data| serde_json::from_str(data).ok()).expect("JSON"));
                    }
                    Some("complete") => return None,
                    _ => continue,
                }
            }
            let chunk = self.stream.next().await.expect("a subscription ends by saying so").expect("no break");
            self.text.push_str(std::str::from_utf8(&chunk).expect("events are UTF-8"));
        }
    }

    /// All that are still to come.
    pub(crate) async fn rest(mut self) -> Vec<Value> {
        let mut all = Vec::new();
        while let Some(event) = self.next().await {
            all.push(event);
        }
        all
    }
}
