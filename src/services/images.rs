//! Images: changes of rows, kept as JSON so that they can be taken back.
//!
//! Invariant: [`reversal`] of the [`image`] of changes takes them back; it also says what each column is expected to hold
//! until then, so that what was edited since can be told apart.

use std::collections::HashMap;

use sea_orm::DbErr;
use serde_json::{Value as Json, json};

use super::records::RowChange;
use super::tables::{Row, Table};

/// What takes changes back: what to set, what to put back, what to take away.
pub fn image(rows: &[RowChange]) -> Json {
    let row = |row: &Row| json!({ "table": row.table.name(), "row": row.to_json() });
    let kept = rows.iter().map(|change| match change {
        RowChange::Insert(inserted) => json!({ "delete": row(inserted) }),
        RowChange::Update { before, after } => {
            json!({ "set": { "table": before.table.name(), "row": before.to_json(), "over": after.to_json() } })
        }
        RowChange::Delete(deleted) => json!({ "insert": row(deleted) }),
    });
    Json::Array(kept.collect())
}

/// Reads [`image`] back, as the changes that take those back. Older images do not say what they are set over.
pub fn reversal(image: &Json) -> Result<Vec<RowChange>, DbErr> {
    let tables: HashMap<&str, Table> = Table::ALL.iter().map(|table| (table.name(), *table)).collect();
    let entries = image.as_array().ok_or_else(broken)?.iter().map(|entry| entry.as_object().ok_or_else(broken));
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    let changes = entries.into_iter().flatten().map(|(what, of)| {
        let table = *of["table"].as_str().and_then(|name| tables.get(name)).ok_or_else(broken)?;
        let row = Row::from_json(table, &of["row"])?;
        match (what.as_str(), &of["over"]) {
            ("delete", _) => Ok(RowChange::Delete(row)),
            ("set", Json::Null) => Ok(RowChange::Update { before: row.clone(), after: row }),
            ("set", over) => Ok(RowChange::Update { before: Row::from_json(table, over)?, after: row }),
            ("insert", _) => Ok(RowChange::Insert(row)),
            _ => Err(broken()),
        }
    });
    changes.collect()
}

/// As [`reversal`], of an image as the database keeps it.
pub fn reversal_of(text: &str) -> Result<Vec<RowChange>, DbErr> {
    reversal(&serde_json::from_str(text).map_err(|_| broken())?)
}

fn broken() -> DbErr {
    DbErr::Json("a kept image of changes does not read".to_owned())
}

#[cfg(test)]
mod tests {
    use sea_orm::Value;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_reversal_of_an_image_takes_the_changes_back() {
        let row = |name: &str| Row {
            table: Table::Theme,
            id: Uuid::from_u128(1),
            values: [("name", Value::from(name.to_owned()))].into_iter().collect(),
        };
        let changes = [
            RowChange::Insert(row("nieuw")),
            RowChange::Update { after: row("later"), before: row("eerst") },
            RowChange::Delete(row("weg")),
        ];
        let back = reversal(&image(&changes)).unwrap();
        let expected = [
            RowChange::Delete(row("nieuw")),
            RowChange::Update { after: row("eerst"), before: row("later") },
            RowChange::Insert(row("weg")),
        ];
        assert_eq!(back, expected);
        assert!(reversal(&json!({})).is_err());
    }
}
