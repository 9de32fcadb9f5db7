//! The web server: GraphQL over HTTP, the schema as a file, annotated workbooks, health, the start page and the
//! playground.
//!
//! Invariant: only this folder knows axum. Who may see what is decided below, in the schema; here a request only gets
//! its caller.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::net::TcpListener;

use crate::config::Limits;
use crate::graphql::{self, Schema};
use crate::import::importer::Importer;
use crate::import::vocabulary::Vocabulary;
use crate::import::workers::Workers;
use crate::services::{Caller, Database, Origin};
use crate::values::Role;

mod annotated;
mod events;
mod graphql_endpoint;
mod layers;
mod media;
mod pages;
mod playground;
mod problem;
mod request;

pub use self::events::Streams;

/// What the server needs to answer.
#[derive(Clone)]
pub struct App {
    /// The schema over the register.
    pub schema: Schema,
    /// The register, to see whether it answers.
    pub database: Database,
    /// What gives workbooks back.
    pub importer: Importer,
    /// Who everybody is, until requests can say so themselves.
    pub caller: Caller,
    /// What a request may take.
    pub limits: Limits,
    /// The subscriptions that may be open at once.
    pub streams: Streams,
}

impl App {
    /// A server for this machine alone, on which everybody may edit, until callers have roles.
    pub fn local(database: Database, vocabulary: Arc<Vocabulary>, workers: Workers, limits: Limits) -> Self {
        let caller = Caller { name: "local".to_owned(), role: Role::Editor, origin: Origin::Graphql };
        let importer = Importer::new(database.clone(), Arc::clone(&vocabulary), workers.clone());
        let schema = graphql::schema(database.clone(), vocabulary, workers);
        Self { schema, database, importer, caller, limits, streams: Streams::default() }
    }
}

/// All routes.
pub fn router(app: App) -> Router {
    let time = app.limits.request_time();
    let router = Router::new()
        .route("/graphql", any(graphql_endpoint::answer))
        .route("/schema.graphql", get(schema))
        .route("/healthz", get(health))
        .route("/imports/{id}/annotated.xlsx", get(annotated::answer))
        .with_state(app)
        .merge(pages::routes())
        .merge(playground::routes());
    layers::around(router, time)
}

/// Serves until `stop` comes; requests that are under way are finished.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    log_panics_without_their_content();
    axum::serve(listener, router(app)).with_graceful_shutdown(stop).await
}

async fn schema() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], graphql::sdl())
}

/// Whether the register answers.
async fn health(State(app): State<App>) -> Response {
    let json = [(header::CONTENT_TYPE, "application/json; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    match app.database.ping().await {
        Ok(()) => (json, r#"{"status":"ok"}"#).into_response(),
        Err(error) => {
            tracing::error!(%error, "the register does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, json, r#"{"status":"the register does not answer"}"#).into_response()
        }
    }
}

/// The message of a panic may quote a cell or a name; where it happened is enough to find the fault.
fn log_panics_without_their_content() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panicked");
    }));
}
