//! The caller, as the schema shows them to themselves.

use async_graphql::{Context, Object, SimpleObject};

use super::request::caller;
use crate::values::Role;

/// Who you are to the register.
#[derive(SimpleObject)]
pub struct Viewer {
    /// What you may see and do.
    role: Role,
    /// The name under which your changes are kept.
    name: Option<String>,
}

/// The root field of the caller.
#[derive(Default)]
pub struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// Who you are to the register.
    async fn viewer(&self, ctx: &Context<'_>) -> Viewer {
        let caller = caller(ctx);
        Viewer { role: caller.role, name: Some(caller.name.clone()) }
    }
}
