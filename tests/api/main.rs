//! Tests of the register through its services and over HTTP, one binary.

#![expect(clippy::unwrap_used, reason = "a test that meets what it did not expect should stop there")]

#[path = "../support/graphql.rs"]
mod graphql;
#[path = "../properties/mod.rs"]
mod properties;
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/web.rs"]
mod web;
#[path = "../support/workers.rs"]
mod workers;

mod annotated;
mod draft;
mod edits;
mod export;
mod http;
mod import_mutations;
mod import_progress;
mod import_reviews;
mod import_revisions;
mod imports;
mod lists;
mod matching;
mod merges;
mod merges_and_imports;
mod merges_undone;
mod migrations;
mod nouns;
mod page_2016;
mod performances;
mod progress;
mod query;
mod report;
mod schema;
mod search;
mod serve;
mod statements;
mod statistics;
mod tokens;
