//! The house rules. Each takes files and lists what breaks it, as `path: what`.

use std::path::Path;

use crate::source::{Source, functions};

/// The layers, lowest first. A layer may name those below it.
const LAYERS: &[&str] = &["values", "entities", "services", "import", "graphql", "http", "cli"];

/// The stages of the importer that neither wait nor know the database, and the types that pass between them.
const PURE: &[&str] = &[
    "annotate",
    "cell",
    "field",
    "file",
    "inspect",
    "issue",
    "likeness",
    "locate",
    "map",
    "parse",
    "plan",
    "read",
    "resolve",
    "settings",
    "vocabulary",
];

/// Words by which code waits, or reaches the database. Planning names rows and their values, and none of these.
const IMPURE: &[&str] = &[
    "async",
    "await",
    "tokio",
    "ConnectionTrait",
    "DatabaseConnection",
    "DatabaseTransaction",
    "DbErr",
    "EntityTrait",
    "services::Database",
];

/// Words of the database library by which rows are written. Services write; migrations make the tables.
const WRITING: &[&str] =
    &["ActiveModelTrait", "Entity::insert", "insert_many", "update_many", "delete_many", "delete_by_id", "execute"];

const UNFINISHED: &[&str] = &["todo!", "unimplemented!", "dbg!", "#[ignore"];

/// Lines of code that a file may have, and lines of a function.
pub(crate) const LONGEST_FILE: usize = 400;
pub(crate) const LONGEST_FUNCTION: usize = 60;

fn each(sources: &[Source], fault: impl Fn(&Source, &str) -> Vec<String>) -> Vec<String> {
    let rust = sources.iter().filter(|source| source.is_rust());
    rust.flat_map(|source| {
        let faults = fault(source, &source.code());
        faults.into_iter().map(|what| format!("{}: {what}", source.path))
    })
    .collect()
}

/// The words of a list that stand in the code, as whole words.
fn named(code: &str, words: &[&str]) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let stands = |word: &&&str| {
        code.match_indices(**word).any(|(at, _)| {
            let after = &code[at + word.len()..];
            !(code[..at].ends_with(is_word) || word.ends_with(is_word) && after.starts_with(is_word))
        })
    };
    words.iter().filter(stands).map(|word| format!("names `{word}`")).collect()
}

/// Whether code names a module of the crate, as `crate::name` or in the braces of `crate::{…}`.
fn names_module(code: &str, module: &str) -> bool {
    code.split("crate::").skip(1).any(|rest| match rest.strip_prefix('{') {
        Some(list) => braced(list).iter().any(|entry| entry.split("::").next() == Some(module)),
        None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next() == Some(module),
    })
}

/// The entries of a list in braces whose opening brace is gone.
fn braced(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut entries) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' | ',' if depth == 0 => {
                entries.push(list[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    entries
}

/// `http → graphql → import → services → entities → values`: a layer never names one above it.
pub(crate) fn layers_that_look_up(sources: &[Source]) -> Vec<String> {
    each(sources, |source, code| {
        let own = LAYERS.iter().position(|layer| source.is_in(&format!("src/{layer}")));
        let above = own.map_or(&[][..], |own| &LAYERS[own + 1..]);
        let above = above.iter().filter(|layer| names_module(code, layer));
        above.map(|layer| format!("names `crate::{layer}`, a layer above its own")).collect()
    })
}

/// Every file says what it is.
pub(crate) fn files_without_a_doc(sources: &[Source]) -> Vec<String> {
    let bare = sources.iter().filter(|source| source.is_rust() && !source.text.starts_with("//! "));
    bare.map(|source| format!("{}: opens without a module doc", source.path)).collect()
}

/// Files longer than this, unit tests left out.
pub(crate) fn files_longer_than(most: usize, sources: &[Source]) -> Vec<String> {
    let long = sources.iter().filter(|source| source.is_rust() && source.lines_above_tests() > most);
    long.map(|source| format!("{}: {} lines", source.path, source.lines_above_tests())).collect()
}

/// Functions longer than this.
pub(crate) fn functions_longer_than(most: usize, sources: &[Source]) -> Vec<String> {
    let rust = sources.iter().filter(|source| source.is_rust());
    let long = rust.flat_map(|source| functions(source).into_iter().map(move |function| (source, function)));
    long.filter(|(_, (_, _, lines))| *lines > most)
        .map(|(source, (name, line, lines))| format!("{}:{line}: `{name}` has {lines} lines", source.path))
        .collect()
}

/// Nothing is left for later in the code.
pub(crate) fn unfinished(sources: &[Source]) -> Vec<String> {
    each(sources, |_, code| named(code, UNFINISHED))
}

/// Stages 1 to 4 and 6 of the importer are functions of their arguments.
pub(crate) fn impure_stages(sources: &[Source]) -> Vec<String> {
    each(sources, |source, code| {
        let mut faults = if is_pure(source) { named(code, IMPURE) } else { Vec::new() };
        if is_pure(source) && !source.is_in("src/import/plan") {
            faults.extend(named(code, &["sea_orm"]));
        }
        faults
    })
}

fn is_pure(source: &Source) -> bool {
    PURE.iter().any(|stage| source.is_in(&format!("src/import/{stage}")))
}

/// Only services write to the database. The pure stages cannot, for they never have one.
pub(crate) fn writers_outside_services(sources: &[Source]) -> Vec<String> {
    each(sources, |source, code| {
        let outside = source.is_in("src") && !source.is_in("src/services") && !is_pure(source);
        if outside && code.contains("sea_orm") { named(code, WRITING) } else { Vec::new() }
    })
}

/// A library that only one folder of `src` may name.
pub(crate) fn strangers_to(library: &str, home: &str, sources: &[Source]) -> Vec<String> {
    each(sources, |source, code| if source.is_in(home) { Vec::new() } else { named(code, &[library]) })
}

/// What others wrote comes from their package registry at build time; nothing of it lies in the repository.
pub(crate) fn minified_files(sources: &[Source]) -> Vec<String> {
    let is_of_a_page = |source: &&Source| [".js", ".css", ".html"].iter().any(|end| source.path.ends_with(end));
    let minified = |source: &&Source| source.path.contains(".min.") || source.text.lines().any(|line| line.len() > 500);
    let found = sources.iter().filter(is_of_a_page).filter(minified);
    found.map(|source| format!("{}: looks minified", source.path)).collect()
}

/// Links of Markdown files to files of the repository lead somewhere.
pub(crate) fn broken_links(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| source.has_extension("md")) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(&source.path);
        let folder = folder.parent().expect("a file lies in a folder");
        for link in source.text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !link.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                faults.push(format!("{}: the link to `{link}` leads nowhere", source.path));
            }
        }
    }
    faults
}

/// Tests that a document names as the guards of what it says; each must be there.
pub(crate) fn tests_that_are_not_there(document: &Source, sources: &[Source]) -> Vec<String> {
    let is_test = |word: &&str| {
        word.matches('_').count() >= 3 && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
    };
    let named = document.text.split('`').skip(1).step_by(2).map(|word| word.rsplit("::").next().unwrap_or(word));
    let missing =
        named.filter(is_test).filter(|word| !sources.iter().any(|source| source.text.contains(&format!("fn {word}("))));
    missing.map(|word| format!("{}: there is no test `{word}`", document.path)).collect()
}
