//! Watching an import: the steps of the work on it, as they happen on this server.

use std::time::Duration;

use futures_util::Stream;
use futures_util::stream::unfold;
use sea_orm::DbErr;
use tokio::sync::watch;
use tokio::time::sleep;
use uuid::Uuid;

use super::importer::Importer;
use crate::services::meter::Reached;
use crate::services::{Caller, imports};
use crate::values::WorkStage;

/// For so long, in steps of so long, who watches waits for work to begin.
const PATIENCE: (u32, Duration) = (20, Duration::from_millis(50));

const DONE: Reached = Reached { stage: WorkStage::Done, done: 0, total: None };

/// Where somebody who watches is.
enum Watching {
    Waiting(Importer, Uuid),
    Seeing(watch::Receiver<Reached>),
    Over,
}

impl Importer {
    /// The steps of the work on an import, ending with [`WorkStage::Done`]; `None` when there is no such import.
    pub async fn watch(&self, caller: &Caller, id: Uuid) -> Result<Option<impl Stream<Item = Reached> + use<>>, DbErr> {
        let import = imports::find(self.database.reader(caller), id).await?;
        Ok(import.map(|_| unfold(Watching::Waiting(self.clone(), id), Watching::next)))
    }

    /// The meter of the work on an import, once it has begun.
    async fn meter_soon(&self, id: Uuid) -> Option<watch::Receiver<Reached>> {
        let (times, step) = PATIENCE;
        for _ in 0..times {
            if let Some(meter) = self.jobs.meter(id) {
                return Some(meter.watch());
            }
            sleep(step).await;
        }
        None
    }
}

impl Watching {
    async fn next(self) -> Option<(Reached, Self)> {
        match self {
            Self::Waiting(importer, id) => match importer.meter_soon(id).await {
                Some(mut steps) => {
                    let now = *steps.borrow_and_update();
                    Some((now, Self::after(now, steps)))
                }
                None => Some((DONE, Self::Over)),
            },
            Self::Seeing(mut steps) => {
                // Nobody works any more, whatever the last step was.
                let now = if steps.changed().await.is_ok() { *steps.borrow_and_update() } else { DONE };
                Some((now, Self::after(now, steps)))
            }
            Self::Over => None,
        }
    }

    fn after(now: Reached, steps: watch::Receiver<Reached>) -> Self {
        if now.stage == WorkStage::Done { Self::Over } else { Self::Seeing(steps) }
    }
}
