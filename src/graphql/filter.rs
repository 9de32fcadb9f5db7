//! Filters: which records a list has, as inputs of the schema.
//!
//! Invariant: every field that is given must be passed; a field that is absent or null asks for nothing.

use async_graphql::{ID, InputObject, InputType};
use chrono::{NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::error::{Failure, Result};
use super::global_id;
use super::scalar::{Date, DateTime, Decimal};
use crate::services::query::{Predicate, Test};
use crate::values::{
    AmendmentStatus, Code, Direction, MissionKind, MissionStatus, Money, OrganisationKind, OutcomeKind,
    ParticipantKind, ParticipationStatus, RecordKind,
};

/// An input that asks something of a value or a record.
pub trait Criterion {
    /// What it asks.
    type Test;

    /// What it asks, or why it asks nothing sensible.
    fn test(self) -> Result<Self::Test>;
}

/// What a filter that may be absent asks.
pub fn predicate(filter: Option<impl Criterion<Test = Predicate>>) -> Result<Predicate> {
    filter.map_or(Ok(Predicate::everything()), Criterion::test)
}

/// What each of these filters asks.
pub fn each<F: Criterion>(filters: Vec<F>) -> Result<Vec<F::Test>> {
    filters.into_iter().map(Criterion::test).collect()
}

/// Those that were given.
pub fn given<T>(tests: impl IntoIterator<Item = Option<Result<T>>>) -> Result<Vec<T>> {
    tests.into_iter().flatten().collect()
}

/// Tests of a text. All that are given must be passed; a test that is null is not made.
#[derive(Clone, Debug, Default, InputObject)]
pub struct StringFilter {
    /// Exactly this text.
    eq: Option<String>,
    /// Any other text, or none.
    ne: Option<String>,
    /// Exactly one of these texts.
    #[graphql(name = "in", validator(max_items = 1000))]
    within: Option<Vec<String>>,
    /// None of these texts, or no text at all.
    #[graphql(validator(max_items = 1000))]
    not_in: Option<Vec<String>>,
    /// Has this in it. Case, accents and punctuation are ignored; in codes and numbers only case is.
    contains: Option<String>,
    /// Begins with this. Case, accents and punctuation are ignored; in codes and numbers only case is.
    starts_with: Option<String>,
    /// True: there is no text. False: there is one.
    is_null: Option<bool>,
}

impl Criterion for StringFilter {
    type Test = Vec<Test<String>>;

    fn test(self) -> Result<Self::Test> {
        let given = [
            self.eq.map(Test::Eq),
            self.ne.map(Test::Ne),
            self.within.map(Test::In),
            self.not_in.map(Test::NotIn),
            self.contains.map(Test::Contains),
            self.starts_with.map(Test::StartsWith),
            self.is_null.map(Test::IsNull),
        ];
        Ok(given.into_iter().flatten().collect())
    }
}

/// Tests of which record it is. All that are given must be passed; a test that is null is not made.
#[derive(Clone, Debug, Default, InputObject)]
pub struct IdFilter {
    /// This record.
    eq: Option<ID>,
    /// One of these records.
    #[graphql(name = "in", validator(max_items = 1000))]
    within: Option<Vec<ID>>,
}

impl Criterion for IdFilter {
    type Test = Vec<Test<Uuid>>;

    fn test(self) -> Result<Self::Test> {
        let key = |id: ID| global_id::decode(&id).map(|(_, key)| key);
        let given = [
            self.eq.map(|id| key(id).map(Test::Eq)),
            self.within.map(|ids| ids.into_iter().map(key).collect::<Result<_>>().map(Test::In)),
        ];
        self::given(given)
    }
}

/// Tests of a value that has an order. All that are given must be passed; a test that is null is not made.
#[derive(Clone, Debug, InputObject)]
#[graphql(
    concrete(name = "DateFilter", params(Date)),
    concrete(name = "DateTimeFilter", params(DateTime)),
    concrete(name = "IntFilter", params(i32)),
    concrete(name = "DecimalFilter", params(Decimal))
)]
pub struct RangeFilter<T: InputType> {
    /// Exactly this.
    eq: Option<T>,
    /// Anything else, or no value.
    ne: Option<T>,
    /// One of these.
    #[graphql(name = "in", validator(max_items = 1000))]
    within: Option<Vec<T>>,
    /// None of these, or no value.
    #[graphql(validator(max_items = 1000))]
    not_in: Option<Vec<T>>,
    /// More, or later.
    gt: Option<T>,
    /// This, or more, or later.
    gte: Option<T>,
    /// Less, or earlier.
    lt: Option<T>,
    /// This, or less, or earlier.
    lte: Option<T>,
    /// True: there is no value. False: there is one.
    is_null: Option<bool>,
}

/// Tests of a date.
pub type DateFilter = RangeFilter<Date>;
/// Tests of a point in time.
pub type DateTimeFilter = RangeFilter<DateTime>;
/// Tests of a whole number.
pub type IntFilter = RangeFilter<i32>;
/// Tests of an amount of money.
pub type DecimalFilter = RangeFilter<Decimal>;

/// A value of the schema as the register stores it.
pub trait Stored {
    /// What the register stores.
    type As: Into<Value>;

    /// The stored value, or why there can be none.
    fn stored(self) -> Result<Self::As>;
}

impl Stored for i32 {
    type As = Self;

    fn stored(self) -> Result<Self> {
        Ok(self)
    }
}

impl Stored for Date {
    type As = NaiveDate;

