//! Reserves and their balances.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, ID, Object};
use uuid::Uuid;

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::{Failure, Result};
use super::filter::{StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, Reader, loaders};
use super::order::sortable;
use super::scalar::Decimal;
use crate::entities::reserve;
use crate::services::grouping::group_by;
use crate::services::reserves;
use crate::values::Money;

filterable! {
    /// Which reserves. All fields that are given must be passed.
    pub struct ReserveFilter {
        /// The name.
        name: StringFilter => reserves::name(),
    }
}

sortable! {
    ReserveOrder by
    /// By what reserves can be sorted.
    ReserveOrderField {
        /// The name.
        Name => reserves::name(),
        /// When the record was made.
        CreatedAt => reserves::created_at(),
        /// When the record last changed.
        UpdatedAt => reserves::updated_at(),
    }
}

/// A reserve, as stored.
pub struct Reserve(reserve::Model);

impl From<reserve::Model> for Reserve {
    fn from(row: reserve::Model) -> Self {
        Self(row)
    }
}

impl Noun for Reserve {
    type Entity = reserve::Entity;
}

/// Money that is set apart for a purpose.
#[Object]
impl Reserve {
    /// Names this reserve in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Former names and other spellings under which imports find it.
    async fn aliases(&self) -> Result<Vec<String>> {
        serde_json::from_str(&self.0.aliases).map_err(|error| Failure::internal(&error))
    }

    /// What was in it before the first amendment of the register, in euros; null where that is not known.
    async fn opening_balance(&self) -> Option<Decimal> {
        self.0.opening_cents.map(Decimal::from)
    }

    /// What is in it, in euros: the opening balance and the lines of adopted amendments up to and with a budget year.
    /// Null without an opening balance.
    async fn balance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last budget year whose lines count.")] fiscal_year: i32,
    ) -> Result<Option<Decimal>> {
        let balance = loaders(ctx).load(BalanceOf { reserve: self.0.id, fiscal_year }).await?;
        Ok(balance.map(Decimal::from))
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The key of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct BalanceOf {
    reserve: Uuid,
    fiscal_year: i32,
}

impl Loader<BalanceOf> for Reader {
    type Value = Money;
    type Error = Failure;

    async fn load(&self, keys: &[BalanceOf]) -> Result<HashMap<BalanceOf, Money>> {
        let mut loaded = HashMap::new();
        for (fiscal_year, keys) in group_by(keys, |key| key.fiscal_year) {
            let reserves: Vec<Uuid> = keys.iter().map(|key| key.reserve).collect();
            let balances = reserves::balances(self.db(), &reserves, fiscal_year).await?;
            let key = |reserve| BalanceOf { reserve, fiscal_year };
            loaded.extend(balances.into_iter().map(|(reserve, balance)| (key(reserve), balance)));
        }
        Ok(loaded)
    }
}

/// The root field of reserves.
#[derive(Default)]
pub struct ReserveQuery;

#[Object]
impl ReserveQuery {
    /// Reserves, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn reserves(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<ReserveFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<ReserveOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Reserve>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
