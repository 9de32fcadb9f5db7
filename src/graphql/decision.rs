//! Decisions of the states and the executive.

use async_graphql::{ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::Result;
use super::filter::{DateFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::Noun;
use super::order::sortable;
use super::scalar::Date;
use crate::entities::decision;
use crate::services::decisions;

filterable! {
    /// Which decisions. All fields that are given must be passed.
    pub struct DecisionFilter {
        /// As in `PS/2016/871`.
        reference: StringFilter => decisions::reference(),
        /// What was decided.
        title: StringFilter => decisions::title(),
        /// The day it was taken.
        decided_on: DateFilter => decisions::decided_on(),
    }
}

sortable! {
    DecisionOrder by
    /// By what decisions can be sorted.
    DecisionOrderField {
        /// As in `PS/2016/871`.
        Reference => decisions::reference(),
        /// The day it was taken.
        DecidedOn => decisions::decided_on(),
        /// When the record was made.
        CreatedAt => decisions::created_at(),
        /// When the record last changed.
        UpdatedAt => decisions::updated_at(),
    }
}

/// A decision, as stored.
pub struct Decision(decision::Model);

impl From<decision::Model> for Decision {
    fn from(row: decision::Model) -> Self {
        Self(row)
    }
}

impl Noun for Decision {
    type Entity = decision::Entity;
}

/// A decision of the states or the executive, such as one on a budget.
#[Object]
impl Decision {
    /// Names this decision in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// As in `PS/2016/871`.
    async fn reference(&self) -> &str {
        &self.0.reference
    }

    /// What was decided; empty where the register knows only the reference.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// The day it was taken.
    async fn decided_on(&self) -> Option<Date> {
        self.0.decided_on.map(Date)
    }

    /// Where it can be read.
    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The root field of decisions.
#[derive(Default)]
pub struct DecisionQuery;

#[Object]
impl DecisionQuery {
    /// Decisions, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn decisions(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<DecisionFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<DecisionOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Decision>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
