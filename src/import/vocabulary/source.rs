//! Where a vocabulary comes from: the files compiled into the program, or a folder.

use std::borrow::Cow;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::values::WordListFault;

/// The folder `imports/`, as it was when the program was built.
pub static IMPORTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/imports");

/// Why a vocabulary was refused: the file, the line and what is wrong there.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// A file that is not there, or cannot be read.
    #[error("{file}: cannot be read ({why}); the folder must be laid out like the program's own imports/")]
    Unreadable {
        /// Its name.
        file: String,
        /// What the system said.
        why: String,
    },
    /// A file that says something else than it should.
    #[error("{file}{}: {fault}", .fault.line.map(|line| format!(":{line}")).unwrap_or_default())]
    Faulty {
        /// Its name.
        file: String,
        /// What is wrong, and where.
        fault: WordListFault,
    },
}

/// A place that has the files of a vocabulary.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// In the program.
    BuiltIn,
    /// In a folder.
    Folder(&'a Path),
}

impl Source<'_> {
    /// Reads a file by its name within `imports/`.
    pub(super) fn load<T>(
        self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, WordListFault>,
    ) -> Result<T, VocabularyError> {
        let text = self.text(name)?;
        parse(&text).map_err(|fault| VocabularyError::Faulty { file: self.shown(name), fault })
    }

    fn text(self, name: &str) -> Result<Cow<'static, str>, VocabularyError> {
        let read = match self {
            Self::BuiltIn => {
                IMPORTS.get_file(name).and_then(|file| file.contents_utf8()).map(Cow::from).ok_or("not built in".into())
            }
            Self::Folder(folder) => {
                std::fs::read_to_string(folder.join(name)).map(Cow::from).map_err(|e| e.to_string())
            }
        };
        read.map_err(|why| VocabularyError::Unreadable { file: self.shown(name), why })
    }

    fn shown(self, name: &str) -> String {
        match self {
            Self::BuiltIn => format!("imports/{name}"),
            Self::Folder(folder) => folder.join(name).display().to_string(),
        }
    }
}
