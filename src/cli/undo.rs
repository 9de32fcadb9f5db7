//! `missieregister undo`: takes an applied import back.

use clap::Args;
use uuid::Uuid;

use super::import::accepted;
use super::print;
use crate::config::Config;
use crate::import::importer::Importer;
use crate::services::Caller;
use crate::values::{Code, Language};

/// Take an applied import back.
#[derive(Args, Debug)]
pub struct UndoArgs {
    /// The number that `import` printed
    #[arg(value_name = "IMPORT_ID")]
    import: Uuid,
}

/// Runs the command.
pub async fn run(arguments: UndoArgs, config: &Config) -> anyhow::Result<()> {
    let importer = Importer::new(config.database().await?, config.vocabulary()?);
    let undone = accepted(importer.undo(&Caller::operator(), arguments.import).await?)?;
    let mut lines = vec![format!("{} teruggedraaid, {} behouden", undone.reversed, undone.kept.len())];
    lines.extend(
        undone
            .kept
            .iter()
            .map(|kept| format!("  {} {}: {}", kept.kind.code(), kept.label, kept.reason.message(Language::Nl))),
    );
    print(&lines.join("\n"))
}
