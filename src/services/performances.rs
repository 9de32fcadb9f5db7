//! Performances: finding them, and everything that lives and dies with them.

use std::collections::HashMap;

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::query::{self, Attribute, Relation};
use crate::entities::performance::{Column, Entity, Model};
use crate::entities::{
    action, investment_proposal, mission, official, portfolio_holder, progress_note, reported_count, signal, target,
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

/// Performances by code and year.
pub async fn by_code_and_year(
    db: &impl ConnectionTrait,
    keys: &[(String, i32)],
) -> Result<HashMap<(String, i32), Model>, DbErr> {
    let one = |(code, year): &(String, i32)| Expr::expr(Column::Code.eq(code)).and(Column::Year.eq(*year));
    let any = keys.iter().fold(Condition::any(), |any, key| any.add(one(key)));
    let rows = if keys.is_empty() { Vec::new() } else { Entity::find().filter(any).all(db).await? };
    Ok(rows.into_iter().map(|row| ((row.code.clone(), row.year), row)).collect())
}

/// The parts of performances: a statement for each table, however many performances there are.
pub async fn parts(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Parts>, DbErr> {
    let mut holders = holders_by_performance(db, query::children(db, &holders(), ids).await?).await?;
    let mut targets = query::children(db, &targets(), ids).await?;
    let mut actions = query::children(db, &actions(), ids).await?;
    let mut reported = query::children(db, &reported_counts(), ids).await?;
    let mut notes = query::children(db, &notes(), ids).await?;
    let mut signals = query::children(db, &signals(), ids).await?;
    let mut proposals = query::children(db, &proposals(), ids).await?;
    let mut parts = |id: &Uuid| Parts {
        holders: holders.remove(id).unwrap_or_default(),
        actions: with_targets(actions.remove(id), targets.remove(id)),
        reported: reported.remove(id).unwrap_or_default(),
        notes: notes.remove(id).unwrap_or_default(),
        signals: signals.remove(id).unwrap_or_default(),
        proposals: proposals.remove(id).unwrap_or_default(),
    };
    Ok(ids.iter().map(|id| (*id, parts(id))).collect())
}

async fn holders_by_performance(
    db: &impl ConnectionTrait,
    links: HashMap<Uuid, Vec<portfolio_holder::Model>>,
) -> Result<HashMap<Uuid, Vec<official::Model>>, DbErr> {
    let ids: Vec<Uuid> = links.values().flatten().map(|link| link.official_id).collect();
    let officials = query::by_ids::<official::Entity>(db, &ids).await?;
    let named = |links: Vec<portfolio_holder::Model>| {
        links.iter().filter_map(|link| officials.get(&link.official_id).cloned()).collect()
    };
    Ok(links.into_iter().map(|(performance, links)| (performance, named(links))).collect())
}

fn with_targets(actions: Option<Vec<action::Model>>, targets: Option<Vec<target::Model>>) -> Vec<Action> {
    let targets = targets.unwrap_or_default();
    let of = |action: &action::Model| {
        targets.iter().filter(|target| target.action_ordinal == action.ordinal).cloned().collect()
    };
    actions.into_iter().flatten().map(|action| Action { targets: of(&action), action }).collect()
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

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// The missions that count for it.
pub fn missions() -> Relation<mission::Entity> {
    Relation::owned_by(mission::Column::PerformanceId)
}

/// Who answers for it, in order.
pub fn holders() -> Relation<portfolio_holder::Entity> {
    Relation::owned_by(portfolio_holder::Column::PerformanceId).ordered_by(portfolio_holder::Column::Ordinal)
}

/// What it sets out to do, in order.
pub fn actions() -> Relation<action::Entity> {
    Relation::owned_by(action::Column::PerformanceId).ordered_by(action::Column::Ordinal)
}

/// What its actions promise; within an action in order.
pub fn targets() -> Relation<target::Entity> {
    Relation::owned_by(target::Column::PerformanceId).ordered_by(target::Column::Ordinal)
}

/// What reports stated of it, in order.
pub fn reported_counts() -> Relation<reported_count::Entity> {
    Relation::owned_by(reported_count::Column::PerformanceId).ordered_by(reported_count::Column::Ordinal)
}

/// Notes on its progress, in order.
pub fn notes() -> Relation<progress_note::Entity> {
    Relation::owned_by(progress_note::Column::PerformanceId).ordered_by(progress_note::Column::Ordinal)
}

/// The colours that reports gave it, in order.
pub fn signals() -> Relation<signal::Entity> {
    Relation::owned_by(signal::Column::PerformanceId).ordered_by(signal::Column::Ordinal)
}

/// Its investment proposals, in order.
pub fn proposals() -> Relation<investment_proposal::Entity> {
    Relation::owned_by(investment_proposal::Column::PerformanceId).ordered_by(investment_proposal::Column::Ordinal)
}
