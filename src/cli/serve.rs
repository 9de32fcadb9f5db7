//! `missieregister serve`: the GraphQL interface and its pages, on this machine.
//!
//! Invariant: until callers have roles, the server listens on loopback addresses only.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::signal;

use super::demo::import_examples;
use super::print;
use crate::config::{self, Config, Limits};
use crate::http::{self, App};
use crate::import::importer::Importer;
use crate::import::workers::Workers;
use crate::services::Database;

/// Serve the GraphQL interface and its pages.
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Import the example registers first, into a fresh temporary register unless one is named
    #[arg(long)]
    demo: bool,
    /// The address to serve on; port 0 takes any that is free
    #[arg(long, value_name = "HOST:PORT", env = "MISSIEREGISTER_LISTEN", default_value = "127.0.0.1:8000")]
    listen: String,
    /// Show what is public to anybody, without a token
    #[arg(long)]
    public: bool,
    #[command(flatten)]
    limits: Limits,
}

/// Runs the command.
pub async fn run(arguments: ServeArgs, config: &Config) -> anyhow::Result<()> {
    if arguments.public {
        bail!("--public cannot be used yet: whoever reaches this server may edit, for callers have no roles so far");
    }
    let listener = listen(&arguments.listen).await?;
    let (database, _folder) = register(&arguments, config).await?;
    let (vocabulary, workers) = (config.vocabulary()?, Workers::of_this_program()?);
    if arguments.demo {
        import_examples(&Importer::new(database.clone(), Arc::clone(&vocabulary), workers.clone())).await?;
    }
    let app = App::local(database, vocabulary, workers, arguments.limits);
    print(&greeting(listener.local_addr()?))?;
    http::serve(listener, app, stop()).await.context("the server stopped")
}

/// Takes the address, if it is one that only this machine can reach.
async fn listen(address: &str) -> anyhow::Result<TcpListener> {
    let unusable = || format!("`{address}` cannot be listened on; choose another address or port with --listen");
    let addresses: Vec<SocketAddr> = tokio::net::lookup_host(address).await.with_context(unusable)?.collect();
    if addresses.is_empty() || !addresses.iter().map(SocketAddr::ip).all(|ip| IpAddr::is_loopback(&ip)) {
        bail!(
            "`{address}` can be reached from other machines, and whoever reaches this server may edit, for callers \
             have no roles so far; listen on 127.0.0.1, [::1] or localhost"
        );
    }
    TcpListener::bind(&*addresses).await.with_context(unusable)
}

/// The register that is named; for a demonstration one of its own that goes with the folder, unless one is named.
async fn register(arguments: &ServeArgs, config: &Config) -> anyhow::Result<(Database, Option<TempDir>)> {
    if !arguments.demo || config.named_database().is_some() {
        return Ok((config.database().await?, None));
    }
    let folder = TempDir::with_prefix("missieregister-demo-").context("a temporary folder cannot be made")?;
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("demo.db").display());
    Ok((config::open(&url).await?, Some(folder)))
}

fn greeting(address: SocketAddr) -> String {
    format!(
        "Missieregister serves on http://{address}\n\
         \n  Playground  http://{address}/playground\
         \n  GraphQL     http://{address}/graphql\
         \n  Schema      http://{address}/schema.graphql\n\
         \nStop it with Ctrl-C."
    )
}

/// Ends at Ctrl-C, and at the signal by which service managers stop programs.
async fn stop() {
    let interrupt = async { signal::ctrl_c().await.unwrap_or_else(|_| tracing::warn!("Ctrl-C is not noticed")) };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => drop(terminate.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
