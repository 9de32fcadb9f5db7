//! `missieregister export`: the whole register as a file. It holds personal data, so the audit trail tells of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::print;
use crate::config::Config;
use crate::services::audit::{self, Event};
use crate::services::{Caller, Database, export};

/// Write the whole register to a file.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The form of the file
    #[arg(long, value_enum)]
    format: Format,
    /// The file; for csv a folder, which gets a file for each sheet
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A workbook in the words that the importer reads
    Xlsx,
    /// Every row of every table
    Json,
    /// The sheets of the workbook, each as a file
    Csv,
}

/// Runs the command.
pub async fn run(arguments: ExportArgs, config: &Config) -> anyhow::Result<()> {
    let database = config.database().await?;
    let out = &arguments.out;
    let files = match arguments.format {
        Format::Json => vec![(out.clone(), json(&database).await?)],
        Format::Xlsx => {
            vec![(out.clone(), export::workbook(&export::sheets(database.reader(&Caller::operator())).await?)?)]
        }
        Format::Csv => tables(&database, out).await?,
    };
    for (path, bytes) in &files {
        write(path, bytes).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    audit::append(database.reader(&Caller::operator()), &Caller::operator(), Event::done("register.export")).await?;
    print(&files.iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>().join("\n"))
}

async fn json(database: &Database) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(&export::json(database.reader(&Caller::operator())).await?)?;
    bytes.push(b'\n');
    Ok(bytes)
}

async fn tables(database: &Database, folder: &Path) -> anyhow::Result<Vec<(PathBuf, Vec<u8>)>> {
    let sheets = export::sheets(database.reader(&Caller::operator())).await?;
    sheets.iter().map(|sheet| Ok((folder.join(format!("{}.csv", sheet.name)), sheet.csv()?))).collect()
}

/// Makes the folder of the file where it is missing.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
