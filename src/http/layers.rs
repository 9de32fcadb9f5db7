//! What stands around every request: a log line, a time limit, the check of the host, and headers for browsers.

use std::any::Any;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header, uri::Authority};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use super::media::text;
use super::problem::Problem;

/// Pages load nothing from elsewhere, run no script of their own text and cannot be framed.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Puts the layers around a router, the outermost last.
pub(super) fn around(router: Router, time: Duration) -> Router {
    let router = router
        .layer(from_fn_with_state(time, limit_time))
        .layer(from_fn(from_this_machine))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new());
    HEADERS
        .iter()
        .fold(router, |router, (name, value)| {
            router.layer(SetResponseHeaderLayer::if_not_present(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            ))
        })
        .layer(from_fn(log))
}

/// One line a request: neither query strings nor bodies, for they may hold personal data.
async fn log(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let start = Instant::now();
    let response = next.run(request).await;
    let (status, milliseconds) = (response.status().as_u16(), start.elapsed().as_millis());
    tracing::info!(%method, path, status, milliseconds, "answered");
    response
}

async fn limit_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    tokio::time::timeout(time, next.run(request)).await.unwrap_or_else(|_| {
        let message = format!("the request took longer than the {} seconds that it may", time.as_secs());
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, message).into_response()
    })
}

/// Answers only requests that name this machine as the host.
///
/// Whoever reaches the server may edit, until there are roles. It listens on loopback alone; but a foreign page can
/// point its own host name to loopback and have a browser ask in its name. The `Host` header gives that away.
async fn from_this_machine(request: Request, next: Next) -> Response {
    if host(&request).is_some_and(|host| is_this_machine(&host)) {
        return next.run(request).await;
    }
    let message = "this server answers requests for `localhost`, `127.0.0.1` and `[::1]` only, until it knows roles";
    Problem::new(StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

fn host(request: &Request) -> Option<Authority> {
    let from_uri = Uri::authority(request.uri()).cloned();
    from_uri.or_else(|| text(request.headers(), &header::HOST)?.parse().ok())
}

fn is_this_machine(authority: &Authority) -> bool {
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The panic itself was logged by the hook that the server sets.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Problem::internal().into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn asked(path: &str) -> (StatusCode, String) {
        let router = Router::new()
            .route("/panics", get(|| async { [""; 0].concat().remove(0).to_string() }))
            .route("/sleeps", get(|| tokio::time::sleep(Duration::from_mins(1))));
        let request = Request::get(path).header("host", "localhost").body(Body::empty()).unwrap();
        let response = around(router, Duration::from_millis(10)).oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_answered_without_its_message() {
        let (status, body) = asked("/panics").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.contains("internal error") && !body.contains("remove"), "{body}");
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_ended() {
        let (status, body) = asked("/sleeps").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("took longer"), "{body}");
    }

    #[test]
    fn only_names_of_this_machine_are_its_host() {
        for host in ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "127.9.9.9", "[::1]:8000"] {
            assert!(is_this_machine(&host.parse().unwrap()), "{host}");
        }
        for host in ["localhost.example.com", "example.com:8000", "10.0.0.1", "[2001:db8::1]"] {
            assert!(!is_this_machine(&host.parse().unwrap()), "{host}");
        }
    }
}
