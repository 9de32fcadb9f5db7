//! The progress of performances: what was promised, what the register counts, and what reports stated.
//!
//! The rules of counting are those of [`super::counting`]. The number of statements does not depend on the number of
//! performances, so the same reading serves one page, a list, and the effects of an import within its transaction.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    QueryTrait, RelationDef, Select,
};
use uuid::Uuid;

use super::counting::{self, Side};
use super::performances::place_in_year;
use crate::entities::{mission, outcome, participation, reported_count, target};
use crate::values::{Comparator, Direction, Indicator, Money};

/// How far a performance came with one thing that it promised or reported.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorProgress {
    /// What is counted.
    pub indicator: Indicator,
    /// Which missions count, as the target says; outbound where it does not.
    pub direction: Option<Direction>,
    /// The unit as the page words it, where the targets agree on it.
    pub unit_text: Option<String>,
    /// The number promised; targets of several actions add up. Nothing where only a report counted.
    pub target: Option<Decimal>,
    /// What the register counts.
    pub realised: Decimal,
    /// What the latest report stated.
    pub reported: Option<reported_count::Model>,
    /// Realised as a part of the target.
    pub ratio: Option<f64>,
    /// Whether the target was met.
    pub reached: Option<bool>,
}

/// Of which performances progress is wanted.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// Every one.
    All,
    /// Those with these keys.
    Of(&'a [Uuid]),
}

/// The progress of performances, by their key, in the order of their targets.
///
/// Performances that promise and report nothing are left out.
pub async fn progress(
    db: &impl ConnectionTrait,
    scope: Scope<'_>,
    today: NaiveDate,
) -> Result<BTreeMap<Uuid, Vec<IndicatorProgress>>, DbErr> {
    let counts = counts(db, scope, today).await?;
    let mut promises: BTreeMap<Uuid, Promises> = BTreeMap::new();
    for target in targets(db, scope).await? {
        promises.entry(target.performance_id).or_default().targets.push(target);
    }
    for reported in reported(db, scope).await? {
        let performance = reported.performance_id.unwrap_or_default();
        promises.entry(performance).or_default().reported.push(reported);
    }
    let none = Counts::default();
    let of = |performance: Uuid, side| counts.get(&(performance, side)).unwrap_or(&none);
    Ok(promises
        .into_iter()
        .map(|(performance, promises)| (performance, promises.compare(|side| of(performance, side))))
        .collect())
}

impl Scope<'_> {
    fn narrow<E: EntityTrait>(self, select: Select<E>, performance: impl ColumnTrait) -> Select<E> {
        match self {
            Self::All => select.filter(performance.is_not_null()),
            Self::Of(ids) => select.filter(performance.is_in(ids.iter().copied())),
        }
    }
}

// ---------------------------------------------------------------- comparing, pure

/// What a performance promises and what was reported of it.
#[derive(Default)]
struct Promises {
    targets: Vec<target::Model>,
    reported: Vec<reported_count::Model>,
}

/// What the register counts of one side of one performance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    missions: i64,
    people: i64,
    organisations: i64,
    participations: i64,
    deals: i64,
    deal_cents: i64,
}

impl Counts {
    fn of(&self, indicator: Indicator) -> Decimal {
        Decimal::from(match indicator {
            Indicator::Missions => self.missions,
            Indicator::People => self.people,
            Indicator::Organisations => self.organisations,
            Indicator::Participations => self.participations,
            Indicator::Deals => self.deals,
            Indicator::DealValue => return Money::from_cents(self.deal_cents).to_decimal(),
        })
    }
}

impl Promises {
    fn compare<'a>(self, counts: impl Fn(Side) -> &'a Counts) -> Vec<IndicatorProgress> {
        let mut rows: Vec<IndicatorProgress> = self
            .alike()
            .into_iter()
            .map(|targets| {
                let first = targets[0];
                let side = Side::meant_by(first.direction);
                let realised = counts(side).of(first.indicator);
                let reported = self.latest(first.indicator).filter(|_| side == Side::Outbound);
                against_targets(&targets, realised, reported.cloned())
            })
            .collect();
        for reported in &self.reported {
            let latest = self.latest(reported.indicator);
            if latest == Some(reported) && !rows.iter().any(|row| row.reported.as_ref() == latest) {
                rows.push(reported_only(reported.clone(), counts(Side::Outbound)));
            }
        }
        rows
    }

    /// Targets that add up: of one indicator, side and sort (a maximum does not add to a minimum).
    fn alike(&self) -> Vec<Vec<&target::Model>> {
        let mut groups: Vec<Vec<&target::Model>> = Vec::new();
        let sort = |target: &target::Model| {
            (target.indicator, Side::meant_by(target.direction), target.comparator == Comparator::AtMost)
        };
        for target in &self.targets {
            match groups.iter_mut().find(|group| sort(group[0]) == sort(target)) {
                Some(group) => group.push(target),
                None => groups.push(vec![target]),
            }
        }
        groups
    }

    /// What the latest report of the year stated.
    fn latest(&self, indicator: Indicator) -> Option<&reported_count::Model> {
        let of_indicator = self.reported.iter().filter(|reported| reported.indicator == indicator);
        of_indicator.max_by_key(|reported| (place_in_year(reported.document), reported.ordinal))
    }
}

