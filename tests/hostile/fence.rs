//! Whatever becomes of a process that reads a workbook, the one that asked lives, and says what happened in a sentence.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use missieregister::import::read::{Excess, FailureCode, Fence, Limits, Measure, Progress, ReadFailure, read};
use missieregister::import::workers::{OnProgress, Workers};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use crate::workers::workers;

const TABLE: &[u8] = b"Missie;Land\nChina;China\n";

fn nobody() -> OnProgress {
    Arc::new(|_| {})
}

/// Workers that run a script in place of the program, with a folder that must outlive them.
fn script(lines: &str) -> (TempDir, Workers) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("worker");
    fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    (folder, Workers::of(path))
}

async fn failure(workers: &Workers, bytes: &[u8]) -> ReadFailure {
    workers.read(bytes.into(), nobody()).await.expect("there is a worker").expect_err("it fails")
}

fn too_large(of: Measure, most: u64) -> ReadFailure {
    ReadFailure { code: FailureCode::TooLarge, excess: Some(Excess { of, most, found: None }) }
}

/// A workbook of so many rows of ten cells.
fn rows(rows: u32) -> Vec<u8> {
    let line = (0..10).map(|column| format!("cel {column}")).collect::<Vec<_>>().join(";");
    (0..rows).map(|row| format!("{row};{line}\n")).collect::<String>().into_bytes()
}

#[tokio::test]
async fn a_worker_reads_what_this_process_would_and_tells_how_far_it_is() {
    for name in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/registers")).unwrap() {
        let bytes = fs::read(name.unwrap().path()).unwrap();
        let told = Arc::new(Mutex::new(Progress::default()));
        let last = Arc::clone(&told);
        let on_progress: OnProgress = Arc::new(move |progress| *last.lock().unwrap() = progress);
        let workbook = workers().read(bytes.as_slice().into(), on_progress).await.unwrap().unwrap();
        assert_eq!(Ok(&workbook), read(&bytes).as_ref());
        let rows: usize = workbook.sheets.iter().map(|sheet| sheet.rows.len()).sum();
        assert_eq!(told.lock().unwrap().rows, u64::try_from(rows).unwrap());
    }
}

#[tokio::test]
async fn a_worker_that_dies_or_talks_nonsense_is_a_damaged_file() {
    for lines in ["kill -ABRT $$", "kill -SEGV $$", "head -c 100000 /dev/urandom; kill -KILL $$", "kill -9 $$"] {
        let (_folder, workers) = script(lines);
        assert_eq!(failure(&workers, TABLE).await.code, FailureCode::Damaged, "{lines}");
    }
}

#[tokio::test]
async fn a_worker_that_never_ends_is_stopped_by_the_clock() {
    let (folder, workers) = script("echo $$ > \"${0%/*}/pid\"\nexec sleep 600");
    let workers = workers.within(Fence { clock: 1, ..Fence::default() });
    let start = Instant::now();
    assert_eq!(failure(&workers, TABLE).await, too_large(Measure::Clock, 1));
    assert!(start.elapsed() < Duration::from_secs(10));
    gone(&folder.path().join("pid")).await;
}

#[tokio::test]
async fn a_worker_ends_when_nobody_waits_for_it_any_more() {
    let (folder, workers) = script("echo $$ > \"${0%/*}/pid\"\nexec sleep 600");
    let reading = workers.read(TABLE.into(), nobody());
    assert!(timeout(Duration::from_millis(500), reading).await.is_err());
    gone(&folder.path().join("pid")).await;
}

/// Waits until the process of a number is not there, or only its exit status is.
async fn gone(pid: &PathBuf) {
    let pid = fs::read_to_string(pid).expect("the worker started");
    let status = PathBuf::from(format!("/proc/{}/stat", pid.trim()));
    for _ in 0..100 {
        match fs::read_to_string(&status) {
            Ok(status) if !status.contains(") Z ") => sleep(Duration::from_millis(50)).await,
            _ => return,
        }
    }
    panic!("process {pid} is still there");
}

