//! The program. Everything it does is in the library; [`missieregister::cli`] reads the command line.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    missieregister::cli::run(std::env::args_os())
}
