//! Effects: what applying a plan would do to the progress of performances.
//!
//! Found by applying the plan in a transaction that the caller rolls back, and counting before and after.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use super::apply::apply;
use super::plan::{Effect, Plan};
use crate::clock;
use crate::entities::performance;
use crate::services::progress::{Scope, progress};
use crate::values::{ChangeOperation, Indicator, RecordKind};

type Counts = BTreeMap<(Uuid, Indicator), Decimal>;

/// Whether a plan can change what counts for a performance.
pub(super) fn possible(plan: &Plan) -> bool {
    let counts = [
        RecordKind::Mission,
        RecordKind::Participation,
        RecordKind::Organisation,
        RecordKind::Outcome,
        RecordKind::Performance,
    ];
    let written = [ChangeOperation::Create, ChangeOperation::Update];
    plan.records.iter().any(|record| written.contains(&record.operation) && counts.contains(&record.kind))
}

/// The effects of a plan. Leaves it applied: the caller rolls back.
pub(super) async fn effects(db: &impl ConnectionTrait, plan: &Plan) -> Result<Vec<Effect>, DbErr> {
    let before = counts(db).await?;
    apply(db, plan, clock::now()).await?;
    let after = counts(db).await?;
    let performances = performance::Entity::find().all(db).await?;
    let mut effects = Vec::new();
    for performance in performances {
        let of = |counts: &Counts, indicator| counts.get(&(performance.id, indicator)).copied().unwrap_or_default();
        for (_, indicator) in after.keys().filter(|(id, _)| *id == performance.id) {
            let (before, after) = (of(&before, *indicator), of(&after, *indicator));
            if before != after {
                let (code, year) = (performance.code.clone(), performance.year);
                effects.push(Effect { code, year, indicator: *indicator, before, after });
            }
        }
    }
    Ok(effects)
}

async fn counts(db: &impl ConnectionTrait) -> Result<Counts, DbErr> {
    let progress = progress(db, Scope::All, clock::today()).await?;
    let counts = progress.into_iter().flat_map(|(performance, indicators)| {
        indicators.into_iter().map(move |progress| ((performance, progress.indicator), progress.realised))
    });
    Ok(counts.collect())
}
