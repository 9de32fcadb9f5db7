//! Performances.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, ID, Object};

use super::amendment::{BudgetAmendment, amendments_of};
use super::connection::{Connection, Listing, PageArguments, cost};
use super::count::ReportedCount;
use super::error::{Failure, Result};
use super::filter::{IntFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, Reader, loaders};
use super::mission::{Mission, MissionFilter, MissionOrder};
use super::official::Official;
use super::order::sortable;
use super::performance_parts::{
    Action, InvestmentProposal, ProgressNote, Signal, actions_of, notes_of, proposals_of, signals_of,
};
use super::progress::{IndicatorProgress, progress_of, report_of};
use super::reserve::Reserve;
use super::source::{Source, sources_of};
use crate::entities::performance;
use crate::services::performances;
use crate::values::{Language, ProvinceRole, ReportingDocument, Term};

filterable! {
    /// Which performances. All fields that are given must be passed.
    pub struct PerformanceFilter {
        /// The code, as in `5.4.2`.
        code: StringFilter => performances::code(),
        /// The budget year.
        year: IntFilter => performances::year(),
        /// The title in that year.
        title: StringFilter => performances::title(),
    }
}

sortable! {
    PerformanceOrder by
    /// By what performances can be sorted.
    PerformanceOrderField {
        /// The code.
        Code => performances::code(),
        /// The budget year.
        Year => performances::year(),
        /// The title.
        Title => performances::title(),
        /// When the record was made.
        CreatedAt => performances::created_at(),
        /// When the record last changed.
        UpdatedAt => performances::updated_at(),
    }
}

/// A performance, as stored.
pub struct Performance(performance::Model);

impl From<performance::Model> for Performance {
    fn from(row: performance::Model) -> Self {
        Self(row)
    }
}

impl Noun for Performance {
    type Entity = performance::Entity;
}

/// One performance in one budget year: the key is (code, year), because titles and actions change from year to year.
#[Object]
impl Performance {
    /// Names this performance in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// As in `5.4.2`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The budget year.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Its title in that year.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What the province wants with it.
    async fn summary(&self) -> Option<&str> {
        self.0.summary.as_deref()
    }

    /// The background that its page gives.
    async fn context(&self) -> Option<&str> {
        self.0.context.as_deref()
    }

    /// What it sets out to do, in order.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<Action>> {
        actions_of(ctx, self.0.id).await
    }

    /// Who answers for it, in order.
    async fn portfolio_holders(&self, ctx: &Context<'_>) -> Result<Vec<Official>> {
        let rows = loaders(ctx).children(&performances::holders(), self.0.id).await?;
        let officials = loaders(ctx).find_each(rows.into_iter().map(|row| row.official_id)).await?;
        Ok(officials.into_iter().flatten().collect())
    }

    /// The role that the province takes.
    async fn role(&self) -> ProvinceRole {
        self.0.role
    }

    /// The role as the page words it.
    async fn role_text(&self) -> Option<&str> {
        self.0.role_text.as_deref()
    }

    /// How long it runs.
    async fn term(&self) -> Term {
        self.0.term
    }

    /// The term as the page words it.
    async fn term_text(&self) -> Option<&str> {
        self.0.term_text.as_deref()
    }

    /// The reserve that it draws on, where it has one.
    async fn reserve(&self, ctx: &Context<'_>) -> Result<Option<Reserve>> {
        loaders(ctx).find(self.0.reserve_id).await
    }

    /// The reserve's name as this page prints it.
    async fn reserve_text(&self) -> Option<&str> {
        self.0.reserve_text.as_deref()
    }

    /// `Relatie met reserve?`: yes, no or not said.
    async fn reserve_related(&self) -> Option<bool> {
        self.0.reserve_related
    }

    /// The proposals by which it got its budget, in order.
    async fn investment_proposals(&self, ctx: &Context<'_>) -> Result<Vec<InvestmentProposal>> {
        proposals_of(ctx, self.0.id).await
    }

    /// The performance of the same code in the year before, where the register has it.
    async fn predecessor(&self, ctx: &Context<'_>) -> Result<Option<Performance>> {
        performance_of(ctx, self.0.code.clone(), self.0.year - 1).await
    }

    /// What reports stated of it, in order.
    async fn reported_counts(&self, ctx: &Context<'_>) -> Result<Vec<ReportedCount>> {
        let rows = loaders(ctx).children(&performances::reported_counts(), self.0.id).await?;
        Ok(rows.into_iter().map(ReportedCount::from).collect())
    }

    /// What reports say of its progress, in order.
    async fn progress_notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this report alone; of all when absent.")] document: Option<ReportingDocument>,
    ) -> Result<Vec<ProgressNote>> {
        notes_of(ctx, self.0.id, document).await
    }

    /// The colours that reports gave it, in order.
    async fn signals(&self, ctx: &Context<'_>) -> Result<Vec<Signal>> {
        signals_of(ctx, self.0.id).await
    }

    /// Targets against what the register counts, and against what was reported.
    async fn progress(&self, ctx: &Context<'_>) -> Result<Vec<IndicatorProgress>> {
        progress_of(ctx, self.0.id).await
    }

    /// The missions that count for it.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn missions(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<MissionFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<MissionOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Mission>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::of(&performances::missions(), self.0.id, selection))
    }

    /// Amendments that this page proposes or that touch this performance, oldest first.
    async fn budget_amendments(&self, ctx: &Context<'_>) -> Result<Vec<BudgetAmendment>> {
        amendments_of(ctx, self.0.id).await
    }

    /// The progress report of this performance in the form the annual report prints it, as Markdown, computed from the
    /// register.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            default_with = "Some(Language::Nl)",
            desc = "The language of headings and sentences; what the register says stays as it was written."
        )]
        language: Option<Language>,
    ) -> Result<String> {
        report_of(ctx, self.0.id, language.unwrap_or(Language::Nl)).await
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

/// The key of a performance as people name it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Named {
    code: String,
    year: i32,
}

impl Loader<Named> for Reader {
    type Value = performance::Model;
    type Error = Failure;

    async fn load(&self, keys: &[Named]) -> Result<HashMap<Named, Self::Value>> {
        let keys: Vec<(String, i32)> = keys.iter().map(|key| (key.code.clone(), key.year)).collect();
        let found = performances::by_code_and_year(self.db(), &keys).await?;
        Ok(found.into_iter().map(|((code, year), row)| (Named { code, year }, row)).collect())
    }
}

/// The performance of a code in a year.
pub async fn performance_of(ctx: &Context<'_>, code: String, year: i32) -> Result<Option<Performance>> {
    Ok(loaders(ctx).load(Named { code, year }).await?.map(Performance))
}

/// The root fields of performances.
#[derive(Default)]
pub struct PerformanceQuery;

#[Object]
impl PerformanceQuery {
    /// The performance of a code in a budget year.
    async fn performance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As in `5.4.2`.")] code: String,
        #[graphql(desc = "The budget year.")] year: i32,
    ) -> Result<Option<Performance>> {
        performance_of(ctx, code.trim().to_owned(), year).await
    }

    /// Performances, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn performances(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<PerformanceFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<PerformanceOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Performance>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
