//! Budget amendments and their lines.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, ID, Object};
use uuid::Uuid;

use super::connection::{Connection, Listing, PageArguments, cost};
use super::decision::Decision;
use super::error::{Failure, Result};
use super::filter::{EnumFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, Reader, loaders};
use super::order::sortable;
use super::performance::{Performance, PerformanceFilter};
use super::reserve::Reserve;
use super::scalar::Decimal;
use super::source::{Source, sources_of};
use crate::entities::{amendment_line, budget_amendment};
use crate::services::amendments;
use crate::values::{AmendmentStatus, Authority};

filterable! {
    /// Which budget amendments. All fields that are given must be passed.
    pub struct BudgetAmendmentFilter {
        /// What it does.
        description: StringFilter => amendments::description(),
        /// Proposed, adopted or rejected.
        status: EnumFilter<AmendmentStatus> => amendments::status(),
        /// The performance page that proposes it.
        proposed_in: PerformanceFilter => amendments::proposed_in(),
    }
}

sortable! {
    BudgetAmendmentOrder by
    /// By what budget amendments can be sorted.
    BudgetAmendmentOrderField {
        /// What it does.
        Description => amendments::description(),
        /// Where it stands, by the name of the status.
        Status => amendments::status(),
        /// When the record was made.
        CreatedAt => amendments::created_at(),
        /// When the record last changed.
        UpdatedAt => amendments::updated_at(),
    }
}

/// An amendment, as stored.
pub struct BudgetAmendment(budget_amendment::Model);

impl From<budget_amendment::Model> for BudgetAmendment {
    fn from(row: budget_amendment::Model) -> Self {
        Self(row)
    }
}

impl Noun for BudgetAmendment {
    type Entity = budget_amendment::Entity;
}

/// A double-entry budget amendment: its lines sum to zero.
#[Object]
impl BudgetAmendment {
    /// Names this amendment in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// What it does.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// Proposed, adopted or rejected.
    async fn status(&self) -> AmendmentStatus {
        self.0.status
    }

    /// The performance page that proposes it.
    async fn proposed_in(&self, ctx: &Context<'_>) -> Result<Option<Performance>> {
        loaders(ctx).find(self.0.proposed_in_id).await
    }

    /// Who decides on it.
    async fn authority(&self) -> Option<Authority> {
        self.0.authority
    }

    /// Earlier decisions it rests on, in order.
    async fn basis(&self, ctx: &Context<'_>) -> Result<Vec<Decision>> {
        let rows = loaders(ctx).children(&amendments::basis(), self.0.id).await?;
        let decisions = loaders(ctx).find_each(rows.into_iter().map(|row| row.decision_id)).await?;
        Ok(decisions.into_iter().flatten().collect())
    }

    /// The decision on it.
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<Decision>> {
        loaders(ctx).find(self.0.decision_id).await
    }

    /// Its lines, in order.
    async fn lines(&self, ctx: &Context<'_>) -> Result<Vec<AmendmentLine>> {
        let rows = loaders(ctx).children(&amendments::lines(), self.0.id).await?;
        Ok(rows.into_iter().map(AmendmentLine).collect())
    }

    /// Where this record came from: import, sheet and row.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        sources_of(ctx, self.0.id).await
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A line of an amendment, as stored.
pub struct AmendmentLine(amendment_line::Model);

/// Positive adds to the account, negative withdraws from it. Exactly one of reserve and performance is set; performance
/// is the record of the proposing page, fiscalYear the budget year that the money goes to.
#[Object]
impl AmendmentLine {
    /// The reserve, where the account is one.
    async fn reserve(&self, ctx: &Context<'_>) -> Result<Option<Reserve>> {
        loaders(ctx).find(self.0.reserve_id).await
    }

    /// The reserve as the page words it.
    async fn reserve_text(&self) -> Option<&str> {
        self.0.reserve_text.as_deref()
    }

    /// The performance, where the account is the budget of one.
    async fn performance(&self, ctx: &Context<'_>) -> Result<Option<Performance>> {
        loaders(ctx).find(self.0.performance_id).await
    }

    /// The budget year of the money.
    async fn fiscal_year(&self) -> i32 {
        self.0.fiscal_year
    }

    /// In euros.
    async fn amount(&self) -> Decimal {
        self.0.cents.into()
    }
}

/// The key of the amendments that concern a performance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct AmendmentsOf(Uuid);

impl Loader<AmendmentsOf> for Reader {
    type Value = Vec<budget_amendment::Model>;
    type Error = Failure;

    async fn load(&self, keys: &[AmendmentsOf]) -> Result<HashMap<AmendmentsOf, Self::Value>> {
        let performances: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = amendments::of_performances(self.db(), &performances).await?;
        let rows = |found: Vec<amendments::Amendment>| found.into_iter().map(|found| found.amendment).collect();
        Ok(found.into_iter().map(|(performance, found)| (AmendmentsOf(performance), rows(found))).collect())
    }
}

/// The amendments that a performance proposes or that touch it, oldest first.
pub async fn amendments_of(ctx: &Context<'_>, performance: Uuid) -> Result<Vec<BudgetAmendment>> {
    let rows = loaders(ctx).load(AmendmentsOf(performance)).await?.unwrap_or_default();
    Ok(rows.into_iter().map(BudgetAmendment).collect())
}

/// The root field of budget amendments.
#[derive(Default)]
pub struct BudgetAmendmentQuery;

#[Object]
impl BudgetAmendmentQuery {
    /// Budget amendments, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn budget_amendments(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<BudgetAmendmentFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<BudgetAmendmentOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<BudgetAmendment>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
