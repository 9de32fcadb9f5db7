//! Values as people read them: in issues, labels and lists of changes.

use super::value::FieldValue;

/// A value in words.
pub fn value(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) | FieldValue::Word(text) | FieldValue::Phrase { text, .. } => text.clone(),
        FieldValue::Date(date) if date.start == date.end => date.start.to_string(),
        FieldValue::Date(date) => format!("{} – {}", date.start, date.end),
        FieldValue::Year(year) => year.to_string(),
        FieldValue::Amount { money, currency } => {
            format!("{} {}", currency.as_deref().unwrap_or("EUR"), money.to_decimal())
        }
        FieldValue::Count(count) => count.text.clone(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::YesNo(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
        FieldValue::Places(places) => list(places.iter().map(|place| place.text.clone())),
        FieldValue::Themes(names) | FieldValue::Words(names) => list(names.iter().cloned()),
        FieldValue::Person(name) => name.display(),
        FieldValue::Officials(officials) => list(officials.iter().map(|official| official.display_name.clone())),
        FieldValue::Organisation(name) => name.text.clone(),
        FieldValue::Kvk(number) => number.as_str().to_owned(),
        FieldValue::Email(email) => email.as_str().to_owned(),
    }
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
