//! What is no use of the program ends with status 2 and says how it is used.

use crate::program::programs;

#[tokio::test]
async fn wrong_usage_ends_with_status_2_and_says_why() {
    let program = programs().await.remove(0);
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
        let ended = program.run(arguments);
        assert_eq!(ended.status, Some(2), "{arguments:?}: {}", ended.stderr);
        assert!(!ended.stderr.is_empty() && ended.stdout.is_empty(), "{arguments:?}");
    }
}

#[tokio::test]
async fn a_file_or_an_import_that_is_not_there_is_refused_by_name() {
    for program in programs().await {
        let ended = program.run(["import", "--yes", "not-there.xlsx"]);
        assert_eq!(ended.status, Some(1), "{}", ended.stderr);
        assert!(ended.stderr.contains("not-there.xlsx"), "{}", ended.stderr);
        let ended = program.run(["undo", "01920000-0000-7000-8000-000000000000"]);
        assert_eq!(ended.status, Some(1), "{}", ended.stderr);
        assert!(!ended.stderr.is_empty());
    }
}

#[tokio::test]
async fn a_fresh_register_is_made_where_none_is() {
    let program = programs().await.remove(0);
    let url = format!("sqlite://{}?mode=rwc", program.folder().join("new.db").display());
    let mut command = crate::program::command();
    let output = command.args(["token", "list", "--database-url", &url]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(program.folder().join("new.db").exists());
}

#[tokio::test]
async fn the_schema_is_printed_as_it_is_committed() {
    let program = programs().await.remove(0);
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql")).unwrap();
    assert_eq!(program.done(["schema"]), committed);
}
