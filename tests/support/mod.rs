//! What all tests share: fresh registers on both engines, and the program as a user runs it.

pub(crate) mod program;
pub(crate) mod registers;

pub(crate) use registers::{Register, registers, sqlite};
