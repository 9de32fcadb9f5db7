//! `cargo bench --bench import`: how long the import of a large register takes, beside its floor.
//!
//! The floor is what nobody can do without: reading every cell of the same file by calamine's streaming reader, and
//! writing the same final records into the same tables by prepared statements in one transaction. Both start from an
//! empty register on each run; the table shows medians. `ROWS` (10000) and `RUNS` (5) in the environment change the
//! size and the number of runs, and `MISSIEREGISTER_TEST_POSTGRES` adds PostgreSQL.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

mod support;

use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use calamine::{Reader, Xlsx};
use missieregister::entities;
use missieregister::import::importer::{Acceptance, Importer, PendingReviews, Upload};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::import::workers::Workers;
use missieregister::services::{Caller, Database};
use missieregister::values::ApplyMode;
use sea_orm::EntityTrait;
use support::large_register::large_register;
use support::measure::{median, peak_memory, setting};
use support::raw_records::RawRecords;
use support::registers::registers;
use uuid::Uuid;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn Error>;

/// What one engine took, run by run.
#[derive(Default)]
struct Measured {
    engine: String,
    records: usize,
    stage: Vec<Duration>,
    apply: Vec<Duration>,
    read: Vec<Duration>,
    write: Vec<Duration>,
    memory: u64,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, command, file, url] = &arguments[..]
        && command == "import-once"
    {
        return import_once(Path::new(file), url).await;
    }
    let rows = setting("ROWS", 10_000);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("large.xlsx");
    fs::write(&file, large_register(rows)?)?;
    println!("{rows} rows, {} KiB", fs::metadata(&file)?.len() / 1024);
    let mut results: Vec<Measured> = Vec::new();
    for _ in 0..setting("RUNS", 5) {
        let (imported, empty) = (registers().await, registers().await);
        results.resize_with(imported.len(), Measured::default);
        for ((result, imported), empty) in results.iter_mut().zip(imported).zip(empty) {
            result.run(&file, &imported.url, (&imported.database, &empty.database)).await?;
        }
    }
    results.iter().for_each(Measured::print);
    Ok(())
}

impl Measured {
    /// One import and one floor. The import is a process of its own, for its memory is not to be mixed with ours.
    async fn run(&mut self, file: &Path, url: &str, (imported, empty): (&Database, &Database)) -> Result<(), Failure> {
        let output = Command::new(env::current_exe()?).arg("import-once").arg(file).arg(url).output()?;
        let numbers: Vec<u64> =
            String::from_utf8(output.stdout)?.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let &[stage, apply, memory] = &numbers[..] else {
            return Err(format!("the import failed: {}", String::from_utf8_lossy(&output.stderr)).into());
        };
        self.stage.push(Duration::from_micros(stage));
        self.apply.push(Duration::from_micros(apply));
        self.memory = self.memory.max(memory);

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
        let [stage, apply, read, write] =
            [&self.stage, &self.apply, &self.read, &self.write].map(|times| median(times.clone()).as_secs_f64() * 1e3);
        let (import, floor) = (stage + apply, read + write);
        println!("\n{}: {} records, median of {}", self.engine, self.records, self.stage.len());
        println!("  import  {import:>9.1} ms  = stage {stage:.1} + apply {apply:.1}, peak memory {} MiB", self.memory);
        println!("  floor   {floor:>9.1} ms  = read {read:.1} + write {write:.1}");
        println!("  ratio   {:>9.2}", import / floor);
    }
}

/// Imports a file into an empty register and prints what it took: microseconds to stage and to apply, MiB of memory.
async fn import_once(file: &Path, url: &str) -> Result<(), Failure> {
    let (database, caller) = (Database::open(url).await?, Caller::operator());
    let workers = Workers::of(env!("CARGO_BIN_EXE_missieregister").into());
    let importer = Importer::new(database.clone(), Vocabulary::built_in(), workers);
    let started = Instant::now();
    let upload = Upload { filename: "large.xlsx".to_owned(), bytes: fs::read(file)?.into(), profile: None };
    let staged = importer.stage(&caller, upload).await?.map_err(|refused| format!("{refused:?}"))?;
    let stage = started.elapsed();
    let started = Instant::now();
    let accepted = accept(&database, staged).await?;
    importer.apply(&caller, staged, &accepted).await?.map_err(|refused| format!("{refused:?}"))?;
    println!("{} {} {}", stage.as_micros(), started.elapsed().as_micros(), peak_memory());
    Ok(())
}

/// Says yes to the plan of an import, whatever it holds.
async fn accept(database: &Database, import: Uuid) -> Result<Acceptance, Failure> {
    let stored = entities::import::Entity::find_by_id(import).one(database.reader(&Caller::operator())).await?;
    let plan_hash = stored.and_then(|stored| stored.plan_hash).ok_or("the import has no plan")?;
    Ok(Acceptance { plan_hash, mode: ApplyMode::AllOrNothing, reviews: PendingReviews::TakeRecommended })
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
