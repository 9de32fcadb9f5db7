//! Whole workbooks through the stages that need no register: read, locate, map.

mod formats;
mod registers;
