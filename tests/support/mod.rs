//! What all tests share: fresh registers on both engines, and the program as a user runs it.

pub(crate) mod graphql;
pub(crate) mod program;
pub(crate) mod registers;
pub(crate) mod sample;

use std::env;
pub(crate) mod program;
pub(crate) mod registers;
pub(crate) mod sample;

use std::env;

pub(crate) use registers::{Register, registers, sqlite};
