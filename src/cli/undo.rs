//! `missieregister undo`: takes an applied import back.

use clap::Args;
use uuid::Uuid;

use super::import::accepted;
use super::print;
use crate::config::Config;
use crate::graphql::global_id;
use crate::import::importer::Importer;
use crate::import::workers::Workers;
use crate::services::Caller;
use crate::values::{Code, Language};

/// Take an applied import back.
#[derive(Args, Debug)]
pub struct UndoArgs {
    /// The number that `import` printed, or the id of the import in the schema
    #[arg(value_name = "IMPORT_ID", value_parser = import_id)]
    import: Uuid,
}

fn import_id(text: &str) -> Result<Uuid, &'static str> {
    let global = || global_id::decode(&text.into()).ok().filter(|(kind, _)| kind == "Import").map(|(_, id)| id);
    text.parse()
        .ok()
        .or_else(global)
        .ok_or("expected the number of an import, as `import` prints it, or its id in the schema")
}

/// Runs the command.
pub async fn run(arguments: UndoArgs, config: &Config) -> anyhow::Result<()> {
    let importer = Importer::new(config.database().await?, config.vocabulary()?, Workers::of_this_program()?);
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
