//! The playground: GraphiQL where the program was built with npm, and an editor of our own, with uploads, always.
//!
//! Invariant: nothing comes from elsewhere at run time; what `build.rs` had built is part of the program. GraphiQL's editor
//! writes styles into its page, which is the one thing that its policy allows beyond that of other pages.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use include_dir::{Dir, include_dir};

/// GraphiQL, bundled; empty where the program was built without npm.
static GRAPHIQL: Dir<'static> = include_dir!("$OUT_DIR/playground");

const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    object-src 'none'";

/// The names of what is bundled change with what they hold.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Browsers ask again each time, so that a new version of the program shows its own pages.
const ASK_AGAIN: &str = "no-cache";

/// A route for each file.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/playground", get(playground))
        .route("/playground/plain", get(plain))
        .route("/playground/assets/{name}", get(bundled))
        .route("/assets/playground.js", get(|| async { own("js", include_bytes!("pages/playground.js")) }))
        .route("/assets/examples.json", get(|| async { own("json", include_bytes!("pages/examples.json")) }))
}

/// GraphiQL, or our own editor in its place.
async fn playground() -> Response {
    match GRAPHIQL.get_file("index.html") {
        None => plain().await.into_response(),
        Some(page) => ([policy()], own("html", page.contents())).into_response(),
    }
}

async fn plain() -> impl IntoResponse {
    own("html", include_bytes!("pages/playground.html"))
}

/// A part of GraphiQL.
async fn bundled(Path(name): Path<String>) -> Response {
    let Some(file) = GRAPHIQL.get_file(format!("assets/{name}")) else { return StatusCode::NOT_FOUND.into_response() };
    let ending = name.rsplit('.').next().unwrap_or_default();
    // Workers have a policy of their own.
    ([policy()], answer(ending, FOR_EVER, file.contents())).into_response()
}

fn own(ending: &str, content: &'static [u8]) -> impl IntoResponse + use<> {
    answer(ending, ASK_AGAIN, content)
}

fn answer(ending: &str, cache: &'static str, content: &'static [u8]) -> impl IntoResponse + use<> {
    let kind = match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "ttf" => "font/ttf",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], content)
}

fn policy() -> (HeaderName, &'static str) {
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
}
