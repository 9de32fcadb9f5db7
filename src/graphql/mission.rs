//! Missions.

use async_graphql::{Context, ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::count::{ParticipantCounts, ReportedCount, counts_of};
use super::error::{Failure, Result};
use super::filter::{DateFilter, EnumFilter, IntFilter, StringFilter, filterable};
use super::global_id;
use super::journey::{Destination, MissionLeader, leaders_of};
use super::loaders::{Noun, loaders};
use super::money::{Contribution, Cost};
use super::official::Official;
use super::order::sortable;
use super::outcome::{Outcome, OutcomeFilter, OutcomeOrder};
use super::participation::{Participation, ParticipationFilter, ParticipationOrder};
use super::performance::{Performance, PerformanceFilter};
use super::scalar::{Date, DateTime};
use super::source::{Source, sources_of};
use super::theme::Theme;
use crate::entities::mission;
use crate::services::missions;
use crate::values::{DatePrecision, Direction, Indicator, InternationalisationForm, MissionKind, MissionStatus};

filterable! {
    /// Which missions. All fields that are given must be passed.
    pub struct MissionFilter {
        /// The register's own code, as in `HM2016-03`.
        code: StringFilter => missions::code(),
        /// What it is called.
        title: StringFilter => missions::title(),
        /// Out to the world or in to the province.
        direction: EnumFilter<Direction> => missions::direction(),
        /// Where it stands.
        status: EnumFilter<MissionStatus> => missions::status(),
        /// What sort of journey it was.
        kind: EnumFilter<MissionKind> => missions::kind(),
        /// The first day that the register allows: of `mei 2016`, 1 May.
        start_date: DateFilter => missions::start_date(),
        /// The last day that the register allows: of `mei 2016`, 31 May.
        end_date: DateFilter => missions::end_date(),
        /// The year of the start date, or of what is known of it.
        year: IntFilter => missions::year(),
        /// The ISO 3166-1 alpha-2 code of any of its destinations.
        country: StringFilter => missions::country(),
        /// The Dutch name of any of its themes.
        theme: StringFilter => missions::theme(),
        /// The display name of any official who led it.
        leader: StringFilter => missions::leader(),
        /// The performance that it counts for.
        performance: PerformanceFilter => missions::performance(),
        /// Any of its participations.
        participations: ParticipationFilter => missions::participations(),
        /// Any of its outcomes.
        outcomes: OutcomeFilter => missions::outcomes(),
        /// The mission that it answers.
        counter_visit_of: MissionFilter => missions::counter_visit_of(),
    }
}

sortable! {
    MissionOrder by
    /// By what missions can be sorted.
    MissionOrderField {
        /// The first day.
        StartDate => missions::start_date(),
        /// The last day.
        EndDate => missions::end_date(),
        /// The year.
        Year => missions::year(),
        /// The title.
        Title => missions::title(),
        /// The register's own code.
        Code => missions::code(),
        /// When the record was made.
        CreatedAt => missions::created_at(),
        /// When the record last changed.
        UpdatedAt => missions::updated_at(),
    }
}

/// A mission, as stored.
pub struct Mission(mission::Model);

impl From<mission::Model> for Mission {
    fn from(row: mission::Model) -> Self {
        Self(row)
    }
}

impl Noun for Mission {
    type Entity = mission::Entity;
}

/// A journey to promote exports: out to the world, or in to the province.
#[Object]
impl Mission {
    /// Names this mission in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The register's own code, as in `HM2016-03`.
    async fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What it is called, as written.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What sort of journey it was.
    async fn kind(&self) -> MissionKind {
        self.0.kind
    }

    /// Out to the world or in to the province.
    async fn direction(&self) -> Direction {
        self.0.direction
    }

    /// Where it stands.
    async fn status(&self) -> MissionStatus {
        self.0.status
    }

    /// The forms of internationalisation that it served.
    async fn forms(&self) -> Result<Vec<InternationalisationForm>> {
        serde_json::from_str(&self.0.forms).map_err(|error| Failure::internal(&error))
    }

    /// A fair or event that it visits, such as `Hannover Messe`.
    async fn event(&self) -> Option<&str> {
        self.0.event.as_deref()
    }

    /// Where it goes, in order.
    async fn destinations(&self, ctx: &Context<'_>) -> Result<Vec<Destination>> {
        let rows = loaders(ctx).children(&missions::destinations(), self.0.id).await?;
        Ok(rows.into_iter().map(Destination::from).collect())
    }

    /// The year of the start date, or of what is known of it.
    async fn year(&self) -> Option<i32> {
        self.0.year
    }

    /// The first day that the register allows: of `mei 2016`, 1 May.
    async fn start_date(&self) -> Option<Date> {
        self.0.start_date.map(Date)
    }

    /// The last day that the register allows: of `mei 2016`, 31 May.
    async fn end_date(&self) -> Option<Date> {
        self.0.end_date.map(Date)
    }

    /// The date as written in the register.
    async fn date_text(&self) -> Option<&str> {
        self.0.date_text.as_deref()
    }

    /// How much of the date was really written down.
    async fn date_precision(&self) -> Option<DatePrecision> {
        self.0.date_precision
    }

    /// What it is about, in order.
    async fn themes(&self, ctx: &Context<'_>) -> Result<Vec<Theme>> {
        let loaders = loaders(ctx);
        let rows = loaders.children(&missions::themes(), self.0.id).await?;
        let themes = loaders.find_each(rows.into_iter().map(|row| row.theme_id)).await?;
        Ok(themes.into_iter().flatten().collect())
    }

    /// Who led it, in order.
    async fn leaders(&self, ctx: &Context<'_>) -> Result<Vec<MissionLeader>> {
        leaders_of(ctx, self.0.id).await
    }

    /// The first official among the leaders.
    async fn leader(&self, ctx: &Context<'_>) -> Result<Option<Official>> {
        let leaders = leaders_of(ctx, self.0.id).await?;
        loaders(ctx).find(leaders.iter().find_map(MissionLeader::official_id)).await
    }

    /// Who organised it.
    async fn organiser(&self) -> Option<&str> {
        self.0.organiser.as_deref()
    }

    /// The mission that it answers.
    async fn counter_visit_of(&self, ctx: &Context<'_>) -> Result<Option<Mission>> {
        loaders(ctx).find(self.0.counter_visit_of_id).await
    }

    /// The missions that answer it.
    async fn counter_visits(&self, ctx: &Context<'_>) -> Result<Vec<Mission>> {
        let rows = loaders(ctx).children(&missions::counter_visits(), self.0.id).await?;
        Ok(rows.into_iter().map(Mission::from).collect())
    }

    /// The performance that it counts for. Only where a column, a title block or an edit says so; never by year alone.
    async fn performance(&self, ctx: &Context<'_>) -> Result<Option<Performance>> {
        loaders(ctx).find(self.0.performance_id).await
    }

    /// What it cost, or was to cost.
    async fn costs(&self, ctx: &Context<'_>) -> Result<Vec<Cost>> {
        let rows = loaders(ctx).children(&missions::costs(), self.0.id).await?;
        Ok(rows.into_iter().map(Cost::from).collect())
    }

    /// Who paid, or was to pay, how much of it.
    async fn contributions(&self, ctx: &Context<'_>) -> Result<Vec<Contribution>> {
        let rows = loaders(ctx).children(&missions::contributions(), self.0.id).await?;
        Ok(rows.into_iter().map(Contribution::from).collect())
    }

    /// Who went, or meant to go.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn participations(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<ParticipationFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<ParticipationOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Participation>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::of(&missions::participations(), self.0.id, selection))
    }

    /// What came of it.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn outcomes(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<OutcomeFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<OutcomeOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Outcome>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::of(&missions::outcomes(), self.0.id, selection))
    }

    /// How many took part, as the register counts.
    async fn counts(&self, ctx: &Context<'_>) -> Result<ParticipantCounts> {
        counts_of(ctx, self.0.id).await
    }

    /// What reports once stated of it, in order.
    async fn reported_counts(&self, ctx: &Context<'_>) -> Result<Vec<ReportedCount>> {
        let rows = loaders(ctx).children(&missions::reported_counts(), self.0.id).await?;
        Ok(rows.into_iter().map(ReportedCount::from).collect())
    }

    /// What a report once stated of the people who took part, kept apart from what the register counts: `meer dan 50`.
    async fn reported_participants(&self, ctx: &Context<'_>) -> Result<Option<ReportedCount>> {
        let mut reported = loaders(ctx).children(&missions::reported_counts(), self.0.id).await?;
        reported.retain(|count| count.indicator == Indicator::People);
        Ok(reported.into_iter().next().map(ReportedCount::from))
    }

    /// Remarks.
    async fn notes(&self) -> Option<&str> {
        self.0.notes.as_deref()
    }

    /// Where this record came from: import, sheet and row.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        sources_of(ctx, self.0.id).await
    }

    /// When the record was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The root fields of missions.
#[derive(Default)]
pub struct MissionQuery;

#[Object]
impl MissionQuery {
    /// A mission by its id or by the register's own code; null when it is not there.
    async fn mission(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id. Give this or the code.")] id: Option<ID>,
        #[graphql(desc = "The register's own code, as in `HM2016-03`.")] code: Option<String>,
    ) -> Result<Option<Mission>> {
        match (id, code) {
            (Some(id), None) => loaders(ctx).find(global_id::expect::<Mission>(&id)?).await,
            (None, Some(code)) => {
                let row = missions::by_code(loaders(ctx).db(), &code).await?;
                Ok(row.map(Mission::from))
            }
            _ => Err(Failure::mistake("BAD_ID", "give `id` or `code`, and not both")),
        }
    }

    /// Missions, page by page.
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
        Ok(Connection::all(selection))
    }
}
