//! What can be configured, by an option of the command line or by a variable of the environment; the option wins.
//!
//! This is the whole list: nothing else reads the environment. Each field's doc is what `--help` prints.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use tracing_subscriber::EnvFilter;

use crate::import::vocabulary::Vocabulary;
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
    #[arg(long, global = true, value_name = "FILTER", env = "MISSIEREGISTER_LOG", default_value = "warn", value_parser = filter)]
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
        open(self.named_database().unwrap_or(DEFAULT_DATABASE)).await
    }

    /// The register that is named, if one is. A variable that is set to nothing names none.
    pub fn named_database(&self) -> Option<&str> {
        self.database_url.as_deref().filter(|url| !url.is_empty())
    }

    /// The words that the importer and the reports know.
    pub fn vocabulary(&self) -> anyhow::Result<Arc<Vocabulary>> {
        match &self.imports {
            Some(folder) => Ok(Arc::new(Vocabulary::from_folder(folder)?)),
            None => Ok(Vocabulary::built_in()),
        }
    }
}

fn filter(text: &str) -> Result<String, &'static str> {
    let readable = EnvFilter::try_new(text).is_ok();
    readable.then(|| text.to_owned()).ok_or("expected e.g. `info`, `missieregister=debug` or `off`")
}

/// Opens a register by its address, which may hold a password and is therefore not repeated in errors.
pub async fn open(url: &str) -> anyhow::Result<Database> {
    let scheme = url.split(':').next().unwrap_or_default();
    if !["sqlite", "postgres", "postgresql"].contains(&scheme) {
        bail!(
            "the address of the register (--database-url, DATABASE_URL) begins with `{scheme}:`; expected \
             `sqlite://FILE?mode=rwc` or `postgres://USER@HOST/NAME`"
        );
    }
    Database::open(url).await.context(
        "the register cannot be opened; check its address (--database-url, DATABASE_URL), that its folder or server is \
         there, and that the address of a new file ends with `?mode=rwc`",
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
