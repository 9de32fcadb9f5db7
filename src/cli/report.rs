//! `missieregister report`: the progress of a performance, in the form of the annual report.

use std::io::{self, IsTerminal};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::{print, print_bytes};
use crate::clock;
use crate::config::Config;
use crate::services::Caller;
use crate::services::performances;
use crate::services::report::words::Words;
use crate::services::report::{compose, facts, html, json, markdown, workbook};
use crate::values::{Code, Language};

/// Print the progress report of a performance.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// The code of the performance, e.g. 5.4.2
    code: String,
    /// The budget year
    year: i32,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// NL, EN or DE, in any case
    #[arg(long, value_parser = language, default_value = "NL")]
    language: Language,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// A page of its own
    Html,
    /// Data
    Json,
    /// A workbook
    Xlsx,
}

fn language(text: &str) -> Result<Language, &'static str> {
    Language::from_code(text).ok_or("expected NL, EN or DE")
}

/// Runs the command.
pub async fn run(arguments: ReportArgs, config: &Config) -> anyhow::Result<()> {
    let ReportArgs { code, year, format, language } = arguments;
    let vocabulary = config.vocabulary()?;
    let database = config.database().await?;
    let db = database.reader(&Caller::operator());
    let stored = performances::find(db, &code, year).await?;
    let facts = facts::load(db, stored.into_iter().collect(), clock::today()).await?;
    let facts = facts.first().with_context(|| format!("there is no performance `{code}` of {year} in the register"))?;
    let report = compose(facts, &vocabulary.countries, language);
    match format {
        Format::Md => print(&markdown::render(&report)),
        Format::Html => print(&html::render(&report, Words(language))),
        Format::Json => print(&serde_json::to_string_pretty(&json::render(&report))?),
        Format::Xlsx if io::stdout().is_terminal() => {
            bail!("a workbook is no text: write it to a file with `> NAME.xlsx`")
        }
        Format::Xlsx => print_bytes(&workbook::render(&report)?),
    }
}
