//! Marks: what tells records of any sort apart.
//!
//! Pure.

use super::identity::{Identity, MissionIdentity, OrganisationIdentity, PerformanceIdentity, PersonIdentity, differ};

/// What tells a record apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// A mission.
    Mission(MissionIdentity),
    /// An organisation.
    Organisation(OrganisationIdentity),
    /// A person.
    Person(PersonIdentity),
    /// A performance.
    Performance(PerformanceIdentity),
    /// Any other: by its natural key alone.
    Key,
}

impl Marks {
    /// How many there are.
    pub fn fullness(&self) -> usize {
        match self {
            Self::Mission(identity) => identity.fullness(),
            Self::Organisation(identity) => identity.fullness(),
            Self::Person(identity) => identity.fullness(),
            Self::Performance(identity) => identity.fullness(),
            Self::Key => 0,
        }
    }

    /// Whether they say of two records that they are two, whatever they are called.
    pub fn contradict(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Organisation(one), Self::Organisation(other)) => {
                let numbers = (one.kvk_number.as_ref(), other.kvk_number.as_ref());
                let numbered = numbers.0.is_some() && numbers.1.is_some();
                differ(numbers.0, numbers.1)
                    || !numbered && differ(one.municipality.as_ref(), other.municipality.as_ref())
            }
            (Self::Mission(one), Self::Mission(other)) => differ(one.year.as_ref(), other.year.as_ref()),
            (Self::Person(one), Self::Person(other)) => differ(one.email.as_ref(), other.email.as_ref()),
            _ => false,
        }
    }
}
