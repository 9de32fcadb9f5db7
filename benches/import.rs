//! `cargo bench --bench import`: how long the import of a large register takes, beside its floor.
//!
//! What is measured is the program itself: `missieregister import --yes FILE`, from its start to its exit, with the
//! memory of all its processes together. The floor is what nobody can do without: reading every cell of the same file
//! by calamine's streaming reader, and writing the same final records into the same tables by prepared statements in
//! one transaction. Both start from an empty register on each run; the table shows medians. `ROWS` (10000,100000) and
//! `RUNS` (3) in the environment change the sizes and the number of runs, and `MISSIEREGISTER_TEST_POSTGRES` adds
//! PostgreSQL.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use missieregister::services::{Caller, Database};
use support::large_register::large_register;
use support::measure::{self, Taken, median, setting};
use support::raw_records::RawRecords;
use support::registers::registers;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn Error>;

/// What one engine took, run by run.
#[derive(Default)]
struct Measured {
    engine: String,
    records: usize,
    imports: Vec<Taken>,
    read: Vec<Duration>,
    write: Vec<Duration>,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let runs = setting("RUNS", &[3]).first().copied().unwrap_or_default();
    for rows in setting("ROWS", &[10_000, 100_000]) {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("large.xlsx");
        fs::write(&file, large_register(rows)?)?;
        println!("\n{rows} rows, {} KiB", fs::metadata(&file)?.len() / 1024);
        let mut results: Vec<Measured> = Vec::new();
        for _ in 0..runs {
            let (imported, empty) = (registers().await, registers().await);
            results.resize_with(imported.len(), Measured::default);
            for ((result, imported), empty) in results.iter_mut().zip(imported).zip(empty) {
                result.run(&file, &imported.url, (&imported.database, &empty.database)).await?;
            }
        }
        results.iter().for_each(Measured::print);
    }
    Ok(())
}

impl Measured {
    /// One import and one floor.
    async fn run(&mut self, file: &Path, url: &str, (imported, empty): (&Database, &Database)) -> Result<(), Failure> {
        let mut import = Command::new(env!("CARGO_BIN_EXE_missieregister"));
        import.args(["import", "--yes", "--database-url", url]).arg(file).stdout(Stdio::null());
        self.imports.push(measure::run(&mut import)?);

        let started = Instant::now();
        stream_cells(file)?;
        self.read.push(started.elapsed());
        let records = RawRecords::of(imported).await?;
        let started = Instant::now();
        records.insert(empty).await?;
        self.write.push(started.elapsed());
        self.records = records.count();
        self.engine = format!("{:?}", imported.reader(&Caller::operator()).get_database_backend());
        Ok(())
    }

    fn print(&self) {
        let milliseconds = |times: Vec<Duration>| median(times).as_secs_f64() * 1e3;
        let import = milliseconds(self.imports.iter().map(|taken| taken.time).collect());
        let (read, write) = (milliseconds(self.read.clone()), milliseconds(self.write.clone()));
        let memory = self.imports.iter().map(|taken| taken.memory).max().unwrap_or_default();
        println!("\n  {}: {} records, median of {}", self.engine, self.records, self.imports.len());
        println!("    import  {import:>9.1} ms, at most {} MiB over all its processes", memory.div_ceil(1024 * 1024));
        println!("    floor   {:>9.1} ms = read {read:.1} + write {write:.1}", read + write);
        println!("    ratio   {:>9.2}", import / (read + write));
    }
}

/// Reads every cell as it comes; returns how many there were.
fn stream_cells(file: &Path) -> Result<usize, Failure> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(file)?))?;
    let mut cells = 0;
    for sheet in workbook.sheet_names() {
        let mut reader = workbook.worksheet_cells_reader(&sheet)?;
        while reader.next_cell()?.is_some() {
            cells += 1;
        }
    }
    Ok(cells)
}
