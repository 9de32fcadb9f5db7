//! Relations: which rows of another table belong to a row.

use std::marker::PhantomData;

use sea_orm::{EntityTrait, IdenStatic};

use super::{Predicate, Tested};

/// The rows of `E` that belong to a row of ours.
#[derive(Debug)]
pub struct Relation<E> {
    table: &'static str,
    column: &'static str,
    to: &'static str,
    ordered_by: &'static str,
    entity: PhantomData<fn() -> E>,
}

impl<E: EntityTrait> Relation<E> {
    /// The rows whose `column` is our key.
    pub fn owned_by(column: E::Column) -> Self {
        Self { column: column.as_str(), to: "id", ..Self::referred_by("id") }
    }

    /// The row whose key stands in our column `to`.
    fn referred_by(to: &'static str) -> Self {
        let table = E::default().table_name();
        Self { table, column: "id", to, ordered_by: "id", entity: PhantomData }
    }

    /// The row that a column of ours refers to.
    pub fn referred(column: impl IdenStatic) -> Self {
        Self::referred_by(column.as_str())
    }

    /// Listed by a column of theirs, where they are listed whole. Else by key, which is the order of making.
    #[must_use]
    pub fn ordered_by(mut self, column: E::Column) -> Self {
        self.ordered_by = column.as_str();
        self
    }

    /// What these rows have, or what belongs to them, as something that our row has.
    pub const fn then<A>(self, inner: A) -> Via<E, A> {
        Via { relation: self, inner }
    }

    /// How many different values they have in a column.
    pub fn tally(self, column: E::Column) -> Tally<E> {
        Tally { relation: self, distinct: column.as_str() }
    }

    /// Passed where one of these rows passes.
    pub fn some(&self, which: Predicate) -> Predicate {
        Predicate::related(self.table, self.column, self.to, which)
    }
}

impl<E> Relation<E> {
    /// The column of theirs that holds our key.
    pub const fn owner(&self) -> &'static str {
        self.column
    }

    /// The column of theirs by which they are listed.
    pub const fn order(&self) -> &'static str {
        self.ordered_by
    }
}

impl<E: EntityTrait> Tested<Predicate> for Relation<E> {
    fn passes(self, which: Predicate) -> Predicate {
        self.some(which)
    }
}

/// How many different values the related rows have in a column.
#[derive(Debug)]
pub struct Tally<E> {
    relation: Relation<E>,
    distinct: &'static str,
}

impl<E> Tally<E> {
    pub(super) const fn table(&self) -> &'static str {
        self.relation.table
    }

    /// The column of theirs that holds our key.
    pub const fn owner(&self) -> &'static str {
        self.relation.column
    }

    /// The column of theirs whose values are counted.
    pub const fn distinct(&self) -> &'static str {
        self.distinct
    }
}

/// Something of related rows, seen from ours: passed where one of them passes.
#[derive(Debug)]
pub struct Via<E, A> {
    relation: Relation<E>,
    inner: A,
}

impl<E: EntityTrait, A: Tested<T>, T> Tested<T> for Via<E, A> {
    fn passes(self, test: T) -> Predicate {
        self.relation.some(self.inner.passes(test))
    }
}
