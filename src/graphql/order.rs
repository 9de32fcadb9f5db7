//! Orders: lists of `{ field: START_DATE, direction: DESC }`.

use std::borrow::Cow;

use async_graphql::{Enum, InputObject, InputType, TypeName};

use crate::services::query::{Attribute, Direction, Order};

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// From small to large, from early to late, from A to Z.
    #[default]
    Asc,
    /// From large to small, from late to early, from Z to A.
    Desc,
}

/// A field by which a list can be sorted.
pub trait SortField: InputType + Copy {
    /// What it sorts by.
    fn attribute(self) -> Attribute;
}

/// One field to sort by. Records without a value come last, in either direction.
#[derive(Clone, Debug, InputObject)]
#[graphql(name_type)]
pub struct OrderBy<F: InputType> {
    /// What to sort by. Texts are sorted without regard to case and accents.
    pub field: F,
    /// Which way.
    #[graphql(default)]
    pub direction: OrderDirection,
}

impl<F: InputType> TypeName for OrderBy<F> {
    fn type_name() -> Cow<'static, str> {
        F::type_name().trim_end_matches("Field").to_owned().into()
    }
}

/// The order that a list was asked in.
pub fn order<F: SortField>(order_by: Option<Vec<OrderBy<F>>>) -> Order {
    let key = |by: OrderBy<F>| {
        by.field.attribute().key(match by.direction {
            OrderDirection::Asc => Direction::Ascending,
            OrderDirection::Desc => Direction::Descending,
        })
    };
    Order::new(order_by.unwrap_or_default().into_iter().map(key))
}

/// Defines the fields by which a noun can be sorted, and its order input: `MissionOrder by MissionOrderField { … }`.
macro_rules! order {
    ($name:ident by $(#[$meta:meta])* $fields:ident { $($(#[$doc:meta])* $field:ident => $attribute:expr,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub enum $fields {
            $($(#[$doc])* $field,)+
        }

        impl $crate::graphql::order::SortField for $fields {
            fn attribute(self) -> $crate::services::query::Attribute {
                match self { $(Self::$field => $attribute,)+ }
            }
        }

        #[doc = concat!("An order by [`", stringify!($fields), "`].")]
        pub type $name = $crate::graphql::order::OrderBy<$fields>;
    };
}
pub(crate) use order as sortable;
