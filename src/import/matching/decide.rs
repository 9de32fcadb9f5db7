//! Which record a cluster is, of those that it may be: the best by far, or what a person decides, or a new one.
//!
//! Invariant: what is decided does not depend on the order of rows. Where several clusters claim one stored record they
//! are one, unless their marks contradict each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::Matcher;
use super::answers::{Answer, key};
use super::stored::{Blocks, Stored};
use crate::clock;
use crate::import::likeness::{Evidence, PROBABLE, Reason};
use crate::import::parse::identity::Identity;
use crate::import::plan::{Candidate, Review};
use crate::services::match_decisions::Choice;
use crate::values::RecordKind;

/// What a cluster may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A stored record.
    Stored(Uuid),
    /// Another cluster of the file.
    File(usize),
}

/// A record that a cluster may be.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Which.
    pub place: Place,
    /// What people call it.
    pub label: String,
    /// From 0 to 1.
    pub score: f64,
    /// Whether no person needs to be asked.
    pub is_clear: bool,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// A question, as it is kept until all keys are known.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    kind: RecordKind,
    key: String,
    /// A draft of the cluster that it is about.
    draft: usize,
    incoming: String,
    candidates: Vec<Candidate>,
    recommended: Option<Uuid>,
    decision: Option<Choice>,
}

/// Of two candidates whose scores differ by no more than this, none is recommended.
const TIE: f64 = 0.02;

/// What a person said is surer than any score.
const SAID: f64 = 2.0;

impl Asked {
    /// As the plan has it; `id` gives the key of the record that a draft belongs to.
    pub(super) fn review(self, id: impl Fn(usize) -> Uuid) -> Review {
        Review {
            record: self.decision.map(|_| id(self.draft)),
            key: self.key,
            record_kind: self.kind,
            incoming: self.incoming,
            candidates: self.candidates,
            recommended: self.recommended,
            decision: self.decision,
        }
    }
}

