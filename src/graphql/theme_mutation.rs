//! What callers can write of themes.

use super::edit::writes;
use super::theme::Theme;
use crate::services::edits::named::ThemeEdit;

writes! {
    Theme, "a theme", ThemeEdit, ThemeMutation, theme,
    create create_theme(CreateThemeInput) -> CreateThemePayload;
    update update_theme(UpdateThemeInput) -> UpdateThemePayload;
    delete delete_theme(DeleteThemeInput) -> DeleteThemePayload;
    needs {
        /// What it is called in Dutch; of one theme only. When it changes, the old name becomes one of the aliases.
        name: String,
    }
    may {
        /// What it is called in English.
        name_en: String,
        /// What it is called in German.
        name_de: String,
        /// Other words under which imports find it.
        aliases: Vec<String>,
    }
}
