//! A cell as text, near to what the spreadsheet shows.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveTime;

use super::{Cell, NumberFormat};

impl Cell {
    /// A number with the code of its format.
    pub fn number(value: f64, format: Option<&str>) -> Self {
        Self::Number { value, format: format.and_then(NumberFormat::new).map(Arc::new) }
    }

    /// What the cell says, for people and for reading words from; a date in ISO 8601.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number { value, format } => Cow::Owned(number(*value, format.as_deref().map(NumberFormat::code))),
            Self::Date(moment) if moment.time() == NaiveTime::MIN => Cow::Owned(moment.date().to_string()),
            Self::Date(moment) => Cow::Owned(moment.to_string()),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
            Self::Error(error) => Cow::Borrowed(error),
            Self::Uncomputed => Cow::Borrowed(""),
        }
    }
}

/// A number to the fifteen digits that spreadsheets keep, with leading zeros where its format has them.
fn number(value: f64, format: Option<&str>) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    match format.filter(|format| format.bytes().all(|byte| byte == b'0')) {
        Some(zeros) if rounded >= 0.0 => format!("{rounded:0width$.0}", width = zeros.len()),
        _ => rounded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_the_spreadsheet_shows_them() {
        let shown = |value, format: Option<&str>| Cell::number(value, format).shown().into_owned();
        assert_eq!(shown(1_234_567.0, Some("00000000")), "01234567");
        assert_eq!(shown(0.1 + 0.2, None), "0.3");
        assert_eq!(shown(12_345_678.0, None), "12345678");
        assert_eq!(shown(-12.5, Some("0")), "-12.5");
    }
}
