//! Predicates: which rows to list.
//!
//! Opaque to callers, who build them from attributes and relations. Invariant: `not` is exact. A part that is NULL, for
//! want of a value, is turned into false where it is negated, so a row passes either a predicate or its opposite.

use sea_orm::Value;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};

use super::attribute::complement;
use super::{Attribute, Test};

/// Which rows to list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Predicate(Node);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    Test(Attribute, Test<Value>),
    Related { table: &'static str, column: &'static str, to: &'static str, which: Box<Predicate> },
}

impl Default for Predicate {
    fn default() -> Self {
        Self::everything()
    }
}

impl Predicate {
    /// Passed by every row.
    pub const fn everything() -> Self {
        Self(Node::All(Vec::new()))
    }

    /// Passed where all of these are. Of none: everywhere.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(Node::All(parts.into_iter().collect()))
    }

    /// Passed where one of these is. Of none: nowhere.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(Node::Any(parts.into_iter().collect()))
    }

    /// Passed where this is not.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(Node::Not(Box::new(self)))
    }

    pub(super) const fn test(attribute: Attribute, test: Test<Value>) -> Self {
        Self(Node::Test(attribute, test))
    }

    /// Passed where a row of `table` whose `column` is our `to` passes.
    pub(super) fn related(table: &'static str, column: &'static str, to: &'static str, which: Self) -> Self {
        Self(Node::Related { table, column, to, which: Box::new(which) })
    }

    /// As a condition in a statement over the table of that name, for counts that a page is no form for.
    pub(in crate::services) fn of_table(&self, table: &str) -> Expr {
        self.expression(&Scope::outermost(table))
    }

    /// As a condition on the rows of a scope.
    pub(super) fn expression(&self, scope: &Scope) -> Expr {
        match &self.0 {
            Node::All(parts) => join(parts, scope, &Expr::and).unwrap_or_else(|| Expr::val(1).eq(1)),
            Node::Any(parts) => join(parts, scope, &Expr::or).unwrap_or_else(|| Expr::val(1).eq(0)),
            Node::Not(part) => complement(part.expression(scope)),
            Node::Test(attribute, test) => attribute.test(test, scope),
            Node::Related { table, column, to, which } => {
                let inner = scope.inner();
                let mut related = inner.select(table);
                related
                    .expr(Expr::val(1))
                    .and_where(inner.column(column).eq(scope.column(to)))
                    .and_where(which.expression(&inner));
                Expr::exists(related)
            }
        }
    }
}

/// Joined in halves, so that long lists do not nest as deep as they are long.
fn join(parts: &[Predicate], scope: &Scope, how: &impl Fn(Expr, Expr) -> Expr) -> Option<Expr> {
    match parts {
        [] => None,
        [part] => Some(part.expression(scope)),
        _ => {
            let (left, right) = parts.split_at(parts.len() / 2);
            Some(how(join(left, scope, how)?, join(right, scope, how)?))
        }
    }
}

/// The rows that a condition speaks of: a table, or an inner one under a name of its own.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    name: String,
    depth: usize,
}

impl Scope {
    /// The rows of a statement's own table.
    pub(super) fn outermost(table: &str) -> Self {
        Self { name: table.to_owned(), depth: 0 }
    }

    /// The rows of a subquery.
    pub(super) fn inner(&self) -> Self {
        let depth = self.depth + 1;
        Self { name: format!("inner_{depth}"), depth }
    }

    pub(super) fn column(&self, name: &'static str) -> Expr {
        Expr::col((Alias::new(self.name.clone()), Alias::new(name)))
    }

    pub(super) fn select(&self, table: &'static str) -> SelectStatement {
        Query::select().from_as(Alias::new(table), Alias::new(self.name.clone())).to_owned()
    }
}
