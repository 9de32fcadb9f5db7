//! Countries by their ISO 3166-1 code, and the names that people write.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Language, WordListFault, fold};

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

impl Country {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.name_nl,
            Language::En => &self.name_en,
            Language::De => &self.name_de,
        }
    }
}

/// All countries, found by code, by name in three languages, by a common other name, or by a well-known place in them.
#[derive(Clone, Debug, Default)]
pub struct Countries {
    by_code: HashMap<String, Country>,
    by_name: HashMap<String, Named>,
}

/// What a name in the table stands for.
#[derive(Clone, Debug)]
enum Named {
    Country(String),
    Region { country: String, name: String },
    City { country: String, name: String },
    Wider,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A country.
    Country(&'a Country),
    /// A region of a country, in its usual spelling.
    Region {
        /// Alpha-2.
        country: &'a str,
        /// Its name.
        name: &'a str,
    },
    /// A town in a country, in its usual spelling.
    City {
        /// Alpha-2.
        country: &'a str,
        /// Its name.
        name: &'a str,
    },
    /// A part of the world with several countries.
    Wider,
}

impl Countries {
    /// Reads `countries.tsv`. Its header says what the columns are; a row whose code is `*` lists parts of the world.
    pub fn from_tsv(text: &str) -> Result<Self, WordListFault> {
        let mut countries = Self::default();
        let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        for (index, line) in rows {
            let cells: Vec<&str> = line.split('\t').collect();
            let Ok(cells) = <[&str; 8]>::try_from(cells) else {
                return Err(WordListFault::on_line(index + 1, "expected 8 columns parted by tabs"));
            };
            countries.add(cells);
        }
        Ok(countries)
    }

    fn add(&mut self, [code, alpha3, nl, en, de, aliases, regions, cities]: [&str; 8]) {
        if code == "*" {
            aliases.split('|').for_each(|name| _ = self.by_name.insert(fold(name), Named::Wider));
            return;
        }
        let names = [code, alpha3, nl, en, de].into_iter().chain(aliases.split('|'));
        for name in names.filter(|name| !name.is_empty()) {
            self.by_name.insert(fold(name), Named::Country(code.to_owned()));
        }
        for (name, spelling) in spellings(regions) {
            self.insert_part(spelling, Named::Region { country: code.to_owned(), name: name.to_owned() });
        }
        for (name, spelling) in spellings(cities) {
            self.insert_part(spelling, Named::City { country: code.to_owned(), name: name.to_owned() });
        }
        let [name_nl, name_en, name_de] = [nl, en, de].map(str::to_owned);
        self.by_code.insert(code.to_owned(), Country { code: code.to_owned(), name_nl, name_en, name_de });
    }

    /// A country's own name goes before that of a place in another.
    fn insert_part(&mut self, spelling: &str, named: Named) {
        self.by_name.entry(fold(spelling)).or_insert(named);
    }

    /// The country of an alpha-2 code, in any case.
    pub fn by_code(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code).or_else(|| self.by_code.get(&code.to_ascii_uppercase()))
    }

    /// What a name stands for, whatever its case and accents.
    pub fn find(&self, name: &str) -> Option<Found<'_>> {
        Some(match self.by_name.get(&fold(name))? {
            Named::Country(code) => Found::Country(self.by_code.get(code)?),
            Named::Region { country, name } => Found::Region { country, name },
            Named::City { country, name } => Found::City { country, name },
            Named::Wider => Found::Wider,
        })
    }

    /// The country of a code or a name, whatever its case and accents.
    pub fn named(&self, text: &str) -> Option<&Country> {
        match self.find(text) {
            Some(Found::Country(country)) => Some(country),
            _ => None,
        }
    }

    /// The Dutch name of the country that a misspelt word resembles most, where one does.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let word = fold(word);
        let scored = self.by_name.iter().filter_map(|(name, named)| match named {
            Named::Country(code) if name.len() > 3 => Some((strsim::jaro_winkler(name, &word), name, code)),
            _ => None,
        });
        let best = scored.max_by(|(left, name, _), (right, other, _)| left.total_cmp(right).then(other.cmp(name)));
        best.filter(|(score, ..)| *score > 0.85).and_then(|(_, _, code)| Some(self.by_code.get(code)?.name_nl.as_str()))
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.by_code.values()
    }
}

/// The entries of a list, each spelling with the usual one.
fn spellings(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split('|').filter(|entry| !entry.is_empty()).flat_map(|entry| {
        let usual = entry.split('=').next().unwrap_or(entry);
        entry.split('=').map(move |spelling| (usual, spelling))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries() -> Countries {
        Countries::from_tsv(include_str!("../../imports/countries.tsv")).unwrap()
    }

    #[test]
    fn countries_are_found_by_the_names_that_people_write() {
        let countries = countries();
        assert_eq!(countries.iter().count(), 249);
        for (name, code) in [
            ("Holland", "NL"),
            ("VS", "US"),
            ("U.S.A.", "US"),
            ("Amerika", "US"),
            ("VK", "GB"),
            ("Engeland", "GB"),
            ("schotland", "GB"),
            ("Emiraten", "AE"),
            ("VERENIGDE ARABISCHE EMIRATEN", "AE"),
            ("Tsjechië", "CZ"),
            ("Tsjechie", "CZ"),
            ("Türkiye", "TR"),
            ("Zuid Korea", "KR"),
            ("Hongkong", "HK"),
            ("BRD", "DE"),
            ("Deutschland", "DE"),
            ("DEU", "DE"),
            ("United Kingdom", "GB"),
            ("Ivoorkust", "CI"),
            ("Luxemburg", "LU"),
            ("Georgië", "GE"),
            ("Jersey", "JE"),
        ] {
            let Some(Found::Country(country)) = countries.find(name) else { panic!("{name} is not found") };
            assert_eq!(country.code, code, "{name}");
        }
        assert_eq!(countries.by_code("tr").map(|country| country.name_en.as_str()), Some("Türkiye"));
    }

    #[test]
    fn a_misspelt_country_is_suggested_and_not_taken() {
        let countries = countries();
        assert_eq!(countries.find("Duistland"), None);
        assert_eq!(countries.nearest("Duistland"), Some("Duitsland"));
        assert_eq!(countries.nearest("overleg"), None);
    }

    #[test]
    fn a_broken_table_says_where() {
        let problem = Countries::from_tsv("# header\nNL\tNLD\n").unwrap_err();
        assert_eq!(problem, WordListFault::on_line(2, "expected 8 columns parted by tabs"));
    }
}
