//! The importer: the pipeline from end to end, and the life of an import.
//!
//! Invariant: what is applied is a plan that somebody accepted. Files are read before the write lock is taken, and once;
//! under it the plan is made again from what was read and must have the accepted hash.

use std::sync::{Arc, Mutex, PoisonError};
use std::{io, mem};

use sea_orm::{DatabaseTransaction, DbErr};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::apply::{self, Stage};
use super::file::{File, interpret, without_list};
pub use super::given_back::GivenBack;
use super::plan::Plan;
use super::planning::{aside, last_plan, objection, plan, until_stopped, write};
use super::profile::Profile;
use super::read::{Progress, Workbook};
use super::revise::named_sheets;
use super::revising::{learnt_word, with_learnt};
use super::settings::{Settings, UsedProfile};
pub use super::staging::Begun;
use super::staging::Jobs;
pub use super::terms::{Acceptance, Imported, Kept, KeptBecause, PendingReviews, Refused, Undone, Upload};
use super::terms::{Halt, answered};
use super::vocabulary::Vocabulary;
use super::workers::{OnProgress, Workers};
use super::{effects, undo};
use crate::clock;
use crate::entities::import;
use crate::services::fingerprint::hexadecimal;
use crate::services::{Caller, Database, Meter, audit, import_profiles, imports, learnt_words, match_decisions};
use crate::values::{ImportState, WorkStage};

/// Reads files, and writes what they say into one register.
#[derive(Clone, Debug)]
pub struct Importer {
    pub(super) database: Database,
    pub(super) vocabulary: Arc<Vocabulary>,
    pub(super) workers: Workers,
    pub(super) jobs: Jobs,
}

/// A file that was read: it goes through the steps of an import without being read again.
#[derive(Debug)]
pub struct Opened {
    pub(super) upload: Upload,
    pub(super) sha256: String,
    pub(super) settings: Settings,
    pub(super) file: File,
    pub(super) vocabulary: Arc<Vocabulary>,
}

impl Importer {
    /// An importer for a register. Clones share everything.
    pub fn new(database: Database, vocabulary: Arc<Vocabulary>, workers: Workers) -> Self {
        Self { database, vocabulary, workers, jobs: Jobs::default() }
    }

    /// Reads a file, away from the threads that serve requests. Asks the register for what it learnt about reading only.
    pub async fn open(&self, caller: &Caller, upload: Upload, meter: &Meter) -> Result<Result<Opened, Refused>, DbErr> {
        let opened = async {
            let settings = self.settings(caller, &upload).await?;
            self.read_new(caller, upload, settings, meter).await
        };
        answered(until_stopped(meter, Box::pin(opened)).await)
    }

    /// What applying a file that was read would do. Writes nothing.
    pub async fn plan(
        &self,
        caller: &Caller,
        opened: Opened,
        meter: &Meter,
    ) -> Result<Result<(Opened, Plan), Refused>, DbErr> {
        let planned = self.plan_with_effects(caller, opened, meter);
        answered(until_stopped(meter, Box::pin(planned)).await)
    }

    /// What applying a file would do. Writes nothing.
    pub async fn preview(&self, caller: &Caller, upload: &Upload) -> Result<Result<Plan, Refused>, DbErr> {
        let meter = Meter::default();
        let planned = match self.open(caller, upload.clone(), &meter).await? {
            Ok(opened) => self.plan(caller, opened, &meter).await?,
            Err(refused) => return Ok(Err(refused)),
        };
        Ok(planned.map(|(_, plan)| plan))
    }

    /// Imports a file that was read, in one transaction in which it is planned once. A refusal leaves nothing behind.
    pub async fn import(
        &self,
        caller: &Caller,
        opened: Opened,
        acceptance: &Acceptance,
        meter: &Meter,
    ) -> Result<Result<Imported, Refused>, DbErr> {
        let imported = self.import_in_one(caller, opened, acceptance, meter);
        answered(until_stopped(meter, Box::pin(imported)).await)
    }

