//! The tables that sheets are made of, whole, with what their rows refer to at hand.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder};
use uuid::Uuid;

use crate::entities::{
    action, amendment_basis, amendment_line, budget_amendment, contribution, cost, decision, destination,
    investment_proposal, mission, mission_leader, mission_theme, official, organisation, outcome, participation,
    performance, person, portfolio_holder, progress_note, reported_count, reserve, signal, target, theme,
};
use crate::services::grouping::group_by;

/// Rows under their key.
pub(super) type ById<M> = HashMap<Uuid, M>;

/// Rows under the key of what they belong to.
pub(super) type ByOwner<M> = HashMap<Uuid, Vec<M>>;

macro_rules! register {
    ($($(#[$doc:meta])* $name:ident: $module:ident as $form:ident $(($order:ident; $owner:expr))?,)+) => {
        /// The register in memory.
        pub(super) struct Register {
            $($(#[$doc])* pub(super) $name: $form<$module::Model>,)+
        }

        impl Register {
            /// Reads everything: a statement a table.
            pub(super) async fn load(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
                Ok(Self {
                    $($name: {
                        let rows = $module::Entity::find()
                            $(.order_by_asc($module::Column::$order))?
                            .order_by_asc($module::Column::Id)
                            .all(db)
                            .await?;
                        register!(@$form rows $(, $owner)?)
                    },)+
                })
            }
        }
    };
    (@Vec $rows:ident) => { $rows };
    (@ById $rows:ident) => { $rows.into_iter().map(|row| (row.id, row)).collect() };
    (@ByOwner $rows:ident, $owner:expr) => { group_by($rows, $owner) };
}

register! {
    /// Missions.
    missions: mission as Vec,
    /// Places of missions.
    destinations: destination as ByOwner (Ordinal; |row| row.mission_id),
    /// Themes of missions.
    mission_themes: mission_theme as ByOwner (Ordinal; |row| row.mission_id),
    /// Leaders of missions.
    leaders: mission_leader as ByOwner (Ordinal; |row| row.mission_id),
    /// Themes.
    themes: theme as ById,
    /// Officials.
    officials: official as ById,
    /// Organisations.
    organisations: organisation as ById,
    /// People.
    people: person as ById,
    /// Participations.
    participations: participation as ByOwner (Id; |row| row.mission_id),
    /// Outcomes.
    outcomes: outcome as ByOwner (Id; |row| row.mission_id),
    /// Costs.
    costs: cost as ByOwner (Id; |row| row.mission_id),
    /// Contributions.
    contributions: contribution as ByOwner (Id; |row| row.mission_id),
    /// Reported counts of missions and performances.
    reported: reported_count as ByOwner (Ordinal; |row| row.mission_id.or(row.performance_id).unwrap_or_default()),
    /// Performances.
    performances: performance as Vec,
    /// Portfolio holders.
    holders: portfolio_holder as ByOwner (Ordinal; |row| row.performance_id),
    /// Actions.
    actions: action as ByOwner (Ordinal; |row| row.performance_id),
    /// Targets.
    targets: target as ByOwner (Ordinal; |row| row.performance_id),
    /// Notes.
    notes: progress_note as ByOwner (Ordinal; |row| row.performance_id),
    /// Colours.
    signals: signal as ByOwner (Ordinal; |row| row.performance_id),
    /// Investment proposals.
    proposals: investment_proposal as ByOwner (Ordinal; |row| row.performance_id),
    /// Reserves.
    reserves: reserve as ById,
    /// Decisions.
    decisions: decision as Vec,
    /// Amendments.
    amendments: budget_amendment as Vec,
    /// What amendments rest on.
    basis: amendment_basis as ByOwner (Ordinal; |row| row.amendment_id),
    /// Lines of amendments.
    lines: amendment_line as ByOwner (Ordinal; |row| row.amendment_id),
}

impl Register {
    /// The reference of a decision.
    pub(super) fn reference(&self, decision: Option<Uuid>) -> Option<&str> {
        let decision = self.decisions.iter().find(|row| Some(row.id) == decision)?;
        Some(&decision.reference)
    }

    /// The performance of a key.
    pub(super) fn performance(&self, id: Option<Uuid>) -> Option<&performance::Model> {
        self.performances.iter().find(|row| Some(row.id) == id)
    }
}

/// The rows that belong to an owner.
pub(super) fn of<M>(rows: &ByOwner<M>, owner: Uuid) -> &[M] {
    rows.get(&owner).map(Vec::as_slice).unwrap_or_default()
}
