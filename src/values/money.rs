//! Money: an exact number of minor units.
//!
//! Invariant: never a float on the way. SQLite would store a decimal as one, so the database holds an integer, and
//! `rust_decimal` does the text at the edges. The currency stands beside the amount, in a column of its own.

use rust_decimal::Decimal;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// An amount in hundredths of its currency.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct Money(i64);

impl Money {
    /// From minor units: cents for euros.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// In minor units.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// From the major unit; `None` when it has more than two decimals or is too large.
    pub fn from_decimal(amount: Decimal) -> Option<Self> {
        let cents = amount.checked_mul(Decimal::ONE_HUNDRED)?;
        if !cents.fract().is_zero() {
            return None;
        }
        i64::try_from(cents.trunc().mantissa() / 10_i128.pow(cents.trunc().scale())).ok().map(Self)
    }

    /// In the major unit, with two decimals: `234000.00`.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_survive_the_way_there_and_back() {
        for text in ["234000.00", "-234000.00", "0.01", "0.00", "1234567890123456.78"] {
            let money = Money::from_decimal(text.parse().unwrap()).unwrap();
            assert_eq!(money.to_decimal().to_string(), text);
        }
    }

    #[test]
    fn thousandths_are_refused_rather_than_rounded() {
        assert_eq!(Money::from_decimal("1.005".parse().unwrap()), None);
        assert_eq!(Money::from_decimal("1.500".parse().unwrap()), Some(Money::from_cents(150)));
        assert_eq!(Money::from_decimal(Decimal::MAX), None);
    }
}