    async fn import_in_one(
        &self,
        caller: &Caller,
        opened: Opened,
        acceptance: &Acceptance,
        meter: &Meter,
    ) -> Result<Imported, Halt> {
        let transaction = self.database.write(caller).await?;
        let (Opened { upload, sha256, settings, file, .. }, mut plan) = last_plan(&transaction, opened, meter).await?;
        drop(file);
        if let Some(refused) = objection(&plan, acceptance) {
            return Ok(Imported { plan, applied: Err(refused) });
        }
        let now = clock::now();
        write(&transaction, &mut plan, now, meter).await?;
        let mut import = kept(caller, &upload, sha256, &settings);
        planned(&mut import, &plan);
        (import.state, import.applied_at) = (ImportState::Applied, Some(now));
        let id = import.id;
        imports::keep(&transaction, import, &upload.bytes).await?;
        for event in ["import.stage", "import.apply"] {
            audit::append(&transaction, caller, audit::Event::done(event).to("import", id)).await?;
        }
        self.finish(transaction, (caller, id), &plan, meter).await?;
        Ok(Imported { plan, applied: Ok(id) })
    }

    /// Where an import stands: as it is stored, or what this server is doing for it.
    pub fn state(&self, import: &import::Model) -> ImportState {
        let live = [ImportState::Queued, ImportState::Reading, ImportState::Analysed].contains(&import.state);
        self.jobs.doing(import.id).filter(|_| live).unwrap_or(import.state)
    }

    /// Writes the plan of a staged import, in one transaction.
    pub async fn apply(
        &self,
        caller: &Caller,
        id: Uuid,
        acceptance: &Acceptance,
    ) -> Result<Result<Plan, Refused>, DbErr> {
        let Some(job) = self.jobs.begin(id, ImportState::Applying) else { return Ok(Err(Refused::Busy)) };
        let applied = self.apply_staged(caller, id, acceptance, job.meter());
        let applied = until_stopped(job.meter(), Box::pin(applied)).await;
        if let Err(Halt::Refused(Refused::Cancelled)) = &applied {
            self.close(caller, id, ImportState::Cancelled).await?;
        }
        answered(applied)
    }

    async fn apply_staged(
        &self,
        caller: &Caller,
        id: Uuid,
        acceptance: &Acceptance,
        meter: &Meter,
    ) -> Result<Plan, Halt> {
        let reader = self.database.reader(caller);
        let import = imports::find(reader, id).await?.ok_or(Refused::NotFound)?;
        let bytes = imports::bytes(reader, id).await?.ok_or(Refused::FileGone)?;
        let upload = Upload::new(import.filename.clone(), bytes);
        let opened = self.read(caller, (upload, Settings::from_json(&import.settings), Vec::new()), meter).await?;
        let transaction = self.database.write(caller).await?;
        // Read again under the lock: another request may have applied it meanwhile.
        let mut import = imports::find(&transaction, id).await?.ok_or(Refused::NotFound)?;
        if import.state != ImportState::Analysed {
            return Err(Refused::State(import.state).into());
        }
        let (opened, mut plan) = last_plan(&transaction, opened, meter).await?;
        drop(opened);
        if let Some(refused) = objection(&plan, acceptance) {
            return Err(refused.into());
        }
        let now = clock::now();
        write(&transaction, &mut plan, now, meter).await?;
        planned(&mut import, &plan);
        (import.state, import.applied_at) = (ImportState::Applied, Some(now));
        imports::save(&transaction, import).await?;
        audit::append(&transaction, caller, audit::Event::done("import.apply").to("import", id)).await?;
        self.finish(transaction, (caller, id), &plan, meter).await?;
        Ok(plan)
    }

    /// Keeps what an applied plan did, and commits.
    async fn finish(
        &self,
        transaction: DatabaseTransaction,
        (caller, id): (&Caller, Uuid),
        plan: &Plan,
        meter: &Meter,
    ) -> Result<(), DbErr> {
        apply::keep(&transaction, id, plan, Stage::Applied).await?;
        match_decisions::remember(&transaction, caller, id, plan.decided(), clock::now()).await?;
        transaction.commit().await?;
        meter.enter(WorkStage::Done, None);
        Ok(())
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
        match_decisions::forget_import(&transaction, id).await?;
        imports::enter(&transaction, import, ImportState::Undone, now).await?;
        audit::append(&transaction, caller, audit::Event::done("import.undo").to("import", id)).await?;
        transaction.commit().await?;
        Ok(Ok(undone))
    }

    /// The settings that an upload asks for.
    pub(super) async fn settings(&self, caller: &Caller, upload: &Upload) -> Result<Settings, Halt> {
        let profile = match &upload.profile {
            None => None,
            Some(name) => {
                let profile = import_profiles::find(self.database.reader(caller), name).await?;
                let profile = Profile::from(profile.ok_or_else(|| Refused::NoProfile(name.clone()))?);
                Some(UsedProfile { name: profile.name, recognised: false, mapping: profile.mapping })
            }
        };
        Ok(Settings { profile, sheets: upload.sheets.clone(), ..Settings::default() })
    }

