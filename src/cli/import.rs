//! `missieregister import`: files go into the register, each on its own, after its plan was seen.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::print;
use crate::config::Config;
use crate::import::field::Field;
use crate::import::importer::{Acceptance, Imported, Importer, PendingReviews, Refused, Upload};
use crate::import::issue::Issue;
use crate::import::plan::{Candidate, Plan, PlannedRecord, Review};
use crate::import::workers::Workers;
use crate::services::{Caller, Meter};
use crate::values::{ApplyMode, ChangeOperation, Code, Language, Severity};

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
    let upload = Upload { profile: arguments.profile.clone(), ..Upload::new(name.clone(), Arc::clone(&bytes)) };
    let (caller, meter) = (Caller::operator(), Meter::default());
    let mut opened = accepted(importer.open(&caller, upload, &meter).await?)?;
    let mut acceptance = arguments.acceptance();
    if !arguments.yes {
        let (read, plan) = accepted(importer.plan(&caller, opened, &meter).await?)?;
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
    let Imported { plan, applied } = accepted(importer.import(&caller, opened, &acceptance, &meter).await?)?;
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

fn refusal(refused: &Refused, plan: &Plan) -> String {
    let errors = plan
        .issues
        .iter()
        .filter(|issue| issue.severity() == Severity::Error)
        .map(|issue| format!("\n  {}", line(issue)));
    format!("{} ({}){}", refused.message(Language::Nl), refused.code(), errors.collect::<String>())
}

/// A plan for programs, named and valued as in the schema.
fn json(plan: &Plan) -> Json {
    json!({
        "summary": plan.outline.summary,
        "planHash": plan.hash(),
        "tables": plan.outline.tables,
        "issues": plan.issues.iter().map(issue_json).collect::<Vec<_>>(),
        "reviews": plan.outline.reviews.iter().map(review_json).collect::<Vec<_>>(),
        "controlTotals": plan.outline.control_totals,
        "effects": plan.outline.effects,
    })
}

fn issue_json(issue: &Issue) -> Json {
    json!({
        "severity": issue.severity(),
        "code": issue.code.name(),
        "sheet": issue.at.as_ref().map(|at| at.sheet.to_string()),
        "cell": issue.at.as_ref().map(|at| at.at.to_string()),
        "value": issue.value,
        "field": issue.field.map(Field::name),
        "suggestion": issue.suggestion,
        "message": issue.message(Language::Nl),
    })
}

/// A plan for people.
fn text(filename: &str, plan: &Plan) -> String {
    let mut lines = vec![format!("{filename}: {}", summary(plan))];
    for table in &plan.outline.tables {
        let columns =
            table.columns.iter().filter_map(|column| Some(format!("{}={}", column.letter, column.field.as_ref()?)));
        lines.push(format!("  tabel {}!{}: {}", table.sheet, table.range, columns.collect::<Vec<_>>().join(" ")));
    }
    lines.extend(plan.issues.iter().map(|issue| format!("  {}", line(issue))));
    lines.extend(plan.outline.reviews.iter().map(review));
    let told = [ChangeOperation::Update, ChangeOperation::Skip, ChangeOperation::Missing];
    lines.extend(plan.records.iter().filter(|record| told.contains(&record.operation)).map(change));
    for effect in &plan.outline.effects {
        let (code, year, indicator) = (&effect.code, effect.year, effect.indicator.code());
        lines.push(format!("  voortgang {code} {year} {indicator}: {} → {}", effect.before, effect.after));
    }
    lines.join("\n")
}

fn summary(plan: &Plan) -> String {
    let of = plan.outline.summary;
    format!(
        "{} rijen; {} nieuw, {} gewijzigd, {} ongewijzigd, {} weggelaten; {} fouten, {} waarschuwingen, {} keuzes",
        of.rows, of.created, of.updated, of.unchanged, of.skipped, of.errors, of.warnings, of.reviews
    )
}

fn line(issue: &Issue) -> String {
    let at = issue.at.as_ref().map(|at| format!("{at} ")).unwrap_or_default();
    format!("{} {at}{}: {}", issue.severity().code(), issue.code.name(), issue.message(Language::Nl))
}

fn reasons(candidate: &Candidate) -> Vec<String> {
    candidate.evidence.iter().map(|evidence| evidence.message(Language::Nl)).collect()
}

fn review_json(review: &Review) -> Json {
    let candidate = |candidate: &Candidate| {
        json!({
            "id": candidate.id,
            "label": candidate.label,
            "score": candidate.score,
            "evidence": reasons(candidate),
        })
    };
    json!({
        "id": review.key,
        "recordKind": review.record_kind,
        "incoming": review.incoming,
        "candidates": review.candidates.iter().map(candidate).collect::<Vec<_>>(),
        "recommended": review.recommended,
        "decision": review.decision,
    })
}

fn review(review: &Review) -> String {
    let candidates =
        review.candidates.iter().map(|candidate| format!("{} ({})", candidate.label, reasons(candidate).join(", ")));
    let recommended = if review.recommended.is_some() { "hetzelfde" } else { "nieuw" };
    let candidates = candidates.collect::<Vec<_>>().join("; ");
    format!(
        "  KEUZE {} {}: misschien {candidates}; aanbevolen: {recommended}",
        review.record_kind.code(),
        review.incoming
    )
}

fn change(record: &PlannedRecord) -> String {
    let fields = record.fields.iter().map(|field| {
        let say = |text: &Option<String>| text.clone().unwrap_or_else(|| "(leeg)".to_owned());
        format!("\n      {}: {} → {}", field.field, say(&field.before), say(&field.after))
    });
    let (operation, kind) = (record.operation.code(), record.kind.code());
    let source = &record.source;
    format!("  {operation} {kind} {} ({} rij {}){}", record.label, source.sheet, source.row, fields.collect::<String>())
}
