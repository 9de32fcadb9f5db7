//! Runs the program as a user does, on a register of its own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::databases::{Register, registers};

/// The program with a fresh register, and a folder for the files that it reads and writes.
pub(crate) struct Program {
    folder: TempDir,
    register: Register,
}

/// How a run of the program ended.
#[must_use = "look at what it printed, or at least at how it ended"]
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The program on each engine that is there.
pub(crate) async fn programs() -> Vec<Program> {
    let program = |register| Program { folder: tempfile::tempdir().unwrap(), register };
    registers().await.into_iter().map(program).collect()
}

/// The program as it is built, without settings of the machine that runs the tests.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_missieregister"));
    let ours = |name: &OsStr| name == "DATABASE_URL" || name.to_string_lossy().starts_with("MISSIEREGISTER_");
    std::env::vars_os().filter(|(name, _)| ours(name)).for_each(|(name, _)| {
        command.env_remove(name);
    });
    command
}

impl Program {
    /// Runs it with these arguments, in its folder.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Ended {
        let mut command = command();
        command.args(arguments).args(["--database-url", &self.register.url]).current_dir(self.folder.path());
        command.output().unwrap().into()
    }

    /// Runs it, demands that it does what is asked and returns what it printed.
    pub(crate) fn done<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.status, Some(0), "{}\n{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    /// Imports files that have no faults.
    pub(crate) fn import(&self, files: &[PathBuf]) -> String {
        let files = files.iter().map(|file| file.as_os_str());
        self.done(["import", "--yes"].map(OsStr::new).into_iter().chain(files))
    }

    /// The data that a GraphQL query gives.
    pub(crate) fn query(&self, query: &str) -> Value {
        let file = self.write("query.graphql", query.as_bytes());
        let response: Value = serde_json::from_str(&self.done([OsStr::new("query"), file.as_os_str()])).unwrap();
        assert_eq!(response.get("errors"), None, "{response:#}");
        response["data"].clone()
    }

    /// Everything that the register holds.
    pub(crate) fn export(&self) -> Value {
        let out = self.folder.path().join("export.json");
        self.done(["export", "--format", "json", "--out", out.to_str().unwrap()]);
        serde_json::from_slice(&fs::read(out).unwrap()).unwrap()
    }

    /// Puts a file into its folder.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}