fn against_targets(
    targets: &[&target::Model],
    realised: Decimal,
    reported: Option<reported_count::Model>,
) -> IndicatorProgress {
    let first = targets[0];
    let promised: Decimal = targets.iter().map(|target| target.value.to_decimal()).sum();
    let agreed = targets.iter().all(|target| target.unit_text == first.unit_text);
    let ratio = realised.checked_div(promised).and_then(|ratio| ratio.to_f64());
    IndicatorProgress {
        indicator: first.indicator,
        direction: first.direction,
        unit_text: first.unit_text.clone().filter(|_| agreed),
        target: Some(promised),
        realised,
        reported,
        ratio,
        reached: Some(is_reached(targets, promised, realised)),
    }
}

fn is_reached(targets: &[&target::Model], promised: Decimal, realised: Decimal) -> bool {
    let says = |comparator| targets.iter().any(|target| target.comparator == comparator);
    if says(Comparator::AtMost) {
        realised <= promised
    } else if says(Comparator::MoreThan) {
        realised > promised
    } else {
        realised >= promised
    }
}

fn reported_only(reported: reported_count::Model, counts: &Counts) -> IndicatorProgress {
    IndicatorProgress {
        indicator: reported.indicator,
        direction: None,
        unit_text: reported.unit_text.clone(),
        target: None,
        realised: counts.of(reported.indicator),
        reported: Some(reported),
        ratio: None,
        reached: None,
    }
}

// ---------------------------------------------------------------- counting, in the database

async fn targets(db: &impl ConnectionTrait, scope: Scope<'_>) -> Result<Vec<target::Model>, DbErr> {
    scope
        .narrow(target::Entity::find(), target::Column::PerformanceId)
        .order_by_asc(target::Column::ActionOrdinal)
        .order_by_asc(target::Column::Ordinal)
        .all(db)
        .await
}

async fn reported(db: &impl ConnectionTrait, scope: Scope<'_>) -> Result<Vec<reported_count::Model>, DbErr> {
    scope
        .narrow(reported_count::Entity::find(), reported_count::Column::PerformanceId)
        .order_by_asc(reported_count::Column::Ordinal)
        .all(db)
        .await
}

/// One side of one performance.
type SideOf = (Uuid, Side);

async fn counts(
    db: &impl ConnectionTrait,
    scope: Scope<'_>,
    today: NaiveDate,
) -> Result<HashMap<SideOf, Counts>, DbErr> {
    let missions = mission::Entity::find().select_only().expr_as(Expr::cust("COUNT(*)"), "missions");
    let participations = participation::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, join_mission::<participation::Entity>(participation::Column::MissionId))
        .filter(counting::counted_participation())
        .expr_as(counting::policy_participants(), "people")
        .expr_as(counting::organisations(), "organisations")
        .expr_as(Expr::cust("COUNT(*)"), "participations");
    let deals = outcome::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, join_mission::<outcome::Entity>(outcome::Column::MissionId))
        .filter(counting::deal())
        .expr_as(Expr::cust("COUNT(*)"), "deals")
        .expr_as(counting::euro_cents(), "deal_cents");

    let mut counts: HashMap<SideOf, Counts> = HashMap::new();
    for (side, row) in by_side(db, scope, missions, today).await? {
        counts.entry(side).or_default().missions = row.try_get("", "missions")?;
    }
    for (side, row) in by_side(db, scope, participations, today).await? {
        let counts = counts.entry(side).or_default();
        counts.people = row.try_get("", "people")?;
        counts.organisations = row.try_get("", "organisations")?;
        counts.participations = row.try_get("", "participations")?;
    }
    for (side, row) in by_side(db, scope, deals, today).await? {
        let counts = counts.entry(side).or_default();
        counts.deals = row.try_get("", "deals")?;
        counts.deal_cents = row.try_get("", "deal_cents")?;
    }
    Ok(counts)
}

fn join_mission<E: EntityTrait>(mission_id: E::Column) -> RelationDef {
    E::belongs_to(mission::Entity).from(mission_id).to(mission::Column::Id).into()
}

/// What a query counts, for each side of each performance, over the missions that took place.
async fn by_side<E: EntityTrait>(
    db: &impl ConnectionTrait,
    scope: Scope<'_>,
    query: Select<E>,
    today: NaiveDate,
) -> Result<Vec<(SideOf, QueryResult)>, DbErr> {
    let inbound = || Expr::cust("CASE WHEN mission.direction = 'INBOUND' THEN 1 ELSE 0 END");
    let query = scope
        .narrow(query, mission::Column::PerformanceId)
        .filter(counting::took_place(today))
        .column_as(mission::Column::PerformanceId, "performance_id")
        .expr_as(inbound(), "inbound")
        .group_by(mission::Column::PerformanceId)
        .group_by(inbound());
    let side = |row: &QueryResult| -> Result<SideOf, DbErr> {
        let inbound = row.try_get::<i32>("", "inbound")? == 1;
        Ok((row.try_get("", "performance_id")?, if inbound { Side::Inbound } else { Side::Outbound }))
    };
    db.query_all(query.as_query()).await?.into_iter().map(|row| Ok((side(&row)?, row))).collect()
}
