//! Stage 4, parse: the cells of mapped tables → typed values, drafts and issues. Pure.
//!
//! [`value`] reads one cell; [`rows`] reads tables and [`split`] takes their rows apart into [`draft`]s; [`gather`] finds
//! which drafts are of one record, by the rules of [`identity`]; [`settle`] joins what they say.

pub mod draft;
pub mod gather;
pub mod identity;
mod readings;
pub mod rows;
pub mod settle;
pub mod shown;
mod split;
pub mod totals;
pub mod value;
pub mod words;
