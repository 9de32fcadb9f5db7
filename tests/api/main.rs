//! Tests of the register through its services and over HTTP, one binary.

#[path = "../support/mod.rs"]
mod support;

mod draft;
mod http;
mod migrations;
mod page_2016;
mod progress;
mod query;
mod report;
mod search;
mod serve;
mod statistics;
mod tokens;
mod lists;
mod migrations;
mod nouns;
mod schema;
mod statements;
