//! Whole workbooks through the stages that need no register: read, locate, map.

mod annotated;
mod formats;
mod registers;
