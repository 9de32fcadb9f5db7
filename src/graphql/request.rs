//! What a request carries through the resolvers: who asks, and loaders of its own.

use async_graphql::{Context, Request};

use super::loaders::Loaders;
use crate::services::{Caller, Database};

/// Says who asks, and gives the request its own loaders. Every request must pass here before it is executed.
pub fn prepare(request: Request, caller: Caller, database: &Database) -> Request {
    request.data(Loaders::new(database.clone(), caller.clone())).data(caller)
}

/// Who asks.
pub fn caller<'a>(ctx: &Context<'a>) -> &'a Caller {
    ctx.data_unchecked::<Caller>()
}

/// The register, for what writes it.
pub fn database<'a>(ctx: &Context<'a>) -> &'a Database {
    ctx.data_unchecked::<Database>()
}
