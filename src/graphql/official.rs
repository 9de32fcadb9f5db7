//! Officials: people and offices in an official role. Public, unlike people.

use async_graphql::{ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::Result;
use super::filter::{StringFilter, filterable};
use super::global_id;
use super::loaders::Noun;
use super::order::sortable;
use crate::entities::official;
use crate::services::officials;

filterable! {
    /// Which officials. All fields that are given must be passed.
    pub struct OfficialFilter {
        /// As the register writes it.
        display_name: StringFilter => officials::display_name(),
        /// The office without the name.
        office: StringFilter => officials::office(),
    }
}

sortable! {
    OfficialOrder by
    /// By what officials can be sorted.
    OfficialOrderField {
        /// As the register writes it.
        DisplayName => officials::display_name(),
        /// When the record was made.
        CreatedAt => officials::created_at(),
        /// When the record last changed.
        UpdatedAt => officials::updated_at(),
    }
}

/// An official, as stored.
pub struct Official(official::Model);

impl From<official::Model> for Official {
    fn from(row: official::Model) -> Self {
        Self(row)
    }
}

impl Noun for Official {
    type Entity = official::Entity;
}

/// A person or office in an official role. Public information, unlike Person.
#[Object]
impl Official {
    /// Names this official in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// As the register writes it: `gedeputeerde Van Hijum`.
    async fn display_name(&self) -> &str {
        &self.0.display_name
    }

    /// The name without the office; null where only the office is known.
    async fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// The office without the name.
    async fn office(&self) -> Option<&str> {
        self.0.office.as_deref()
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The root field of officials.
#[derive(Default)]
pub struct OfficialQuery;

#[Object]
impl OfficialQuery {
    /// Officials, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn officials(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<OfficialFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<OfficialOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Official>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
