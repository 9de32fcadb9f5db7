//! Runs the program as a user does, and keeps what it says.

use std::process::{Command, Output};

/// What a run of the program came to.
pub(crate) struct Run {
    /// The exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// The program, on a register.
pub(crate) fn command(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_missieregister"));
    command.args(arguments).env("DATABASE_URL", url);
    command
}

/// Runs the program on a register until it ends.
pub(crate) fn run(url: &str, arguments: &[&str]) -> Run {
    Run::of(command(url, arguments))
}

impl Run {
    /// Runs a command until it ends.
    pub(crate) fn of(mut command: Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the program can be started");
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self { status: status.code().expect("the program ends by itself"), out: text(stdout), err: text(stderr) }
    }
}
