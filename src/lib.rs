//! Missieregister: legacy spreadsheets of trade missions become one register with a GraphQL interface.
//!
//! The crate is the program; `src/main.rs` only calls [`cli::run`]. Layers point one way,
//! `http → graphql → import → services → entities → values`, and `tests/tidy.rs` holds them to it.
//! `ARCHITECTURE.md` is the map.

pub mod cli;
pub mod clock;
pub mod config;
pub mod entities;
pub mod graphql;
pub mod http;
pub mod import;
#[path = "../migrations/mod.rs"]
pub mod migrations;
pub mod services;
pub mod values;
