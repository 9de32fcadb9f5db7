//! Tests of a single value.

/// One test that a value passes or fails.
///
/// An absent value passes [`Test::Ne`], [`Test::NotIn`] and `IsNull(true)` and fails all others: each negative is the
/// exact opposite of its positive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test<T> {
    /// Is this.
    Eq(T),
    /// Is not this.
    Ne(T),
    /// Is one of these.
    In(Vec<T>),
    /// Is none of these.
    NotIn(Vec<T>),
    /// Comes after this.
    Gt(T),
    /// Is this or comes after it.
    Gte(T),
    /// Comes before this.
    Lt(T),
    /// Is this or comes before it.
    Lte(T),
    /// Has this text in it, whatever the case, accents and punctuation.
    Contains(String),
    /// Begins with this text, whatever the case, accents and punctuation.
    StartsWith(String),
    /// Is absent, or is not.
    IsNull(bool),
}

impl<T> Test<T> {
    /// The same test of a value of another type.
    pub(super) fn map<U>(self, change: impl Fn(T) -> U) -> Test<U> {
        match self {
            Self::Eq(value) => Test::Eq(change(value)),
            Self::Ne(value) => Test::Ne(change(value)),
            Self::In(values) => Test::In(values.into_iter().map(change).collect()),
            Self::NotIn(values) => Test::NotIn(values.into_iter().map(change).collect()),
            Self::Gt(value) => Test::Gt(change(value)),
            Self::Gte(value) => Test::Gte(change(value)),
            Self::Lt(value) => Test::Lt(change(value)),
            Self::Lte(value) => Test::Lte(change(value)),
            Self::Contains(text) => Test::Contains(text),
            Self::StartsWith(text) => Test::StartsWith(text),
            Self::IsNull(absent) => Test::IsNull(absent),
        }
    }
}
