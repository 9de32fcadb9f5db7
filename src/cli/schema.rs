//! `missieregister schema`: the GraphQL schema, as `schema.graphql` keeps it.

use super::print;
use crate::graphql;

/// Runs the command. It needs no register.
pub fn run() -> anyhow::Result<()> {
    print(&graphql::sdl())
}
