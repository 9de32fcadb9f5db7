//! What callers can do with imports: stage a file, apply its plan, undo it, stop it, throw it away.

use std::io::Read;
use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, Upload};

use super::error::{Failure, Result};
use super::import::Import;
use super::import_lines::ImportChange;
use super::import_refusal::{import_id, importer, refusals};
use super::loaders::loaders;
use super::request::caller;
use super::user_error::UserError;
use crate::import::importer::{self, Acceptance, PendingReviews};
use crate::values::ApplyMode;

/// A file to be read.
#[derive(InputObject)]
pub struct StageImportInput {
    /// The workbook, as a file part of the request.
    file: Upload,
    /// The name of the saved mapping to read it with. When absent, the one that knows the file by its headers is used.
    profile: Option<String>,
    /// Hidden sheets that are to be read all the same, by their names.
    #[graphql(default)]
    sheets: Vec<String>,
    /// Whether to answer only when there is a plan. Else the import is answered at once while it is being read, and
    /// `importProgress` tells how far it is.
    #[graphql(default = true)]
    wait: bool,
    /// Comes back in the payload as it is.
    client_mutation_id: Option<String>,
}

/// What became of a file.
#[derive(Default, SimpleObject)]
pub struct StageImportPayload {
    /// The import, with its plan and issues.
    import: Option<Import>,
    /// Why nothing was read.
    user_errors: Vec<UserError>,
    /// As it was given.
    client_mutation_id: Option<String>,
}

/// A plan to be applied.
#[derive(InputObject)]
pub struct ApplyImportInput {
    /// The import.
    import_id: ID,
    /// Fingerprint of the plan that was shown; any other is refused.
    plan_hash: String,
    /// What becomes of rows with errors.
    #[graphql(default_with = "ApplyMode::AllOrNothing")]
    mode: ApplyMode,
    /// Whether reviews that nobody decided take the decision that the program recommends; else they refuse the import.
    #[graphql(default)]
    accept_recommended: bool,
}

/// What became of a plan.
#[derive(Default, SimpleObject)]
pub struct ApplyImportPayload {
    /// The import as it is now; null when there is none.
    import: Option<Import>,
    /// Why nothing was applied.
    user_errors: Vec<UserError>,
}

/// An import to be undone.
#[derive(InputObject)]
pub struct UndoImportInput {
    /// The import.
    import_id: ID,
}

/// Undo reverses what the import did; records edited since are kept and listed.
#[derive(Default, SimpleObject)]
pub struct UndoImportPayload {
    /// The import as it is now; null when there is none.
    import: Option<Import>,
    /// How many records are as they were before.
    reversed: i32,
    /// The changes that were left as they are.
    kept: Vec<ImportChange>,
    /// Why nothing was undone.
    user_errors: Vec<UserError>,
}

/// An import to be thrown away.
#[derive(InputObject)]
pub struct DiscardImportInput {
    /// The import.
    import_id: ID,
}

/// What became of an import that was thrown away.
#[derive(Default, SimpleObject)]
pub struct DiscardImportPayload {
    /// The import as it is now; null when there is none.
    import: Option<Import>,
    /// Why it was not thrown away.
    user_errors: Vec<UserError>,
}

/// An import to be stopped.
#[derive(InputObject)]
pub struct CancelImportInput {
    /// The import.
    import_id: ID,
}

/// What became of an import that was to be stopped.
#[derive(Default, SimpleObject)]
pub struct CancelImportPayload {
    /// The import as it is now; null when there is none.
    import: Option<Import>,
    /// Why it was not stopped.
    user_errors: Vec<UserError>,
}

