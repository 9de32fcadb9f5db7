//! Merges: records that went into others.

use async_graphql::{Context, ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::Result;
use super::filter::{DateTimeFilter, EnumFilter, IdFilter, filterable};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::node::Node;
use super::order::sortable;
use super::scalar::DateTime;
use crate::entities::merge;
use crate::services::merges;
use crate::values::RecordKind;

filterable! {
    /// Which merges. All fields that are given must be passed.
    pub struct MergeFilter {
        /// What sort of records were merged.
        record_kind: EnumFilter<RecordKind> => merges::record_kind(),
        /// The record that stayed.
        kept: IdFilter => merges::kept(),
        /// The record that went.
        merged: IdFilter => merges::merged(),
        /// When they were merged.
        merged_at: DateTimeFilter => merges::merged_at(),
        /// When the merge was undone; those that stand have no such time.
        undone_at: DateTimeFilter => merges::undone_at(),
    }
}

sortable! {
    MergeOrder by
    /// By what merges can be sorted.
    MergeOrderField {
        /// When the records were merged.
        MergedAt => merges::merged_at(),
        /// When the merge was undone.
        UndoneAt => merges::undone_at(),
    }
}

/// A merge, as stored.
pub struct Merge(merge::Model);

impl From<merge::Model> for Merge {
    fn from(row: merge::Model) -> Self {
        Self(row)
    }
}

impl Noun for Merge {
    type Entity = merge::Entity;
}

/// A record that went into another: what referred to it refers to the other since. Can be undone.
#[Object]
impl Merge {
    /// Names this merge in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// What sort of records were merged.
    async fn record_kind(&self) -> RecordKind {
        self.0.record_kind
    }

    /// The record that stayed; null once that is gone too.
    async fn kept(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        Node::of_kind(loaders(ctx), self.0.record_kind, self.0.kept_id).await
    }

    /// The id of the record that went; after the merge is undone it leads to the record again.
    async fn merged_id(&self) -> ID {
        global_id::encode_kind(self.0.record_kind, self.0.merged_id)
    }

    /// What the record that went was called; null for people, who are named in their own records alone.
    async fn merged_name(&self) -> Result<Option<String>> {
        Ok(merges::label(&self.0.image)?)
    }

    /// Who merged them.
    async fn merged_by(&self) -> &str {
        &self.0.merged_by
    }

    /// When.
    async fn merged_at(&self) -> DateTime {
        DateTime(self.0.merged_at)
    }

    /// When the merge was undone; null while it stands.
    async fn undone_at(&self) -> Option<DateTime> {
        self.0.undone_at.map(DateTime)
    }
}

/// The root fields of merges.
#[derive(Default)]
pub struct MergeQuery;

#[Object]
impl MergeQuery {
    /// Records that were merged, page by page: those that stand and those that were undone.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn merges(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<MergeFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<MergeOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Merge>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
