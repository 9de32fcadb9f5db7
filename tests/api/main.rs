//! Tests of the register through its services and over HTTP, one binary.

#[path = "../support/mod.rs"]
mod support;

mod lists;
mod migrations;
mod nouns;
mod schema;
mod statements;
