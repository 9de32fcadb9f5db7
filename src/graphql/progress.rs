//! The progress of performances, and the page that tells of it.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object};
use uuid::Uuid;

use super::count::ReportedCount;
use super::error::{Failure, Result};
use super::loaders::{Reader, loaders};
use super::scalar::Decimal;
use crate::clock;
use crate::entities::performance;
use crate::import::vocabulary::Vocabulary;
use crate::services::progress::{self, Scope};
use crate::services::query;
use crate::services::report::facts::{self, Facts};
use crate::services::report::{compose, markdown};
use crate::values::{Direction, Indicator, Language};

/// One row of the progress of a performance.
pub struct IndicatorProgress(progress::IndicatorProgress);

/// How far a performance came. Realised counts the REALISED missions of the performance (and those of UNKNOWN status that
/// lie in the past), outgoing ones unless the target says otherwise; PEOPLE leaves out officials, support and press.
#[Object]
impl IndicatorProgress {
    /// What is counted.
    async fn indicator(&self) -> Indicator {
        self.0.indicator
    }

    /// Which missions count; outgoing ones where it is null.
    async fn direction(&self) -> Option<Direction> {
        self.0.direction
    }

    /// The unit as the page words it, where its targets agree on it.
    async fn unit_text(&self) -> Option<&str> {
        self.0.unit_text.as_deref()
    }

    /// The number promised; targets of several actions add up. Null where nothing was promised but something reported.
    async fn target(&self) -> Option<Decimal> {
        self.0.target.map(Decimal)
    }

    /// What the register counts.
    async fn realised(&self) -> Decimal {
        Decimal(self.0.realised)
    }

    /// What the latest report of the year stated.
    async fn reported(&self) -> Option<ReportedCount> {
        self.0.reported.clone().map(ReportedCount::from)
    }

    /// Realised as a part of the target: 1.0 is all of it.
    async fn ratio(&self) -> Option<f64> {
        self.0.ratio
    }

    /// Whether the target was met, in the sense in which it was meant: a maximum is met by staying below.
    async fn reached(&self) -> Option<bool> {
        self.0.reached
    }
}

/// The key of the progress of a performance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ProgressOf(Uuid);

impl Loader<ProgressOf> for Reader {
    type Value = Vec<progress::IndicatorProgress>;
    type Error = Failure;

    async fn load(&self, keys: &[ProgressOf]) -> Result<HashMap<ProgressOf, Self::Value>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = progress::progress(self.db(), Scope::Of(&ids), clock::today()).await?;
        Ok(found.into_iter().map(|(performance, rows)| (ProgressOf(performance), rows)).collect())
    }
}

/// The progress of a performance.
pub async fn progress_of(ctx: &Context<'_>, performance: Uuid) -> Result<Vec<IndicatorProgress>> {
    let rows = loaders(ctx).load(ProgressOf(performance)).await?.unwrap_or_default();
    Ok(rows.into_iter().map(IndicatorProgress).collect())
}

/// The key of the facts on the page of a performance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct FactsOf(Uuid);

impl Loader<FactsOf> for Reader {
    type Value = Arc<Facts>;
    type Error = Failure;

    async fn load(&self, keys: &[FactsOf]) -> Result<HashMap<FactsOf, Self::Value>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let performances = query::by_ids::<performance::Entity>(self.db(), &ids).await?;
        let pages = facts::load(self.db(), performances.into_values().collect(), clock::today()).await?;
        Ok(pages.into_iter().map(|facts| (FactsOf(facts.performance.id), Arc::new(facts))).collect())
    }
}

/// The page of a performance, as Markdown.
pub async fn report_of(ctx: &Context<'_>, performance: Uuid, language: Language) -> Result<String> {
    let missing = || Failure::internal(&format!("there is no performance {performance}"));
    let facts = loaders(ctx).load(FactsOf(performance)).await?.ok_or_else(missing)?;
    let countries = &ctx.data_unchecked::<Arc<Vocabulary>>().countries;
    Ok(markdown::render(&compose(&facts, countries, language)))
}
