//! Tests of the register through its services and over HTTP, one binary.

#[path = "../support/graphql.rs"]
mod graphql;
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/mod.rs"]
mod support;

mod http;
mod lists;
mod migrations;
mod nouns;
mod query;
mod schema;
mod serve;
mod statements;
mod tokens;
