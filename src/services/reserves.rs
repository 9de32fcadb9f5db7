//! Reserves and what is in them.
//!
//! A balance is the opening balance and the lines of adopted amendments up to a budget year. Without an opening balance
//! there is no balance: a sum of changes alone would look like one and be none.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationDef,
};
use uuid::Uuid;

use super::query::{self, Attribute};
use crate::entities::reserve::Column;
use crate::entities::{amendment_line, budget_amendment, reserve};
use crate::values::{AmendmentStatus, Money};

/// The balances of reserves after a budget year; those without an opening balance are left out.
pub async fn balances(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    fiscal_year: i32,
) -> Result<HashMap<Uuid, Money>, DbErr> {
    let changes = adopted_changes(db, ids, fiscal_year).await?;
    let reserves = query::by_ids::<reserve::Entity>(db, ids).await?;
    Ok(reserves
        .into_values()
        .filter_map(|reserve| {
            let change = changes.get(&reserve.id).copied().unwrap_or_default();
            Some((reserve.id, Money::from_cents(reserve.opening_cents?.cents().checked_add(change)?)))
        })
        .collect())
}

/// What adopted amendments add to reserves, in cents, up to a budget year.
async fn adopted_changes(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    fiscal_year: i32,
) -> Result<HashMap<Uuid, i64>, DbErr> {
    let amendment: RelationDef = amendment_line::Entity::belongs_to(budget_amendment::Entity)
        .from(amendment_line::Column::AmendmentId)
        .to(budget_amendment::Column::Id)
        .into();
    let query = amendment_line::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, amendment)
        .filter(budget_amendment::Column::Status.eq(AmendmentStatus::Adopted))
        .filter(amendment_line::Column::ReserveId.is_in(ids.iter().copied()))
        .filter(amendment_line::Column::FiscalYear.lte(fiscal_year))
        .column(amendment_line::Column::ReserveId)
        .expr_as(Expr::cust("CAST(SUM(amendment_line.cents) AS BIGINT)"), "change")
        .group_by(amendment_line::Column::ReserveId);
    let rows = db.query_all(query.as_query()).await?;
    rows.iter().map(|row| Ok((row.try_get("", "reserve_id")?, row.try_get("", "change")?))).collect()
}

/// Its name.
pub fn name() -> Attribute {
    Attribute::folded(Column::Name, Column::NameKey)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}
