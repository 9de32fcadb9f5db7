//! Tests of the register through its services and over HTTP, one binary.

#[path = "../support/mod.rs"]
mod support;

mod draft;
mod migrations;
mod progress;
mod search;
mod statistics;
