//! Fresh registers on both engines.
//!
//! SQLite needs nothing. PostgreSQL is used as well where `MISSIEREGISTER_TEST_POSTGRES` names a server on which
//! databases may be made; `tests/run` starts one and sets it.

use std::env;

use missieregister::clock;
use missieregister::services::Database;
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

/// A fresh, migrated register that goes when it is dropped.
pub(crate) struct Register {
    /// The open register.
    pub(crate) database: Database,
    /// Where it lies, for programs that open it themselves.
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

/// A fresh register on every engine that is there, SQLite first.
pub(crate) async fn registers() -> Vec<Register> {
    let mut registers = vec![sqlite().await];
    if let Ok(server) = env::var("MISSIEREGISTER_TEST_POSTGRES") {
        registers.push(postgres(&server).await);
    }
    registers
}

/// A fresh register on SQLite.
pub(crate) async fn sqlite() -> Register {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let url = format!("sqlite://{}/register.db?mode=rwc", folder.path().display());
    let database = Database::open(&url).await.expect("a fresh SQLite register opens");
    Register { database, url, _folder: Some(folder) }
}

/// A fresh register on the PostgreSQL server of `server`, in a database of its own.
async fn postgres(server: &str) -> Register {
    let name = format!("test_{}", clock::new_id().simple());
    let admin = sea_orm::Database::connect(format!("{server}/postgres")).await.expect("the test server answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database can be made");
    let url = format!("{server}/{name}");
    let database = Database::open(&url).await.expect("a fresh PostgreSQL register opens");
    Register { database, url, _folder: None }
}
