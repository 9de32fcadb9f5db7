//! What is no use of the program ends with status 2 and says how it is used.

use crate::office::{office, offices};
use crate::support::program::run;

#[tokio::test]
async fn wrong_usage_ends_with_status_2_and_says_why() {
    let office = office().await;
    let wrong: [&[&str]; 8] = [
        &["fly"],
        &["import"],
        &["import", "--format", "yaml", "file.xlsx"],
        &["report", "5.4.2"],
        &["report", "5.4.2", "soon"],
        &["undo"],
        &["export", "--format", "docx", "--out", "out"],
        &["token", "create", "--role", "KING", "--name", "x"],
    ];
    for arguments in wrong {
        let ended = office.run(arguments);
        assert_eq!(ended.status, 2, "{arguments:?}: {}", ended.err);
        assert!(!ended.err.is_empty() && ended.out.is_empty(), "{arguments:?}");
    }
}

#[tokio::test]
async fn a_file_or_an_import_that_is_not_there_is_refused_by_name() {
    for office in offices().await {
        let ended = office.run(&["import", "--yes", "not-there.xlsx"]);
        assert_eq!(ended.status, 1, "{}", ended.err);
        assert!(ended.err.contains("not-there.xlsx"), "{}", ended.err);
        let ended = office.run(&["undo", "01920000-0000-7000-8000-000000000000"]);
        assert_eq!(ended.status, 1, "{}", ended.err);
        assert!(!ended.err.is_empty());
    }
}

#[tokio::test]
async fn a_fresh_register_is_made_where_none_is() {
    let office = office().await;
    let url = format!("sqlite://{}?mode=rwc", office.folder().join("new.db").display());
    assert_eq!(run(&url, &["token", "list"]).status, 0);
    assert!(office.folder().join("new.db").exists());
}

#[tokio::test]
async fn the_schema_is_printed_as_it_is_committed() {
    let office = office().await;
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql")).unwrap();
    assert_eq!(office.done(&["schema"]), committed);
}
