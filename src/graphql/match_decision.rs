//! What people decided about records that may be the same, for later imports; and taking one such decision back.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use uuid::Uuid;

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::{Failure, Result};
use super::filter::{DateTimeFilter, EnumFilter, StringFilter, filterable};
use super::global_id;
use super::import::Import;
use super::loaders::{Noun, Reader, loaders};
use super::node::Node;
use super::order::sortable;
use super::request::{caller, database};
use super::scalar::DateTime;
use super::user_error::{UserError, told};
use crate::entities::match_decision;
use crate::services::{match_decisions, merges};
use crate::values::RecordKind;

filterable! {
    /// Which decisions. All fields that are given must be passed.
    pub struct MatchDecisionFilter {
        /// What sort of record was decided on.
        record_kind: EnumFilter<RecordKind> => match_decisions::record_kind(),
        /// What people call what came in; empty for people.
        incoming: StringFilter => match_decisions::incoming(),
        /// When it was decided.
        decided_at: DateTimeFilter => match_decisions::decided_at(),
    }
}

sortable! {
    MatchDecisionOrder by
    /// By what decisions can be sorted.
    MatchDecisionOrderField {
        /// When it was decided.
        DecidedAt => match_decisions::decided_at(),
    }
}

/// A decision, as stored.
pub struct MatchDecision(match_decision::Model);

impl From<match_decision::Model> for MatchDecision {
    fn from(row: match_decision::Model) -> Self {
        Self(row)
    }
}

impl Noun for MatchDecision {
    type Entity = match_decision::Entity;
}

/// The key of where a record is now that went into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct WhereaboutsOf(Uuid);

impl Loader<WhereaboutsOf> for Reader {
    type Value = Uuid;
    type Error = Failure;

    async fn load(&self, keys: &[WhereaboutsOf]) -> Result<HashMap<WhereaboutsOf, Uuid>> {
        let all = merges::whereabouts(self.db()).await?;
        Ok(keys.iter().filter_map(|key| Some((*key, *all.get(&key.0)?))).collect())
    }
}

/// What somebody decided on a doubtful match while importing: later imports are matched by it, and nobody is asked again.
#[Object]
impl MatchDecision {
    /// Names this decision in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// What sort of record.
    async fn record_kind(&self) -> RecordKind {
        self.0.record_kind
    }

    /// What the file called it; null for people, who are named in their own records alone.
    async fn incoming(&self) -> Option<&str> {
        Some(self.0.incoming.as_str()).filter(|incoming| !incoming.is_empty())
    }

    /// The record that it is; the one that it went into where it was merged since. Null when it is not there any more.
    async fn record(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        let Some(id) = self.0.record_id else { return Ok(None) };
        let now = loaders(ctx).load(WhereaboutsOf(id)).await?.unwrap_or(id);
        Node::of_kind(loaders(ctx), self.0.record_kind, now).await
    }

    /// The import in which it was asked; null where none asked.
    async fn import(&self, ctx: &Context<'_>) -> Result<Option<Import>> {
        loaders(ctx).find(self.0.import_id).await
    }

    /// Who decided.
    async fn decided_by(&self) -> &str {
        &self.0.decided_by
    }

    /// When.
    async fn decided_at(&self) -> DateTime {
        DateTime(self.0.decided_at)
    }
}

/// The root fields of decisions.
#[derive(Default)]
pub struct MatchDecisionQuery;

#[Object]
impl MatchDecisionQuery {
    /// What people decided on doubtful matches, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn match_decisions(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<MatchDecisionFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<MatchDecisionOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<MatchDecision>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}

/// A decision to be forgotten.
#[derive(InputObject)]
pub struct ForgetMatchDecisionInput {
    /// The decision.
    id: ID,
    /// Whether the other name that the organisation got by it goes too. As long as it is there, later imports match by
    /// it all the same.
    #[graphql(default = true)]
    remove_alias: bool,
}

/// What became of a decision that was to be forgotten.
#[derive(Default, SimpleObject)]
pub struct ForgetMatchDecisionPayload {
    /// The id of the decision that is gone.
    forgotten_id: Option<ID>,
    /// The other name that went with it; null where none did.
    removed_alias: Option<String>,
    /// Why none is gone.
    user_errors: Vec<UserError>,
}

/// The mutations of decisions.
#[derive(Default)]
pub struct MatchDecisionMutation;

#[Object]
impl MatchDecisionMutation {
    /// Takes back what somebody decided on a doubtful match: the next import that meets it asks again. What imports did by
    /// it stays as it is.
    async fn forget_match_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which decision.")] input: ForgetMatchDecisionInput,
    ) -> Result<ForgetMatchDecisionPayload> {
        let id = match told(global_id::expect::<MatchDecision>(&input.id), "id")? {
            Ok(id) => id,
            Err(error) => {
                let user_errors = vec![error];
                return Ok(ForgetMatchDecisionPayload { user_errors, ..ForgetMatchDecisionPayload::default() });
            }
        };
        let forgotten = match_decisions::forget(database(ctx), caller(ctx), id, input.remove_alias).await?;
        let Some(forgotten) = forgotten else {
            let message = "Er is geen keuze met dit id; misschien is die al vergeten.".to_owned();
            let user_errors = vec![UserError::new("NOT_FOUND", message, Some("id"))];
            return Ok(ForgetMatchDecisionPayload { user_errors, ..ForgetMatchDecisionPayload::default() });
        };
        let (forgotten_id, removed_alias) = (Some(input.id), forgotten.alias);
        Ok(ForgetMatchDecisionPayload { forgotten_id, removed_alias, user_errors: Vec::new() })
    }
}
