//! Who asks, and with which right. Every service takes one.

use crate::values::Role;

/// Somebody or something that uses the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The name that the audit trail keeps.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// By which way they came.
    pub origin: Origin,
}

/// The way by which a caller came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line, with the rights of the operator.
    CommandLine,
    /// The GraphQL interface.
    Graphql,
}

impl Origin {
    /// As the audit trail writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CommandLine => "command line",
            Self::Graphql => "graphql",
        }
    }
}

impl Caller {
    /// The operator at the command line.
    pub fn operator() -> Self {
        Self { name: "operator".to_owned(), role: Role::Admin, origin: Origin::CommandLine }
    }

    /// Whether they may change records of the register.
    pub fn may_edit(&self) -> bool {
        self.role >= Role::Editor
    }
}
