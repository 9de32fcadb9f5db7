//! Stage 4, parse: the cells of a mapped table → typed values, drafts and issues. Pure.

pub mod value;
pub mod words;
