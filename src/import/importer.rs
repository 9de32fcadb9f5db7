//! The importer: the pipeline from end to end, and the life of an import.
//!
//! Invariant: what is applied is a plan that somebody accepted. Files are read before the write lock is taken; under it
//! the plan is made again from the kept bytes and must have the accepted hash.

use std::collections::HashSet;
use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbErr};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::apply::{self, Stage};
use super::file::{File, read_file};
use super::matching::matches;
use super::parse::settle::settle;
use super::plan::{Evidence, Plan};
pub use super::terms::{Acceptance, Kept, KeptBecause, PendingReviews, Refused, Undone, Upload};
use super::vocabulary::Vocabulary;
use super::workers::Workers;
use super::{effects, undo};
use crate::clock;
use crate::entities::import;
use crate::services::fingerprint::hexadecimal;
use crate::services::{Caller, Database, audit, imports};
use crate::values::{ApplyMode, ImportState};

/// Reads files, and writes what they say into one register.
#[derive(Clone, Debug)]
pub struct Importer {
    database: Database,
    vocabulary: Arc<Vocabulary>,
    workers: Workers,
}

impl Importer {
    /// An importer for a register. Clones share everything.
    pub const fn new(database: Database, vocabulary: Arc<Vocabulary>, workers: Workers) -> Self {
        Self { database, vocabulary, workers }
    }

