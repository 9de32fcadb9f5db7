//! `missieregister inspect`: what the reader sees in a workbook, whatever it is about. It changes nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::print;
use crate::config::Config;
use crate::import::inspect::inspect;
use crate::import::vocabulary::Vocabulary;
use crate::import::workers::Workers;

/// Show the tables of a workbook and what their columns were taken for.
#[derive(Args, Debug)]
pub struct InspectArgs {
    /// The workbook: xlsx, xlsm, xlsb, xls, ods or csv
    file: PathBuf,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    format: InspectFormat,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum InspectFormat {
    /// For people, with reasons
    Text,
    /// Data
    Json,
}

/// Runs the command.
pub async fn run(arguments: &InspectArgs, config: &Config) -> anyhow::Result<()> {
    print(&inspected(&arguments.file, arguments.format, config.vocabulary()?.as_ref()).await?)
}

/// What the reader sees in a file.
async fn inspected(file: &Path, format: InspectFormat, vocabulary: &Vocabulary) -> anyhow::Result<String> {
    let shown = file.display();
    let bytes = std::fs::read(file).with_context(|| format!("{shown} cannot be read"))?;
    let workers = Workers::of_this_program()?;
    let workbook = workers.read(bytes.into(), Arc::new(|_| {})).await?.with_context(|| shown.to_string())?;
    let inspection = inspect(&workbook, vocabulary);
    Ok(match format {
        InspectFormat::Text => inspection.to_text(),
        InspectFormat::Json => inspection.to_json()?,
    })
}
