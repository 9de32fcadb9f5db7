//! The rules of the house, kept by the files as they are; and each rule against a file that breaks it.

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/source.rs"]
mod source;

use crate::source::{Source, repository};

/// Where code lies.
const CODE: &[&str] = &["src", "migrations", "tests", "benches", "examples"];

fn existing(places: &[&'static str]) -> Vec<&'static str> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    places.iter().copied().filter(|place| root.join(place).exists()).collect()
}

fn code() -> Vec<Source> {
    repository(&existing(CODE))
}

/// Fails with all the faults at once.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n  {}\n", faults.join("\n  "));
}

/// What a rule says of one file.
fn judged(rule: impl Fn(&[Source]) -> Vec<String>, path: &str, text: &str) -> Vec<String> {
    rule(&[Source::new(path, text)])
}

#[test]
fn layers_point_one_way() {
    none(&rules::layers_that_look_up(&code()));
    let rule = rules::layers_that_look_up;
    assert_eq!(judged(rule, "src/entities/a.rs", "use crate::graphql::X;").len(), 1);
    assert_eq!(judged(rule, "src/services/a.rs", "use crate::{values::A, import::{B, C}};").len(), 1);
    assert_eq!(judged(rule, "src/http.rs", "fn f() { crate::cli::run() }").len(), 1);
    assert_eq!(judged(rule, "src/graphql/a.rs", "//! Not [`crate::http`].\nuse crate::values::A;"), [""; 0]);
}

#[test]
fn every_file_says_what_it_is() {
    none(&rules::files_without_a_doc(&code()));
    assert_eq!(judged(rules::files_without_a_doc, "src/a.rs", "use std::io;").len(), 1);
}

#[test]
fn no_file_is_longer_than_one_can_read() {
    none(&rules::files_longer_than(rules::LONGEST_FILE, &code()));
    for near in rules::files_longer_than(350, &code()) {
        eprintln!("near the limit: {near}");
    }
    let long = "\n".repeat(401);
    let rule = |sources: &[Source]| rules::files_longer_than(rules::LONGEST_FILE, sources);
    assert_eq!(judged(rule, "src/a.rs", &long).len(), 1);
    assert_eq!(judged(rule, "src/a.rs", &format!("\n#[cfg(test)]\n{long}")), [""; 0]);
}

#[test]
fn no_function_is_longer_than_a_screen() {
    none(&rules::functions_longer_than(rules::LONGEST_FUNCTION, &code()));
    for near in rules::functions_longer_than(50, &code()) {
        eprintln!("near the limit: {near}");
    }
    let rule = |sources: &[Source]| rules::functions_longer_than(rules::LONGEST_FUNCTION, sources);
    let function = |lines: usize| {
        format!("trait T {{ fn t(a: [u8; 2]); }}\nfn long() {{ let a = '}}'; \"}}\"; {}}}", "\n".repeat(lines))
    };
    assert_eq!(judged(rule, "src/a.rs", &function(60)), ["src/a.rs:2: `long` has 61 lines"]);
    assert_eq!(judged(rule, "src/a.rs", &function(59)), [""; 0]);
}

#[test]
fn nothing_is_left_for_later() {
    none(&rules::unfinished(&code()));
    assert_eq!(judged(rules::unfinished, "src/a.rs", "fn f() { todo!() }").len(), 1);
    assert_eq!(judged(rules::unfinished, "tests/a.rs", "#[test]\n#[ignore]\nfn f() {}").len(), 1);
    assert_eq!(judged(rules::unfinished, "src/a.rs", "// not todo!() but \"dbg!\"\nlet a = r#\"dbg!(\"#;"), [""; 0]);
}

#[test]
fn reading_locating_mapping_parsing_and_planning_are_pure() {
    none(&rules::impure_stages(&code()));
    assert_eq!(judged(rules::impure_stages, "src/import/parse/a.rs", "async fn f() {}").len(), 1);
    assert_eq!(judged(rules::impure_stages, "src/import/plan.rs", "use sea_orm::DbErr;").len(), 1);
    assert_eq!(judged(rules::impure_stages, "src/import/map/a.rs", "use sea_orm::Value;").len(), 1);
    assert_eq!(judged(rules::impure_stages, "src/import/apply.rs", "async fn f() {}"), [""; 0]);
}

#[test]
fn only_services_write() {
    none(&rules::writers_outside_services(&code()));
    let rule = rules::writers_outside_services;
    assert_eq!(judged(rule, "src/graphql/a.rs", "use sea_orm::{ActiveModelTrait, DbErr};").len(), 1);
    assert_eq!(judged(rule, "src/services/a.rs", "use sea_orm::{ActiveModelTrait, DbErr};"), [""; 0]);
}

#[test]
fn libraries_have_one_home() {
    let sources = repository(&["src"]);
    for (library, home) in [("calamine", "src/import/read"), ("axum", "src/http"), ("rust_xlsxwriter", "src/services")]
    {
        none(&rules::strangers_to(library, home, &sources));
        let rule = |sources: &[Source]| rules::strangers_to(library, home, sources);
        assert_eq!(judged(rule, "src/values/a.rs", &format!("use {library}::X;")).len(), 1);
        assert_eq!(judged(rule, &format!("{home}/a.rs"), &format!("use {library}::X;")), [""; 0]);
    }
}

#[test]
fn pages_are_our_own_and_can_be_read() {
    none(&rules::minified_files(&repository(&["src"])));
    assert_eq!(judged(rules::minified_files, "src/http/pages/a.js", &"x".repeat(501)).len(), 1);
    assert_eq!(judged(rules::minified_files, "src/http/pages/a.min.css", "a {}").len(), 1);
}

#[test]
fn links_between_documents_lead_somewhere() {
    none(&rules::broken_links(&repository(&existing(&[
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs",
        "imports",
    ]))));
    assert_eq!(judged(rules::broken_links, "README.md", "[a](nowhere.md), [b](https://example.com)").len(), 1);
    assert_eq!(judged(rules::broken_links, "README.md", "[a](Cargo.toml#top)"), [""; 0]);
}

#[test]
fn the_tests_that_the_architecture_names_are_there() {
    let sources = code();
    let named = |document: &str| rules::tests_that_are_not_there(&Source::new("ARCHITECTURE.md", document), &sources);
    for document in repository(&existing(&["ARCHITECTURE.md", "docs"])) {
        none(&rules::tests_that_are_not_there(&document, &sources));
    }
    assert_eq!(named("guarded by `tidy::layers_point_one_way` and `some_test_that_is_not_there`").len(), 1);
}
