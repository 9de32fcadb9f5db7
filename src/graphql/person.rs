//! People: participants. Personal data.

use async_graphql::{Context, ID, Object};

use super::connection::{Connection, Listing, PageArguments, cost};
use super::error::Result;
use super::filter::{DateTimeFilter, StringFilter, filterable};
use super::global_id;
use super::loaders::{Noun, loaders};
use super::order::sortable;
use super::organisation::{Organisation, OrganisationFilter};
use super::participation::{Participation, ParticipationFilter, ParticipationOrder};
use super::scalar::DateTime;
use super::source::{Source, sources_of};
use crate::entities::person;
use crate::services::people;
use crate::values::PersonName;

filterable! {
    /// Which people. All fields that are given must be passed.
    pub struct PersonFilter {
        /// The family name, without its prefix.
        family_name: StringFilter => people::family_name(),
        /// The e-mail address, in lower case.
        email: StringFilter => people::email(),
        /// When the record was made.
        created_at: DateTimeFilter => people::created_at(),
        /// Where they worked when first met.
        organisation: OrganisationFilter => people::organisation(),
        /// Any of their participations.
        participations: ParticipationFilter => people::participations(),
    }
}

sortable! {
    PersonOrder by
    /// By what people can be sorted.
    PersonOrderField {
        /// The family name, without its prefix.
        FamilyName => people::family_name(),
        /// When the record was made.
        CreatedAt => people::created_at(),
        /// When the record last changed.
        UpdatedAt => people::updated_at(),
    }
}

/// A person, as stored.
pub struct Person(person::Model);

impl From<person::Model> for Person {
    fn from(row: person::Model) -> Self {
        Self(row)
    }
}

impl Noun for Person {
    type Entity = person::Entity;
}

/// A participant. Personal data: null for callers whose role may not see it.
#[Object]
impl Person {
    /// Names this person in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The name as it is written in Dutch: `Jan van der Berg`. Null once the person was anonymised.
    async fn display_name(&self) -> Option<String> {
        let name = PersonName {
            given_name: self.0.given_name.clone(),
            initials: self.0.initials.clone(),
            surname_prefix: self.0.surname_prefix.clone(),
            family_name: self.0.family_name.clone(),
        };
        (!name.is_empty()).then(|| name.display())
    }

    /// First name.
    async fn given_name(&self) -> Option<&str> {
        self.0.given_name.as_deref()
    }

    /// As in `J.P.`.
    async fn initials(&self) -> Option<&str> {
        self.0.initials.as_deref()
    }

    /// As in `van der`.
    async fn surname_prefix(&self) -> Option<&str> {
        self.0.surname_prefix.as_deref()
    }

    /// Family name, without its prefix.
    async fn family_name(&self) -> Option<&str> {
        self.0.family_name.as_deref()
    }

    /// E-mail address.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// Telephone number.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// Where they worked when first met: people are matched within an organisation only.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        loaders(ctx).find(self.0.organisation_id).await
    }

    /// The missions they went on, or meant to go on.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn participations(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<ParticipationFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<ParticipationOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Participation>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::of(&people::participations(), self.0.id, selection))
    }

    /// Where this record came from: import, sheet and row.
    async fn sources(&self, ctx: &Context<'_>) -> Result<Vec<Source>> {
        sources_of(ctx, self.0.id).await
    }

    /// When the record was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The root fields of people.
#[derive(Default)]
pub struct PersonQuery;

#[Object]
impl PersonQuery {
    /// A participant by id; null when there is none, or none for you to see.
    async fn person(&self, ctx: &Context<'_>, #[graphql(desc = "The id.")] id: ID) -> Result<Option<Person>> {
        loaders(ctx).find(global_id::expect::<Person>(&id)?).await
    }

    /// Participants, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn people(
        &self,
        #[graphql(desc = "Which of them; all when absent.")] filter: Option<PersonFilter>,
        #[graphql(desc = "In what order; in that of making when absent.")] order_by: Option<Vec<PersonOrder>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Person>> {
        let selection = Listing { filter, order_by }.page(PageArguments { first, after, last, before })?;
        Ok(Connection::all(selection))
    }
}
