//! Rows in bulk: a statement whose text is made once inserts many rows at a time, so that the database prepares it once.
//!
//! Knows no table: names and values come in. What may be written, [`super::changes`] decides; the transaction is the
//! caller's.

use futures_util::join;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DbBackend, DbErr, EntityName, EntityTrait, IdenStatic, Iterable,
    Statement, Value,
};

use super::Meter;

/// Rows per statement. More make it no faster, and each row takes memory twice while it is on its way.
const ROWS_PER_STATEMENT: usize = 100;

/// Values of rows one after another, boxed so that what makes them is no part of the futures that write them.
pub(super) type Values<'a> = Box<dyn Iterator<Item = Value> + Send + 'a>;

/// Inserts rows into a table, of each a value for each of the columns, and tells a meter of them. The next rows are made
/// while the database writes these.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    (table, columns): (&str, &[&str]),
    mut values: Values<'_>,
    meter: &Meter,
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let full = statement(backend, table, columns, ROWS_PER_STATEMENT);
    let mut next = || values.by_ref().take(columns.len() * ROWS_PER_STATEMENT).collect::<Vec<Value>>();
    let mut waiting = next();
    while !waiting.is_empty() {
        let rows = waiting.len() / columns.len();
        let text = if rows == ROWS_PER_STATEMENT { full.clone() } else { statement(backend, table, columns, rows) };
        let writing = db.execute_raw(Statement::from_sql_and_values(backend, text, waiting));
        let (written, made) = join!(writing, async { next() });
        written?;
        meter.advance(rows);
        waiting = made;
    }
    Ok(())
}

/// Inserts whole rows of an entity.
pub(super) async fn insert_models<A: ActiveModelTrait>(
    db: &impl ConnectionTrait,
    models: Box<dyn Iterator<Item = A> + Send + '_>,
) -> Result<(), DbErr> {
    type Column<A> = <<A as ActiveModelTrait>::Entity as EntityTrait>::Column;
    let columns: Vec<&str> = Column::<A>::iter().map(|column| column.as_str()).collect();
    let value = |value: ActiveValue<Value>| value.into_value().unwrap_or(Value::String(None));
    let values = models
        .flat_map(|mut model| Column::<A>::iter().map(|column| value(model.take(column))).collect::<Vec<Value>>());
    insert(db, (A::Entity::default().table_name(), &columns), Box::new(values), &Meter::default()).await
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