    /// Reads a file that is new to the register: a saved mapping may know it by its headers.
    pub(super) async fn read_new(
        &self,
        caller: &Caller,
        upload: Upload,
        settings: Settings,
        meter: &Meter,
    ) -> Result<Opened, Halt> {
        let profiles = import_profiles::all(self.database.reader(caller)).await?;
        let profiles = profiles.into_iter().map(Profile::from).collect();
        self.read(caller, (upload, settings, profiles), meter).await
    }

    /// Reads a file as its settings say, away from the threads that serve requests.
    async fn read(
        &self,
        caller: &Caller,
        (upload, settings, profiles): (Upload, Settings, Vec<Profile>),
        meter: &Meter,
    ) -> Result<Opened, Halt> {
        let workbook = self.workbook(&upload, meter).await?;
        named_sheets(&workbook, &upload.sheets).map_err(Refused::Input)?;
        let learnt = learnt_words::all(self.database.reader(caller)).await?;
        let vocabulary = with_learnt(&self.vocabulary, learnt.into_iter().map(learnt_word).collect());
        let meter = meter.clone();
        let reading = aside(move || {
            let sha256 = hexadecimal(&Sha256::digest(&upload.bytes));
            let (file, settings) = interpret(workbook, settings, &profiles, (&vocabulary, &meter))?;
            Ok::<_, Refused>(Opened { upload, sha256, settings, file, vocabulary })
        });
        Ok(reading.await??)
    }

    /// The cells of a file, read in a process of its own.
    pub(super) async fn workbook(&self, upload: &Upload, meter: &Meter) -> Result<Workbook, Halt> {
        meter.enter(WorkStage::Reading, None);
        let workbook =
            self.workers.read(Arc::clone(&upload.bytes), metered(meter)).await.map_err(|why| unread(&why))?;
        Ok(without_list(workbook.map_err(Refused::Unreadable)?))
    }

    /// Plans, and finds out what applying would do to progress: by applying and rolling back, where it can do anything.
    pub(super) async fn plan_with_effects(
        &self,
        caller: &Caller,
        opened: Opened,
        meter: &Meter,
    ) -> Result<(Opened, Plan), Halt> {
        let reader = self.database.reader(caller);
        let (opened, mut plan) = plan(reader, opened, meter).await?;
        if effects::possible(reader, &plan).await? {
            let transaction = self.database.write(caller).await?;
            // Nobody is told of this writing: it is not kept.
            write(&transaction, &mut plan, clock::now(), &Meter::default()).await?;
            transaction.rollback().await?;
        }
        Ok((opened, plan))
    }
}

/// Tells a meter of the rows that are read.
fn metered(meter: &Meter) -> OnProgress {
    meter.enter(WorkStage::Reading, None);
    let (meter, told) = (meter.clone(), Mutex::new(Progress::default()));
    Arc::new(move |now| {
        let before = mem::replace(&mut *told.lock().unwrap_or_else(PoisonError::into_inner), now);
        let number = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
        if before.of != now.of {
            meter.enter(WorkStage::Reading, now.of.map(number));
            meter.advance(number(before.rows));
        }
        meter.advance(number(now.rows.saturating_sub(before.rows)));
    })
}

/// A file that was not read through no fault of its own.
pub(super) fn unread(why: &io::Error) -> DbErr {
    DbErr::Custom(format!("a file was not read: {why}"))
}

/// An import as it is kept before there is a plan.
pub(super) fn kept(caller: &Caller, upload: &Upload, sha256: String, settings: &Settings) -> import::Model {
    import::Model {
        id: clock::new_id(),
        filename: upload.filename.clone(),
        sha256,
        size: i32::try_from(upload.bytes.len()).unwrap_or(i32::MAX),
        format: None,
        state: ImportState::Reading,
        plan_hash: None,
        settings: settings.to_json(),
        plan: "{}".to_owned(),
        uploaded_by: caller.name.clone(),
        uploaded_at: clock::now(),
        applied_at: None,
        undone_at: None,
    }
}

/// Notes with an import what its plan says.
pub(super) fn planned(import: &mut import::Model, plan: &Plan) {
    import.format = Some(plan.format);
    import.plan_hash = Some(plan.hash());
    import.plan = serde_json::to_string(&plan.outline).unwrap_or_else(|_| "{}".to_owned());
}
