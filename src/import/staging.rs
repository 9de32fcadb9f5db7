//! Staging: a file is kept, then read and planned by a task of its own, which anybody can watch and stop.
//!
//! Invariant: whatever becomes of the task, the import does not stay in reading; and what was cancelled meanwhile, here
//! or by another server, is not brought back.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use sea_orm::DbErr;
use sha2::{Digest, Sha256};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::apply::{self, Stage};
use super::importer::{Importer, kept, planned};
use super::planning::until_stopped;
use super::read::ReadFailure;
use super::settings::Settings;
use super::terms::{Halt, Refused, Upload, answered};
use crate::entities::import;
use crate::services::fingerprint::hexadecimal;
use crate::services::{Caller, Meter, audit, imports};
use crate::values::{ImportState, WorkStage};

/// What this server is doing for imports at the moment. Clones are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs(Arc<Mutex<HashMap<Uuid, (Meter, ImportState)>>>);

/// Work on an import; it is over when this is dropped.
#[derive(Debug)]
pub(super) struct Job {
    jobs: Jobs,
    import: Uuid,
    meter: Meter,
}

impl Jobs {
    /// Begins to work on an import; nothing when it is being worked on already.
    pub(super) fn begin(&self, import: Uuid, doing: ImportState) -> Option<Job> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.contains_key(&import) {
            return None;
        }
        let meter = Meter::default();
        jobs.insert(import, (meter.clone(), doing));
        Some(Job { jobs: self.clone(), import, meter })
    }

    /// The meter of the work on an import.
    pub(super) fn meter(&self, import: Uuid) -> Option<Meter> {
        self.get(import).map(|(meter, _)| meter)
    }

    /// What is being done for an import.
    pub(super) fn doing(&self, import: Uuid) -> Option<ImportState> {
        self.get(import).map(|(_, doing)| doing)
    }

    fn get(&self, import: Uuid) -> Option<(Meter, ImportState)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&import).cloned()
    }
}

impl Job {
    /// How far it is.
    pub(super) const fn meter(&self) -> &Meter {
        &self.meter
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.jobs.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.import);
    }
}

/// An import whose file is being read.
#[derive(Debug)]
pub struct Begun {
    /// The import.
    pub id: Uuid,
    meter: Meter,
    task: JoinHandle<Result<(), DbErr>>,
}

impl Begun {
    /// Waits until there is a plan, or until it is clear that there will be none. Who stops waiting stops the work.
    pub async fn finish(self) -> Result<(), DbErr> {
        let waiting = self.meter.stop_when_dropped();
        let finished = self.task.await;
        waiting.let_go();
        finished.map_err(|stopped| DbErr::Custom(format!("the reading of a file was stopped: {stopped}")))?
    }
}

impl Importer {
    /// Reads a file, keeps it and plans what applying it would do. A file that cannot be read is kept as FAILED.
    pub async fn stage(&self, caller: &Caller, upload: Upload) -> Result<Result<Uuid, Refused>, DbErr> {
        match self.begin(caller, upload).await? {
            Ok(begun) => {
                let id = begun.id;
                begun.finish().await?;
                Ok(Ok(id))
            }
            Err(refused) => Ok(Err(refused)),
        }
    }

    /// Keeps a file and begins to read it; answers at once.
    pub async fn begin(&self, caller: &Caller, upload: Upload) -> Result<Result<Begun, Refused>, DbErr> {
        answered(self.begin_reading(caller, upload).await)
    }

    async fn begin_reading(&self, caller: &Caller, upload: Upload) -> Result<Begun, Halt> {
        let settings = self.settings(caller, &upload).await?;
        let import = kept(caller, &upload, hexadecimal(&Sha256::digest(&upload.bytes)), &settings);
        let id = import.id;
        let job = self.jobs.begin(id, ImportState::Reading).ok_or(Refused::Busy)?;
        let meter = job.meter().clone();
        let transaction = self.database.write(caller).await?;
        imports::keep(&transaction, import, &upload.bytes).await?;
        audit::append(&transaction, caller, audit::Event::done("import.stage").to("import", id)).await?;
        transaction.commit().await?;
        let (importer, caller) = (self.clone(), caller.clone());
        let task = tokio::spawn(async move { importer.work(&caller, &job, upload, settings).await });
        Ok(Begun { id, meter, task })
    }

