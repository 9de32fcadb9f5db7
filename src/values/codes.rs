//! Closed lists of the domain: each is one enum, with one spelling everywhere.
//!
//! The name of a variant in upper case is how the database, JSON and GraphQL write it; the doc comments are the
//! descriptions that API callers read. A new variant also needs a migration that widens the column's check.

use sea_orm::{ActiveEnum, Iterable};

/// A closed list whose members are written in upper case.
pub trait Code: ActiveEnum<Value = String> + Iterable + Copy + PartialEq + 'static {
    /// As stored and shown: `NO_SHOW`.
    fn code(self) -> String {
        self.to_value()
    }

    /// Reads [`Code::code`] back, in any case.
    fn from_code(text: &str) -> Option<Self> {
        let wanted = text.trim().to_uppercase();
        Self::iter().find(|member| member.code() == wanted)
    }
}

macro_rules! codes {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(EnumIter, DeriveActiveEnum, Enum, Serialize, Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl Code for $name {}
    )+};
}

mod missions;
mod performances;
mod program;

pub use missions::*;
pub use performances::*;
pub use program::*;
