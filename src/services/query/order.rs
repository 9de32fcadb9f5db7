//! Orders, and the cursors that mark a place in them.
//!
//! A cursor carries the order it is of and the values of its row, so it stays good when that row goes. It is readable
//! to whoever decodes it: nothing may be sorted by that the caller may not see.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::sea_query::{Expr, ExprTrait, NullOrdering, Order as SqlOrder};
use sea_orm::{DbErr, QueryResult, Value};
use serde_json::Value as Json;

use super::Attribute;
use super::attribute::key_column;
use super::predicate::Scope;
use crate::services::tables::value_to_json;

/// Which way an attribute is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From small to large, from early to late, from A to Z.
    Ascending,
    /// The other way round.
    Descending,
}

/// One attribute to sort by. Rows without a value come last, whichever the direction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub(super) attribute: Attribute,
    pub(super) direction: Direction,
}

/// A total order of the rows of a table: its keys, and then the row's own key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    keys: Vec<Key>,
}

/// A cursor that marks no place in the order that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCursor {
    /// It was not made here.
    #[error("this is no cursor: expected one that an earlier page returned")]
    Unreadable,
    /// It was made for another list.
    #[error("this cursor is of a list in another order: use it with the `orderBy` that it was returned for")]
    OtherOrder,
}

/// The place of a row in an order: the values of its keys.
pub(super) type Place = Vec<Value>;

impl Order {
    /// By these, the first one first. What was sorted by already is not sorted by again.
    pub fn new(keys: impl IntoIterator<Item = Key>) -> Self {
        let tie_breaker = Attribute::own_key().key(Direction::Ascending);
        let mut sorted = Self { keys: Vec::new() };
        for key in keys.into_iter().chain([tie_breaker]) {
            if sorted.keys.iter().all(|earlier| earlier.attribute != key.attribute) {
                sorted.keys.push(key);
            }
        }
        sorted
    }

    /// Each key's value with the name under which a statement returns it.
    pub(super) fn columns(&self, scope: &Scope) -> Vec<(Expr, sea_orm::sea_query::Alias)> {
        let named = |(place, key): (usize, &Key)| (key.attribute.expression(scope), key_column(place));
        self.keys.iter().enumerate().map(named).collect()
    }

    /// What to sort by, forwards or backwards.
    pub(super) fn terms(&self, scope: &Scope, forwards: bool) -> Vec<(Expr, SqlOrder, Option<NullOrdering>)> {
        let nulls = if forwards { NullOrdering::Last } else { NullOrdering::First };
        let term = |key: &Key| {
            let order = if key.ascends() == forwards { SqlOrder::Asc } else { SqlOrder::Desc };
            (key.attribute.expression(scope), order, key.attribute.is_nullable().then_some(nulls))
        };
        self.keys.iter().map(term).collect()
    }

    /// Whether a row comes after a place, or before it: at the first key in which they differ.
    pub(super) fn beyond(&self, place: &Place, scope: &Scope, forwards: bool) -> Expr {
        let mut beyond = Expr::val(1).eq(0);
        for (key, at) in self.keys.iter().zip(place).rev() {
            let same = key.same(at, scope).and(beyond);
            beyond = match key.past(at, scope, forwards) {
                Some(past) => past.or(same),
                None => same,
            };
        }
        beyond
    }

    /// Reads the place of a row out of it.
    pub(super) fn place(&self, row: &QueryResult) -> Result<Place, DbErr> {
        let keys = self.keys.iter().enumerate();
        keys.map(|(place, key)| key.attribute.kind().read(row, &format!("key_{place}"))).collect()
    }

    /// Writes a place as a cursor.
    pub(super) fn cursor(&self, place: &Place) -> String {
        let values = place.iter().map(value_to_json);
        let json: Vec<Json> = std::iter::once(Json::from(self.signature())).chain(values).collect();
        URL_SAFE_NO_PAD.encode(Json::from(json).to_string())
    }

    /// Reads [`Order::cursor`] back.
    pub(super) fn parse(&self, cursor: &str) -> Result<Place, BadCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| BadCursor::Unreadable)?;
        let json: Vec<Json> = serde_json::from_slice(&bytes).map_err(|_| BadCursor::Unreadable)?;
        let (signature, values) = json.split_first().ok_or(BadCursor::Unreadable)?;
        if signature.as_str() != Some(&self.signature()) {
            return Err(BadCursor::OtherOrder);
        }
        let places = self.keys.iter().zip(values).map(|(key, json)| key.attribute.kind().parse(json));
        places.collect::<Option<Place>>().filter(|place| place.len() == self.keys.len()).ok_or(BadCursor::Unreadable)
    }

    /// What tells this order from others: `-start_date title_key id`.
    fn signature(&self) -> String {
        let words = self.keys.iter().map(|key| {
            let sign = if key.ascends() { "" } else { "-" };
            format!("{sign}{}", key.attribute.name())
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

impl Key {
    fn ascends(&self) -> bool {
        self.direction == Direction::Ascending
    }

    /// Whether a row has the same value.
    fn same(&self, at: &Value, scope: &Scope) -> Expr {
        let value = self.attribute.expression(scope);
        if is_null(at) { value.is_null() } else { value.eq(at.clone()) }
    }

    /// Whether a row's value comes after this one, or before it. Absent values come last: nothing is after them.
    fn past(&self, at: &Value, scope: &Scope, forwards: bool) -> Option<Expr> {
        let value = self.attribute.expression(scope);
        if is_null(at) {
            return (!forwards).then(|| value.is_not_null());
        }
        let past = if self.ascends() == forwards { value.clone().gt(at.clone()) } else { value.clone().lt(at.clone()) };
        Some(if forwards && self.attribute.is_nullable() { past.or(value.is_null()) } else { past })
    }
}

fn is_null(value: &Value) -> bool {
    *value == value.as_null()
}
