//! Rows in bulk: a statement whose text is made once inserts many rows at a time, so that the database prepares it once.
//!
//! Knows no table: names and values come in. What may be written, [`super::changes`] decides; the transaction is the
//! caller's.

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, DbErr, EntityName, EntityTrait, IdenStatic, Iterable, Statement,
    Value,
};

/// Rows per statement. More make it no faster, and each row takes memory twice while it is on its way.
const ROWS_PER_STATEMENT: usize = 100;

/// Rows on their way into one table.
#[derive(Debug)]
pub(super) struct Bulk<'a> {
    table: &'a str,
    columns: Vec<&'a str>,
    /// The text of a full statement.
    full: String,
    values: Vec<Value>,
}

impl<'a> Bulk<'a> {
    /// Of each row there will be a value for each of the columns, in their order.
    pub(super) fn into(db: &impl ConnectionTrait, table: &'a str, columns: Vec<&'a str>) -> Self {
        let full = statement(db.get_database_backend(), table, &columns, ROWS_PER_STATEMENT);
        Self { table, columns, full, values: Vec::new() }
    }

    /// Adds a row, and sends those that wait once they fill a statement. Returns how many went.
    pub(super) async fn add(
        &mut self,
        db: &impl ConnectionTrait,
        row: impl Iterator<Item = Value>,
    ) -> Result<usize, DbErr> {
        self.values.extend(row);
        if self.values.len() < self.columns.len() * ROWS_PER_STATEMENT { Ok(0) } else { self.send(db).await }
    }

    /// Sends the rows that wait. Returns how many went.
    pub(super) async fn send(&mut self, db: &impl ConnectionTrait) -> Result<usize, DbErr> {
        let (backend, rows) = (db.get_database_backend(), self.values.len() / self.columns.len());
        let values = std::mem::take(&mut self.values);
        match rows {
            0 => return Ok(0),
            ROWS_PER_STATEMENT => db.execute_raw(Statement::from_sql_and_values(backend, &self.full, values)).await?,
            rows => {
                let text = statement(backend, self.table, &self.columns, rows);
                db.execute_raw(Statement::from_sql_and_values(backend, text, values)).await?
            }
        };
        self.values.reserve(self.columns.len() * ROWS_PER_STATEMENT);
        Ok(rows)
    }
}

/// Inserts whole rows of an entity.
pub(super) async fn insert<A: ActiveModelTrait>(
    db: &impl ConnectionTrait,
    models: Box<dyn Iterator<Item = A> + Send + '_>,
) -> Result<(), DbErr> {
    type Column<A> = <<A as ActiveModelTrait>::Entity as EntityTrait>::Column;
    let entity = A::Entity::default();
    let mut bulk = Bulk::into(db, entity.table_name(), Column::<A>::iter().map(|column| column.as_str()).collect());
    for mut model in models {
        let value = |column| model.take(column).into_value().unwrap_or(Value::String(None));
        bulk.add(db, Column::<A>::iter().map(value)).await?;
    }
    bulk.send(db).await.map(drop)
}

/// The statement that inserts so many rows.
fn statement(backend: DbBackend, table: &str, columns: &[&str], rows: usize) -> String {
    let place = |index: usize| if backend == DbBackend::Postgres { format!("${}", index + 1) } else { "?".to_owned() };
    let row = |row: usize| {
        let places: Vec<String> = (row * columns.len()..(row + 1) * columns.len()).map(place).collect();
        format!("({})", places.join(", "))
    };
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO \"{table}\" ({}) VALUES {}", names.join(", "), rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_gets_its_own_places_for_values() {
        let text = |backend| statement(backend, "theme", &["id", "name"], 2);
        assert_eq!(text(DbBackend::Sqlite), r#"INSERT INTO "theme" ("id", "name") VALUES (?, ?), (?, ?)"#);
        assert_eq!(text(DbBackend::Postgres), r#"INSERT INTO "theme" ("id", "name") VALUES ($1, $2), ($3, $4)"#);
    }
}
