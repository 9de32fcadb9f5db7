//! What a page needs to know, read from the register for many performances at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::{
    decision, destination, mission, mission_leader, mission_theme, official, organisation, outcome, performance,
    reserve, theme,
};
use crate::services::amendments::{self, Amendment};
use crate::services::counting;
use crate::services::grouping::group_by;
use crate::services::performances::{self, Parts};
use crate::services::progress::{self, IndicatorProgress, Scope};
use crate::services::{missions as relations, query};

/// Everything that the page of one performance tells.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its own row.
    pub performance: performance::Model,
    /// Its parts.
    pub parts: Parts,
    /// What it promised, against what was counted and reported.
    pub progress: Vec<IndicatorProgress>,
    /// Its missions that took place, by date.
    pub missions: Vec<MissionFacts>,
    /// The amendments that it proposes or that touch it.
    pub amendments: Vec<Amendment>,
    /// Reserves by key.
    pub reserves: HashMap<Uuid, reserve::Model>,
    /// Decisions by key.
    pub decisions: HashMap<Uuid, decision::Model>,
    /// Performances of amendment lines by key.
    pub performances: HashMap<Uuid, performance::Model>,
}

/// A mission as the page tells of it.
#[derive(Clone, Debug)]
pub struct MissionFacts {
    /// Its own row.
    pub mission: mission::Model,
    /// Where it went, in order.
    pub destinations: Vec<destination::Model>,
    /// What it was about, in order.
    pub themes: Vec<theme::Model>,
    /// Who led it, in order.
    pub leaders: Vec<Leader>,
    /// What came of it, by kind.
    pub outcomes: Vec<Outcome>,
    /// The visits in return that took place.
    pub counter_visits: Vec<mission::Model>,
}

/// Who led a mission. Participants are not named on the page, so of a leader who is no official only the office is known.
#[derive(Clone, Debug)]
pub struct Leader {
    /// The official.
    pub official: Option<official::Model>,
    /// The office held at the time.
    pub office: Option<String>,
}

/// What came of a mission.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its own row.
    pub outcome: outcome::Model,
    /// Whose result it is.
    pub organisation: Option<organisation::Model>,
}

/// Reads the facts of performances.
pub async fn load(
    db: &impl ConnectionTrait,
    performances: Vec<performance::Model>,
    today: NaiveDate,
) -> Result<Vec<Facts>, DbErr> {
    let ids: Vec<Uuid> = performances.iter().map(|performance| performance.id).collect();
    let mut parts = performances::parts(db, &ids).await?;
    let mut progress = progress::progress(db, Scope::Of(&ids), today).await?;
    let mut amendments = amendments::of_performances(db, &ids).await?;
    let mut missions = missions(db, &ids, today).await?;
    let named = named(db, &performances, &parts, &amendments).await?;
    let facts = |performance: performance::Model| Facts {
        parts: parts.remove(&performance.id).unwrap_or_default(),
        progress: progress.remove(&performance.id).unwrap_or_default(),
        missions: missions.remove(&performance.id).unwrap_or_default(),
        amendments: amendments.remove(&performance.id).unwrap_or_default(),
        reserves: named.reserves.clone(),
        decisions: named.decisions.clone(),
        performances: named.performances.clone(),
        performance,
    };
    Ok(performances.into_iter().map(facts).collect())
}

/// What the page refers to by name.
struct Named {
    reserves: HashMap<Uuid, reserve::Model>,
    decisions: HashMap<Uuid, decision::Model>,
    performances: HashMap<Uuid, performance::Model>,
}

async fn named(
    db: &impl ConnectionTrait,
    performances: &[performance::Model],
    parts: &HashMap<Uuid, Parts>,
    amendments: &HashMap<Uuid, Vec<Amendment>>,
) -> Result<Named, DbErr> {
    let mut reserve_ids: Vec<Uuid> = performances.iter().filter_map(|performance| performance.reserve_id).collect();
    let proposals = parts.values().flat_map(|parts| &parts.proposals);
    let mut decision_ids: Vec<Uuid> = proposals.filter_map(|proposal| proposal.decision_id).collect();
    let mut performance_ids = Vec::new();
    for amendment in amendments.values().flatten() {
        decision_ids.extend(amendment.amendment.decision_id.iter().chain(&amendment.basis));
        reserve_ids.extend(amendment.lines.iter().filter_map(|line| line.reserve_id));
        performance_ids.extend(amendment.lines.iter().filter_map(|line| line.performance_id));
    }
    Ok(Named {
        reserves: query::by_ids::<reserve::Entity>(db, &reserve_ids).await?,
        decisions: query::by_ids::<decision::Entity>(db, &decision_ids).await?,
        performances: query::by_ids::<performance::Entity>(db, &performance_ids).await?,
    })
}

