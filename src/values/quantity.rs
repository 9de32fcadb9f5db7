//! Quantities: exact numbers that are not money, such as targets.
//!
//! Invariant: a whole number of ten-thousandths, so both engines keep and compare it exactly.

use rust_decimal::Decimal;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// A number with at most four decimals.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct Quantity(i64);

const SCALE: u32 = 4;

impl Quantity {
    /// A whole number.
    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * 10_i64.pow(SCALE))
    }

    /// As the database keeps it: in ten-thousandths.
    pub const fn from_stored(number: i64) -> Self {
        Self(number)
    }

    /// `None` when it has more than four decimals or is too large.
    pub fn from_decimal(number: Decimal) -> Option<Self> {
        let mut scaled = number.normalize();
        if scaled.scale() > SCALE {
            return None;
        }
        scaled.rescale(SCALE);
        (scaled.scale() == SCALE).then(|| i64::try_from(scaled.mantissa()).ok().map(Self)).flatten()
    }

    /// Without needless zeros: `30`, `2.5`.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, SCALE).normalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_written_plainly() {
        for (text, written) in [("30", "30"), ("2.50", "2.5"), ("-0.0001", "-0.0001"), ("0", "0")] {
            assert_eq!(Quantity::from_decimal(text.parse().unwrap()).unwrap().to_decimal().to_string(), written);
        }
        assert_eq!(Quantity::from_decimal("0.00001".parse().unwrap()), None);
        assert_eq!(Quantity::whole(3).to_decimal().to_string(), "3");
    }
}
