//! Two rows that become one: what the one lacks and the other has, and where they contradict each other.
//!
//! Pure. A folded copy of a text goes with its text, and says whether two spellings are one value.

use sea_orm::Value;
use serde_json::Value as Json;

use crate::services::tables::{Row, Values, value_to_json};

/// Columns that say nothing of what a row is about.
const ABOUT_THE_ROW: [&str; 6] = ["version", "created_at", "updated_at", "ordinal", "erased_at", "id"];

/// What a comparison of two rows finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Comparison {
    /// What the first lacks and the second has.
    pub taken: Values,
    /// The columns in which they say something else.
    pub differing: Vec<&'static str>,
}

/// Whether a column says nothing.
pub(super) fn is_unsaid(value: &Value) -> bool {
    match value_to_json(value) {
        Json::Null => true,
        Json::String(text) => matches!(text.as_str(), "" | "UNKNOWN" | "[]"),
        _ => false,
    }
}

/// Compares two rows of one table, but for some columns.
pub(super) fn compare(kept: &Row, other: &Row, but: &[&str]) -> Comparison {
    let mut found = Comparison::default();
    let counts = |column: &str| !ABOUT_THE_ROW.contains(&column) && !but.contains(&column);
    for (column, theirs) in other.values.iter().filter(|(column, _)| counts(column)) {
        let text = column.strip_suffix("_key").filter(|text| other.get(text).is_some());
        let lacks = |column: &str| kept.get(column).is_none_or(is_unsaid);
        if is_unsaid(theirs) {
            continue;
        }
        if lacks(text.unwrap_or(column)) {
            found.taken.insert(*column, theirs.clone());
        } else if text.is_none() && kept.get(column) != Some(theirs) && !is_one_spelt_twice(kept, other, column) {
            found.differing.push(column);
        }
    }
    found
}

/// Whether two texts have the same folded copy.
fn is_one_spelt_twice(kept: &Row, other: &Row, column: &str) -> bool {
    let copy = format!("{column}_key");
    kept.get(&copy).is_some_and(|copy| !is_unsaid(copy)) && kept.get(&copy) == other.get(&copy)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::services::tables::Table;

    fn row(values: &[(&'static str, &str)]) -> Row {
        let values = values.iter().map(|(column, text)| (*column, Value::from((*text).to_owned()))).collect();
        Row { table: Table::Participation, id: Uuid::nil(), values }
    }

    #[test]
    fn what_is_lacking_is_taken_and_what_differs_is_told() {
        let kept =
            row(&[("role", "Directeur"), ("role_key", "directeur"), ("status", "UNKNOWN"), ("kind", "BUSINESS")]);
        let other = row(&[("role", "directeur"), ("role_key", "directeur"), ("status", "ATTENDED"), ("kind", "PRESS")]);
        let found = compare(&kept, &other, &[]);
        assert_eq!(found.taken, [("status", Value::from("ATTENDED".to_owned()))].into_iter().collect());
        assert_eq!(found.differing, ["kind"]);
        assert_eq!(compare(&kept, &other, &["kind", "status"]), Comparison::default());
    }

    #[test]
    fn a_folded_copy_goes_with_its_text() {
        let kept = row(&[("role", "…"), ("role_key", "")]);
        let other = row(&[("role", "Directeur"), ("role_key", "directeur")]);
        assert_eq!(compare(&kept, &other, &[]), Comparison { taken: Values::new(), differing: vec!["role"] });
        let found = compare(&row(&[("role", ""), ("role_key", "")]), &other, &[]);
        assert_eq!(found.taken.len(), 2);
    }
}
