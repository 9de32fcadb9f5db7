//! Countries by their ISO 3166-1 code, and the names that people write.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// One country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
    /// Its German name.
    pub name_de: String,
}

/// All countries, found by code, by name in three languages or by a common other name.
#[derive(Clone, Debug, Default)]
pub struct Countries {
    by_code: HashMap<String, Country>,
    by_name: HashMap<String, String>,
}

impl Countries {
    /// The country of a code.
    pub fn by_code(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code)
    }
}

impl Country {
    /// Its name in a language.
    pub fn name(&self, language: super::Language) -> &str {
        match language {
            super::Language::Nl => &self.name_nl,
            super::Language::En => &self.name_en,
            super::Language::De => &self.name_de,
        }
    }
}
