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

    /// Passed where one of these rows passes.
    pub fn some(&self, which: Predicate) -> Predicate {
        Predicate::related(self.table, self.column, self.to, which)
    }
}

impl<E> Relation<E> {
    pub(super) const fn table(&self) -> &'static str {
        self.table
    }

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
