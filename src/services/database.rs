//! Opens the database of a register, and the transactions in which it is written.
//!
//! Invariant: on SQLite a writing transaction takes the write lock at its start (`IMMEDIATE`), for a later upgrade of
//! a read would fail at once; on PostgreSQL writers that must not overtake each other take an advisory lock.

use std::time::Duration;

use sea_orm::metric::Info;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use tracing::trace;

use super::Caller;
use crate::migrations::Migrator;

/// The key of the advisory lock under which registers are written, on PostgreSQL.
const WRITE_LOCK: i64 = 0x6d69_7373_6965;

/// An open register.
#[derive(Clone, Debug)]
pub struct Database {
    connection: DatabaseConnection,
}

impl Database {
    /// Connects, and runs the migrations that the database has not seen.
    pub async fn open(url: &str) -> Result<Self, DbErr> {
        let database = Self::connect(url).await?;
        Migrator::up(&database.connection, None).await?;
        Ok(database)
    }

    /// Connects and leaves the tables as they are.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(url);
        options
            .sqlx_logging(false)
            .max_connections(if url.contains(":memory:") { 1 } else { 8 })
            .acquire_timeout(Duration::from_secs(30))
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Normal)
                    .busy_timeout(Duration::from_secs(30))
                    .foreign_keys(true)
                    .pragma("cache_size", "-65536")
                    .pragma("temp_store", "memory")
            });
        Ok(Self { connection: sea_orm::Database::connect(options).await? })
    }

    /// Calls back after each statement of this register, and of what is cloned from it: to count and to time them.
    #[must_use]
    pub fn observed(mut self, each: impl Fn(&Info<'_>) + Send + Sync + 'static) -> Self {
        self.connection.set_metric_callback(each);
        self
    }

    /// For reads, in the name of a caller. All may read all for now; what roles allow will be decided from here on.
    pub fn reader(&self, caller: &Caller) -> &DatabaseConnection {
        trace!(role = ?caller.role, origin = caller.origin.name(), "the register is read");
        &self.connection
    }

    /// Gives the connections back. What is done by others goes on.
    pub async fn close(self) -> Result<(), DbErr> {
        self.connection.close().await
    }

    /// Asks whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.connection.ping().await
    }

    /// Starts a transaction that holds the write lock, in the name of a caller. It is rolled back unless it is committed.
    pub async fn write(&self, caller: &Caller) -> Result<DatabaseTransaction, DbErr> {
        trace!(role = ?caller.role, origin = caller.origin.name(), "the register is written");
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITE_LOCK})")).await?;
        }
        Ok(transaction)
    }
}