#[tokio::test]
async fn what_takes_more_than_its_fence_allows_says_so() {
    let bytes = rows(60_000);
    for (fence, of, most) in [
        (Fence { memory: 16 << 20, ..Fence::default() }, Measure::Memory, 16 << 20),
        (Fence { output: 1 << 20, ..Fence::default() }, Measure::Output, 1 << 20),
    ] {
        assert_eq!(failure(&workers().within(fence), &bytes).await, too_large(of, most));
    }
    // Many files' worth of work, in one second of a processor.
    let bytes = rows(1_500_000);
    let limits = Limits { cells: u64::MAX, ..Fence::default().limits };
    let fence = Fence { limits, processor: 1, clock: 120, ..Fence::default() };
    assert_eq!(failure(&workers().within(fence), &bytes).await, too_large(Measure::Processor, 1));
}

#[tokio::test]
async fn a_worker_knows_nothing_of_the_environment_and_of_other_files() {
    let (_folder, workers) = script("env >&2; echo \"memory allocation of $# words\" >&2; kill -ABRT $$");
    // Only to see that standard error is heard: what it says of memory counts.
    assert_eq!(failure(&workers, TABLE).await.excess.map(|excess| excess.of), Some(Measure::Memory));
    let (folder, workers) = script("env > \"${0%/*}/environment\"; ls -l /proc/$$/fd > \"${0%/*}/files\"; kill -9 $$");
    let _secret = fs::File::create(folder.path().join("secret")).unwrap();
    failure(&workers, TABLE).await;
    let environment = fs::read_to_string(folder.path().join("environment")).unwrap();
    let known = ["PWD=", "SHLVL=", "OLDPWD=", "_=", "MIMALLOC_"];
    let others: Vec<&str> =
        environment.lines().filter(|line| !known.iter().any(|known| line.starts_with(known))).collect();
    assert!(others.is_empty(), "{others:?}");
    let files = fs::read_to_string(folder.path().join("files")).unwrap();
    assert!(files.contains("pipe:") && !files.contains("secret"), "{files}");
}

#[tokio::test]
async fn a_program_that_is_not_there_is_no_fault_of_the_file() {
    let workers = Workers::of(PathBuf::from("/nowhere/missieregister"));
    assert!(workers.read(TABLE.into(), nobody()).await.is_err());
    let (_folder, workers) = script("exit 2");
    assert!(workers.read(TABLE.into(), nobody()).await.is_err());
}

#[tokio::test]
async fn only_so_many_workers_run_at_once() {
    let (folder, workers) = script(
        "echo > \"${0%/*}/$$.here\"; ls \"${0%/*}\" | grep -c here >> \"${0%/*}/counts\"; sleep 0.2; rm \"${0%/*}/$$.here\"; kill -9 $$",
    );
    let many: Vec<_> = (0..12)
        .map(|_| {
            let workers = workers.clone();
            tokio::spawn(async move { failure(&workers, TABLE).await })
        })
        .collect();
    for one in many {
        one.await.unwrap();
    }
    let counts = fs::read_to_string(folder.path().join("counts")).unwrap();
    let most = counts.lines().filter_map(|count| count.parse::<usize>().ok()).max().unwrap();
    let allowed = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    assert!(most <= allowed, "{most} ran at once");
}

/// The real program, asked by hand, ends when the one that asked is gone.
#[test]
fn a_worker_ends_when_its_input_does() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let fence = serde_json::to_string(&Fence::default()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_missieregister"))
        .args(["read-workbook", &fence])
        .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Its answer does not fit into the pipe and nobody reads it, so it would wait for ever.
    let bytes = rows(100_000);
    let mut input = child.stdin.take().unwrap();
    input.write_all(&u64::try_from(bytes.len()).unwrap().to_le_bytes()).unwrap();
    input.write_all(&bytes).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(child.try_wait().unwrap(), None);
    drop(input);
    assert!(!child.wait().unwrap().success());
}
