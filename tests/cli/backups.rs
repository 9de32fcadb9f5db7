//! Copies of a register that is in use, and what they are worth: the register that is put back from one.

use std::fs;
use std::process::{Command, Stdio};

use missieregister::entities::participation;
use missieregister::services::fingerprint::fingerprint;
use missieregister::services::{Caller, Database};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};
use serde_json::Value;

use crate::examples::committed;
use crate::killed::{ROWS, register};
use crate::office::{Office, office, offices};
use crate::support::program::{command, run};

#[tokio::test]
async fn a_copy_that_is_made_during_an_import_holds_the_whole_of_it_or_nothing() {
    let office = office().await;
    let file = office.write("register.xlsx", &register());
    let mut import = command(&office.register.url, &["import", "--yes", file.to_str().unwrap()]);
    let mut import = import.stdout(Stdio::null()).spawn().unwrap();
    let mut copies = Vec::new();
    while import.try_wait().unwrap().is_none() {
        let name = format!("copy-{}.db", copies.len());
        assert_eq!(office.done(&["backup", "--out", &name]).trim(), name);
        copies.push(name);
    }
    assert!(copies.len() > 1, "the import takes longer than a copy");
    for name in copies {
        let copy = Database::connect(&format!("sqlite://{}", office.folder().join(name).display())).await.unwrap();
        let participations = participation::Entity::find().count(copy.reader(&Caller::operator())).await.unwrap();
        assert!([0, u64::from(ROWS)].contains(&participations), "{participations}");
    }
}

#[tokio::test]
async fn a_copy_is_the_register_and_can_be_worked_on_and_never_replaces_a_file() {
    let office = office().await;
    office.import(&committed());
    office.done(&["backup", "--out", "copy.db"]);
    let url = format!("sqlite://{}", office.folder().join("copy.db").display());
    let out = office.folder().join("copy.json");
    let exported = run(&url, &["export", "--format", "json", "--out", out.to_str().unwrap()]);
    assert_eq!(exported.status, 0, "{}", exported.err);
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(out).unwrap()).unwrap(), office.export());
    let before = fs::read(office.folder().join("copy.db")).unwrap();
    let again = office.run(&["backup", "--out", "copy.db"]);
    assert_eq!(again.status, 1);
    assert!(again.err.contains("copy.db") && again.err.contains("never replaces"), "{}", again.err);
    assert_eq!(fs::read(office.folder().join("copy.db")).unwrap(), before);
}

#[tokio::test]
async fn the_commands_that_are_named_for_postgresql_copy_the_register_and_put_it_back() {
    let mut there: Vec<Office> = offices().await.into_iter().filter(|office| !is_sqlite(office)).collect();
    let (Some(office), Some(target)) = (there.pop(), offices().await.into_iter().find(|office| !is_sqlite(office)))
    else {
        return;
    };
    office.import(&committed());
    let told = office.run(&["backup", "--out", "copy.dump"]);
    assert_eq!(told.status, 1, "it is for somebody to do");
    let commands: Vec<&str> = told.err.lines().filter(|line| line.trim().starts_with("pg_")).collect();
    assert_eq!(commands.len(), 2, "{}", told.err);
    let operator = Caller::operator();
    let before = fingerprint(office.register.database.reader(&operator)).await.unwrap();
    // The other register is emptied: what is put back brings its tables with it.
    let emptied = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    target.register.database.reader(&operator).execute_unprepared(emptied).await.unwrap();
    for (command, of) in commands.iter().zip([&office, &target]) {
        let ended = Command::new("sh")
            .args(["-c", command])
            .env("DATABASE_URL", &of.register.url)
            .current_dir(office.folder())
            .output()
            .unwrap();
        assert!(ended.status.success(), "{command}: {}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(fingerprint(target.register.database.reader(&operator)).await.unwrap(), before);
    assert_eq!(target.export(), office.export());
}

fn is_sqlite(office: &Office) -> bool {
    office.register.url.starts_with("sqlite")
}
