//! Performances and missions: by code, by title and year, and missions of like titles in one year.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Func};
use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::Matcher;
use super::decide::{Place, Target};
use super::stored::{Blocks, Stored, filled, labelled};
use crate::import::field::Field;
use crate::import::likeness::{DOUBTFUL, Evidence, Reason, titles_alike};
use crate::import::parse::gather::{Marks, is_bare};
use crate::import::parse::identity::{MissionIdentity, PerformanceIdentity};
use crate::import::parse::value::FieldValue;
use crate::services::records::load_by;
use crate::services::tables::{Row, Table};
use crate::values::fold;

/// What missions of like titles are compared by.
struct Journey {
    place: Place,
    label: String,
    code: Option<String>,
    title: String,
    year: i32,
    start: Option<NaiveDate>,
    countries: Vec<String>,
}

impl Matcher<'_> {
    pub(super) async fn performances(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let incoming = self.marked(|marks| match marks {
            Marks::Performance(identity) => Some(identity),
            _ => None,
        });
        let rows = load_by(db, Table::Performance, "code", self.written(&[Field::PerformanceCode])).await?;
        let identity = |row: &Row| PerformanceIdentity { code: fold(row.text("code")), year: row.number("year") };
        let stored: Vec<_> = rows
            .iter()
            .map(|row| Stored { id: row.id, label: row.text("code").to_owned(), identity: identity(row) })
            .collect();
        self.decide_among(&incoming, &stored);
        Ok(())
    }

    pub(super) async fn missions(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let described = self.marked(|marks| match marks {
            Marks::Mission(identity) => Some(identity),
            _ => None,
        });
        let order = self.in_order(described.iter().map(|(cluster, _)| *cluster));
        let mut targets = self.missions_of_file(&order, &described);
        let incoming: Vec<(usize, MissionIdentity)> =
            described.into_iter().map(|(cluster, identity)| (cluster, without_bare_code(identity))).collect();
        let stored = self.stored_missions(db, &incoming).await?;
        let blocks = Blocks::stored(&stored);
        for (cluster, identity) in &incoming {
            targets.entry(*cluster).or_default().extend(blocks.targets(identity));
        }
        targets.retain(|_, targets| !targets.is_empty());
        self.like_missions(db, &order, &mut targets).await?;
        self.decide(&order, targets);
        self.settle_claims(&order);
        Ok(())
    }

    /// Missions of the file that one may be by its marks: those that come before it.
    fn missions_of_file(&self, order: &[usize], described: &[(usize, MissionIdentity)]) -> HashMap<usize, Vec<Target>> {
        let identities: HashMap<usize, &MissionIdentity> =
            described.iter().map(|(cluster, identity)| (*cluster, identity)).collect();
        let mut blocks: Blocks<'_, MissionIdentity> = Blocks::stored(&[]);
        let mut targets = HashMap::new();
        for cluster in order {
            let Some(identity) = identities.get(cluster) else { continue };
            targets.insert(*cluster, blocks.targets(identity));
            blocks.add(Place::File(*cluster), identity, "");
        }
        for target in targets.values_mut().flatten() {
            if let Place::File(cluster) = target.place {
                target.label = self.label(cluster);
            }
        }
        targets
    }

    async fn stored_missions(
        &self,
        db: &impl ConnectionTrait,
        incoming: &[(usize, MissionIdentity)],
    ) -> Result<Vec<Stored<MissionIdentity>>, DbErr> {
        let codes = self.written(&[Field::MissionCode, Field::MissionCounterVisitOf]);
        let codes: Vec<String> = codes.iter().map(|code| code.to_uppercase()).collect();
        let titles: Vec<String> = incoming.iter().filter_map(|(_, identity)| identity.title.clone()).collect();
        let mut found = load_by(db, Table::Mission, "title_key", titles).await?;
        for codes in codes.chunks(10_000) {
            let code = Expr::expr(Func::upper(Expr::col("code"))).is_in(codes.iter().cloned());
            found.extend(Table::Mission.load(db, Condition::all().add(code)).await?);
        }
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        let stored = |row: &Row| Stored {
            id: row.id,
            label: labelled(row.text("title"), filled(row, "code").as_deref()),
            identity: MissionIdentity {
                code: filled(row, "code").map(|code| fold(&code)),
                title: filled(row, "title_key"),
                year: row.number("year"),
            },
        };
        Ok(found.iter().map(stored).collect())
    }

    /// Adds missions of the same year whose titles resemble those of missions that are nowhere by their marks.
    async fn like_missions(
        &self,
        db: &impl ConnectionTrait,
        order: &[usize],
        targets: &mut HashMap<usize, Vec<Target>>,
    ) -> Result<(), DbErr> {
        let journeys: Vec<Journey> = order.iter().filter_map(|cluster| self.journey(*cluster)).collect();
        let unknown =
            |journey: &&Journey| matches!(journey.place, Place::File(cluster) if !targets.contains_key(&cluster));
        let unknown: Vec<&Journey> = journeys.iter().filter(unknown).collect();
        let years: HashSet<i32> = unknown.iter().map(|journey| journey.year).collect();
        let stored = stored_journeys(db, years.into_iter().collect()).await?;
        let mut by_year: HashMap<i32, Vec<&Journey>> = HashMap::new();
        for journey in &stored {
            by_year.entry(journey.year).or_default().push(journey);
        }
        let mut found: Vec<(usize, Vec<Target>)> = Vec::new();
        for journey in &journeys {
            let of_year = by_year.entry(journey.year).or_default();
            if let (Place::File(cluster), true) =
                (journey.place, unknown.iter().any(|known| std::ptr::eq(*known, journey)))
            {
                found.push((cluster, of_year.iter().filter_map(|known| like(journey, known)).collect()));
            }
            of_year.push(journey);
        }
        targets.extend(found.into_iter().filter(|(_, targets)| !targets.is_empty()));
        Ok(())
    }

    /// A mission of the file that has a title and a year.
    fn journey(&self, cluster: usize) -> Option<Journey> {
        let Marks::Mission(identity) = &self.gathered.clusters[cluster].marks else { return None };
        let dates = [Field::MissionStartDate, Field::MissionPeriod];
        let mut said = self.drafts(cluster).flat_map(|draft| dates.iter().filter_map(|field| draft.fields.get(field)));
        let start = said.find_map(|found| match &found.value {
            FieldValue::Date(date) => Some(date.start),
            _ => None,
        });
        let countries = self.drafts(cluster).filter_map(|draft| draft.fields.get(&Field::MissionCountry));
        let countries = countries.flat_map(|found| match &found.value {
            FieldValue::Places(places) => places.iter().filter_map(|place| place.country.clone()).collect(),
            _ => Vec::new(),
        });
        Some(Journey {
            place: Place::File(cluster),
            label: self.label(cluster),
            code: identity.code.clone(),
            title: identity.title.clone()?,
            year: identity.year?,
            start,
            countries: countries.collect(),
        })
    }

    /// Missions that are new although another one has their code, which is unique.
    pub(super) fn without_code(&self) -> HashSet<usize> {
        let mut taken: HashSet<&str> = HashSet::new();
        let missions = self.gathered.clusters.iter().enumerate().filter_map(|(cluster, of)| match &of.marks {
            Marks::Mission(MissionIdentity { code: Some(code), .. }) if !is_bare(code) => {
                Some((cluster, code.as_str()))
            }
            _ => None,
        });
        let mut missions: Vec<(usize, &str)> = missions.collect();
        // Those that are stored come first, then those of whom nobody doubts.
        missions.sort_by_key(|(cluster, _)| (self.found[*cluster].is_none(), self.is_asked(*cluster), *cluster));
        let code_of_another = |cluster: usize| self.found[cluster].is_none() && self.is_asked(cluster);
        missions
            .iter()
            .filter(|(cluster, code)| !taken.insert(code) || code_of_another(*cluster))
            .map(|(cluster, _)| *cluster)
            .collect()
    }
}

