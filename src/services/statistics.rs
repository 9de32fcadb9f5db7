//! Counts and sums over missions, one row for each combination of the dimensions asked for.
//!
//! A mission with two themes or countries counts in the group of each, and once within a group. Sums are of integers,
//! so they are exact. The number of statements does not depend on the number of groups.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryResult};

use super::counting;
use super::query::Predicate;
use crate::entities::{contribution, cost, destination, mission, mission_theme, outcome, participation, theme};
use crate::values::{MissionDimension, Money, MoneyStage};

/// What a group of missions has in common: for each dimension asked for, the value, or that it has none.
pub type GroupKey = Vec<Option<String>>;

/// Counts and sums over the missions of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Missions.
    pub missions: i64,
    /// Distinct people plus participations without a named person.
    pub people: i64,
    /// Distinct organisations.
    pub organisations: i64,
    /// Participations that count.
    pub participations: i64,
    /// The worth of deals, by currency.
    pub deals: BTreeMap<String, Money>,
    /// What missions cost, by currency; amounts that were only budgeted are left out.
    pub costs: BTreeMap<String, Money>,
    /// What others and the province paid, by currency; amounts that were only budgeted are left out.
    pub contributions: BTreeMap<String, Money>,
}

/// The statistics of the missions that pass, by group, in the order of the groups; missions without a value come last.
///
/// Without dimensions there is one group, of all missions that pass, even of none.
pub async fn statistics(
    db: &impl ConnectionTrait,
    missions: &Predicate,
    dimensions: &[MissionDimension],
) -> Result<Vec<(GroupKey, Statistics)>, DbErr> {
    let query = Grouped { missions, dimensions };
    let mut groups: BTreeMap<Order, Statistics> = BTreeMap::new();
    if dimensions.is_empty() {
        groups.insert(Order(Vec::new()), Statistics::default());
    }
    for row in db.query_all(&query.counting_missions()).await? {
        groups.entry(query.key(&row)?).or_default().missions = row.try_get("", "missions")?;
    }
    for row in db.query_all(&query.counting_people()).await? {
        let group = groups.entry(query.key(&row)?).or_default();
        group.people = row.try_get("", "people")?;
        group.organisations = row.try_get("", "organisations")?;
        group.participations = row.try_get("", "participations")?;
    }
    for row in db.query_all(&query.summing_deals()).await? {
        groups.entry(query.key(&row)?).or_default().deals.extend(sum(&row)?);
    }
    for row in db.query_all(&query.summing_costs()).await? {
        groups.entry(query.key(&row)?).or_default().costs.extend(sum(&row)?);
    }
    for row in db.query_all(&query.summing_contributions()).await? {
        groups.entry(query.key(&row)?).or_default().contributions.extend(sum(&row)?);
    }
    Ok(groups
        .into_iter()
        .map(|(Order(key), statistics)| (key.into_iter().map(|(_, value)| value).collect(), statistics))
        .collect())
}

/// A key in the order in which groups are listed: values that are absent last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order(Vec<(bool, Option<String>)>);

fn sum(row: &QueryResult) -> Result<Option<(String, Money)>, DbErr> {
    let currency: Option<String> = row.try_get("", "currency")?;
    let cents: Option<i64> = row.try_get("", "cents")?;
    Ok(currency.zip(cents.map(Money::from_cents)))
}

/// The missions that pass, each once for every combination of its values of the dimensions.
struct Grouped<'a> {
    missions: &'a Predicate,
    dimensions: &'a [MissionDimension],
}

