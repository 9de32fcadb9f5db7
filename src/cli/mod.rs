//! The command line: one file per command, each with its arguments and a `run`.
//!
//! Exit status: 0 done, 1 refused with reasons on standard error, 2 wrong usage. Results go to standard output, plain
//! and without colours; everything else goes to standard error. The command line runs with the rights of the operator.

use std::env::ArgsOs;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

use crate::config::Config;

pub mod backup;
mod demo;
pub mod export;
pub mod import;
pub mod inspect;
mod plan_text;
mod progress;
pub mod query;
pub mod read_workbook;
pub mod report;
pub mod schema;
pub mod serve;
pub mod token;
pub mod undo;

/// Turns legacy spreadsheets of trade missions into one register with a GraphQL interface.
#[derive(Debug, Parser)]
#[command(name = "missieregister", version, color = clap::ColorChoice::Never, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the GraphQL interface and its pages, on this machine
    Serve(serve::ServeArgs),
    /// Import files into the register
    Import(import::ImportArgs),
    /// Take an applied import back
    Undo(undo::UndoArgs),
    /// Show what the reader sees in a workbook: its tables and what their columns were taken for
    Inspect(inspect::InspectArgs),
    /// Ask the register what a file asks by GraphQL, with the rights of ADMIN
    Query(query::QueryArgs),
    /// Write the whole register to a file
    Export(export::ExportArgs),
    /// Copy the register while it is in use
    Backup(backup::BackupArgs),
    /// Print the progress report of a performance, in the form of the annual report
    Report(report::ReportArgs),
    /// Print the GraphQL schema
    Schema,
    /// Make, list and take back access tokens
    Token(token::TokenArgs),
    /// Read a workbook on standard input, fenced in; for the program itself
    #[command(hide = true)]
    ReadWorkbook(read_workbook::ReadWorkbookArgs),
}

/// Runs the program with these arguments, the first being its own name.
///
/// Not generic, so that the commands are compiled here once and not again in the binary.
pub fn run(arguments: ArgsOs) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            // Help and version are asked for and go to standard output; there is nobody to tell when that is closed.
            let _ = usage.print();
            return if usage.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let done = match &cli.command {
        // A process for one workbook needs neither a log nor threads.
        Command::ReadWorkbook(arguments) => read_workbook::run(arguments),
        _ => log(&cli.config.log).and_then(|()| Runtime::new()?.block_on(dispatch(cli))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => report(&refusal),
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<()> {
    let config = &cli.config;
    match cli.command {
        Command::Serve(arguments) => serve::run(arguments, config).await,
        Command::Import(arguments) => import::run(arguments, config).await,
        Command::Undo(arguments) => undo::run(arguments, config).await,
        Command::Inspect(arguments) => inspect::run(&arguments, config).await,
        Command::Query(arguments) => query::run(arguments, config).await,
        Command::Export(arguments) => export::run(arguments, config).await,
        Command::Backup(arguments) => backup::run(arguments, config).await,
        Command::Report(arguments) => report::run(arguments, config).await,
        Command::Schema => schema::run(),
        Command::Token(arguments) => token::run(arguments, config).await,
        Command::ReadWorkbook(arguments) => read_workbook::run(&arguments),
    }
}

/// Says why the program refused, unless it was only that nobody reads its output any more.
fn report(refusal: &anyhow::Error) -> ExitCode {
    let closed = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    if refusal.downcast_ref::<io::Error>().is_some_and(closed) {
        return ExitCode::SUCCESS;
    }
    if let Some(usage) = refusal.downcast_ref::<clap::Error>() {
        let _ = usage.print();
        return ExitCode::from(2);
    }
    let _ = writeln!(io::stderr(), "{}", reasons(refusal));
    ExitCode::FAILURE
}

/// The reasons, outermost first. Libraries often repeat the cause in their own words; once is enough.
fn reasons(refusal: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in refusal.chain().map(ToString::to_string) {
        if !said.contains(&cause) {
            let colon = if said.is_empty() { "" } else { ": " };
            said = format!("{said}{colon}{cause}");
        }
    }
    said
}

/// Sends the log to standard error. Logs tell of times, counts and failures, never of people.
fn log(filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter)?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false).init();
    Ok(())
}

/// Writes a result to standard output, ended by a line break.
pub fn print(text: &str) -> anyhow::Result<()> {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    print_bytes(format!("{text}{end}").as_bytes())
}

/// Writes a result to standard output as it is.
pub fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(bytes)?;
    Ok(output.flush()?)
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_cause_that_was_told_already_is_not_told_again() {
        let refusal = anyhow!("disk is full").context("cannot write: disk is full").context("a.xlsx");
        assert_eq!(reasons(&refusal), "a.xlsx: cannot write: disk is full");
    }
}
