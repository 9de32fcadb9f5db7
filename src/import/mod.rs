//! The import pipeline: from the bytes of a legacy workbook to changes of the register, and back.
//!
//! | stage | from → to | pure |
//! |---|---|---|
//! | 1 [`read`] | bytes → [`read::Workbook`] | yes |
//! | 2 [`locate`] | sheet → [`locate::Table`]s | yes |
//! | 3 [`map`] | table → [`map::MappedTable`] | yes |
//! | 4 [`parse`] | cells → drafts and issues | yes |
//! | 5 [`matching`] | drafts → stored records | no |
//! | 6 [`plan`] | drafts and matches → plan | yes |
//! | 7 `apply` | accepted plan → services | no |
//! | [`annotate`] | sheets and issues → the workbook with every issue at its cell | yes |
//!
//! Invariant: every value keeps its cell, rows are numbered as the spreadsheet numbers them, and what was inferred or
//! could not be read is an [`issue::Issue`] at a cell.

pub mod annotate;
mod apply;
pub mod cell;
mod corrections;
mod effects;
pub mod field;
mod file;
mod given_back;
pub mod importer;
pub mod inspect;
pub mod issue;
pub mod likeness;
pub mod locate;
pub mod map;
pub mod matching;
pub mod parse;
pub mod plan;
mod planning;
pub mod profile;
mod profiles;
pub mod read;
pub mod resolve;
pub mod revise;
mod revising;
pub mod settings;
mod staging;
mod tables;
mod terms;
#[cfg(test)]
pub(crate) mod text_sheet;
mod undo;
pub mod vocabulary;
mod watching;
pub mod workers;