impl Matcher<'_> {
    /// Decides on clusters, in an order that does not depend on that of the rows.
    pub(super) fn decide(&mut self, clusters: &[usize], mut targets: HashMap<usize, Vec<Target>>) {
        let mut named: HashMap<Uuid, usize> = HashMap::new();
        if !self.answers.none_given() {
            named.extend(clusters.iter().map(|cluster| (self.file_id(*cluster), *cluster)));
        }
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        for cluster in clusters.iter().copied() {
            if self.found[cluster].is_some() {
                continue;
            }
            let targets = self.current(cluster, targets.remove(&cluster).unwrap_or_default());
            let Some((place, sureness)) = self.outcome(cluster, &targets, &named) else { continue };
            match place {
                Place::Stored(id) => (self.found[cluster], self.sureness[cluster]) = (Some(id), sureness),
                Place::File(other) => {
                    let other = self.root(other);
                    let group = members.entry(other).or_insert_with(|| vec![other]);
                    let marks = |cluster: &usize| &self.gathered.clusters[*cluster].marks;
                    if other != cluster && !group.iter().any(|member| marks(member).contradict(marks(&cluster))) {
                        group.push(cluster);
                        self.into[cluster] = other;
                    }
                }
            }
        }
    }

    /// Targets as they are by now: clusters that were found are stored records, and each is there once.
    fn current(&self, cluster: usize, targets: Vec<Target>) -> Vec<Target> {
        let mut current: BTreeMap<Place, Target> = BTreeMap::new();
        for mut target in targets {
            if let Place::File(other) = target.place {
                let root = self.root(other);
                if root == cluster {
                    continue;
                }
                target.place = self.found[root].map_or(Place::File(root), Place::Stored);
            }
            match current.get(&target.place) {
                Some(known) if known.score >= target.score => {}
                _ => {
                    current.insert(target.place, target);
                }
            }
        }
        let mut current: Vec<Target> = current.into_values().collect();
        let rank = |target: &Target| (target.is_clear, target.score);
        current.sort_by(|one, other| {
            let (one_rank, other_rank) = (rank(one), rank(other));
            other_rank.0.cmp(&one_rank.0).then(other_rank.1.total_cmp(&one_rank.1)).then(one.label.cmp(&other.label))
        });
        current
    }

    /// What a cluster is, and how sure that is; nothing for a new record.
    fn outcome(&mut self, cluster: usize, targets: &[Target], named: &HashMap<Uuid, usize>) -> Option<(Place, f64)> {
        let answer = self.answers.on(&self.gathered.clusters[cluster]);
        if let Some(Answer::Remembered(id)) = answer {
            return Some((Place::Stored(id), SAID));
        }
        let given = match answer {
            Some(Answer::Given(choice)) => Some(choice),
            _ => None,
        };
        let clear: Vec<&Target> = targets.iter().filter(|target| target.is_clear).collect();
        let best = match clear.as_slice() {
            [only] => Some(*only),
            [best, second, ..] if best.score > second.score => Some(*best),
            _ => None,
        };
        if let (Some(best), None) = (best, given) {
            return Some((best.place, best.score));
        }
        if targets.is_empty() && given.is_none() {
            return None;
        }
        let tied = targets.get(1).is_some_and(|second| targets[0].score - second.score <= TIE);
        let recommended = targets.first().filter(|best| best.score >= PROBABLE && !tied).map(|best| best.place);
        let pending = recommended.map(|place| (place, targets[0].score));
        self.ask(cluster, targets, recommended, given);
        match given {
            None => pending,
            Some(Choice::New) => None,
            Some(Choice::Same(id)) => {
                Some((named.get(&id).map_or(Place::Stored(id), |other| Place::File(*other)), SAID))
            }
        }
    }

    fn ask(&mut self, cluster: usize, targets: &[Target], recommended: Option<Place>, decision: Option<Choice>) {
        let id = |place: Place| match place {
            Place::Stored(id) => id,
            Place::File(other) => self.file_id(other),
        };
        let candidate = |target: &Target| {
            let mut evidence = target.evidence.clone();
            if matches!(target.place, Place::File(_)) {
                evidence.push(Reason::OfThisFile.into());
            }
            Candidate { id: id(target.place), label: target.label.clone(), score: rounded(target.score), evidence }
        };
        let asked = Asked {
            kind: self.gathered.clusters[cluster].kind,
            key: key(&self.gathered.clusters[cluster]),
            draft: self.gathered.clusters[cluster].members[0],
            incoming: self.label(cluster),
            candidates: targets.iter().map(candidate).collect(),
            recommended: recommended.map(id),
            decision,
        };
        self.asked.push(asked);
    }

    /// Whether a person is asked about a cluster.
    pub(super) fn is_asked(&self, cluster: usize) -> bool {
        let members = &self.gathered.clusters[cluster].members;
        self.asked.iter().any(|asked| members.contains(&asked.draft))
    }

    /// Names a cluster of the file among the candidates of a review.
    fn file_id(&self, cluster: usize) -> Uuid {
        clock::id_of(&key(&self.gathered.clusters[cluster]))
    }

    /// One stored record is one cluster: those that claim it are made one, unless their marks contradict each other; then
    /// the surest has it, and of the others a person decides.
    pub(super) fn settle_claims(&mut self, clusters: &[usize]) {
        let mut claims: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
        for cluster in clusters.iter().copied().filter(|cluster| self.into[*cluster] == *cluster) {
            if let Some(id) = self.found[cluster] {
                claims.entry(id).or_default().push(cluster);
            }
        }
        for (id, claimants) in claims.into_iter().filter(|(_, claimants)| claimants.len() > 1) {
            let marks = |cluster: usize| &self.gathered.clusters[cluster].marks;
            // Of what went into it a record has other marks of its own: that is no contradiction.
            let merged = |cluster: usize| self.is_former(cluster);
            let clashes = |one, other| !merged(one) && !merged(other) && marks(one).contradict(marks(other));
            let clash = claimants
                .iter()
                .enumerate()
                .any(|(place, one)| claimants[place + 1..].iter().any(|other| clashes(*one, *other)));
            if clash {
                self.part(id, &claimants);
            } else {
                claimants[1..].iter().for_each(|cluster| self.into[*cluster] = claimants[0]);
            }
        }
    }

    /// Lets the surest of several have a stored record.
    fn part(&mut self, id: Uuid, claimants: &[usize]) {
        let surest = claimants.iter().map(|cluster| self.sureness[*cluster]).fold(0.0, f64::max);
        let mut sure = claimants.iter().filter(|cluster| self.sureness[**cluster] >= surest);
        let winner = sure.next().filter(|_| sure.next().is_none()).copied();
        for cluster in claimants.iter().copied().filter(|cluster| Some(*cluster) != winner) {
            let score = self.sureness[cluster].min(1.0);
            let evidence = vec![Evidence::from(Reason::ClaimedTwice)];
            let label = winner.map_or_else(|| self.label(cluster), |winner| self.label(winner));
            let target = Target { place: Place::Stored(id), label, score, is_clear: false, evidence };
            (self.found[cluster], self.sureness[cluster]) = (None, 0.0);
            let asked: BTreeSet<&str> = self.asked.iter().map(|asked| asked.key.as_str()).collect();
            if !asked.contains(key(&self.gathered.clusters[cluster]).as_str()) {
                self.ask(cluster, &[target], None, None);
            }
        }
    }

    /// Decides on clusters that are compared with these stored records alone.
    pub(super) fn decide_among<I: Identity>(&mut self, incoming: &[(usize, I)], stored: &[Stored<I>]) {
        let blocks = Blocks::stored(stored);
        let targets = incoming.iter().map(|(cluster, identity)| (*cluster, blocks.targets(identity))).collect();
        let order = self.in_order(incoming.iter().map(|(cluster, _)| *cluster));
        self.decide(&order, targets);
        self.settle_claims(&order);
    }

    /// Clusters in an order that does not depend on that of the rows: those that were found, then the fullest.
    pub(super) fn in_order(&self, clusters: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut clusters: Vec<usize> = clusters.collect();
        clusters.sort_by_cached_key(|cluster| {
            let of = &self.gathered.clusters[*cluster];
            let (fullness, members) = (of.marks.fullness(), of.members.len());
            (self.found[*cluster].is_none(), usize::MAX - fullness, usize::MAX - members, of.key.clone(), *cluster)
        });
        clusters
    }
}

fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}
