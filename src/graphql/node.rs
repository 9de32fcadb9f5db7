//! Any record of the register, by its id alone.

use async_graphql::{Context, ID, Interface, Object};
use futures_util::future::try_join_all;
use uuid::Uuid;

use super::amendment::BudgetAmendment;
use super::decision::Decision;
use super::error::{Failure, Result};
use super::global_id;
use super::import::Import;
use super::import_profile::{ImportProfile, LearntWord};
use super::loaders::{Loaders, loaders};
use super::match_decision::MatchDecision;
use super::merge::Merge;
use super::mission::Mission;
use super::money::{Contribution, Cost};
use super::official::Official;
use super::organisation::Organisation;
use super::outcome::Outcome;
use super::participation::Participation;
use super::performance::Performance;
use super::person::Person;
use super::reserve::Reserve;
use super::theme::Theme;
use crate::values::RecordKind;

/// How many records can be asked for by their ids at once.
const MAX_IDS: usize = 100;

macro_rules! nodes {
    ($($noun:ident,)+) => {
        /// A record with an id of its own.
        #[derive(Interface)]
        #[graphql(field(name = "id", ty = "ID", desc = "Names this record in the whole register."))]
        pub enum Node {
            $(#[doc = concat!("A record of type ", stringify!($noun), ".")] $noun($noun),)+
        }

        impl Node {
            /// The record of a type with this key, if there is one.
            pub async fn find(loaders: &Loaders, kind: &str, id: Uuid) -> Result<Option<Self>> {
                $(if kind == <$noun as async_graphql::OutputType>::type_name() {
                    return Ok(loaders.find::<$noun>(id).await?.map(Self::from));
                })+
                Ok(None)
            }
        }
    };
}

nodes! {
    Mission,
    Organisation,
    Person,
    Participation,
    Outcome,
    Cost,
    Contribution,
    Official,
    Theme,
    Performance,
    Decision,
    Reserve,
    BudgetAmendment,
    Import,
    ImportProfile,
    LearntWord,
    MatchDecision,
    Merge,
}

impl Node {
    /// The record of a sort with this key, if there is one.
    pub async fn of_kind(loaders: &Loaders, kind: RecordKind, id: Uuid) -> Result<Option<Self>> {
        Self::find(loaders, type_name(kind), id).await
    }
}

/// The name of the type that shows records of a sort.
pub const fn type_name(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Mission => "Mission",
        RecordKind::Participation => "Participation",
        RecordKind::Organisation => "Organisation",
        RecordKind::Person => "Person",
        RecordKind::Outcome => "Outcome",
        RecordKind::Cost => "Cost",
        RecordKind::Contribution => "Contribution",
        RecordKind::Official => "Official",
        RecordKind::Theme => "Theme",
        RecordKind::Performance => "Performance",
        RecordKind::Decision => "Decision",
        RecordKind::Reserve => "Reserve",
        RecordKind::BudgetAmendment => "BudgetAmendment",
    }
}

/// The root fields of any record.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The record of an id; null when it is not there or not for you to see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As some field `id` returned it.")] id: ID,
    ) -> Result<Option<Node>> {
        let (kind, key) = global_id::decode(&id)?;
        Node::find(loaders(ctx), &kind, key).await
    }

    /// The records of ids, each in the place of its id; null for those that are not there or not for you to see.
    #[graphql(complexity = "1 + ids.len() * child_complexity")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As fields `id` returned them; at most 100.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>> {
        if ids.len() > MAX_IDS {
            return Err(Failure::mistake("BAD_PAGE", format!("give at most {MAX_IDS} ids, not {}", ids.len())));
        }
        let keys = ids.iter().map(global_id::decode).collect::<Result<Vec<_>>>()?;
        try_join_all(keys.iter().map(|(kind, key)| Node::find(loaders(ctx), kind, *key))).await
    }
}
