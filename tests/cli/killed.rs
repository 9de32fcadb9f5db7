//! An import that is killed at any moment leaves the whole of it or nothing, and the register goes on.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use missieregister::entities::import;
use missieregister::services::Caller;
use missieregister::values::ImportState;
use rust_xlsxwriter::Workbook;
use sea_orm::EntityTrait;

use crate::facts::{Facts, differences, facts};
use crate::office::{Office, offices};
use crate::support::program::command;

/// How often the program is killed on each engine.
const KILLS: u32 = 50;
/// Rows of the file: enough that every stage takes a while.
pub(crate) const ROWS: u32 = 1_500;
/// After so many killings an import is let through.
const LET_THROUGH: u32 = 10;

/// A register of participants of thirty missions.
pub(crate) fn register() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let header = ["Missiecode", "Missie", "Land", "Datum van", "Bedrijf", "KvK-nummer", "Achternaam", "Deelnamekosten"];
    sheet.write_row(0, 0, header).unwrap();
    for row in 1..=ROWS {
        let (mission, organisation) = (row % 30, row / 2);
        let cells = [
            format!("HM2016-{mission:02}"),
            format!("Handelsmissie {mission}"),
            "Duitsland".to_owned(),
            format!("{} mei 2016", mission + 1),
            format!("Bedrijf {organisation} B.V."),
            format!("{:08}", 10_000_000 + organisation),
            format!("Achternaam{row}"),
            "1.250,50".to_owned(),
        ];
        sheet.write_row(row, 0, cells).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// One engine, its register as it is now, and what a whole import is.
struct Target {
    /// The place of the engine among those that are there.
    engine: usize,
    office: Office,
    /// Where the file lies; it stays while registers come and go.
    desk: Office,
    file: PathBuf,
    whole: Facts,
    time: Duration,
}

/// An office with an empty register on one of the engines that are there.
async fn fresh(engine: usize) -> Office {
    offices().await.swap_remove(engine)
}

impl Target {
    /// Imports once to the end, to know what the whole is and how long it takes.
    async fn measured(engine: usize) -> Self {
        let (desk, office) = (fresh(engine).await, fresh(engine).await);
        let file = desk.write("register.xlsx", &register());
        let start = Instant::now();
        desk.import(std::slice::from_ref(&file));
        let time = start.elapsed();
        let whole = facts(&desk.register.database).await;
        assert_eq!(whole["participation"].len(), ROWS as usize);
        Self { engine, office, desk, file, whole, time }
    }

    /// Starts an import and kills it after a while.
    fn kill_after(&self, moment: Duration) {
        let arguments = ["import", "--yes", self.file.to_str().unwrap()];
        let mut command = command(&self.office.register.url, &arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Whether the register holds the whole import; else it holds nothing of it.
    async fn is_whole(&self, moment: Duration) -> bool {
        let held = facts(&self.office.register.database).await;
        let states = self.states().await;
        if held.values().all(Vec::is_empty) {
            assert_eq!(states, [], "killed after {moment:?}: no trace of an import that was not applied");
            return false;
        }
        assert_eq!(differences(&self.whole, &held), Vec::<String>::new(), "killed after {moment:?}");
        assert_eq!(states, [ImportState::Applied], "killed after {moment:?}");
        true
    }

    async fn states(&self) -> Vec<ImportState> {
        let imports = import::Entity::find().all(self.office.register.database.reader(&Caller::operator())).await;
        imports.unwrap().into_iter().map(|import| import.state).collect()
    }
}

#[tokio::test]
async fn an_import_that_is_killed_leaves_the_whole_of_it_or_nothing_and_the_next_one_works() {
    for engine in 0..offices().await.len() {
        let mut target = Target::measured(engine).await;
        let mut whole = 0;
        for kill in 0..KILLS {
            // Spread over the whole run and a little beyond, in an order that jumps about.
            let moment = target.time.mul_f64(f64::from((kill * 37) % KILLS) / f64::from(KILLS) * 1.1);
            target.kill_after(moment);
            let mut is_whole = target.is_whole(moment).await;
            if !is_whole && kill % LET_THROUGH == LET_THROUGH - 1 {
                target.office.import(std::slice::from_ref(&target.file));
                assert!(target.is_whole(moment).await, "the import after a killed one is whole");
                is_whole = true;
            }
            if is_whole {
                whole += 1;
                target.office = fresh(target.engine).await;
            }
        }
        assert!(whole < KILLS, "some were killed in time");
        eprintln!("{:?} a run, {whole} of {KILLS} were whole or let through", target.time);
        drop(target.desk);
    }
}

#[tokio::test]
async fn ctrl_c_stops_an_import_and_leaves_the_register_as_it_was() {
    for engine in 0..offices().await.len() {
        let office = fresh(engine).await;
        let file = office.write("register.xlsx", &register());
        let before = facts(&office.register.database).await;
        let mut command = command(&office.register.url, &["import", "--yes", file.to_str().unwrap()]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        // Before the program listens for it, the signal ends it; after that it stops by itself and says so.
        assert!(interrupt.unwrap().success());
        let ended = child.wait_with_output().unwrap();
        assert!(!ended.status.success(), "it did not go on to the end");
        assert_eq!(facts(&office.register.database).await, before);
        office.import(&[file]);
    }
}