/// The mutations of imports.
#[derive(Default)]
pub struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Reads a workbook and plans what applying it would do. Changes nothing in the register.
    async fn stage_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file, and how to read it.")] input: StageImportInput,
    ) -> Result<StageImportPayload> {
        let StageImportInput { file, profile, sheets, wait, client_mutation_id } = input;
        let (filename, bytes) = bytes(ctx, file).await?;
        let upload = importer::Upload { profile, sheets, ..importer::Upload::new(filename, bytes) };
        let (import, user_errors) = match importer(ctx).begin(caller(ctx), upload).await? {
            Ok(begun) => {
                let id = begun.id;
                if wait {
                    begun.finish().await?;
                }
                (loaders(ctx).find(id).await?, Vec::new())
            }
            Err(refused) => (None, refusals(&refused)),
        };
        Ok(StageImportPayload { import, user_errors, client_mutation_id })
    }

    /// Writes the plan of an import to the register, in one transaction. Refused when the plan is no longer the one that
    /// was shown.
    async fn apply_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which plan, and on what terms.")] input: ApplyImportInput,
    ) -> Result<ApplyImportPayload> {
        let id = match import_id(&input.import_id)? {
            Ok(id) => id,
            Err(error) => return Ok(ApplyImportPayload { user_errors: vec![error], ..ApplyImportPayload::default() }),
        };
        let reviews = if input.accept_recommended { PendingReviews::TakeRecommended } else { PendingReviews::Refuse };
        let acceptance = Acceptance { plan_hash: Some(input.plan_hash), mode: input.mode, reviews };
        let applied = importer(ctx).apply(caller(ctx), id, &acceptance).await?;
        let user_errors = applied.err().iter().flat_map(refusals).collect();
        Ok(ApplyImportPayload { import: loaders(ctx).find(id).await?, user_errors })
    }

    /// Takes an applied import back. Records that were edited, referred to or confirmed since are kept and listed.
    async fn undo_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which import.")] input: UndoImportInput,
    ) -> Result<UndoImportPayload> {
        let id = match import_id(&input.import_id)? {
            Ok(id) => id,
            Err(error) => return Ok(UndoImportPayload { user_errors: vec![error], ..UndoImportPayload::default() }),
        };
        let (undone, user_errors) = match importer(ctx).undo(caller(ctx), id).await? {
            Ok(undone) => (undone, Vec::new()),
            Err(refused) => (importer::Undone::default(), refusals(&refused)),
        };
        let kept = loaders(ctx).find_each(undone.kept.iter().map(|kept| kept.change)).await?;
        Ok(UndoImportPayload {
            import: loaders(ctx).find(id).await?,
            reversed: i32::try_from(undone.reversed).map_err(|error| Failure::internal(&error))?,
            kept: kept.into_iter().flatten().collect(),
            user_errors,
        })
    }

    /// Stops the reading, planning or writing of an import. The register is then as it was before; the file is not kept.
    async fn cancel_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which import.")] input: CancelImportInput,
    ) -> Result<CancelImportPayload> {
        let id = match import_id(&input.import_id)? {
            Ok(id) => id,
            Err(error) => {
                return Ok(CancelImportPayload { user_errors: vec![error], ..CancelImportPayload::default() });
            }
        };
        let cancelled = importer(ctx).cancel(caller(ctx), id).await?;
        let user_errors = cancelled.err().iter().flat_map(refusals).collect();
        Ok(CancelImportPayload { import: loaders(ctx).find(id).await?, user_errors })
    }

    /// Throws an import away that was not applied, and its file with it.
    async fn discard_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which import.")] input: DiscardImportInput,
    ) -> Result<DiscardImportPayload> {
        let id = match import_id(&input.import_id)? {
            Ok(id) => id,
            Err(error) => {
                return Ok(DiscardImportPayload { user_errors: vec![error], ..DiscardImportPayload::default() });
            }
        };
        let discarded = importer(ctx).discard(caller(ctx), id).await?;
        let user_errors = discarded.err().iter().flat_map(refusals).collect();
        Ok(DiscardImportPayload { import: loaders(ctx).find(id).await?, user_errors })
    }
}

/// The name and content of an uploaded file, read away from the threads that serve requests.
async fn bytes(ctx: &Context<'_>, file: Upload) -> Result<(String, Arc<[u8]>)> {
    let upload = file.value(ctx).map_err(|error| Failure::internal(&error))?;
    let filename = upload.filename.clone();
    let read = move || {
        let mut bytes = Vec::new();
        upload.into_read().read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = tokio::task::spawn_blocking(read).await.map_err(|error| Failure::internal(&error))?;
    Ok((filename, bytes.map_err(|error| Failure::internal(&error))?.into()))
}
