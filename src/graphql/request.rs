//! What a request carries through the resolvers: who asks, and loaders of its own.

use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest};
use async_graphql::{Context, Request, ServerResult};

use super::loaders::Loaders;
use crate::services::{Caller, Database};

/// Says who asks. Every request must pass here before it is executed.
pub fn prepare(request: Request, caller: Caller) -> Request {
    request.data(caller)
}

/// Who asks.
pub fn caller<'a>(ctx: &Context<'a>) -> &'a Caller {
    ctx.data_unchecked::<Caller>()
}

/// Gives each request its own loaders.
#[derive(Clone, Copy, Debug)]
pub struct FreshLoaders;

impl ExtensionFactory for FreshLoaders {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_trait::async_trait]
impl Extension for FreshLoaders {
    async fn prepare_request(
        &self,
        ctx: &ExtensionContext<'_>,
        request: Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<Request> {
        let loaders = Loaders::new(ctx.data_unchecked::<Database>().clone());
        next.run(ctx, request.data(loaders)).await
    }
}
