//! Which columns refer to which sorts of record: what must be looked at before a record goes.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DbErr, Iterable};
use uuid::Uuid;

use super::records::{load_by, root_table};
use super::tables::{Row, Table};
use crate::values::RecordKind;

/// The columns that refer to a sort of record from other records.
pub const fn referring(kind: RecordKind) -> &'static [(Table, &'static str)] {
    match kind {
        RecordKind::Theme => &[(Table::MissionTheme, "theme_id")],
        RecordKind::Official => &[(Table::MissionLeader, "official_id"), (Table::PortfolioHolder, "official_id")],
        RecordKind::Reserve => &[(Table::Performance, "reserve_id"), (Table::AmendmentLine, "reserve_id")],
        RecordKind::Decision => &[
            (Table::InvestmentProposal, "decision_id"),
            (Table::BudgetAmendment, "decision_id"),
            (Table::AmendmentBasis, "decision_id"),
        ],
        RecordKind::Performance => &[
            (Table::Mission, "performance_id"),
            (Table::BudgetAmendment, "proposed_in_id"),
            (Table::AmendmentLine, "performance_id"),
        ],
        RecordKind::Mission => &[
            (Table::Participation, "mission_id"),
            (Table::Outcome, "mission_id"),
            (Table::Cost, "mission_id"),
            (Table::Contribution, "mission_id"),
            (Table::Mission, "counter_visit_of_id"),
        ],
        RecordKind::Organisation => &[
            (Table::Person, "organisation_id"),
            (Table::Participation, "organisation_id"),
            (Table::Outcome, "organisation_id"),
            (Table::Contribution, "payer_id"),
        ],
        RecordKind::Person => &[(Table::Participation, "person_id"), (Table::MissionLeader, "person_id")],
        _ => &[],
    }
}

/// Of the records that some rows refer to, those that are not there.
pub async fn missing(db: &impl ConnectionTrait, rows: &[&Row]) -> Result<HashSet<Uuid>, DbErr> {
    let mut missing = HashSet::new();
    for kind in RecordKind::iter() {
        let of = |(table, column): &(Table, &'static str)| {
            let rows = rows.iter().filter(|row| row.table == *table);
            rows.filter_map(|row| row.reference(column)).collect::<Vec<_>>()
        };
        let wanted: HashSet<Uuid> = referring(kind).iter().flat_map(of).collect();
        let there = load_by(db, root_table(kind), "id", wanted.iter().copied().collect::<Vec<_>>()).await?;
        let there: HashSet<Uuid> = there.into_iter().map(|row| row.id).collect();
        missing.extend(wanted.difference(&there));
    }
    Ok(missing)
}

/// Of some records, those that others refer to; references among the given ones do not count.
pub async fn referenced(db: &impl ConnectionTrait, kind: RecordKind, ids: &[Uuid]) -> Result<HashSet<Uuid>, DbErr> {
    let among: HashSet<Uuid> = ids.iter().copied().collect();
    let mut referenced = HashSet::new();
    for (table, column) in referring(kind) {
        let rows = load_by(db, *table, column, ids).await?;
        let others = rows.iter().filter(|row| !(row.table == root_table(kind) && among.contains(&row.id)));
        referenced.extend(others.filter_map(|row| row.reference(column)));
    }
    Ok(referenced)
}
