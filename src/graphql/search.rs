//! Full-text search.

use async_graphql::connection::PageInfo;
use async_graphql::{Context, Object, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::connection::{PageArguments, cost};
use super::error::{Failure, Result};
use super::loaders::loaders;
use super::node::Node;
use super::request::caller;
use crate::services::search::{Hit, Place, Question};
use crate::values::RecordKind;

/// A record that was found.
pub struct SearchResult(Hit);

/// A record that was found.
#[Object]
impl SearchResult {
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What sort of record it is.
    async fn record_kind(&self) -> RecordKind {
        self.0.kind
    }

    /// The record itself.
    async fn record(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        Node::of_kind(loaders(ctx), self.0.kind, self.0.id).await
    }
}

/// A record among the results, with its place there.
#[derive(SimpleObject)]
pub struct SearchEdge {
    /// Marks this place among the results: give it as `after`.
    cursor: String,
    /// What was found.
    node: SearchResult,
}

/// A page of results.
pub struct SearchConnection {
    question: Question,
    hits: Vec<Hit>,
    has_previous: bool,
    has_next: bool,
}

/// A page of results, best first: records whose title has all the words, then the rest, the newest first.
#[Object]
impl SearchConnection {
    /// The results of the page, each with its cursor.
    async fn edges(&self) -> Vec<SearchEdge> {
        let edge = |hit: &Hit| SearchEdge { cursor: cursor(hit.place), node: SearchResult(hit.clone()) };
        self.hits.iter().map(edge).collect()
    }

    /// The results of the page.
    async fn nodes(&self) -> Vec<SearchResult> {
        self.hits.iter().cloned().map(SearchResult).collect()
    }

    /// Where the page begins and ends, and whether there is more.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_previous_page: self.has_previous,
            has_next_page: self.has_next,
            start_cursor: self.hits.first().map(|hit| cursor(hit.place)),
            end_cursor: self.hits.last().map(|hit| cursor(hit.place)),
        }
    }

    /// How many results there are in all. Counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let count = self.question.count(loaders(ctx).db()).await?;
        i32::try_from(count).map_err(|error| Failure::internal(&error))
    }
}

fn cursor(place: Place) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}:{}", place.rank, place.id))
}

fn place(cursor: &str) -> Result<Place> {
    let read = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let (rank, id) = text.split_once(':')?;
        Some(Place { rank: rank.parse().ok()?, id: id.parse().ok()? })
    };
    let message = "this is no cursor of a search: expected one that an earlier page returned";
    read().ok_or_else(|| Failure::mistake("BAD_CURSOR", message))
}

/// The root field of search.
#[derive(Default)]
pub struct SearchQuery;

#[Object]
impl SearchQuery {
    /// Full-text search over missions, organisations, outcomes and (where the role may) people; tolerant of accents.
    /// Every word must occur, as the beginning of a word.
    #[graphql(complexity = "cost(first, None, child_complexity)")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The words to look for.", validator(max_length = 200))] text: String,
        #[graphql(desc = "So many: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Result<SearchConnection> {
        let size = PageArguments { first, ..PageArguments::default() }.paging()?.size;
        let after = after.as_deref().map(place).transpose()?;
        let question = Question::new(caller(ctx), &text);
        let mut hits = question.hits(loaders(ctx).db(), after, size + 1).await?;
        let kept = usize::try_from(size).unwrap_or(usize::MAX);
        let has_next = hits.len() > kept;
        hits.truncate(kept);
        Ok(SearchConnection { question, hits, has_previous: after.is_some(), has_next })
    }
}
