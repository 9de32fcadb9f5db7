//! Connections: lists in pages, by the Relay specification, with what was counted beside them.
//!
//! A page is read when one of its fields is asked for, and a total is counted only when `totalCount` is.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::connection::PageInfo;
use async_graphql::{Context, Object, OutputType, SimpleObject, TypeName};
use sea_orm::EntityTrait;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::error::{Failure, Result};
use super::filter::{self, Criterion};
use super::loaders::{Counts, Noun, Pages, loaders};
use super::order::{SortBy, order};
use crate::services::query::{self, End, Paging, Predicate, Relation, Selection, Window};

/// The size of a page for which none was asked.
const DEFAULT_SIZE: i32 = 20;

/// The largest size of a page.
const MAX_SIZE: i32 = 100;

/// The four arguments that choose a page.
#[derive(Clone, Debug, Default)]
pub struct PageArguments {
    /// So many from the start.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// So many from the end.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

impl PageArguments {
    /// The page that they choose, or why they choose none.
    pub fn paging(self) -> Result<Paging> {
        let mistake = |message: &str| Err(Failure::mistake("BAD_PAGE", message));
        let (end, size, cursor) = match self {
            Self { first: Some(_), last: Some(_), .. } => return mistake("give `first` or `last`, not both"),
            Self { after: Some(_), before: Some(_), .. } => return mistake("give `after` or `before`, not both"),
            Self { first: Some(_), before: Some(_), .. } => {
                return mistake("`before` goes with `last`, not with `first`");
            }
            Self { last: Some(_), after: Some(_), .. } => return mistake("`after` goes with `first`, not with `last`"),
            Self { last, before, .. } if last.is_some() || before.is_some() => (End::Last, last, before),
            Self { first, after, .. } => (End::First, first, after),
        };
        match size.unwrap_or(DEFAULT_SIZE) {
            size @ 1..=MAX_SIZE => Ok(Paging { end, size: u64::from(size.unsigned_abs()), cursor }),
            size => mistake(&format!("a page has 1 to {MAX_SIZE} rows, not {size}")),
        }
    }
}

/// What a page costs of the complexity that a query may have: each row costs what is asked of it.
pub fn cost(first: Option<i32>, last: Option<i32>, of_each: usize) -> usize {
    let size = first.or(last).unwrap_or(DEFAULT_SIZE).clamp(1, MAX_SIZE);
    1 + of_each * usize::try_from(size).unwrap_or(1)
}

/// What the arguments of a list select, but for the page.
pub struct Listing<F, O> {
    /// Which rows; absent for all.
    pub filter: Option<F>,
    /// In what order; absent for the order in which they were made.
    pub order_by: Option<Vec<O>>,
}

impl<F: Criterion<Test = Predicate>, O: SortBy> Listing<F, O> {
    /// With the page.
    pub fn page(self, page: PageArguments) -> Result<Selection> {
        let window = Window::new(order(self.order_by), page.paging()?)?;
        Ok(Selection { which: filter::predicate(self.filter)?, window })
    }
}

/// A page of a list.
pub struct Connection<N: Noun> {
    /// The column that refers to the parent, and the parent; nothing for a list at the root.
    parent: Option<(&'static str, Uuid)>,
    selection: Arc<Selection>,
    page: OnceCell<Read<N>>,
}

/// A page that was read.
struct Read<N: OutputType> {
    edges: Vec<Edge<N>>,
    has_previous: bool,
    has_next: bool,
}

/// A record in a list, with its place there.
#[derive(SimpleObject)]
#[graphql(name_type)]
pub struct Edge<N: OutputType> {
    /// Marks this place in the list, in the order asked for: give it as `after` or `before`.
    pub cursor: String,
    /// The record.
    pub node: N,
}

impl<N: OutputType> TypeName for Edge<N> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", N::type_name()).into()
    }
}

impl<N: Noun> TypeName for Connection<N> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", N::type_name()).into()
    }
}

impl<N: Noun> Connection<N> {
    /// A page of all that the selection finds.
    pub fn all(selection: Selection) -> Self {
        Self { parent: None, selection: Arc::new(selection), page: OnceCell::new() }
    }

    /// A page of what belongs to a parent.
    pub fn of(relation: &Relation<N::Entity>, parent: Uuid, selection: Selection) -> Self {
        Self { parent: Some((relation.owner(), parent)), ..Self::all(selection) }
    }

    async fn read(&self, ctx: &Context<'_>) -> Result<&Read<N>> {
        self.page.get_or_try_init(|| self.fetch(ctx)).await
    }

    async fn fetch(&self, ctx: &Context<'_>) -> Result<Read<N>> {
        let page = match self.parent {
            None => query::page::<N::Entity>(loaders(ctx).db(), &self.selection).await?,
            Some((owner, parent)) => {
                loaders(ctx).page::<N::Entity>(Pages { owner, parent, selection: self.selection.clone() }).await?
            }
        };
        let edge = |(cursor, row): (String, <N::Entity as EntityTrait>::Model)| Edge { cursor, node: N::from(row) };
        let edges = page.rows.into_iter().map(edge).collect();
        Ok(Read { edges, has_previous: page.has_previous, has_next: page.has_next })
    }
}

/// A page of a list. The list is in the order asked for, and by the order of making where that leaves a tie.
#[Object(name_type)]
impl<N: Noun> Connection<N> {
    /// The records of the page, each with its cursor.
    async fn edges(&self, ctx: &Context<'_>) -> Result<&[Edge<N>]> {
        Ok(&self.read(ctx).await?.edges)
    }

    /// The records of the page.
    async fn nodes(&self, ctx: &Context<'_>) -> Result<Vec<&N>> {
        Ok(self.read(ctx).await?.edges.iter().map(|edge| &edge.node).collect())
    }

    /// Where the page begins and ends, and whether there is more.
    async fn page_info(&self, ctx: &Context<'_>) -> Result<PageInfo> {
        let page = self.read(ctx).await?;
        let cursor = |edge: Option<&Edge<N>>| edge.map(|edge| edge.cursor.clone());
        Ok(PageInfo {
            has_previous_page: page.has_previous,
            has_next_page: page.has_next,
            start_cursor: cursor(page.edges.first()),
            end_cursor: cursor(page.edges.last()),
        })
    }

    /// How many records the whole list has. Counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let which = &self.selection.which;
        let Some((owner, parent)) = self.parent else {
            let count = query::count::<N::Entity>(loaders(ctx).db(), which).await?;
            return i32::try_from(count).map_err(|error| Failure::internal(&error));
        };
        let key = Counts { owner, parent, distinct: "id", which: Arc::new(which.clone()) };
        loaders(ctx).count_of::<N::Entity>(key).await
    }
}
