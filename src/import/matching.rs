//! Stage 5, matching: clusters → stored records. Asks the register, a query per table and batch, and writes nothing.
//!
//! Invariant: two stored records that fit equally well are never resolved by chance: a person decides, and until then
//! the record is new. A decision once taken is remembered under the natural key of what came in.

mod candidates;
mod keys;
mod names;

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

pub use self::names::{Name, Named, Names, names, references};
use super::parse::gather::{Cluster, Gathered, Marks};
use super::parse::identity::{Fit, Identity};
use super::parse::rows::Rows;
use super::plan::{Candidate, Review};
use crate::clock;
use crate::entities::match_decision;
use crate::services::match_decisions::{Choice, Decisions};
use crate::services::records::Record;
use crate::values::RecordKind;

/// What the register has of the records of a file.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// The key of each cluster: a stored one or a fresh one.
    pub ids: Vec<Uuid>,
    /// The stored records of clusters that were found.
    pub records: HashMap<Uuid, Record>,
    /// What a person may decide.
    pub reviews: Vec<Review>,
    /// Themes, officials, reserves and decisions by name.
    pub names: Names,
}

impl Matches {
    /// The stored record of a cluster.
    pub fn stored(&self, cluster: usize) -> Option<&Record> {
        self.records.get(&self.ids[cluster])
    }
}

/// Finds what the register has of a file's records.
pub async fn matches(
    db: &impl ConnectionTrait,
    rows: &Rows,
    gathered: &Gathered,
    decisions: &Decisions,
) -> Result<Matches, DbErr> {
    let mut matcher = Matcher::new(db, gathered, decisions).await?;
    matcher.performances(db, rows).await?;
    matcher.missions(db, rows).await?;
    matcher.organisations(db).await?;
    matcher.people(db).await?;
    matcher.by_key(db, rows).await?;
    let Matcher { found, reviews, .. } = matcher;
    let ids: Vec<Uuid> = found.iter().map(|found| found.unwrap_or_else(clock::new_id)).collect();
    let mut records = HashMap::new();
    let mut kinds: BTreeMap<RecordKind, Vec<Uuid>> = BTreeMap::new();
    for (cluster, id) in gathered.clusters.iter().zip(&found) {
        kinds.entry(cluster.kind).or_default().extend(id);
    }
    for (kind, ids) in kinds {
        records.extend(Record::load(db, kind, &ids).await?.into_iter().map(|record| (record.id(), record)));
    }
    let mut names = Names::load(db, rows).await?;
    for (cluster, id) in gathered.clusters.iter().zip(&ids).filter(|(cluster, _)| cluster.kind == RecordKind::Decision)
    {
        names.describe(RecordKind::Decision, &cluster.key, *id);
    }
    Ok(Matches { ids, records, reviews, names })
}

/// A stored record as candidates are compared by.
struct Stored<I> {
    id: Uuid,
    label: String,
    identity: I,
}

struct Matcher<'a> {
    gathered: &'a Gathered,
    /// The stored record of each cluster, as far as it is known.
    found: Vec<Option<Uuid>>,
    reviews: Vec<Review>,
    decided: &'a Decisions,
    decisions: HashMap<(RecordKind, String), Option<Uuid>>,
}

impl<'a> Matcher<'a> {
    async fn new(db: &impl ConnectionTrait, gathered: &'a Gathered, decided: &'a Decisions) -> Result<Self, DbErr> {
        let kinds = [RecordKind::Mission, RecordKind::Organisation, RecordKind::Person];
        let remembered = match_decision::Entity::find()
            .filter(match_decision::Column::RecordKind.is_in(kinds))
            .all(db)
            .await?
            .into_iter()
            .map(|decision| ((decision.record_kind, decision.incoming_key), decision.record_id));
        Ok(Self {
            gathered,
            found: vec![None; gathered.clusters.len()],
            reviews: Vec::new(),
            decided,
            decisions: remembered.collect(),
        })
    }

    /// The clusters of a sort of record, with what tells them apart.
    fn marked<I: Identity>(&self, marks: fn(&Marks) -> Option<&I>) -> Vec<(usize, I)> {
        let clusters = self.gathered.clusters.iter().enumerate();
        clusters.filter_map(|(index, cluster)| Some((index, marks(&cluster.marks)?.clone()))).collect()
    }

