//! Subscriptions of imports: how far one is.

use async_graphql::{Context, ID, SimpleObject, Subscription};
use futures_util::{Stream, StreamExt};

use super::error::{Failure, Result};
use super::global_id;
use super::import::Import;
use super::import_refusal::importer;
use super::request::caller;
use crate::services::meter::Reached;
use crate::values::Code;

/// How far an import is.
#[derive(SimpleObject)]
pub struct ImportProgress {
    /// What is being done: `QUEUED`, `READING`, `PARSING`, `PLANNING`, `APPLYING`, and at the end `DONE`; the state of the
    /// import then says how it ended.
    stage: String,
    /// How much of that is done: rows or records.
    done: i32,
    /// Of how much; null where that is not known.
    total: Option<i32>,
}

impl From<Reached> for ImportProgress {
    fn from(Reached { stage, done, total }: Reached) -> Self {
        let small = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self { stage: stage.code(), done: small(done), total: total.map(small) }
    }
}

/// What callers can be told of as it happens.
#[derive(Default)]
pub struct ImportSubscription;

#[Subscription]
impl ImportSubscription {
    /// Progress of an import while it is read, planned and applied. Ends with the stage `DONE` when that is done, or a
    /// moment after it was asked for when nothing is being done for the import.
    async fn import_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The import.")] id: ID,
    ) -> Result<impl Stream<Item = ImportProgress> + use<>> {
        let key = global_id::expect::<Import>(&id)?;
        let watched = importer(ctx).watch(caller(ctx), key).await?;
        let steps = watched.ok_or_else(|| Failure::mistake("NOT_FOUND", "there is no import with this id"))?;
        Ok(steps.map(ImportProgress::from))
    }
}