/// A bare number joins tables of one file and nothing else.
fn without_bare_code(mut identity: MissionIdentity) -> MissionIdentity {
    identity.code = identity.code.take().filter(|code| !is_bare(code));
    identity
}

async fn stored_journeys(db: &impl ConnectionTrait, years: Vec<i32>) -> Result<Vec<Journey>, DbErr> {
    let missions = load_by(db, Table::Mission, "year", years).await?;
    let ids: Vec<Uuid> = missions.iter().map(|row| row.id).collect();
    let mut countries: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in load_by(db, Table::Destination, "mission_id", ids).await? {
        if let (Some(mission), Some(country)) = (row.reference("mission_id"), filled(&row, "country")) {
            countries.entry(mission).or_default().push(country);
        }
    }
    let journey = |row: &Row| Journey {
        place: Place::Stored(row.id),
        label: labelled(row.text("title"), filled(row, "code").as_deref()),
        code: filled(row, "code").map(|code| fold(&code)),
        title: row.text("title_key").to_owned(),
        year: row.number("year").unwrap_or_default(),
        start: match row.get("start_date") {
            Some(Value::ChronoDate(date)) => *date,
            _ => None,
        },
        countries: countries.get(&row.id).cloned().unwrap_or_default(),
    };
    Ok(missions.iter().map(journey).collect())
}

/// Titles that resemble each other score so much at least before anything else is looked at.
const LIKE_TITLE: f64 = 0.85;

/// Whether two missions of one year may be one: their titles resemble each other, and nothing says that they are two.
fn like(incoming: &Journey, known: &Journey) -> Option<Target> {
    if incoming.code.is_some() && known.code.is_some() && incoming.code != known.code {
        return None;
    }
    let alike = titles_alike(&incoming.title, &known.title);
    if alike < LIKE_TITLE {
        return None;
    }
    let mut score = 0.62 + (alike - LIKE_TITLE);
    let mut evidence = vec![Evidence::from(Reason::SimilarTitle), Reason::SameYear.into()];
    let mut weigh = |same: Option<bool>, (for_it, against): (f64, f64), reasons: (Reason, Reason)| match same {
        Some(true) => {
            score += for_it;
            evidence.push(reasons.0.into());
        }
        Some(false) => {
            score -= against;
            evidence.push(reasons.1.into());
        }
        None => {}
    };
    let dates = incoming.start.zip(known.start).map(|(one, other)| one == other);
    weigh(dates, (0.12, 0.15), (Reason::SameDates, Reason::OtherDates));
    let known_countries = !incoming.countries.is_empty() && !known.countries.is_empty();
    let countries = known_countries.then(|| incoming.countries.iter().any(|country| known.countries.contains(country)));
    weigh(countries, (0.05, 0.3), (Reason::SameCountry, Reason::OtherCountry));
    let found = || Target { place: known.place, label: known.label.clone(), score, is_clear: false, evidence };
    (score >= DOUBTFUL).then(found)
}
