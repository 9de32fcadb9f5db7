//! Countries, by their code, with names from the vocabulary.

use std::sync::Arc;

use async_graphql::{Context, Object};

use crate::import::vocabulary::Vocabulary;
use crate::values::Language;

/// A country, by its ISO 3166-1 code.
pub struct Country(pub String);

/// A country.
#[Object]
impl Country {
    /// Its ISO 3166-1 alpha-2 code.
    async fn code(&self) -> &str {
        &self.0
    }

    /// Its name; its code where the register knows no name.
    async fn name<'a>(
        &'a self,
        ctx: &Context<'a>,
        #[graphql(default_with = "Language::Nl", desc = "The language of the name.")] language: Language,
    ) -> &'a str {
        let countries = &ctx.data_unchecked::<Arc<Vocabulary>>().countries;
        countries.by_code(&self.0).map_or(&self.0, |country| country.name(language))
    }
}
