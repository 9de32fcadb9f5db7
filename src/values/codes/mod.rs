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
        #[derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum)]
        #[derive(async_graphql::Enum, serde::Serialize, serde::Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl $crate::values::Code for $name {}
    )+};
}

mod imports;
mod missions;
mod performances;

pub use imports::*;
pub use missions::*;
pub use performances::*;

codes! {
    /// The languages in which the register speaks.
    pub enum Language {
        /// Dutch.
        Nl,
        /// English.
        En,
        /// German.
        De,
    }

    /// What a caller may see and do.
    pub enum Role {
        /// Anybody: what is public.
        Public,
        /// Everything but personal data and secrets.
        Viewer,
        /// Personal data, imports and edits.
        Editor,
        /// Tokens, profiles, audit and erasure.
        Admin,
    }
}
