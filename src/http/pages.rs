//! The pages and what they load: all of it is part of the program, nothing comes from elsewhere.

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

const HTML: &str = "text/html; charset=utf-8";

const FILES: &[(&str, &str, &str)] = &[
    ("/", HTML, include_str!("pages/start.html")),
    ("/assets/icon.svg", "image/svg+xml", include_str!("pages/icon.svg")),
    ("/assets/pages.css", "text/css; charset=utf-8", include_str!("pages/pages.css")),
];

/// A route for each file.
pub(super) fn routes() -> Router {
    FILES.iter().fold(Router::new(), |router, (path, kind, body)| {
        router.route(path, get(move || async move { file(kind, body) }))
    })
}

/// Browsers ask again each time, so that a new version of the program shows its own pages.
fn file(kind: &'static str, body: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], body)
}
