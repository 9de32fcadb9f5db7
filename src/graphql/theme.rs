//! Themes of missions.

use async_graphql::{Context, ID, Object};

use super::error::{Failure, Result};
use super::global_id;
use super::loaders::{Noun, loaders};
use crate::entities::theme;
use crate::services::themes;
use crate::values::Language;

/// A theme, as stored.
pub struct Theme(theme::Model);

impl From<theme::Model> for Theme {
    fn from(row: theme::Model) -> Self {
        Self(row)
    }
}

impl Noun for Theme {
    type Entity = theme::Entity;
}

/// What missions are about, such as `HTSM` or `Energie`.
#[Object]
impl Theme {
    /// Names this theme in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// What it is called; the Dutch name where the register has none in this language.
    async fn name(
        &self,
        #[graphql(default_with = "Language::Nl", desc = "The language of the name.")] language: Language,
    ) -> &str {
        let translated = match language {
            Language::Nl => None,
            Language::En => self.0.name_en.as_deref(),
            Language::De => self.0.name_de.as_deref(),
        };
        translated.unwrap_or(&self.0.name)
    }

    /// Other words under which imports find it.
    async fn aliases(&self) -> Result<Vec<String>> {
        serde_json::from_str(&self.0.aliases).map_err(|error| Failure::internal(&error))
    }

    /// Counts up with each change; give it as `ifVersion` to refuse an update of something that changed meanwhile.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The root field of themes.
#[derive(Default)]
pub struct ThemeQuery;

#[Object]
impl ThemeQuery {
    /// All themes, by their Dutch name.
    async fn themes(&self, ctx: &Context<'_>) -> Result<Vec<Theme>> {
        let rows = themes::all(loaders(ctx).db()).await?;
        Ok(rows.into_iter().map(Theme::from).collect())
    }
}
