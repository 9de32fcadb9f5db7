//! What people answered to reviews: of this import, and of earlier ones.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::former::Formers;
use crate::import::parse::gather::{Cluster, Gathered};
use crate::import::resolve::review_key;
use crate::services::match_decisions::{Choice, Decisions, remembered};
use crate::services::records::{load_by, root_table};
use crate::values::RecordKind;

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Answer {
    /// Given for this import.
    Given(Choice),
    /// Given for an earlier one.
    Remembered(Uuid),
}

/// Answers by the key of the review.
pub(super) struct Answers {
    given: Decisions,
    remembered: HashMap<String, Uuid>,
}

impl Answers {
    /// The answers for this import, and those for earlier ones whose records are still there. An answer that names a
    /// record which went into another means that one.
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        gathered: &Gathered,
        (given, formers): (&Decisions, &Formers),
    ) -> Result<Self, DbErr> {
        let all = remembered(db).await?;
        let mut answers = Self { given: given.clone(), remembered: HashMap::new() };
        for choice in answers.given.values_mut() {
            if let Choice::Same(id) = choice {
                *id = formers.now(*id);
            }
        }
        if all.is_empty() {
            return Ok(answers);
        }
        let asked: HashSet<String> = gathered.clusters.iter().map(key).collect();
        let mut kinds: BTreeMap<RecordKind, HashMap<String, Uuid>> = BTreeMap::new();
        for decision in all.into_iter().filter(|decision| asked.contains(&decision.incoming_key)) {
            let of_kind = kinds.entry(decision.record_kind).or_default();
            of_kind.extend(decision.record_id.map(|id| (decision.incoming_key, formers.now(id))));
        }
        for (kind, decided) in kinds {
            let ids: Vec<Uuid> = decided.values().copied().collect();
            let there: HashSet<Uuid> =
                load_by(db, root_table(kind), "id", ids).await?.into_iter().map(|row| row.id).collect();
            answers.remembered.extend(decided.into_iter().filter(|(_, id)| there.contains(id)));
        }
        Ok(answers)
    }

    /// The answer on a cluster, if anybody gave one.
    pub(super) fn on(&self, cluster: &Cluster) -> Option<Answer> {
        if self.given.is_empty() && self.remembered.is_empty() {
            return None;
        }
        let key = key(cluster);
        let given = self.given.get(&key).copied().map(Answer::Given);
        given.or_else(|| self.remembered.get(&key).copied().map(Answer::Remembered))
    }

    /// Whether nobody answered anything for this import.
    pub(super) fn none_given(&self) -> bool {
        self.given.is_empty()
    }
}

/// The key of the review that would be asked of a cluster.
pub(super) fn key(cluster: &Cluster) -> String {
    review_key(cluster.kind, &cluster.key)
}
