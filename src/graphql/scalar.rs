//! Scalars: dates, times and exact numbers, as text on the wire.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{NaiveDate, SecondsFormat, Utc};

use crate::values::{Money, Quantity};

/// See the scalar's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A calendar date, ISO 8601: `2016-11-09`.
#[Scalar(name = "Date", specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d");
        date.map(Self).map_err(|_| InputValueError::custom("this is no date: expected one such as `2016-11-09`"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

/// See the scalar's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub chrono::DateTime<Utc>);

/// A point in time, RFC 3339, in UTC: `2016-11-09T13:00:00.000000Z`. Other offsets are accepted.
#[Scalar(name = "DateTime", specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let time = chrono::DateTime::parse_from_rfc3339(text).map(|time| Self(time.with_timezone(&Utc)));
        time.map_err(|_| InputValueError::custom("this is no time: expected one such as `2016-11-09T13:00:00Z`"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

/// See the scalar's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal(pub rust_decimal::Decimal);

/// An exact decimal number, always written as a string: `"234000.00"`. Number literals are refused: they would pass
/// through floating point.
#[Scalar(name = "Decimal", specified_by_url = "https://www.w3.org/TR/xmlschema11-2/#decimal")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::custom(
                "expected a string such as `\"234000.00\"`: number literals are inexact",
            ));
        };
        let plain = text.chars().all(|letter| letter.is_ascii_digit() || "+-.".contains(letter));
        let number = if plain { rust_decimal::Decimal::from_str_exact(text).ok() } else { None };
        let expected = || InputValueError::custom("this is no decimal number: expected one such as `234000.00`");
        number.map(Self).ok_or_else(expected)
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl From<Money> for Decimal {
    fn from(money: Money) -> Self {
        Self(money.to_decimal())
    }
}

impl From<Quantity> for Decimal {
    fn from(quantity: Quantity) -> Self {
        Self(quantity.to_decimal())
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Number;

    use super::*;

    #[test]
    fn decimals_keep_every_digit_and_refuse_number_literals() {
        let text = "1234567890123456.78";
        let number = Decimal::parse(Value::from(text)).unwrap();
        assert_eq!(number.to_value(), Value::from(text));
        assert!(Decimal::parse(Value::Number(Number::from(5))).is_err());
        for text in ["", "1e5", "1,5", "1_000", "vijf", "0.00000000000000000000000000000001"] {
            assert!(Decimal::parse(Value::from(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn times_are_written_in_utc_to_the_microsecond() {
        let time = DateTime::parse(Value::from("2016-11-09T14:00:00+01:00")).unwrap();
        assert_eq!(time.to_value(), Value::from("2016-11-09T13:00:00.000000Z"));
    }
}
