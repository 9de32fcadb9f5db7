//! What a register says, without the keys that were made on the way: two registers of the same facts are equal here.

use std::collections::{BTreeMap, HashMap};

use missieregister::services::{Caller, Database, export};
use serde_json::Value as Json;

/// The rows of each table as lines of text, in order.
pub(crate) type Facts = BTreeMap<String, Vec<String>>;

/// The facts of a register.
pub(crate) async fn facts(database: &Database) -> Facts {
    let register = export::json(database.reader(&Caller::operator())).await.unwrap();
    let tables = register.as_object().unwrap();
    let mut rows: HashMap<&str, &Json> = HashMap::new();
    for row in tables.values().flat_map(|rows| rows.as_array().unwrap()) {
        rows.insert(row["id"].as_str().unwrap(), row);
    }
    let mut facts = Facts::new();
    for (table, of_table) in tables {
        let mut lines: Vec<String> = of_table.as_array().unwrap().iter().map(|row| said(row, &rows, 0)).collect();
        lines.sort();
        facts.insert(table.clone(), lines);
    }
    facts
}

/// A row in words: what it refers to is told in its place, as deep as references go.
fn said(row: &Json, rows: &HashMap<&str, &Json>, depth: usize) -> String {
    let columns = row.as_object().unwrap().iter().filter(|(column, value)| *column != "id" && !value.is_null());
    let told = columns.map(|(column, value)| match value.as_str().and_then(|text| rows.get(text)) {
        Some(_) if depth > 3 => format!("{column}=…"),
        Some(referred) => format!("{column}=({})", said(referred, rows, depth + 1)),
        None => format!("{column}={value}"),
    });
    told.collect::<Vec<_>>().join(" ")
}

/// Where two registers differ, a line a difference.
pub(crate) fn differences(left: &Facts, right: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    for (table, of_left) in left {
        let of_right = &right[table];
        lines.extend(missing(of_left, of_right).map(|line| format!("- {table}: {line}")));
        lines.extend(missing(of_right, of_left).map(|line| format!("+ {table}: {line}")));
    }
    lines
}

fn missing<'a>(from: &'a [String], of: &'a [String]) -> impl Iterator<Item = &'a String> {
    let count = |lines: &[String], line: &String| lines.iter().filter(|other| *other == line).count();
    from.iter().filter(move |line| count(from, line) > count(of, line))
}
