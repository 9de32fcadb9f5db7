//! Reading in processes of their own: whatever the bytes that somebody sent do to their reader, this process lives.
//!
//! A worker is this same program, told to read one workbook. It gets the bytes on standard input, says what they hold on
//! standard output ([`super::read::wire`]), and fences itself in before it reads any. It inherits no variable of the
//! environment, ends when this process ends or when nobody waits any more, and only so many run at once.

use std::io;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::read::wire::{self};
use super::read::{FailureCode, Fence, Measure, Progress, ReadFailure, Workbook};

/// The command by which the program is told to read one workbook; the fence follows as JSON.
pub const COMMAND: &str = "read-workbook";

/// What a worker has as its environment. The allocator would else take hold of addresses by the gigabyte, and a limit on
/// memory counts those; this way it counts what is used.
const ENVIRONMENT: [(&str, &str); 1] = [("MIMALLOC_ARENA_EAGER_COMMIT", "0")];

/// Of what a worker says on standard error, as much is looked at.
const LONGEST_LAMENT: u64 = 4096;

/// How the standard library begins to say that there is no memory left.
const OUT_OF_MEMORY: &str = "memory allocation of";

/// Frames that wait at most to be taken in.
const FRAMES_AHEAD: usize = 4;

/// Told how far the reading is.
pub type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// Reads workbooks, each in a process of its own.
#[derive(Clone, Debug)]
pub struct Workers {
    program: Arc<PathBuf>,
    fence: Fence,
    at_once: Arc<Semaphore>,
}

impl Workers {
    /// Workers that run a program, as many at once as there are processors, and four at most. Clones share that number.
    pub fn of(program: PathBuf) -> Self {
        let at_once = thread::available_parallelism().map_or(1, usize::from).min(4);
        Self { program: Arc::new(program), fence: Fence::default(), at_once: Arc::new(Semaphore::new(at_once)) }
    }

    /// Workers that run this program. For the program itself: a test is another one.
    pub fn of_this_program() -> io::Result<Self> {
        std::env::current_exe().map(Self::of)
    }

    /// The same workers in another fence.
    #[must_use]
    pub fn within(self, fence: Fence) -> Self {
        Self { fence, ..self }
    }

    /// Reads a workbook. The worker ends when this future is dropped. An error means that there was no worker.
    pub async fn read(&self, bytes: Arc<[u8]>, on_progress: OnProgress) -> io::Result<Result<Workbook, ReadFailure>> {
        let _turn = self.at_once.acquire().await.map_err(io::Error::other)?;
        let clock = Duration::from_secs(self.fence.clock);
        match timeout(clock, self.ask(bytes, on_progress)).await {
            Ok(answer) => answer,
            Err(_) => Ok(Err(ReadFailure::too_large(Measure::Clock, self.fence.clock, None))),
        }
    }

    /// Starts a worker and listens to it to its end.
    async fn ask(&self, bytes: Arc<[u8]>, on_progress: OnProgress) -> io::Result<Result<Workbook, ReadFailure>> {
        let Worker { mut child, input, output, laments } = self.start()?;
        let fence = self.fence;
        let (heard, mut frames) = mpsc::channel(FRAMES_AHEAD);
        // Putting a workbook together takes a while, so it is not for the threads that serve requests.
        let answer = spawn_blocking(move || {
            wire::receive(&mut || frames.blocking_recv(), &fence, &mut |progress| on_progress(progress))
        });
        // The worker ends when its input does, so that is kept open until it has answered.
        let listening = async { tokio::join!(answer, listen(output, heard), lament(laments)) };
        let ((answer, (), lament), _input) = tokio::join!(listening, give(input, &bytes));
        if let Ok(read) = answer.map_err(io::Error::other)? {
            Ok(read)
        } else {
            let status = child.wait().await?;
            self.why(status, &lament)
        }
    }

    fn start(&self) -> io::Result<Worker> {
        let mut child = Command::new(&*self.program)
            .arg(COMMAND)
            .arg(serde_json::to_string(&self.fence)?)
            .env_clear()
            .envs(ENVIRONMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take()).zip(child.stderr.take());
        let ((input, output), laments) = pipes.ok_or_else(|| io::Error::other("a worker has no pipes"))?;
        Ok(Worker { child, input, output, laments })
    }

    /// Why a worker ended before its answer did.
    fn why(&self, status: ExitStatus, lament: &str) -> io::Result<Result<Workbook, ReadFailure>> {
        let failure = if lament.contains(OUT_OF_MEMORY) {
            ReadFailure::too_large(Measure::Memory, self.fence.memory, None)
        } else if ran_out_of_time(status) {
            ReadFailure::too_large(Measure::Processor, self.fence.processor, None)
        } else if status.code().is_some() {
            return Err(io::Error::other(format!("a process that reads workbooks ended with {status}")));
        } else {
            FailureCode::Damaged.into()
        };
        Ok(Err(failure))
    }
}

/// A worker at work.
struct Worker {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    laments: ChildStderr,
}

/// Gives a worker its workbook. A worker that does not take it has its reasons, which it tells elsewhere.
async fn give(mut input: ChildStdin, bytes: &[u8]) -> ChildStdin {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes();
    if input.write_all(&length).await.is_ok() && input.write_all(bytes).await.is_ok() {
        let _ = input.flush().await;
    }
    input
}

/// Hands on what a worker says, frame by frame, until it is silent, talks nonsense or is not heard any more.
async fn listen(mut output: ChildStdout, heard: mpsc::Sender<Vec<u8>>) {
    let mut length = [0; 4];
    while output.read_exact(&mut length).await.is_ok() {
        let Ok(length) = wire::frame_length(length) else { return };
        let mut frame = vec![0; length];
        if output.read_exact(&mut frame).await.is_err() || heard.send(frame).await.is_err() {
            return;
        }
    }
}

/// What a worker says on standard error. It may quote the workbook, so it is never shown or logged.
async fn lament(laments: ChildStderr) -> String {
    let mut said = Vec::new();
    let _ = laments.take(LONGEST_LAMENT).read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

/// Whether the system ended a process because of the processor time that it took.
#[cfg(unix)]
fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// The signal of that limit, on all systems that have it.
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}

#[cfg(not(unix))]
const fn ran_out_of_time(_status: ExitStatus) -> bool {
    false
}
