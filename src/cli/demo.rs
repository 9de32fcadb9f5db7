//! The example registers of `serve --demo`, carried by the program.

use std::path::Path;

use anyhow::Context;
use include_dir::{Dir, File};

use super::import::accepted;
use crate::import::importer::{Acceptance, Importer, PendingReviews, Upload};
use crate::import::vocabulary::IMPORTS;
use crate::services::{Caller, Meter};
use crate::values::ApplyMode;

/// Imports the examples in the order of their names. Those that are in the register already change nothing.
pub(super) async fn import_examples(importer: &Importer) -> anyhow::Result<()> {
    let mut examples: Vec<_> = IMPORTS.get_dir("examples").into_iter().flat_map(Dir::files).collect();
    examples.sort_by_key(|example| example.path());
    for example in examples.into_iter().filter(|example| example.path().extension().is_some_and(|end| end == "xlsx")) {
        import(importer, example).await.with_context(|| example.path().display().to_string())?;
    }
    Ok(())
}

async fn import(importer: &Importer, example: &File<'_>) -> anyhow::Result<()> {
    let filename = example.path().file_name().map_or(example.path(), Path::new).display().to_string();
    let (caller, meter) = (Caller::operator(), Meter::default());
    let opened = accepted(importer.open(&caller, Upload::new(filename, example.contents()), &meter).await?)?;
    let acceptance =
        Acceptance { plan_hash: None, mode: ApplyMode::AllOrNothing, reviews: PendingReviews::TakeRecommended };
    let imported = accepted(importer.import(&caller, opened, &acceptance, &meter).await?)?;
    accepted(imported.applied).map(drop)
}
