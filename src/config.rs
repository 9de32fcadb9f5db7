//! What can be configured, by an option of the command line or by a variable of the environment; the option wins.
//!
//! This is the whole list: nothing else reads the environment. Each field's doc is what `--help` prints.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use clap::Args;

use crate::services::Database;

/// The register that is used when none is named: a file in the folder where the program is started.
const DEFAULT_DATABASE: &str = "sqlite://missieregister.db?mode=rwc";

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The register: `sqlite://FILE?mode=rwc` or `postgres://USER:PASSWORD@HOST/NAME`
    /// [default: sqlite://missieregister.db?mode=rwc]
    #[arg(long, global = true, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// A folder that replaces the built-in vocabulary: header words, value words, countries
    #[arg(long, global = true, value_name = "DIR", env = "MISSIEREGISTER_IMPORTS")]
    pub imports: Option<PathBuf>,

    /// What is logged on standard error, e.g. `info`, `missieregister=debug`, `off`
    #[arg(long, global = true, value_name = "FILTER", env = "MISSIEREGISTER_LOG", default_value = "warn")]
    pub log: String,
}

/// What one request to the server may take.
#[derive(Args, Clone, Copy, Debug)]
pub struct Limits {
    /// The largest upload, in MiB
    #[arg(long, value_name = "MIB", env = "MISSIEREGISTER_UPLOAD_MIB", default_value_t = 50)]
    pub upload_mib: usize,

    /// How long a request may take, in seconds
    #[arg(long, value_name = "SECONDS", env = "MISSIEREGISTER_REQUEST_SECONDS", default_value_t = 120)]
    pub request_seconds: u64,
}

impl Config {
    /// Opens the register, migrated.
    pub async fn database(&self) -> anyhow::Result<Database> {
        open(self.database_url.as_deref().unwrap_or(DEFAULT_DATABASE)).await
    }
}

/// Opens a register by its address, which may hold a password and is therefore not repeated in errors.
pub async fn open(url: &str) -> anyhow::Result<Database> {
    let known = ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme));
    anyhow::ensure!(
        known,
        "the address of the register begins with `{}`; expected `sqlite://FILE?mode=rwc` or \
         `postgres://USER@HOST/NAME` (--database-url, DATABASE_URL)",
        url.split("//").next().unwrap_or_default()
    );
    Database::open(url).await.context(
        "the register cannot be opened; check --database-url (or DATABASE_URL) and that its folder or server is there",
    )
}

impl Limits {
    /// The largest body of a GraphQL request without files, in bytes.
    pub const GRAPHQL_BYTES: usize = 1024 * 1024;

    /// The largest upload, in bytes.
    pub const fn upload_bytes(self) -> usize {
        self.upload_mib * 1024 * 1024
    }

    /// How long a request may take.
    pub const fn request_time(self) -> Duration {
        Duration::from_secs(self.request_seconds)
    }
}
