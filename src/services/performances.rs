//! Performances: finding them, and everything that lives and dies with them.

use std::collections::HashMap;

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::grouping::{group_by, index_by};
use super::query::Attribute;
use crate::entities::performance::{Column, Entity, Model};
use crate::entities::{
    action, investment_proposal, official, portfolio_holder, progress_note, reported_count, signal, target,
};
use crate::values::ReportingDocument;

/// The parts of a performance, each in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Who answers for it.
    pub holders: Vec<official::Model>,
    /// What it sets out to do.
    pub actions: Vec<Action>,
    /// What reports stated.
    pub reported: Vec<reported_count::Model>,
    /// Notes on progress.
    pub notes: Vec<progress_note::Model>,
    /// Colours.
    pub signals: Vec<signal::Model>,
    /// Investment proposals.
    pub proposals: Vec<investment_proposal::Model>,
}

/// An action with what it promises.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Its own row.
    pub action: action::Model,
    /// Its targets, in order.
    pub targets: Vec<target::Model>,
}

/// The performance of a code in a year.
pub async fn find(db: &impl ConnectionTrait, code: &str, year: i32) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Code.eq(code.trim())).filter(Column::Year.eq(year)).one(db).await
}

/// Performances by their keys.
pub async fn by_id(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Model>, DbErr> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    Ok(index_by(rows, |row| row.id))
}

/// Performances by code and year.
pub async fn by_code_and_year(
    db: &impl ConnectionTrait,
    keys: &[(String, i32)],
) -> Result<HashMap<(String, i32), Model>, DbErr> {
    let one = |(code, year): &(String, i32)| Expr::expr(Column::Code.eq(code)).and(Column::Year.eq(*year));
    let any = keys.iter().fold(Condition::any(), |any, key| any.add(one(key)));
    let rows = if keys.is_empty() { Vec::new() } else { Entity::find().filter(any).all(db).await? };
    Ok(index_by(rows, |row| (row.code.clone(), row.year)))
}

/// The parts of performances: a statement for each table, however many performances there are.
pub async fn parts(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Parts>, DbErr> {
    let mut holders = holders(db, ids).await?;
    let mut actions = actions(db, ids).await?;
    macro_rules! of {
        ($table:ident) => {
            $table::Entity::find()
                .filter($table::Column::PerformanceId.is_in(ids.iter().copied()))
                .order_by_asc($table::Column::Ordinal)
                .all(db)
                .await?
        };
    }
    let mut reported = group_by(of!(reported_count), |row| row.performance_id.unwrap_or_default());
    let mut notes = group_by(of!(progress_note), |row| row.performance_id);
    let mut signals = group_by(of!(signal), |row| row.performance_id);
    let mut proposals = group_by(of!(investment_proposal), |row| row.performance_id);
    let mut parts = |id: &Uuid| Parts {
        holders: holders.remove(id).unwrap_or_default(),
        actions: actions.remove(id).unwrap_or_default(),
        reported: reported.remove(id).unwrap_or_default(),
        notes: notes.remove(id).unwrap_or_default(),
        signals: signals.remove(id).unwrap_or_default(),
        proposals: proposals.remove(id).unwrap_or_default(),
    };
    Ok(ids.iter().map(|id| (*id, parts(id))).collect())
}

async fn holders(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<official::Model>>, DbErr> {
    let rows = portfolio_holder::Entity::find()
        .filter(portfolio_holder::Column::PerformanceId.is_in(ids.iter().copied()))
        .order_by_asc(portfolio_holder::Column::Ordinal)
        .all(db)
        .await?;
    let officials = official::Entity::find()
        .filter(official::Column::Id.is_in(rows.iter().map(|row| row.official_id)))
        .all(db)
        .await?;
    let officials = index_by(officials, |official| official.id);
    let mut holders: HashMap<Uuid, Vec<official::Model>> = HashMap::new();
    for row in rows {
        holders.entry(row.performance_id).or_default().extend(officials.get(&row.official_id).cloned());
    }
    Ok(holders)
}

async fn actions(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Action>>, DbErr> {
    let actions = action::Entity::find()
        .filter(action::Column::PerformanceId.is_in(ids.iter().copied()))
        .order_by_asc(action::Column::Ordinal);
    let targets = target::Entity::find()
        .filter(target::Column::PerformanceId.is_in(ids.iter().copied()))
        .order_by_asc(target::Column::Ordinal);
    let mut targets = group_by(targets.all(db).await?, |row| (row.performance_id, row.action_ordinal));
    let with_targets = actions.all(db).await?.into_iter().map(|action| Action {
        targets: targets.remove(&(action.performance_id, action.ordinal)).unwrap_or_default(),
        action,
    });
    Ok(group_by(with_targets, |action| action.action.performance_id))
}

/// The place of a report among those of a year: what a later one states stands above what an earlier one did.
pub fn place_in_year(document: Option<ReportingDocument>) -> u8 {
    match document {
        Some(ReportingDocument::PerspectiveNote) => 1,
        Some(ReportingDocument::Budget) => 2,
        Some(ReportingDocument::Other) | None => 3,
        Some(ReportingDocument::Monitor) => 4,
        Some(ReportingDocument::AnnualReport) => 5,
    }
}

/// The code, as in `5.4.2`.
pub fn code() -> Attribute {
    Attribute::of(Column::Code)
}

/// The budget year.
pub fn year() -> Attribute {
    Attribute::of(Column::Year)
}

/// The title in that year.
pub fn title() -> Attribute {
    Attribute::folded(Column::Title, Column::TitleKey)
}
