//! Times and memory.

use std::collections::VecDeque;
use std::fs;
use std::io::{Error, Result};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long to wait between two looks at the memory of a program.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);

/// What a program took, all its processes together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    /// From its start to its exit.
    pub(crate) time: Duration,
    /// The most memory that its processes held at one moment, in bytes; 0 where the system does not say. Pages that
    /// they share count for each of them.
    pub(crate) memory: u64,
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Result<Taken> {
    let started = Instant::now();
    let mut program = command.spawn()?;
    let mut memory = 0;
    let status = loop {
        match program.try_wait()? {
            Some(status) => break status,
            None => memory = memory.max(held(&program)),
        }
        std::thread::sleep(BETWEEN_LOOKS);
    };
    let taken = Taken { time: started.elapsed(), memory };
    if status.success() { Ok(taken) } else { Err(Error::other(format!("the program ended with {status}"))) }
}

/// The memory that a program and all that it started hold now, in bytes.
fn held(program: &Child) -> u64 {
    let mut processes = VecDeque::from([program.id()]);
    let mut held = 0;
    while let Some(process) = processes.pop_front() {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        held += kibibytes.unwrap_or_default() * 1024;
        // A process is started by any of the threads of another.
        for thread in fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
            let started = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            processes.extend(started.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
    }
    held
}

/// The middle one; of an even number the upper of the two.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Numbers set by a variable of the environment, or the usual ones.
pub(crate) fn setting(name: &str, usual: &[u32]) -> Vec<u32> {
    let set = std::env::var(name).unwrap_or_default();
    let numbers: Vec<u32> = set.split([',', ' ']).filter_map(|number| number.parse().ok()).collect();
    if numbers.is_empty() { usual.to_vec() } else { numbers }
}
