//! Stage 4, parse: the cells of mapped tables → typed values, drafts and issues. Pure.
//!
//! [`value`] reads one cell; [`cells`] reads those of a table, [`table`] makes records of them whatever its layout, and
//! [`split`] takes a record apart into [`draft`]s; [`gather`] finds which drafts are of one record, by the rules of
//! [`identity`]; [`settle`] joins what they say.

mod around;
mod cells;
pub mod draft;
mod filling;
pub mod gather;
pub mod identity;
mod marks;
mod merged;
mod people;
mod readings;
pub mod rows;
pub mod settle;
pub mod shown;
mod split;
mod table;
pub mod telling;
pub mod totals;
pub mod value;
pub mod words;
