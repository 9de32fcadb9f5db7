//! What an edit says of a field: nothing, that it is to be empty, or a value.

use sea_orm::ActiveValue::{self, NotSet, Set};
use sea_orm::Value;

/// What is said of a field. Of what nothing is said stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said<T> {
    /// Nothing.
    #[default]
    Nothing,
    /// That it is to be empty.
    Clear,
    /// What it is to be.
    Value(T),
}

impl<T> Said<T> {
    /// Another value, where there is one.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::Nothing => Said::Nothing,
            Self::Clear => Said::Clear,
            Self::Value(value) => Said::Value(with(value)),
        }
    }

    /// The value, where there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether anything is said.
    pub const fn is_said(&self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

impl<T> Said<T>
where
    Option<T>: Into<Value>,
{
    /// For a column that may be empty.
    pub fn nullable(self) -> ActiveValue<Option<T>> {
        match self {
            Self::Nothing => NotSet,
            Self::Clear => Set(None),
            Self::Value(value) => Set(Some(value)),
        }
    }
}

/// Within a list, which is replaced whole, what is absent is empty.
impl<T> From<Option<T>> for Said<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Value)
    }
}
