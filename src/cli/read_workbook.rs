//! `missieregister read-workbook`: what [`crate::import::workers`] starts in order to read a workbook that may be harmful.
//!
//! Not for people, and not in the list of commands. The workbook comes on standard input after its length; what it holds
//! goes to standard output. Invariant: the process is fenced in before it reads a byte of it, and ends when its input does.

use std::io::{self, Read};
use std::panic;
use std::process;
use std::thread;

use anyhow::Context;
use clap::Args;

use crate::import::read::{Fence, wire};

/// Bytes of stack for the thread that only waits.
const SMALL_STACK: usize = 1 << 16;

/// Read a workbook on standard input, fenced in.
#[derive(Args, Debug)]
pub struct ReadWorkbookArgs {
    /// What reading it may take, as JSON
    fence: String,
}

/// Runs the command.
pub fn run(arguments: &ReadWorkbookArgs) -> anyhow::Result<()> {
    let fence: Fence = serde_json::from_str(&arguments.fence).context("the fence is no JSON of a fence")?;
    // A message of a panic may quote a cell.
    panic::set_hook(Box::new(|_| {}));
    enclose(&fence).context("the process cannot be fenced in")?;
    let bytes = workbook()?;
    thread::Builder::new().stack_size(SMALL_STACK).spawn(end_with_input)?;
    Ok(wire::send(&bytes, &fence, &mut io::stdout().lock())?)
}

/// Gives up what this process may not take. No file can be opened or grow any more, and no memory is written to disk when
/// it dies.
#[cfg(unix)]
fn enclose(fence: &Fence) -> io::Result<()> {
    use rlimit::Resource;
    Resource::CORE.set(0, 0)?;
    Resource::FSIZE.set(0, 0)?;
    Resource::NOFILE.set(0, 0)?;
    Resource::DATA.set(fence.memory, fence.memory)?;
    // At the first limit the system says why; at the second it does not ask.
    Resource::CPU.set(fence.processor, fence.processor + 1)
}

/// Elsewhere the clock of the asking process is the fence, with the limits of the reader.
#[cfg(not(unix))]
fn enclose(_fence: &Fence) -> io::Result<()> {
    Ok(())
}

/// The workbook, after its length: standard input goes on after it.
fn workbook() -> io::Result<Vec<u8>> {
    let mut input = io::stdin().lock();
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(io::Error::other)?);
    input.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Nobody waits for an answer once standard input ends.
fn end_with_input() {
    let mut rest = [0; 64];
    while io::stdin().lock().read(&mut rest).is_ok_and(|read| read > 0) {}
    process::exit(1);
}