impl Grouped<'_> {
    fn keyed(&self) -> SelectStatement {
        let mut keyed = Query::select();
        keyed.distinct().from(mission::Entity).expr_as(mission::Column::Id.into_expr(), "mission_id");
        keyed.and_where(self.missions.of_table("mission"));
        if self.dimensions.contains(&MissionDimension::Country) {
            let there = destination::Column::MissionId.into_expr().eq(mission::Column::Id.into_expr());
            keyed.join(JoinType::LeftJoin, destination::Entity, there);
        }
        if self.dimensions.contains(&MissionDimension::Theme) {
            let linked = mission_theme::Column::MissionId.into_expr().eq(mission::Column::Id.into_expr());
            let named = theme::Column::Id.into_expr().eq(mission_theme::Column::ThemeId.into_expr());
            keyed.join(JoinType::LeftJoin, mission_theme::Entity, linked);
            keyed.join(JoinType::LeftJoin, theme::Entity, named);
        }
        for (place, dimension) in self.dimensions.iter().enumerate() {
            keyed.expr_as(value(*dimension), key_column(place));
        }
        keyed
    }

    /// A statement over the keyed missions that returns one row a group, or a group and currency.
    fn grouped(&self) -> SelectStatement {
        let mut grouped = Query::select();
        grouped.from_subquery(self.keyed(), "keyed");
        for place in 0..self.dimensions.len() {
            grouped
                .expr(Expr::col(("keyed", key_column(place))))
                .add_group_by([Expr::col(("keyed", key_column(place)))]);
        }
        grouped
    }

    fn counting_missions(&self) -> SelectStatement {
        self.grouped().expr_as(Expr::cust("COUNT(*)"), "missions").to_owned()
    }

    fn counting_people(&self) -> SelectStatement {
        self.grouped()
            .join(JoinType::InnerJoin, participation::Entity, of_mission(participation::Column::MissionId))
            .and_where(counting::counted_participation())
            .expr_as(counting::people(), "people")
            .expr_as(counting::organisations(), "organisations")
            .expr_as(Expr::cust("COUNT(*)"), "participations")
            .to_owned()
    }

    fn summing_deals(&self) -> SelectStatement {
        let mut deals =
            self.summing(outcome::Column::MissionId, outcome::Column::ValueCents, outcome::Column::Currency);
        deals.and_where(counting::deal()).and_where(outcome::Column::ValueCents.is_not_null()).to_owned()
    }

    fn summing_costs(&self) -> SelectStatement {
        let mut costs = self.summing(cost::Column::MissionId, cost::Column::Cents, cost::Column::Currency);
        costs.and_where(cost::Column::Stage.ne(MoneyStage::Budgeted)).to_owned()
    }

    fn summing_contributions(&self) -> SelectStatement {
        use contribution::Column;
        let mut paid = self.summing(Column::MissionId, Column::Cents, Column::Currency);
        paid.and_where(Column::Stage.ne(MoneyStage::Budgeted)).to_owned()
    }

    /// Sums of a column of a table that belongs to missions, by currency.
    fn summing<C: ColumnTrait>(&self, owner: C, cents: C, currency: C) -> SelectStatement {
        let sum = Expr::expr(cents.into_expr().sum()).cast_as(Alias::new("bigint"));
        self.grouped()
            .join(JoinType::InnerJoin, owner.entity_name(), of_mission(owner))
            .expr_as(currency.into_expr(), "currency")
            .expr_as(sum, "cents")
            .add_group_by([currency.into_expr()])
            .to_owned()
    }

    fn key(&self, row: &QueryResult) -> Result<Order, DbErr> {
        let keys = (0..self.dimensions.len()).map(|place| {
            let value: Option<String> = row.try_get("", &key_column(place))?;
            Ok((value.is_none(), value))
        });
        keys.collect::<Result<_, DbErr>>().map(Order)
    }
}

/// The value of a dimension, as text.
fn value(dimension: MissionDimension) -> SimpleExpr {
    match dimension {
        MissionDimension::Year => mission::Column::Year.into_expr().cast_as(Alias::new("text")),
        MissionDimension::Country => destination::Column::Country.into_expr(),
        MissionDimension::Theme => theme::Column::Name.into_expr(),
        MissionDimension::Direction => mission::Column::Direction.into_expr(),
        MissionDimension::Kind => mission::Column::Kind.into_expr(),
        MissionDimension::Status => mission::Column::Status.into_expr(),
    }
}

fn key_column(place: usize) -> String {
    format!("key_{place}")
}

fn of_mission(owner: impl ColumnTrait) -> SimpleExpr {
    owner.into_expr().eq(Expr::col(("keyed", "mission_id")))
}
