//! The schema: the one way into the register, for pages and programs alike.
//!
//! One file per noun, with its type, its filter and order, and a small struct of its root fields; the rest is the kit
//! that they share ([`connection`], [`filter`], [`order`], [`loaders`], [`global_id`], [`scalar`], [`error`]). Who may
//! see what is decided here. This layer knows no SQL and no HTTP.

pub mod amendment;
pub mod amendment_mutation;
pub mod connection;
pub mod contribution_mutation;
pub mod cost;
pub mod cost_mutation;
pub mod count;
pub mod country;
pub mod decision;
pub mod decision_mutation;
pub mod edit;
pub mod error;
pub mod filter;
pub mod global_id;
pub mod import;
pub mod import_lines;
pub mod import_mutation;
pub mod import_plan;
pub mod import_profile;
pub mod import_progress;
pub mod import_refusal;
pub mod import_revision;
pub mod journey;
pub mod loaders;
pub mod match_decision;
pub mod merge;
pub mod merge_mutation;
pub mod mission;
pub mod mission_mutation;
pub mod money;
pub mod node;
pub mod official;
pub mod official_mutation;
pub mod order;
pub mod organisation;
pub mod organisation_mutation;
pub mod outcome;
pub mod outcome_mutation;
pub mod participation;
pub mod participation_mutation;
pub mod performance;
pub mod performance_mutation;
pub mod performance_parts;
pub mod person;
pub mod person_mutation;
pub mod progress;
pub mod request;
pub mod reserve;
pub mod reserve_mutation;
pub mod scalar;
pub mod search;
pub mod source;
pub mod statistics;
pub mod theme;
pub mod theme_mutation;
pub mod user_error;
pub mod viewer;

use std::sync::Arc;

use async_graphql::{MergedObject, MergedSubscription, SDLExportOptions, SchemaBuilder};

pub use request::prepare;

use crate::import::importer::Importer;
use crate::import::vocabulary::Vocabulary;
use crate::import::workers::Workers;
use crate::services::Database;

/// What a query may cost in all: every field is 1, and what is in a list counts for each row of the page.
const MAX_COMPLEXITY: usize = 100_000;

/// What can be asked of the register.
#[derive(Default, MergedObject)]
pub struct Query(
    node::NodeQuery,
    viewer::ViewerQuery,
    mission::MissionQuery,
    organisation::OrganisationQuery,
    person::PersonQuery,
    participation::ParticipationQuery,
    outcome::OutcomeQuery,
    theme::ThemeQuery,
    performance::PerformanceQuery,
    amendment::BudgetAmendmentQuery,
    reserve::ReserveQuery,
    decision::DecisionQuery,
    official::OfficialQuery,
    statistics::StatisticsQuery,
    search::SearchQuery,
    import::ImportQuery,
    import_profile::ImportProfileQuery,
    match_decision::MatchDecisionQuery,
    merge::MergeQuery,
);

/// What can be done to the register.
#[derive(Default, MergedObject)]
pub struct Mutation(
    import_mutation::ImportMutation,
    import_revision::ImportRevisionMutation,
    import_profile::ImportProfileMutation,
    mission_mutation::MissionMutation,
    organisation_mutation::OrganisationMutation,
    person_mutation::PersonMutation,
    participation_mutation::ParticipationMutation,
    outcome_mutation::OutcomeMutation,
    cost_mutation::CostMutation,
    contribution_mutation::ContributionMutation,
    theme_mutation::ThemeMutation,
    official_mutation::OfficialMutation,
    performance_mutation::PerformanceMutation,
    reserve_mutation::ReserveMutation,
    decision_mutation::DecisionMutation,
    amendment_mutation::BudgetAmendmentMutation,
    match_decision::MatchDecisionMutation,
    merge_mutation::MergeMutation,
);

/// What of the register can be followed as it happens.
#[derive(Default, MergedSubscription)]
pub struct Subscription(import_progress::ImportSubscription);

/// The schema, over a register.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// The schema over this register, with those who read uploads. Requests go through [`prepare`] first.
pub fn schema(database: Database, vocabulary: Arc<Vocabulary>, workers: Workers) -> Schema {
    let importer = Importer::new(database.clone(), Arc::clone(&vocabulary), workers);
    builder().data(database).data(vocabulary).data(importer).finish()
}

/// The schema as text, with fields in the order in which their types declare them.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().include_specified_by().use_space_ident();
    builder().finish().sdl_with_options(options)
}

fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    async_graphql::Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .limit_depth(cost::DEEPEST)
        .limit_complexity(MAX_COMPLEXITY)
        .extension(cost::CostGuard)
}
