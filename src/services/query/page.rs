//! Pages: a stretch of an ordered list, from its start, its end or a cursor.

use super::order::Place;
use super::{BadCursor, Order, Predicate};

/// From which end of the list a page is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The first rows, or the first after a cursor.
    First,
    /// The last rows, or the last before a cursor.
    Last,
}

/// Which page is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paging {
    /// From which end.
    pub end: End,
    /// At most so many rows.
    pub size: u64,
    /// The place next to the page.
    pub cursor: Option<String>,
}

/// A page to be fetched: an order, and a place in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    pub(super) order: Order,
    pub(super) end: End,
    pub(super) size: u64,
    pub(super) from: Option<Place>,
}

/// Which rows to list, and which page of them to fetch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Which rows.
    pub which: Predicate,
    /// Which page of them.
    pub window: Window,
}

/// A page that was fetched.
#[derive(Clone, Debug)]
pub struct Page<M> {
    /// Its rows in order, each with its cursor.
    pub rows: Vec<(String, M)>,
    /// Whether rows come before it.
    pub has_previous: bool,
    /// Whether rows come after it.
    pub has_next: bool,
}

impl<M> Default for Page<M> {
    fn default() -> Self {
        Self { rows: Vec::new(), has_previous: false, has_next: false }
    }
}

impl Window {
    /// A page of a list in this order. Refuses a cursor that is not of this order.
    pub fn new(order: Order, paging: Paging) -> Result<Self, BadCursor> {
        let from = paging.cursor.map(|cursor| order.parse(&cursor)).transpose()?;
        Ok(Self { order, end: paging.end, size: paging.size, from })
    }

    pub(super) fn forwards(&self) -> bool {
        self.end == End::First
    }

    /// How many rows to fetch: one more than the page has tells whether there are more.
    pub(super) const fn reach(&self) -> u64 {
        self.size + 1
    }

    /// The page, from rows as they were fetched: outwards from the place where it begins.
    pub(super) fn page<M>(&self, mut rows: Vec<(String, M)>) -> Page<M> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        let passed = self.from.is_some();
        if self.forwards() {
            return Page { rows, has_previous: passed, has_next: more };
        }
        rows.reverse();
        Page { rows, has_previous: more, has_next: passed }
    }
}
