//! Budget amendments: which performances they concern, and the rule that their lines sum to zero.
//!
//! Invariant: money that one account gains another loses. [`check`] is called by [`super::changes::write`] for every
//! amendment that it touches, so no way into the register goes around it; importers ask [`imbalance`] beforehand, to
//! say so at a cell.

use std::collections::HashMap;

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::query::{self, Attribute, Relation};
use crate::entities::budget_amendment::Column;
use crate::entities::{amendment_basis, amendment_line, budget_amendment, performance};
use crate::values::Money;

/// An amendment with its lines and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// Its own row.
    pub amendment: budget_amendment::Model,
    /// Its lines, in order.
    pub lines: Vec<amendment_line::Model>,
    /// The decisions it rests on, in order.
    pub basis: Vec<Uuid>,
}

/// What the lines of an amendment do not sum to zero by; `None` when they do.
pub fn imbalance(lines: impl IntoIterator<Item = Money>) -> Option<Money> {
    let sum: i128 = lines.into_iter().map(|line| i128::from(line.cents())).sum();
    let clamped = i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
    (sum != 0).then_some(Money::from_cents(clamped))
}

/// Refuses amendments whose stored lines do not sum to zero.
pub async fn check(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<(), DbErr> {
    let unbalanced = amendment_line::Entity::find()
        .select_only()
        .column(amendment_line::Column::AmendmentId)
        .filter(amendment_line::Column::AmendmentId.is_in(ids.iter().copied()))
        .group_by(amendment_line::Column::AmendmentId)
        .having(Expr::cust("SUM(amendment_line.cents)").ne(0));
    match db.query_one(unbalanced.as_query()).await? {
        None => Ok(()),
        Some(row) => {
            let id: Uuid = row.try_get("", "amendment_id")?;
            Err(DbErr::Custom(format!("the lines of budget amendment {id} do not sum to zero; nothing was written")))
        }
    }
}

/// Amendments by their keys, whole.
pub async fn by_id(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Amendment>, DbErr> {
    let mut lines = query::children(db, &lines(), ids).await?;
    let mut basis = query::children(db, &basis(), ids).await?;
    let mut roots: Vec<_> = query::by_ids::<budget_amendment::Entity>(db, ids).await?.into_values().collect();
    roots.sort_by_key(|amendment| amendment.id);
    Ok(roots
        .into_iter()
        .map(|amendment| Amendment {
            lines: lines.remove(&amendment.id).unwrap_or_default(),
            basis: basis.remove(&amendment.id).into_iter().flatten().map(|basis| basis.decision_id).collect(),
            amendment,
        })
        .collect())
}

/// The amendments that each performance proposes or that touch it, oldest first.
pub async fn of_performances(
    db: &impl ConnectionTrait,
    performances: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Amendment>>, DbErr> {
    let touching = amendment_line::Entity::find()
        .select_only()
        .column(amendment_line::Column::AmendmentId)
        .filter(amendment_line::Column::PerformanceId.is_in(performances.iter().copied()));
    let concerned = Condition::any()
        .add(budget_amendment::Column::ProposedInId.is_in(performances.iter().copied()))
        .add(budget_amendment::Column::Id.in_subquery(touching.into_query()));
    let ids: Vec<Uuid> =
        budget_amendment::Entity::find().filter(concerned).all(db).await?.into_iter().map(|row| row.id).collect();
    let amendments = by_id(db, &ids).await?;
    let of = |performance: Uuid| amendments.iter().filter(|it| it.concerns(performance)).cloned().collect();
    Ok(performances.iter().map(|performance| (*performance, of(*performance))).collect())
}

/// The lines of an amendment, in order.
pub fn lines() -> Relation<amendment_line::Entity> {
    Relation::owned_by(amendment_line::Column::AmendmentId).ordered_by(amendment_line::Column::Ordinal)
}

/// What an amendment rests on, in order.
pub fn basis() -> Relation<amendment_basis::Entity> {
    Relation::owned_by(amendment_basis::Column::AmendmentId).ordered_by(amendment_basis::Column::Ordinal)
}

/// What it does.
pub fn description() -> Attribute {
    Attribute::folded(Column::Description, Column::DescriptionKey)
}

/// Where it stands.
pub fn status() -> Attribute {
    Attribute::of(Column::Status)
}

/// The performance that proposes it.
pub fn proposed_in() -> Relation<performance::Entity> {
    Relation::referred(Column::ProposedInId)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

impl Amendment {
    /// Whether a performance proposes it or is touched by it.
    pub fn concerns(&self, performance: Uuid) -> bool {
        self.amendment.proposed_in_id == Some(performance)
            || self.lines.iter().any(|line| line.performance_id == Some(performance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_sum_to_zero_balance() {
        let lines = |cents: &[i64]| cents.iter().copied().map(Money::from_cents).collect::<Vec<_>>();
        assert_eq!(imbalance(lines(&[-23_400_000, 23_400_000])), None);
        assert_eq!(imbalance(lines(&[-23_400_000, 23_400_001])), Some(Money::from_cents(1)));
        assert_eq!(imbalance(lines(&[i64::MAX, i64::MAX])), Some(Money::from_cents(i64::MAX)));
        assert_eq!(imbalance([]), None);
    }
}