    /// What applying a file would do. Writes nothing.
    pub async fn preview(&self, caller: &Caller, upload: &Upload) -> Result<Result<Plan, Refused>, DbErr> {
        match self.read(caller, upload).await? {
            Ok(file) => self.plan_with_effects(caller, &file).await.map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    }

    /// Reads a file, keeps it and plans what applying it would do. A file that cannot be read is kept as FAILED.
    pub async fn stage(&self, caller: &Caller, upload: Upload) -> Result<Result<Uuid, Refused>, DbErr> {
        let plan = match self.read(caller, &upload).await? {
            Ok(file) => Ok(self.plan_with_effects(caller, &file).await?),
            Err(Refused::Unreadable(failure)) => Err(failure),
            Err(refused) => return Ok(Err(refused)),
        };
        let import = staged(caller, &upload, plan.as_ref().ok());
        let id = import.id;
        let transaction = self.database.write(caller).await?;
        imports::keep(&transaction, import, &upload.bytes).await?;
        match &plan {
            Ok(plan) => apply::keep(&transaction, id, plan, Stage::Planned).await?,
            Err(failure) => apply::keep_failure(&transaction, id, failure).await?,
        }
        audit::append(&transaction, caller, audit::Event::done("import.stage").to("import", id)).await?;
        transaction.commit().await?;
        Ok(Ok(id))
    }

    /// Writes an accepted plan, in one transaction.
    pub async fn apply(
        &self,
        caller: &Caller,
        id: Uuid,
        acceptance: &Acceptance,
    ) -> Result<Result<Plan, Refused>, DbErr> {
        let reader = self.database.reader(caller);
        let Some(import) = imports::find(reader, id).await? else { return Ok(Err(Refused::NotFound)) };
        let Some(bytes) = imports::bytes(reader, id).await? else { return Ok(Err(Refused::FileGone)) };
        let upload = Upload { filename: import.filename.clone(), bytes: bytes.into(), profile: profile(&import) };
        let file = match self.read(caller, &upload).await? {
            Ok(file) => file,
            Err(refused) => return Ok(Err(refused)),
        };
        let transaction = self.database.write(caller).await?;
        // Read again under the lock: another request may have applied it meanwhile.
        let import = imports::find(&transaction, id).await?.unwrap_or(import);
        if import.state != ImportState::Analysed {
            return Ok(Err(Refused::State(import.state)));
        }
        let plan = plan(&transaction, &file).await?;
        if let Some(refused) = objection(&plan, acceptance) {
            return Ok(Err(refused));
        }
        let now = clock::now();
        apply::apply(&transaction, &plan, now).await?;
        apply::keep(&transaction, id, &plan, Stage::Applied).await?;
        imports::enter(&transaction, import, ImportState::Applied, now).await?;
        audit::append(&transaction, caller, audit::Event::done("import.apply").to("import", id)).await?;
        transaction.commit().await?;
        Ok(Ok(plan))
    }

    /// Takes an applied import back, as far as nobody built on it since.
    pub async fn undo(&self, caller: &Caller, id: Uuid) -> Result<Result<Undone, Refused>, DbErr> {
        let transaction = self.database.write(caller).await?;
        let import = match imports::find(&transaction, id).await? {
            None => return Ok(Err(Refused::NotFound)),
            Some(import) if import.state != ImportState::Applied => return Ok(Err(Refused::State(import.state))),
            Some(import) => import,
        };
        let now = clock::now();
        let undone = undo::undo(&transaction, &import, now).await?;
        imports::enter(&transaction, import, ImportState::Undone, now).await?;
        audit::append(&transaction, caller, audit::Event::done("import.undo").to("import", id)).await?;
        transaction.commit().await?;
        Ok(Ok(undone))
    }

    /// Throws an import away that was not applied, and its file with it.
    pub async fn discard(&self, caller: &Caller, id: Uuid) -> Result<Result<(), Refused>, DbErr> {
        let transaction = self.database.write(caller).await?;
        let import = match imports::find(&transaction, id).await? {
            None => return Ok(Err(Refused::NotFound)),
            Some(import) if !matches!(import.state, ImportState::Analysed | ImportState::Failed) => {
                return Ok(Err(Refused::State(import.state)));
            }
            Some(import) => import,
        };
        imports::forget_file(&transaction, id).await?;
        imports::enter(&transaction, import, ImportState::Discarded, clock::now()).await?;
        audit::append(&transaction, caller, audit::Event::done("import.discard").to("import", id)).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Reads a file in a process of its own, and sees what it says away from the threads that serve requests.
    async fn read(&self, caller: &Caller, upload: &Upload) -> Result<Result<File, Refused>, DbErr> {
        let mapping = match &upload.profile {
            None => None,
            Some(name) => match imports::profile(self.database.reader(caller), name).await? {
                Some(profile) => Some(profile.mapping),
                None => return Ok(Err(Refused::NoProfile(name.clone()))),
            },
        };
        let (bytes, vocabulary) = (Arc::clone(&upload.bytes), Arc::clone(&self.vocabulary));
        let workbook = match self.workers.read(Arc::clone(&bytes), Arc::new(|_| {})).await.map_err(stopped)? {
            Ok(workbook) => workbook,
            Err(failure) => return Ok(Err(Refused::Unreadable(failure))),
        };
        let filename = upload.filename.clone();
        let understanding = tokio::task::spawn_blocking(move || {
            read_file(filename, &bytes, &workbook, mapping.as_deref(), &vocabulary)
        });
        understanding.await.map(Ok).map_err(stopped)
    }

    /// Plans, and finds out what applying would do to progress by applying and rolling back.
    async fn plan_with_effects(&self, caller: &Caller, file: &File) -> Result<Plan, DbErr> {
        let mut plan = plan(self.database.reader(caller), file).await?;
        if effects::possible(&plan) {
            let transaction = self.database.write(caller).await?;
            plan.outline.effects = effects::effects(&transaction, &plan).await?;
            transaction.rollback().await?;
        }
        Ok(plan)
    }
}

/// Reading that did not come to an end, through no fault of the file.
fn stopped(why: impl std::fmt::Display) -> DbErr {
    DbErr::Custom(format!("reading a file was stopped: {why}"))
}

/// The plan of a file against a register.
async fn plan(db: &impl ConnectionTrait, file: &File) -> Result<Plan, DbErr> {
    let matches = matches(db, &file.rows, &file.gathered).await?;
    let mut rows = file.rows.clone();
    let joined = settle(&mut rows, &file.gathered, |cluster| matches.stored(cluster).is_some());
    let evidence = Evidence { rows: &rows, gathered: &file.gathered, joined: &joined, matches: &matches };
    let mut plan = Plan::make(file.format, &evidence);
    let known: HashSet<Uuid> =
        matches.ids.iter().copied().chain(plan.records.iter().filter_map(|record| record.id)).collect();
    let earlier = imports::of_earlier_version(db, &file.filename, &file.sha256).await?;
    let missing = earlier.into_iter().filter(|change| change.record_id.is_some_and(|id| !known.contains(&id)));
    plan.miss(imports::still_there(db, missing.collect()).await?);
    Ok(plan)
}

/// Why an accepted plan is not applied.
fn objection(plan: &Plan, acceptance: &Acceptance) -> Option<Refused> {
    if plan.hash() != acceptance.plan_hash {
        return Some(Refused::PlanChanged(plan.lines()));
    }
    if acceptance.mode == ApplyMode::AllOrNothing && plan.errors() > 0 {
        return Some(Refused::Errors(plan.errors()));
    }
    let pending = plan.outline.reviews.len();
    (acceptance.reviews == PendingReviews::Refuse && pending > 0).then_some(Refused::Reviews(pending))
}

fn profile(import: &import::Model) -> Option<String> {
    let settings: serde_json::Value = serde_json::from_str(&import.settings).ok()?;
    settings["profile"].as_str().map(str::to_owned)
}

fn staged(caller: &Caller, upload: &Upload, plan: Option<&Plan>) -> import::Model {
    let outline = plan.and_then(|plan| serde_json::to_string(&plan.outline).ok());
    import::Model {
        id: clock::new_id(),
        filename: upload.filename.clone(),
        sha256: hexadecimal(&Sha256::digest(&upload.bytes)),
        size: i32::try_from(upload.bytes.len()).unwrap_or(i32::MAX),
        format: plan.map(|plan| plan.format),
        state: if plan.is_some() { ImportState::Analysed } else { ImportState::Failed },
        plan_hash: plan.map(Plan::hash),
        settings: serde_json::json!({ "profile": upload.profile }).to_string(),
        plan: outline.unwrap_or_else(|| "{}".to_owned()),
        uploaded_by: caller.name.clone(),
        uploaded_at: clock::now(),
        applied_at: None,
        undone_at: None,
    }
}
