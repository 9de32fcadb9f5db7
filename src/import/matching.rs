//! Stage 5, matching: clusters → stored records. Asks the register, a query per table and batch, and writes nothing.
//!
//! Invariant: two records that fit equally well are never resolved by chance: a person decides, and until then the record
//! is new. A decision once taken is remembered under the key of its review. Where two clusters of the file turn out to be
//! one record, all that depends on them is gathered anew.

mod answers;
mod decide;
mod former;
mod keys;
mod likely;
mod missions;
mod names;
mod organisations;
mod people;
mod stored;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use self::answers::Answers;
use self::decide::Asked;
use self::former::Formers;
pub use self::names::{Name, Named, Names, names, references};
use super::parse::gather::{Gathered, Marks, gather_joined};
use super::parse::rows::Rows;
use super::parse::settle::Aside;
use super::plan::Review;
use super::vocabulary::OrganisationWords;
use crate::clock;
use crate::services::match_decisions::Decisions;
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
    /// Missions that cannot have their code: another one has it.
    pub without_code: HashSet<usize>,
    /// What drafts say that is no news: their records went into others, which have their own of it.
    pub aside: Aside,
    former_names: HashMap<Uuid, BTreeSet<String>>,
    gathered: Option<Gathered>,
}

impl Matches {
    /// The stored record of a cluster.
    pub fn stored(&self, cluster: usize) -> Option<&Record> {
        self.records.get(&self.ids[cluster])
    }

    /// Whether an organisation had a name that went into this one: it is known by it, and not called so.
    pub fn is_former_name(&self, organisation: Uuid, name: &str) -> bool {
        self.former_names.get(&organisation).is_some_and(|names| names.contains(name))
    }

    /// The clusters that all this is of: as they were read, unless some turned out to be one record.
    pub fn gathered<'a>(&'a self, read: &'a Gathered) -> &'a Gathered {
        self.gathered.as_ref().unwrap_or(read)
    }
}

/// Finds what the register has of a file's records.
pub async fn matches(
    db: &impl ConnectionTrait,
    (rows, gathered): (&Rows, &Gathered),
    words: &OrganisationWords,
    decisions: &Decisions,
) -> Result<Matches, DbErr> {
    let formers = Formers::load(db).await?;
    let answers = Answers::load(db, gathered, (decisions, &formers)).await?;
    let mut matcher = Matcher::new((rows, gathered), words, (answers, formers));
    matcher.performances(db).await?;
    matcher.missions(db).await?;
    matcher.organisations(db).await?;
    matcher.gather_anew();
    matcher.people(db).await?;
    matcher.gather_anew();
    matcher.by_key(db).await?;
    matcher.finish(db).await
}

struct Matcher<'a> {
    rows: &'a Rows,
    words: &'a OrganisationWords,
    gathered: Cow<'a, Gathered>,
    answers: Answers,
    formers: Formers,
    /// The stored record of each cluster, as far as it is known.
    found: Vec<Option<Uuid>>,
    /// How sure that is.
    sureness: Vec<f64>,
    /// The cluster that each turned out to be; itself where it is one of its own.
    into: Vec<usize>,
    /// Drafts that are of one record.
    joins: Vec<Vec<usize>>,
    asked: Vec<Asked>,
}

impl<'a> Matcher<'a> {
    fn new(
        (rows, gathered): (&'a Rows, &'a Gathered),
        words: &'a OrganisationWords,
        (answers, formers): (Answers, Formers),
    ) -> Self {
        let clusters = gathered.clusters.len();
        Self {
            rows,
            words,
            gathered: Cow::Borrowed(gathered),
            answers,
            formers,
            found: vec![None; clusters],
            sureness: vec![0.0; clusters],
            into: (0..clusters).collect(),
            joins: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// The clusters of a sort of record, with what tells them apart.
    fn marked<I: Clone>(&self, marks: fn(&Marks) -> Option<&I>) -> Vec<(usize, I)> {
        let clusters = self.gathered.clusters.iter().enumerate();
        clusters.filter_map(|(index, cluster)| Some((index, marks(&cluster.marks)?.clone()))).collect()
    }

    /// Gathers the drafts anew, where clusters turned out to be of one record; what was found stays found.
    fn gather_anew(&mut self) {
        let mut one: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for cluster in 0..self.into.len() {
            let root = self.root(cluster);
            if root != cluster {
                one.entry(root).or_default().push(cluster);
            }
        }
        if one.is_empty() {
            return;
        }
        let members = |cluster: &usize| self.gathered.clusters[*cluster].members.clone();
        let joins = one.iter().map(|(root, others)| std::iter::once(root).chain(others).flat_map(members).collect());
        self.joins.extend(joins.collect::<Vec<_>>());
        let gathered = gather_joined(&self.rows.drafts, &self.gathered, &self.joins);
        let before = |cluster: &super::parse::gather::Cluster| {
            let mut olds = cluster.members.iter().map(|draft| self.root(self.gathered.of_draft[*draft]));
            olds.find_map(|old| Some((self.found[old]?, self.sureness[old])))
        };
        let before: Vec<_> = gathered.clusters.iter().map(before).collect();
        self.found = before.iter().map(|known| known.map(|(id, _)| id)).collect();
        self.sureness = before.iter().map(|known| known.map_or(0.0, |(_, sureness)| sureness)).collect();
        self.into = (0..gathered.clusters.len()).collect();
        self.gathered = Cow::Owned(gathered);
    }

    /// The cluster that one turned out to be.
    fn root(&self, mut cluster: usize) -> usize {
        while self.into[cluster] != cluster {
            cluster = self.into[cluster];
        }
        cluster
    }

    /// Reads the stored records, and gives the others keys.
    async fn finish(self, db: &impl ConnectionTrait) -> Result<Matches, DbErr> {
        let without_code = self.without_code();
        let Self { rows, gathered, found, asked, formers, .. } = self;
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
        let decisions = gathered.clusters.iter().zip(&ids).filter(|(cluster, _)| cluster.kind == RecordKind::Decision);
        for (cluster, id) in decisions {
            names.describe(RecordKind::Decision, &cluster.key, *id);
        }
        let mut reviews: Vec<Review> =
            asked.into_iter().map(|asked| asked.review(|draft| ids[gathered.of_draft[draft]])).collect();
        reviews.sort_by(|one, other| {
            (one.record_kind, &one.incoming, &one.key).cmp(&(other.record_kind, &other.incoming, &other.key))
        });
        let gathered = match gathered {
            Cow::Owned(gathered) => Some(gathered),
            Cow::Borrowed(_) => None,
        };
        let (former_names, aside) = (formers.names(), formers.aside);
        Ok(Matches { ids, records, reviews, names, without_code, aside, former_names, gathered })
    }
}
