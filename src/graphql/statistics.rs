//! Statistics of missions.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Context, Object};

use super::error::{Failure, Result};
use super::filter;
use super::loaders::loaders;
use super::mission::MissionFilter;
use super::money::Amount;
use super::scalar::Decimal;
use crate::import::vocabulary::Vocabulary;
use crate::services::statistics::{self, GroupKey, Statistics};
use crate::services::wording::Worded;
use crate::values::{Code, Countries, Direction, Language, MissionDimension, MissionKind, MissionStatus, Money};

/// One group of missions.
pub struct MissionStatistics {
    dimensions: Arc<[MissionDimension]>,
    key: GroupKey,
    numbers: Statistics,
}

/// Counts and sums over the missions of one group.
#[Object]
impl MissionStatistics {
    /// What the missions of the group have in common, in the order of `groupBy`.
    async fn key(&self) -> Vec<DimensionValue> {
        let pairs = self.dimensions.iter().zip(&self.key);
        pairs.map(|(dimension, value)| DimensionValue { dimension: *dimension, value: value.clone() }).collect()
    }

    /// How many missions.
    async fn missions(&self) -> Result<i32> {
        small(self.numbers.missions)
    }

    /// Distinct people over all missions of the group, plus participations without a named person.
    async fn people(&self) -> Result<i32> {
        small(self.numbers.people)
    }

    /// Distinct organisations over all missions of the group.
    async fn organisations(&self) -> Result<i32> {
        small(self.numbers.organisations)
    }

    /// Participations that are REGISTERED, CONFIRMED, ATTENDED or UNKNOWN.
    async fn participations(&self) -> Result<i32> {
        small(self.numbers.participations)
    }

    /// The worth of deals in euros; deals in other currencies stand in `dealValues`.
    async fn deal_value(&self) -> Decimal {
        self.numbers.deals.get("EUR").copied().unwrap_or_default().into()
    }

    /// The worth of deals, per currency.
    async fn deal_values(&self) -> Vec<Amount> {
        amounts(&self.numbers.deals)
    }

    /// What the missions cost, per currency. Amounts that were only budgeted are left out.
    async fn costs(&self) -> Vec<Amount> {
        amounts(&self.numbers.costs)
    }

    /// What was paid for the missions, per currency. Amounts that were only budgeted are left out.
    async fn contributions(&self) -> Vec<Amount> {
        amounts(&self.numbers.contributions)
    }
}

fn small(count: i64) -> Result<i32> {
    i32::try_from(count).map_err(|error| Failure::internal(&error))
}

fn amounts(sums: &BTreeMap<String, Money>) -> Vec<Amount> {
    sums.iter().map(|(currency, money)| Amount::new(*money, currency.as_str())).collect()
}

/// One value of a dimension.
pub struct DimensionValue {
    dimension: MissionDimension,
    value: Option<String>,
}

/// What the missions of a group have in common in one respect.
#[Object]
impl DimensionValue {
    /// In which respect.
    async fn dimension(&self) -> MissionDimension {
        self.dimension
    }

    /// The value as filters take it: a year, a country code, the Dutch name of a theme, a member of a closed list. Null
    /// for missions without one.
    async fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// The value as people read it.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "Language::Nl", desc = "The language of the label.")] language: Language,
    ) -> String {
        let countries = &ctx.data_unchecked::<Arc<Vocabulary>>().countries;
        label(self.dimension, self.value.as_deref(), (countries, language))
    }
}

fn label(dimension: MissionDimension, value: Option<&str>, (countries, language): (&Countries, Language)) -> String {
    let Some(value) = value else { return MissionStatus::Unknown.word(language).to_owned() };
    let word = match dimension {
        MissionDimension::Country => countries.by_code(value).map(|country| country.name(language)),
        MissionDimension::Direction => Direction::from_code(value).map(|it| it.word(language)),
        MissionDimension::Kind => MissionKind::from_code(value).map(|it| it.word(language)),
        MissionDimension::Status => MissionStatus::from_code(value).map(|it| it.word(language)),
        MissionDimension::Year | MissionDimension::Theme => None,
    };
    word.unwrap_or(value).to_owned()
}

/// The root field of statistics.
#[derive(Default)]
pub struct StatisticsQuery;

#[Object]
impl StatisticsQuery {
    /// Counts and sums over the missions that pass the filter, one row per combination of the dimensions. A mission with
    /// two themes or countries counts in the group of each.
    #[graphql(complexity = "50 + 50 * child_complexity")]
    async fn mission_statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which missions; all when absent.")] filter: Option<MissionFilter>,
        #[graphql(default, desc = "By what to group; one row for all missions when empty.")] group_by: Vec<
            MissionDimension,
        >,
    ) -> Result<Vec<MissionStatistics>> {
        let mut dimensions: Vec<MissionDimension> = Vec::new();
        for dimension in group_by {
            if dimensions.contains(&dimension) {
                let message = format!("`groupBy` names {} twice", dimension.code());
                return Err(Failure::mistake("BAD_GROUPING", message));
            }
            dimensions.push(dimension);
        }
        let missions = filter::predicate(filter)?;
        let groups = statistics::statistics(loaders(ctx).db(), &missions, &dimensions).await?;
        let dimensions: Arc<[MissionDimension]> = dimensions.into();
        let group = |(key, numbers)| MissionStatistics { dimensions: Arc::clone(&dimensions), key, numbers };
        Ok(groups.into_iter().map(group).collect())
    }
}
