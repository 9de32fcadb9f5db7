//! `missieregister import`: files go into the register, each on its own, after its plan was seen.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::plan_text::{json, refusal, summary, text};
use super::print;
use super::progress::watched;
use crate::config::Config;
use crate::import::importer::{Acceptance, Imported, Importer, PendingReviews, Refused, Upload};
use crate::import::plan::Plan;
use crate::import::workers::Workers;
use crate::services::{Caller, Meter};
use crate::values::{ApplyMode, Language};

/// Import files into the register.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The files, applied each on its own in this order
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Show what would happen; change nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Apply without asking; pending reviews take their recommended decision
    #[arg(long)]
    yes: bool,
    /// Leave rows with errors out instead of refusing the file
    #[arg(long)]
    skip_rows: bool,
    /// Read the files with a saved mapping
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Read this hidden sheet all the same; may be given several times
    #[arg(long = "sheet", value_name = "NAME")]
    sheets: Vec<String>,
    /// Write the file here as a workbook (xlsx) with every finding marked in its cell; for one FILE
    #[arg(long, value_name = "PATH")]
    annotated: Option<PathBuf>,
    /// The form of the plan
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Runs the command. Stops at the first file that is refused.
pub async fn run(arguments: ImportArgs, config: &Config) -> anyhow::Result<()> {
    if arguments.annotated.is_some() && arguments.files.len() > 1 {
        let message = "--annotated takes one FILE at a time\n";
        return Err(clap::Error::raw(clap::error::ErrorKind::TooManyValues, message).into());
    }
    let importer = Importer::new(config.database().await?, config.vocabulary()?, Workers::of_this_program()?);
    for file in &arguments.files {
        import(&importer, file, &arguments).await.with_context(|| file.display().to_string())?;
    }
    Ok(())
}

async fn import(importer: &Importer, file: &Path, arguments: &ImportArgs) -> anyhow::Result<()> {
    let bytes = tokio::fs::read(file).await.context("het bestand kan niet worden geopend")?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let bytes: Arc<[u8]> = bytes.into();
    let upload = Upload {
        profile: arguments.profile.clone(),
        sheets: arguments.sheets.clone(),
        ..Upload::new(name.clone(), Arc::clone(&bytes))
    };
    let (caller, meter) = (Caller::operator(), Meter::default());
    let mut opened = accepted(watched(&meter, importer.open(&caller, upload, &meter)).await?)?;
    let mut acceptance = arguments.acceptance();
    if !arguments.yes {
        let (read, plan) = accepted(watched(&meter, importer.plan(&caller, opened, &meter)).await?)?;
        arguments.show(&name, &plan)?;
        arguments.give_back(importer, &bytes, &plan).await?;
        if acceptance.mode == ApplyMode::AllOrNothing && plan.errors() > 0 {
            bail!(refusal(&Refused::Errors(plan.errors()), &plan));
        }
        if arguments.dry_run {
            return Ok(());
        }
        if !agreed()? {
            bail!("niet toegepast");
        }
        (opened, acceptance.plan_hash) = (read, Some(plan.hash()));
    }
    let importing = importer.import(&caller, opened, &acceptance, &meter);
    let Imported { plan, applied } = accepted(watched(&meter, importing).await?)?;
    if arguments.yes {
        arguments.show(&name, &plan)?;
        arguments.give_back(importer, &bytes, &plan).await?;
    }
    match applied {
        Err(refused) => bail!(refusal(&refused, &plan)),
        Ok(id) if arguments.format == Format::Text => print(&format!("Toegepast als import {id}: {}", summary(&plan))),
        Ok(_) => Ok(()),
    }
}

impl ImportArgs {
    /// On what terms a plan is applied.
    fn acceptance(&self) -> Acceptance {
        let mode = if self.skip_rows { ApplyMode::ValidRows } else { ApplyMode::AllOrNothing };
        Acceptance { plan_hash: None, mode, reviews: PendingReviews::TakeRecommended }
    }

    /// Writes the annotated workbook, where it is asked for.
    async fn give_back(&self, importer: &Importer, bytes: &Arc<[u8]>, plan: &Plan) -> anyhow::Result<()> {
        let Some(path) = &self.annotated else { return Ok(()) };
        let workbook = accepted(importer.annotated(Arc::clone(bytes), plan.issues.clone()).await?)?;
        tokio::fs::write(path, workbook).await.with_context(|| path.display().to_string())
    }

    fn show(&self, filename: &str, plan: &Plan) -> anyhow::Result<()> {
        print(&match self.format {
            Format::Text => text(filename, plan),
            Format::Json => serde_json::to_string_pretty(&json(plan))?,
        })
    }
}

/// What the importer answers, or its refusal as an error.
pub(super) fn accepted<T>(answer: Result<T, Refused>) -> anyhow::Result<T> {
    answer.map_err(|refused| anyhow::anyhow!("{} ({})", refused.message(Language::Nl), refused.code()))
}

/// Asks on a terminal; elsewhere nobody can agree.
fn agreed() -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("geen terminal om toestemming te vragen; gebruik --yes of --dry-run");
    }
    write!(io::stderr(), "Toepassen? [j/N] ")?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "j" | "ja" | "y" | "yes"))
}
