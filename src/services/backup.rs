//! A copy of a register that is in use, in the way of its own database.
//!
//! Invariant: a copy is the register at one moment, whole and checked, or there is no copy; a file that is there already
//! is never written over. PostgreSQL copies its databases with programs of its own: those are named, not replaced.

use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use thiserror::Error;

use super::audit::{self, Event};
use super::{Caller, Database};

/// Why there is no copy.
#[derive(Debug, Error)]
pub enum NoBackup {
    /// A copy is never written over anything.
    #[error("`{}` is there already, and a backup never replaces a file; name one that is not there", .0.display())]
    Exists(PathBuf),
    /// The database takes paths as text.
    #[error("`{}` cannot be named to the database; use a path of ordinary letters", .0.display())]
    Unnameable(PathBuf),
    /// What was written is not a register that can be used.
    #[error("the copy in `{}` is damaged ({found}); is the disk in order?", .path.display())]
    Damaged {
        /// Where it lies.
        path: PathBuf,
        /// What the database says of it.
        found: String,
    },
    /// PostgreSQL has a program for this.
    #[error(
        "PostgreSQL copies its databases itself, while they are in use; run\n\n  \
         pg_dump --format=custom --file={} \"$DATABASE_URL\"\n\nand to put the copy back into an empty database\n\n  \
         pg_restore --no-owner --dbname=\"$DATABASE_URL\" {}\n", .0.display(), .0.display()
    )]
    PostgresDoesIt(PathBuf),
    /// Nobody but us can do anything about it.
    #[error("the register cannot be copied")]
    Failed(#[from] DbErr),
}

/// Writes the register as it is now into a new file. Readers and writers go on meanwhile.
pub async fn backup(database: &Database, caller: &Caller, path: &Path) -> Result<(), NoBackup> {
    let db = database.reader(caller);
    if db.get_database_backend() != DbBackend::Sqlite {
        return Err(NoBackup::PostgresDoesIt(path.to_owned()));
    }
    if path.exists() {
        return Err(NoBackup::Exists(path.to_owned()));
    }
    let name = path.to_str().ok_or_else(|| NoBackup::Unnameable(path.to_owned()))?;
    // Before the copy, so that there is none that the trail does not tell of.
    audit::append(db, caller, Event::done("register.backup")).await?;
    db.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()])).await?;
    check(path, name).await
}

/// Reads the copy through once: what nobody looked at is no backup.
async fn check(path: &Path, name: &str) -> Result<(), NoBackup> {
    let copy = Database::connect(&format!("sqlite://{name}?mode=rw")).await?;
    let row = copy
        .reader(&Caller::operator())
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check"))
        .await?;
    let found: String = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    copy.close().await?;
    if found == "ok" { Ok(()) } else { Err(NoBackup::Damaged { path: path.to_owned(), found }) }
}
