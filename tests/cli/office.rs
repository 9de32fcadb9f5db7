//! An office: the program with a register of its own and a folder for the files that it reads and writes.

use missieregister::services::Caller;
use std::fs;
use std::path::{Path, PathBuf};

use missieregister::services::tables::{Row, Table};
use sea_orm::sea_query::Condition;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::{Run, command};
use crate::support::{Register, registers, sqlite};

/// One office.
pub(crate) struct Office {
    folder: TempDir,
    pub(crate) register: Register,
}

/// A new office on each engine that is there.
pub(crate) async fn offices() -> Vec<Office> {
    registers().await.into_iter().map(Office::with).collect()
}

/// A new office on SQLite, for what has nothing to do with the engine.
pub(crate) async fn office() -> Office {
    Office::with(sqlite().await)
}

impl Office {
    fn with(register: Register) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), register }
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = command(&self.register.url, arguments);
        command.current_dir(self.folder.path());
        Run::of(command)
    }

    /// Runs the program, demands that it does what is asked and returns what it printed.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}\n{}\n{}", run.out, run.err);
        run.out
    }

    /// Imports files, of which none has a fault.
    pub(crate) fn import(&self, files: &[PathBuf]) -> String {
        let files = files.iter().map(|file| file.to_str().unwrap());
        self.done(&["import", "--yes"].into_iter().chain(files).collect::<Vec<_>>())
    }

    /// The data that a GraphQL query gives.
    pub(crate) fn query(&self, query: &str) -> Value {
        let file = self.write("query.graphql", query.as_bytes());
        let response: Value = serde_json::from_str(&self.done(&["query", file.to_str().unwrap()])).unwrap();
        assert_eq!(response.get("errors"), None, "{response:#}");
        response["data"].clone()
    }

    /// Everything that the register holds.
    pub(crate) fn export(&self) -> Value {
        self.done(&["export", "--format", "json", "--out", "export.json"]);
        serde_json::from_slice(&fs::read(self.folder().join("export.json")).unwrap()).unwrap()
    }

    /// Every row of the register's own tables, as they lie.
    pub(crate) async fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for table in Table::ALL {
            rows.extend(
                table.load(self.register.database.reader(&Caller::operator()), Condition::all()).await.unwrap(),
            );
        }
        rows.sort_by_key(|row| (row.table, row.id));
        rows
    }

    /// Puts a file into the folder.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
