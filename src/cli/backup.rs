//! `missieregister backup`: a copy of the register while it is in use.

use std::path::PathBuf;

use clap::Args;

use super::print;
use crate::config::Config;
use crate::services::{Caller, backup};

/// Copy the register while it is in use.
#[derive(Args, Debug)]
pub struct BackupArgs {
    /// The new file; one that is there already is never replaced
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

/// Runs the command.
pub async fn run(arguments: BackupArgs, config: &Config) -> anyhow::Result<()> {
    let database = config.database().await?;
    backup::backup(&database, &Caller::operator(), &arguments.out).await?;
    print(&arguments.out.display().to_string())
}