async fn missions(
    db: &impl ConnectionTrait,
    performances: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<MissionFacts>>, DbErr> {
    let of_performances = mission::Column::PerformanceId.is_in(performances.iter().copied());
    let mut missions = took_place(db, of_performances.into(), today).await?;
    // On both engines alike: missions of which no day is known come last.
    missions.sort_by_key(|mission| {
        (mission.start_date.is_none(), mission.start_date, mission.title_key.clone(), mission.id)
    });
    let ids: Vec<Uuid> = missions.iter().map(|mission| mission.id).collect();

    let mut destinations = query::children(db, &relations::destinations(), &ids).await?;
    let mut themes = themes(db, &ids).await?;
    let mut leaders = leaders(db, &ids).await?;
    let mut outcomes = outcomes(db, &ids).await?;
    let answers = mission::Column::CounterVisitOfId.is_in(ids.iter().copied());
    let counter_visits = took_place(db, answers.into(), today).await?;
    let mut counter_visits = group_by(counter_visits, |visit| visit.counter_visit_of_id.unwrap_or_default());
    let facts = missions.into_iter().map(|mission| MissionFacts {
        destinations: destinations.remove(&mission.id).unwrap_or_default(),
        themes: themes.remove(&mission.id).unwrap_or_default(),
        leaders: leaders.remove(&mission.id).unwrap_or_default(),
        outcomes: outcomes.remove(&mission.id).unwrap_or_default(),
        counter_visits: counter_visits.remove(&mission.id).unwrap_or_default(),
        mission,
    });
    Ok(group_by(facts, |facts| facts.mission.performance_id.unwrap_or_default()))
}

async fn took_place(
    db: &impl ConnectionTrait,
    which: Condition,
    today: NaiveDate,
) -> Result<Vec<mission::Model>, DbErr> {
    let missions = mission::Entity::find().filter(which).filter(counting::took_place(today));
    missions.order_by_asc(mission::Column::StartDate).order_by_asc(mission::Column::Id).all(db).await
}

async fn themes(db: &impl ConnectionTrait, missions: &[Uuid]) -> Result<HashMap<Uuid, Vec<theme::Model>>, DbErr> {
    let links = query::children(db, &relations::themes(), missions).await?;
    let ids: Vec<Uuid> = links.values().flatten().map(|link| link.theme_id).collect();
    let themes = query::by_ids::<theme::Entity>(db, &ids).await?;
    let named = |links: Vec<mission_theme::Model>| {
        links.iter().filter_map(|link| themes.get(&link.theme_id).cloned()).collect()
    };
    Ok(links.into_iter().map(|(mission, links)| (mission, named(links))).collect())
}

async fn leaders(db: &impl ConnectionTrait, missions: &[Uuid]) -> Result<HashMap<Uuid, Vec<Leader>>, DbErr> {
    let links = query::children(db, &relations::leaders(), missions).await?;
    let ids: Vec<Uuid> = links.values().flatten().filter_map(|link| link.official_id).collect();
    let officials = query::by_ids::<official::Entity>(db, &ids).await?;
    let named = |link: mission_leader::Model| Leader {
        official: link.official_id.and_then(|id| officials.get(&id).cloned()),
        office: link.office,
    };
    Ok(links.into_iter().map(|(mission, links)| (mission, links.into_iter().map(named).collect())).collect())
}

async fn outcomes(db: &impl ConnectionTrait, missions: &[Uuid]) -> Result<HashMap<Uuid, Vec<Outcome>>, DbErr> {
    let outcomes = query::children(db, &relations::outcomes(), missions).await?;
    let ids: Vec<Uuid> = outcomes.values().flatten().filter_map(|outcome| outcome.organisation_id).collect();
    let organisations = query::by_ids::<organisation::Entity>(db, &ids).await?;
    let named = |outcome: outcome::Model| Outcome {
        organisation: outcome.organisation_id.and_then(|id| organisations.get(&id).cloned()),
        outcome,
    };
    let told = |mut outcomes: Vec<outcome::Model>| {
        outcomes.sort_by_key(|outcome| outcome.kind);
        outcomes.into_iter().map(named).collect()
    };
    Ok(outcomes.into_iter().map(|(mission, outcomes)| (mission, told(outcomes))).collect())
}
