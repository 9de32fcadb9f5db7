//! The records of a register as rows of values, and the quickest way into another register that the databases offer.
//!
//! It copies what an import left behind, so that writing the same records can be measured without the work that
//! led to them: the text of each statement is made once, the database prepares it once, and one transaction holds all.

use missieregister::entities::{import, import_change, search_document};
use missieregister::services::tables::Table;
use missieregister::services::{Caller, Database};
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, Statement, Value};

/// Rows per statement.
const ROWS_PER_STATEMENT: usize = 50;

/// Everything that an import writes for good.
pub(crate) struct RawRecords {
    tables: Vec<RawTable>,
}

struct RawTable {
    name: String,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
}

impl RawRecords {
    /// The records, their provenance and what can be searched; parents before children.
    pub(crate) async fn of(database: &Database) -> Result<Self, DbErr> {
        let mut tables = Vec::new();
        for table in Table::ALL {
            tables.push(RawTable::of_register(database, *table).await?);
        }
        tables.push(RawTable::of::<import::Entity>(database).await?);
        tables.push(RawTable::of::<import_change::Entity>(database).await?);
        tables.push(RawTable::of::<search_document::Entity>(database).await?);
        Ok(Self { tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect() })
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.tables.iter().map(|table| table.rows.len()).sum()
    }

    /// Writes them all into an empty register.
    pub(crate) async fn insert(&self, database: &Database) -> Result<(), DbErr> {
        let transaction = database.write(&Caller::operator()).await?;
        for table in &self.tables {
            table.insert(&transaction).await?;
        }
        transaction.commit().await
    }
}

impl RawTable {
    async fn of_register(database: &Database, table: Table) -> Result<Self, DbErr> {
        let rows = table.load(database.reader(&Caller::operator()), Condition::all()).await?;
        let columns = rows.first().into_iter().flat_map(|row| row.values.keys().copied());
        Ok(Self {
            name: table.name().to_owned(),
            columns: std::iter::once("id").chain(columns).collect(),
            rows: rows
                .iter()
                .map(|row| [&Value::from(row.id)].into_iter().chain(row.values.values()).cloned().collect())
                .collect(),
        })
    }

    async fn of<E: EntityTrait + Default>(database: &Database) -> Result<Self, DbErr> {
        let models = E::find().all(database.reader(&Caller::operator())).await?;
        Ok(Self {
            name: E::default().table_name().to_owned(),
            columns: E::Column::iter().map(|column| column.as_str()).collect(),
            rows: models.iter().map(|model| E::Column::iter().map(|column| model.get(column)).collect()).collect(),
        })
    }

    async fn insert(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let full = self.statement(db.get_database_backend(), ROWS_PER_STATEMENT);
        for rows in self.rows.chunks(ROWS_PER_STATEMENT) {
            let text = match rows.len() {
                ROWS_PER_STATEMENT => full.clone(),
                fewer => self.statement(db.get_database_backend(), fewer),
            };
            let values = rows.iter().flatten().cloned();
            db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), text, values)).await?;
        }
        Ok(())
    }

    /// The statement that inserts so many rows.
    fn statement(&self, backend: DbBackend, rows: usize) -> String {
        let width = self.columns.len();
        let placeholder =
            |index| if backend == DbBackend::Postgres { format!("${}", index + 1) } else { "?".to_owned() };
        let row = |row| {
            let places: Vec<_> = (row * width..(row + 1) * width).map(placeholder).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<_> = (0..rows).map(row).collect();
        format!("INSERT INTO {} ({}) VALUES {}", self.name, self.columns.join(", "), rows.join(", "))
    }
}