    /// Decides each incoming record: the one stored record that fits best, or a review, or new.
    fn decide<I: Identity>(&mut self, incoming: Vec<(usize, I)>, stored: &[Stored<I>]) {
        let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, stored) in stored.iter().enumerate() {
            for block in stored.identity.blocks() {
                blocks.entry(block).or_default().push(index);
            }
        }
        let mut claims: HashMap<Uuid, Vec<(usize, f64)>> = HashMap::new();
        for (cluster, identity) in incoming {
            let mut near: Vec<usize> =
                identity.blocks().iter().filter_map(|block| blocks.get(block)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            let near: Vec<_> = near.into_iter().map(|index| &stored[index]).collect();
            if let Some((id, score)) = self.decide_one(cluster, &identity, &near) {
                claims.entry(id).or_default().push((cluster, score));
                self.found[cluster] = Some(id);
            }
        }
        for (id, claims) in claims {
            self.settle_claims(id, &claims, stored);
        }
    }

    fn decide_one<I: Identity>(&mut self, cluster: usize, identity: &I, near: &[&Stored<I>]) -> Option<(Uuid, f64)> {
        let Cluster { kind, key, .. } = &self.gathered.clusters[cluster];
        if let Some(Choice::Same(id)) = self.decided.get(key) {
            return Some((*id, 1.0));
        }
        if let Some(decided) = self.decisions.get(&(*kind, key.clone())) {
            return decided.map(|id| (id, 1.0));
        }
        let mut candidates: Vec<Candidate> = near.iter().filter_map(|stored| candidate(identity, stored)).collect();
        candidates.sort_by(|left, right| right.score.total_cmp(&left.score).then(left.label.cmp(&right.label)));
        let sure: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.score >= SURE).collect();
        match sure.as_slice() {
            [] if candidates.is_empty() => None,
            [only] => Some((only.id, only.score)),
            [best, second, ..] if best.score > second.score => Some((best.id, best.score)),
            _ => {
                self.review(cluster, candidates);
                None
            }
        }
    }

    fn review(&mut self, cluster: usize, candidates: Vec<Candidate>) {
        let Cluster { kind, key, .. } = &self.gathered.clusters[cluster];
        let review = Review {
            key: key.clone(),
            record_kind: *kind,
            incoming: key.clone(),
            candidates,
            recommended: None,
            decision: None,
        };
        self.reviews.push(review);
    }

    /// One stored record has one claimant: the only one that has the same marks. What others claim, a person decides.
    fn settle_claims<I>(&mut self, id: Uuid, claims: &[(usize, f64)], stored: &[Stored<I>]) {
        let mut alike = claims.iter().filter(|(_, score)| *score > SURE);
        let winner = match (claims, alike.next(), alike.next()) {
            ([only], ..) | (_, Some(only), None) => Some(only.0),
            _ => None,
        };
        let label = stored.iter().find(|stored| stored.id == id).map(|stored| stored.label.clone()).unwrap_or_default();
        for (cluster, score) in claims.iter().filter(|(cluster, _)| Some(*cluster) != winner) {
            self.found[*cluster] = None;
            let evidence = vec!["past ook bij andere gegevens in het bestand".to_owned()];
            self.review(*cluster, vec![Candidate { id, label: label.clone(), score: *score, evidence }]);
        }
    }
}

/// From this score on no person is asked.
const SURE: f64 = 0.8;

/// How well a stored record fits, if it does at all.
fn candidate<I: Identity>(identity: &I, stored: &Stored<I>) -> Option<Candidate> {
    let (score, evidence) = match stored.identity.fit(identity) {
        Fit::Same if stored.identity.is_alike(identity) => (1.0, vec!["zelfde kenmerken"]),
        Fit::Same => (SURE, vec!["zelfde naam"]),
        Fit::Doubtful { score, evidence } => (score, evidence),
        Fit::Different => return None,
    };
    let evidence = evidence.into_iter().map(str::to_owned).collect();
    Some(Candidate { id: stored.id, label: stored.label.clone(), score, evidence })
}