    fn stored(self) -> Result<NaiveDate> {
        Ok(self.0)
    }
}

impl Stored for DateTime {
    type As = chrono::DateTime<Utc>;

    fn stored(self) -> Result<Self::As> {
        Ok(self.0)
    }
}

impl Stored for Decimal {
    type As = Money;

    fn stored(self) -> Result<Money> {
        let refused =
            || Failure::mistake("BAD_FILTER", format!("`{}` is no amount: it has at most two decimals", self.0));
        Money::from_decimal(self.0).ok_or_else(refused)
    }
}

impl<T: Stored + InputType> Criterion for RangeFilter<T> {
    type Test = Vec<Test<T::As>>;

    fn test(self) -> Result<Self::Test> {
        let each = |values: Vec<T>| values.into_iter().map(Stored::stored).collect::<Result<Vec<_>>>();
        let given = [
            self.eq.map(|value| value.stored().map(Test::Eq)),
            self.ne.map(|value| value.stored().map(Test::Ne)),
            self.within.map(|values| each(values).map(Test::In)),
            self.not_in.map(|values| each(values).map(Test::NotIn)),
            self.gt.map(|value| value.stored().map(Test::Gt)),
            self.gte.map(|value| value.stored().map(Test::Gte)),
            self.lt.map(|value| value.stored().map(Test::Lt)),
            self.lte.map(|value| value.stored().map(Test::Lte)),
            self.is_null.map(|absent| Ok(Test::IsNull(absent))),
        ];
        self::given(given)
    }
}

/// Tests of a yes or no. All that are given must be passed; a test that is null is not made.
#[derive(Clone, Debug, Default, InputObject)]
pub struct BooleanFilter {
    /// Exactly this.
    eq: Option<bool>,
    /// The other, or not said.
    ne: Option<bool>,
    /// True: it is not said. False: it is.
    is_null: Option<bool>,
}

impl Criterion for BooleanFilter {
    type Test = Vec<Test<bool>>;

    fn test(self) -> Result<Self::Test> {
        let given = [self.eq.map(Test::Eq), self.ne.map(Test::Ne), self.is_null.map(Test::IsNull)];
        Ok(given.into_iter().flatten().collect())
    }
}

/// Tests of a member of a closed list. All that are given must be passed; a test that is null is not made.
#[derive(Clone, Debug, InputObject)]
#[graphql(
    concrete(name = "DirectionFilter", params(Direction)),
    concrete(name = "MissionKindFilter", params(MissionKind)),
    concrete(name = "MissionStatusFilter", params(MissionStatus)),
    concrete(name = "OrganisationKindFilter", params(OrganisationKind)),
    concrete(name = "AmendmentStatusFilter", params(AmendmentStatus)),
    concrete(name = "OutcomeKindFilter", params(OutcomeKind)),
    concrete(name = "ParticipantKindFilter", params(ParticipantKind)),
    concrete(name = "ParticipationStatusFilter", params(ParticipationStatus)),
    concrete(name = "RecordKindFilter", params(RecordKind))
)]
pub struct EnumFilter<T: InputType> {
    /// This one.
    eq: Option<T>,
    /// Any other.
    ne: Option<T>,
    /// One of these.
    #[graphql(name = "in")]
    within: Option<Vec<T>>,
    /// None of these.
    not_in: Option<Vec<T>>,
    /// True: it is absent. False: it is not. What a register does not say is mostly UNKNOWN, not absent.
    is_null: Option<bool>,
}

impl<T: InputType + Code> Criterion for EnumFilter<T> {
    type Test = Vec<Test<String>>;

    fn test(self) -> Result<Self::Test> {
        let codes = |members: Vec<T>| members.into_iter().map(Code::code).collect();
        let given = [
            self.eq.map(|member| Test::Eq(member.code())),
            self.ne.map(|member| Test::Ne(member.code())),
            self.within.map(|members| Test::In(codes(members))),
            self.not_in.map(|members| Test::NotIn(codes(members))),
            self.is_null.map(Test::IsNull),
        ];
        Ok(given.into_iter().flatten().collect())
    }
}

/// Defines the filter of a noun. Each field names its input type and the attribute or relation that it tests.
macro_rules! filterable {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty => $tested:expr,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, async_graphql::InputObject)]
        pub struct $name {
            /// All of these must be passed. An empty list is passed by everything.
            #[graphql(validator(max_items = 100))]
            and: Option<Vec<$name>>,
            /// At least one of these must be passed. An empty list is passed by nothing.
            #[graphql(validator(max_items = 100))]
            or: Option<Vec<$name>>,
            /// This must not be passed.
            not: Option<Box<$name>>,
            $($(#[$doc])* $field: Option<Box<$type>>,)+
        }

        impl $crate::graphql::filter::Criterion for $name {
            type Test = $crate::services::query::Predicate;

            fn test(self) -> $crate::graphql::error::Result<Self::Test> {
                use $crate::graphql::filter;
                use $crate::services::query::{Predicate, Tested};

                let given = [
                    self.and.map(|filters| filter::each(filters).map(Predicate::all)),
                    self.or.map(|filters| filter::each(filters).map(Predicate::any)),
                    self.not.map(|filter| filter.test().map(Predicate::negated)),
                    $(self.$field.map(|filter| filter.test().map(|test| $tested.passes(test))),)+
                ];
                filter::given(given).map(Predicate::all)
            }
        }
    };
}
pub(crate) use filterable;
