//! Effects: what applying a plan would do to the progress of performances.
//!
//! Found by counting before the plan is written and after, in one transaction, which the caller rolls back when the plan
//! is only to be shown.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use super::plan::{Effect, Plan};
use crate::clock;
use crate::entities::performance;
use crate::services::progress::{Scope, progress};
use crate::values::{ChangeOperation, Indicator, RecordKind};

/// What counts for each performance.
pub(super) type Counts = BTreeMap<(Uuid, Indicator), Decimal>;

/// Whether applying a plan can change what counts for a performance.
pub(super) async fn possible(db: &impl ConnectionTrait, plan: &Plan) -> Result<bool, DbErr> {
    let written = [ChangeOperation::Create, ChangeOperation::Update];
    let mut records = plan.records.iter().filter(|record| written.contains(&record.operation));
    if records.clone().any(|record| record.kind == RecordKind::Performance) {
        return Ok(true);
    }
    let counts = [RecordKind::Mission, RecordKind::Participation, RecordKind::Organisation, RecordKind::Outcome];
    Ok(records.any(|record| counts.contains(&record.kind)) && performance::Entity::find().one(db).await?.is_some())
}

/// What the register counts now.
pub(super) async fn counts(db: &impl ConnectionTrait) -> Result<Counts, DbErr> {
    let progress = progress(db, Scope::All, clock::today()).await?;
    let counts = progress.into_iter().flat_map(|(performance, indicators)| {
        indicators.into_iter().map(move |progress| ((performance, progress.indicator), progress.realised))
    });
    Ok(counts.collect())
}

/// What is different since the register was counted.
pub(super) async fn since(db: &impl ConnectionTrait, before: &Counts) -> Result<Vec<Effect>, DbErr> {
    let after = counts(db).await?;
    let performances = performance::Entity::find().all(db).await?;
    let mut effects = Vec::new();
    for performance in performances {
        let of = |counts: &Counts, indicator| counts.get(&(performance.id, indicator)).copied().unwrap_or_default();
        for (_, indicator) in after.keys().filter(|(id, _)| *id == performance.id) {
            let (before, after) = (of(before, *indicator), of(&after, *indicator));
            if before != after {
                let (code, year) = (performance.code.clone(), performance.year);
                effects.push(Effect { code, year, indicator: *indicator, before, after });
            }
        }
    }
    Ok(effects)
}
