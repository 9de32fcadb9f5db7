//! Reading the register in pages: what to list, in what order, from where.
//!
//! A noun's service names its [`Attribute`]s and [`Relation`]s; callers put [`Test`]s to them, which makes
//! [`Predicate`]s, and sort by them, which makes an [`Order`]. A [`Selection`] of these is fetched as one keyset
//! [`Page`], or as one page per parent in a single statement.
//!
//! Invariant: the same rows in the same order on both engines. Texts are sorted by a folded copy, values that are
//! absent come last in either direction, and the key breaks ties, so that every order is total.

mod attribute;
mod order;
mod page;
mod predicate;
mod read;
mod relation;
mod test;

pub use attribute::{Attribute, Tested};
pub use order::{BadCursor, Direction, Key, Order};
pub use page::{End, Page, Paging, Selection, Window};
pub use predicate::Predicate;
pub use read::{by_ids, children, count, counts_by_parent, page, pages_by_parent, rows_by_parent};
pub use relation::{Relation, Tally, Via};
pub use test::Test;
