//! The whole register, for people and for programs outside.
//!
//! [`json`] has every row of every table, for comparing one state of the register with another. [`sheets`] has what
//! people work with, under headers and in words that the importer reads, so that it can be imported again;
//! [`workbook`] and [`Sheet::csv`] write it. Exports hold personal data: they are for callers who may see it.

mod missions;
mod money;
mod performances;
mod register;
mod sheet;

use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Map, Value as Json};

use self::register::Register;
pub use self::sheet::{Cell, Sheet, workbook};
use super::tables::{Row, Table};

/// Columns that count and time the edits of a row: an import and its undoing change them, though the register says
/// the same as before.
const BOOKKEEPING: [&str; 3] = ["version", "created_at", "updated_at"];

/// Every table of the register with its rows, by key, without what only counts and times edits.
pub async fn json(db: &impl ConnectionTrait) -> Result<Json, DbErr> {
    let mut tables = Map::new();
    for table in Table::ALL {
        let mut rows = table.load(db, Condition::all()).await?;
        rows.sort_by_key(|row| row.id);
        for row in &mut rows {
            row.values.retain(|column, _| !BOOKKEEPING.contains(column));
        }
        tables.insert(table.name().to_owned(), rows.iter().map(Row::to_json).collect());
    }
    Ok(Json::Object(tables))
}

/// The register as sheets, with Dutch headers. Sheets without rows are left out.
pub async fn sheets(db: &impl ConnectionTrait) -> Result<Vec<Sheet>, DbErr> {
    let register = Register::load(db).await?;
    let mut sheets = missions::sheets(&register);
    sheets.extend(performances::sheets(&register));
    sheets.extend(money::sheets(&register));
    sheets.retain(|sheet| !sheet.rows.is_empty());
    Ok(sheets)
}
