//! Tests of the register through its services and over HTTP, one binary.

#[path = "../support/mod.rs"]
mod support;

mod http;
mod migrations;
mod query;
mod serve;
mod tokens;
