//! The files of the repository as the house rules look at them.

use std::fs;
use std::path::Path;

/// A text file of the repository.
pub(crate) struct Source {
    /// From the root of the repository, with `/`.
    pub(crate) path: String,
    /// As it stands there.
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.has_extension("rs")
    }

    /// Whether its name ends so.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }

    /// Whether it is this file, or lies in the folder of this name.
    pub(crate) fn is_in(&self, place: &str) -> bool {
        self.path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    }

    /// The code without comments and without what stands between quotes; lines stay lines.
    pub(crate) fn code(&self) -> String {
        mask(&self.text)
    }

    /// The lines above the unit tests, which close a file.
    pub(crate) fn lines_above_tests(&self) -> usize {
        self.text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count()
    }
}

/// All text files in the folders and among the files of the root that are named.
pub(crate) fn repository(places: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for place in places {
        collect(root, &root.join(place), &mut sources);
    }
    assert!(!sources.is_empty(), "nothing was found in {places:?}");
    sources
}

fn collect(root: &Path, at: &Path, sources: &mut Vec<Source>) {
    if at.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(at).expect("a folder can be read").flatten().collect();
        entries.sort_by_key(fs::DirEntry::path);
        for entry in entries.iter().filter(|entry| entry.file_name() != "node_modules") {
            collect(root, &entry.path(), sources);
        }
    } else if let Ok(text) = fs::read_to_string(at) {
        let path = at.strip_prefix(root).expect("it is in the repository").display().to_string().replace('\\', "/");
        sources.push(Source { path, text });
    }
}

/// Blanks comments, strings and characters.
fn mask(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = token(rest);
        if taken == first.len_utf8() {
            code.push(first);
        } else {
            code.extend(rest[..taken].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        }
        rest = &rest[taken..];
    }
    code
}

/// The length of the comment or literal that a text begins with, else that of its first character.
fn token(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |end| end + 2);
    }
    if text.starts_with('"') {
        return string(text);
    }
    if let Some(hashes) = raw_string(text) {
        let close = format!("\"{}", "#".repeat(hashes));
        let open = 2 + hashes;
        return text[open..].find(&close).map_or(text.len(), |end| open + end + close.len());
    }
    if text.starts_with('\'') {
        return character(text).unwrap_or(first);
    }
    first
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How many `#` a raw string opens with, if the text is one.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a character literal; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, c) = chars.next()?;
    if c == '\\' {
        return text[3..].find('\'').map(|end| end + 4);
    }
    let (at, quote) = chars.next()?;
    (quote == '\'').then_some(at + 1)
}

/// The functions of a file: name, first line, number of lines.
pub(crate) fn functions(source: &Source) -> Vec<(String, usize, usize)> {
    let code = source.code();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let begins_a_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let Some(length) = body(&code[at..]).filter(|_| begins_a_word && !name.is_empty()) else { continue };
        let first = code[..at].matches('\n').count() + 1;
        found.push((name, first, code[at..at + length].matches('\n').count() + 1));
    }
    found
}

/// The length of a function from its `fn` to the brace that closes it; `None` for one without a body.
fn body(code: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' if braces <= 1 => return (braces == 1).then_some(at + 1),
            '}' => braces -= 1,
            _ => {}
        }
    }
    None
}