    /// Reads and plans, and notes what became of it.
    async fn work(&self, caller: &Caller, job: &Job, upload: Upload, settings: Settings) -> Result<(), DbErr> {
        let analysed = Box::pin(self.analyse(caller, job, upload, settings));
        let analysed = until_stopped(job.meter(), analysed);
        let became = AssertUnwindSafe(analysed).catch_unwind().await;
        let id = job.import;
        let noted = match became {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Halt::Refused(Refused::Unreadable(failure)))) => self.fail(caller, id, Some(&failure)).await,
            Ok(Err(Halt::Refused(_))) => self.close(caller, id, ImportState::Cancelled).await.map(drop),
            Ok(Err(Halt::Failed(failure))) => self.fail(caller, id, None).await.and(Err(failure)),
            Err(_) => {
                let panicked = DbErr::Custom("the reading of a file panicked".to_owned());
                self.fail(caller, id, None).await.and(Err(panicked))
            }
        };
        job.meter().enter(WorkStage::Done, None);
        noted
    }

    /// Notes that an import failed, and why where that lies in its file.
    async fn fail(&self, caller: &Caller, id: Uuid, failure: Option<&ReadFailure>) -> Result<(), DbErr> {
        if let Some(failure) = failure {
            let transaction = self.database.write(caller).await?;
            apply::keep_failure(&transaction, id, failure).await?;
            transaction.commit().await?;
        }
        self.close(caller, id, ImportState::Failed).await.map(drop)
    }

    async fn analyse(&self, caller: &Caller, job: &Job, upload: Upload, settings: Settings) -> Result<(), Halt> {
        let opened = self.read_new(caller, upload, settings, job.meter()).await?;
        let (opened, plan) = self.plan_with_effects(caller, opened, job.meter()).await?;
        let transaction = self.database.write(caller).await?;
        let mut import = imports::find(&transaction, job.import).await?.ok_or(Refused::NotFound)?;
        if import.state != ImportState::Reading {
            return Err(Refused::State(import.state).into());
        }
        planned(&mut import, &plan);
        import.state = ImportState::Analysed;
        import.settings = opened.settings.to_json();
        imports::save(&transaction, import).await?;
        apply::keep(&transaction, job.import, &plan, Stage::Planned).await?;
        Ok(transaction.commit().await?)
    }

    /// Throws an import away that was not applied, and its file with it.
    pub async fn discard(&self, caller: &Caller, id: Uuid) -> Result<Result<(), Refused>, DbErr> {
        let Some(import) = imports::find(self.database.reader(caller), id).await? else {
            return Ok(Err(Refused::NotFound));
        };
        if !matches!(import.state, ImportState::Analysed | ImportState::Failed) {
            return Ok(Err(Refused::State(import.state)));
        }
        if self.jobs.meter(id).is_some() {
            return Ok(Err(Refused::Busy));
        }
        self.end(caller, id, ImportState::Discarded).await
    }

    /// Stops the reading or writing of an import. What was written of it goes back; its file is not kept.
    pub async fn cancel(&self, caller: &Caller, id: Uuid) -> Result<Result<(), Refused>, DbErr> {
        let Some(import) = imports::find(self.database.reader(caller), id).await? else {
            return Ok(Err(Refused::NotFound));
        };
        if let Some(meter) = self.jobs.meter(id) {
            meter.stop();
        } else if !matches!(import.state, ImportState::Queued | ImportState::Reading) {
            return Ok(Err(Refused::State(import.state)));
        }
        self.end(caller, id, ImportState::Cancelled).await
    }

    async fn end(&self, caller: &Caller, id: Uuid, state: ImportState) -> Result<Result<(), Refused>, DbErr> {
        let ended = self.close(caller, id, state).await?;
        Ok(if ended == state { Ok(()) } else { Err(Refused::State(ended)) })
    }

    /// Ends the life of an import that is not applied, unless it has ended already, and says how it ended. Waits for
    /// whoever is writing.
    pub(super) async fn close(&self, caller: &Caller, id: Uuid, state: ImportState) -> Result<ImportState, DbErr> {
        let transaction = self.database.write(caller).await?;
        let Some(import) = imports::find(&transaction, id).await? else { return Ok(state) };
        let ended = [ImportState::Applied, ImportState::Undone, ImportState::Discarded, ImportState::Cancelled];
        if ended.contains(&import.state) {
            return Ok(import.state);
        }
        let event = match state {
            ImportState::Discarded => "import.discard",
            ImportState::Cancelled => "import.cancel",
            _ => "import.fail",
        };
        let mut settings = Settings::from_json(&import.settings);
        if state != ImportState::Failed {
            imports::forget_file(&transaction, id).await?;
            settings.corrections.clear();
        }
        imports::save(&transaction, import::Model { state, settings: settings.to_json(), ..import }).await?;
        audit::append(&transaction, caller, audit::Event::done(event).to("import", id)).await?;
        transaction.commit().await?;
        Ok(state)
    }
}
