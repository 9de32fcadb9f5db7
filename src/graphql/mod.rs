//! The GraphQL schema: types, queries and mutations over the services.

mod cost;

use crate::services::Database;

/// The schema that is served.
pub type Schema = async_graphql::Schema<Query, async_graphql::EmptyMutation, async_graphql::EmptySubscription>;

/// Stand-in root.
pub struct Query;

#[async_graphql::Object]
impl Query {
    /// Stand-in.
    async fn hello(&self) -> &str {
        "world"
    }
}

/// The schema over a register.
pub fn schema(database: Database) -> Schema {
    async_graphql::Schema::build(Query, async_graphql::EmptyMutation, async_graphql::EmptySubscription)
        .data(database)
        .extension(cost::CostGuard)
        .finish()
}

/// The schema in the schema language.
pub fn sdl() -> String {
    String::new()
}
