//! Orders: lists of `{ field: START_DATE, direction: DESC }`.

use async_graphql::Enum;

use crate::services::query::{Direction, Key, Order};

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// From small to large, from early to late, from A to Z.
    #[default]
    Asc,
    /// From large to small, from late to early, from Z to A.
    Desc,
}

impl From<OrderDirection> for Direction {
    fn from(direction: OrderDirection) -> Self {
        match direction {
            OrderDirection::Asc => Self::Ascending,
            OrderDirection::Desc => Self::Descending,
        }
    }
}

/// One field to sort by.
pub trait SortBy {
    /// What it sorts by.
    fn key(self) -> Key;
}

/// The order that a list was asked in.
pub fn order<O: SortBy>(order_by: Option<Vec<O>>) -> Order {
    Order::new(order_by.unwrap_or_default().into_iter().map(SortBy::key))
}

/// Defines the fields by which a noun can be sorted, and its order input: `MissionOrder by MissionOrderField { … }`.
macro_rules! sortable {
    ($name:ident by $(#[$meta:meta])* $fields:ident { $($(#[$doc:meta])* $field:ident => $attribute:expr,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub enum $fields {
            $($(#[$doc])* $field,)+
        }

        /// One field to sort by. Records without a value come last, in either direction.
        #[derive(Clone, Copy, Debug, async_graphql::InputObject)]
        pub struct $name {
            /// What to sort by. Texts are sorted without regard to case and accents.
            field: $fields,
            /// Which way.
            #[graphql(default)]
            direction: $crate::graphql::order::OrderDirection,
        }

        impl $crate::graphql::order::SortBy for $name {
            fn key(self) -> $crate::services::query::Key {
                let attribute = match self.field { $($fields::$field => $attribute,)+ };
                attribute.key(self.direction.into())
            }
        }
    };
}
pub(crate) use sortable;
