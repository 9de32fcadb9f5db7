//! Planning: a file that was read → its plan against a register, and the plan → the register.
//!
//! Invariant: a file is read once for as many plans as are made of it; it goes into a plan and comes back unchanged.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::file::File;
use super::importer::Opened;
use super::matching::{Matches, matches};
use super::parse::settle::settle;
use super::plan::{Evidence, Plan};
use super::terms::{Acceptance, Halt, PendingReviews, Refused};
use super::{apply, effects};
use crate::services::{Meter, imports};
use crate::values::{ApplyMode, WorkStage};

/// Whether a file is planned again after this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Another,
    Last,
}

/// The plan of a file against a register. The file comes back for the next plan.
pub(super) async fn plan(db: &impl ConnectionTrait, opened: Opened, meter: &Meter) -> Result<(Opened, Plan), Halt> {
    plan_in_turn(db, opened, meter, Turn::Another).await
}

/// As [`plan`], of a file that comes back spent: there is no other plan of it, so its memory is for this one.
pub(super) async fn last_plan(
    db: &impl ConnectionTrait,
    opened: Opened,
    meter: &Meter,
) -> Result<(Opened, Plan), Halt> {
    plan_in_turn(db, opened, meter, Turn::Last).await
}

async fn plan_in_turn(
    db: &impl ConnectionTrait,
    opened: Opened,
    meter: &Meter,
    turn: Turn,
) -> Result<(Opened, Plan), Halt> {
    meter.enter(WorkStage::Planning, Some(opened.file.gathered.clusters.len()));
    let words = &opened.vocabulary.organisations;
    let matches = matches(db, (&opened.file.rows, &opened.file.gathered), words, &opened.settings.decisions).await?;
    let Opened { upload, sha256, settings, file, vocabulary } = opened;
    let (file, mut plan, known) = aside(move || made(file, &matches, turn)).await?;
    if meter.is_stopped() {
        return Err(Refused::Cancelled.into());
    }
    let earlier = imports::of_earlier_version(db, &upload.filename, &sha256).await?;
    let missing = earlier.into_iter().filter(|change| change.record_id.is_some_and(|id| !known.contains(&id)));
    plan.miss(imports::still_there(db, missing.collect()).await?);
    Ok((Opened { upload, sha256, settings, file, vocabulary }, plan))
}

/// The plan, and the stored records that it speaks of.
fn made(mut file: File, matches: &Matches, turn: Turn) -> (File, Plan, HashSet<Uuid>) {
    let before = file.rows.findings();
    let gathered = matches.gathered(&file.gathered);
    let joined = settle(&mut file.rows, gathered, |cluster| matches.stored(cluster).is_some(), &matches.aside);
    if turn == Turn::Last {
        file.rows.forget_joined();
    }
    let live: Vec<bool> = joined.iter().map(Option::is_some).collect();
    let evidence = Evidence { rows: &file.rows, gathered, live: &live, matches };
    let plan = Plan::make(file.format, &evidence, joined);
    file.rows.forget_findings_since(before);
    let known = matches.ids.iter().copied().chain(plan.records.iter().filter_map(|record| record.id)).collect();
    (file, plan, known)
}

/// Does work that takes long away from the threads that serve requests.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, DbErr> {
    let stopped = |stopped| DbErr::Custom(format!("work on an import was stopped: {stopped}"));
    tokio::task::spawn_blocking(work).await.map_err(stopped)
}

/// Does work until it is done or somebody stops it. What it holds then goes: a transaction is rolled back.
pub(super) async fn until_stopped<T>(meter: &Meter, work: impl Future<Output = Result<T, Halt>>) -> Result<T, Halt> {
    tokio::select! {
        biased;
        () = meter.stopped() => Err(Refused::Cancelled.into()),
        done = work => done,
    }
}

/// Why an accepted plan is not applied.
pub(super) fn objection(plan: &Plan, acceptance: &Acceptance) -> Option<Refused> {
    if acceptance.plan_hash.as_ref().is_some_and(|accepted| *accepted != plan.hash()) {
        return Some(Refused::PlanChanged(plan.lines()));
    }
    if acceptance.mode == ApplyMode::AllOrNothing && plan.errors() > 0 {
        return Some(Refused::Errors(plan.errors()));
    }
    let pending = plan.outline.reviews.iter().filter(|review| review.decision.is_none()).count();
    (acceptance.reviews == PendingReviews::Refuse && pending > 0).then_some(Refused::Reviews(pending))
}

/// Writes a plan in the caller's transaction, and says in it what that did to progress.
pub(super) async fn write(
    db: &impl ConnectionTrait,
    plan: &mut Plan,
    now: DateTime<Utc>,
    meter: &Meter,
) -> Result<(), DbErr> {
    let before = if effects::possible(db, plan).await? { Some(effects::counts(db).await?) } else { None };
    apply::apply(db, plan, now, meter).await?;
    if let Some(before) = before {
        plan.outline.effects = effects::since(db, &before).await?;
    }
    Ok(())
}
