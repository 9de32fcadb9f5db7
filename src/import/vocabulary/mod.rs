//! The vocabulary: what people know of registers, as data. The files are those of `imports/`, or of a folder like it.
//!
//! Invariant: words are kept folded ([`crate::values::fold`]), so a look-up folds once and compares. A file that does not
//! read is refused with its name and line; nothing is loaded in part.

mod blocked;
mod compounds;
mod headers;
mod layout;
mod learnt;
mod organisations;
mod records;
mod source;
mod titles;
mod topics;

use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use blocked::Blocked;
pub use compounds::Compounds;
pub use headers::Headers;
pub use layout::LayoutWords;
pub use learnt::{Learnt, LearntWord, lesson, list_of};
pub use organisations::{Body, OrganisationWords, WordSense, words_of};
pub use records::RecordWords;
pub use source::{IMPORTS, VocabularyError};
pub use titles::TitleWords;
pub use topics::{Topic, Topics};

use self::source::Source;
use super::parse::words::Words;
use crate::values::{AmountWords, CountWords, Countries, DateWords, LegalForms, MissingWords, NameWords};

/// All the words the importer knows.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Header words of each field, and how they are put together: `vocabulary/headers.toml` and `compounds.toml`.
    pub headers: Headers,
    /// Header words of columns that are never stored: `vocabulary/blocked.toml`.
    pub blocked: Blocked,
    /// Words for totals, notes and the like: `vocabulary/layout.toml`.
    pub layout: LayoutWords,
    /// Words by which rows speak of one another: `vocabulary/records.toml`.
    pub records: RecordWords,
    /// Words in titles: `vocabulary/titles.toml`.
    pub titles: TitleWords,
    /// What a table can be about: `vocabulary/topics.toml`.
    pub topics: Topics,
    /// Words in dates: `vocabulary/dates.toml`.
    pub dates: DateWords,
    /// Countries and their names: `countries.tsv`.
    pub countries: Countries,
    /// Words of closed lists: `vocabulary/words.toml`.
    pub words: Words,
    /// Words in counts, of the same file.
    pub counts: CountWords,
    /// Words in amounts, of the same file.
    pub amounts: AmountWords,
    /// Words in names of people: `vocabulary/names.toml`.
    pub names: NameWords,
    /// Legal forms: `vocabulary/legal_forms.toml`.
    pub legal_forms: LegalForms,
    /// Words in names of organisations: `vocabulary/organisations.toml`.
    pub organisations: OrganisationWords,
    /// Words that say that there is no value: `vocabulary/missing.toml`.
    pub missing: MissingWords,
    /// Words that people explained: kept in the register, not in a file.
    pub learnt: Learnt,
}

impl Vocabulary {
    /// The vocabulary that the program carries, read once.
    ///
    /// Panics if it does not read, which a test rules out.
    #[expect(clippy::expect_used, reason = "the files are compiled in; a test reads them")]
    pub fn built_in() -> Arc<Self> {
        static BUILT_IN: OnceLock<Arc<Vocabulary>> = OnceLock::new();
        let load = || Arc::new(Self::load(Source::BuiltIn).expect("the built-in vocabulary reads"));
        Arc::clone(BUILT_IN.get_or_init(load))
    }

    /// The vocabulary of a folder that is laid out like `imports/`.
    pub fn from_folder(folder: &Path) -> Result<Self, VocabularyError> {
        Self::load(Source::Folder(folder))
    }

    fn load(source: Source<'_>) -> Result<Self, VocabularyError> {
        let compounds = source.load("vocabulary/compounds.toml", Compounds::from_toml)?;
        Ok(Self {
            headers: source.load("vocabulary/headers.toml", |text| Headers::from_toml(text, compounds.clone()))?,
            blocked: source.load("vocabulary/blocked.toml", Blocked::from_toml)?,
            layout: source.load("vocabulary/layout.toml", LayoutWords::from_toml)?,
            records: source.load("vocabulary/records.toml", RecordWords::from_toml)?,
            titles: source.load("vocabulary/titles.toml", TitleWords::from_toml)?,
            topics: source.load("vocabulary/topics.toml", Topics::from_toml)?,
            dates: source.load("vocabulary/dates.toml", DateWords::from_toml)?,
            countries: source.load("countries.tsv", Countries::from_tsv)?,
            words: source.load("vocabulary/words.toml", Words::from_toml)?,
            counts: source.load("vocabulary/words.toml", CountWords::from_toml)?,
            amounts: source.load("vocabulary/words.toml", AmountWords::from_toml)?,
            names: source.load("vocabulary/names.toml", NameWords::from_toml)?,
            legal_forms: source.load("vocabulary/legal_forms.toml", LegalForms::from_toml)?,
            organisations: source.load("vocabulary/organisations.toml", OrganisationWords::from_toml)?,
            missing: source.load("vocabulary/missing.toml", MissingWords::from_toml)?,
            learnt: Learnt::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_reads() {
        let vocabulary = Vocabulary::load(Source::BuiltIn).unwrap();
        assert!(!vocabulary.headers.is_empty());
    }

    #[test]
    fn a_fault_names_its_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("vocabulary")).unwrap();
        let faulty = "[mission.title]\nnl = [\"Missie\"]\n\n[mission.colour]\nnl = [\"Kleur\"]\n";
        let compounds = include_str!("../../../imports/vocabulary/compounds.toml");
        std::fs::write(folder.path().join("vocabulary/compounds.toml"), compounds).unwrap();
        std::fs::write(folder.path().join("vocabulary/headers.toml"), faulty).unwrap();
        let error = Vocabulary::from_folder(folder.path()).unwrap_err().to_string();
        assert!(error.contains("headers.toml:4: "), "{error}");
        assert!(error.contains("mission.colour"), "{error}");
    }
}
