//! Stored records as clusters are compared with, and the comparison by marks alone.

use std::collections::HashMap;

use uuid::Uuid;

use super::Matcher;
use super::decide::{Place, Target};
use crate::import::field::Field;
use crate::import::likeness::Reason;
use crate::import::parse::draft::{Draft, Link};
use crate::import::parse::identity::{Fit, Identity};
use crate::import::parse::shown;
use crate::import::parse::value::FieldValue;
use crate::services::tables::Row;
use crate::values::RecordKind;

/// A stored record as candidates are compared by.
pub(super) struct Stored<I> {
    /// Its key.
    pub id: Uuid,
    /// What people call it.
    pub label: String,
    /// What tells it apart.
    pub identity: I,
}

/// What all marks being the same scores.
pub(super) const ALIKE: f64 = 1.0;

/// What enough marks being the same scores.
pub(super) const SAME: f64 = 0.9;

/// Where others are looked for by their marks: in the register, or among the clusters of the file.
pub(super) struct Blocks<'a, I> {
    places: HashMap<String, Vec<(Place, &'a I, &'a str)>>,
}

impl<'a, I: Identity> Blocks<'a, I> {
    /// Those that the register has.
    pub(super) fn stored(stored: &'a [Stored<I>]) -> Self {
        let mut blocks = Self { places: HashMap::new() };
        blocks.add_all(stored);
        blocks
    }

    /// Adds others that the register has.
    pub(super) fn add_all(&mut self, stored: impl IntoIterator<Item = &'a Stored<I>>) {
        for Stored { id, label, identity } in stored {
            self.add(Place::Stored(*id), identity, label);
        }
    }

    /// Adds one.
    pub(super) fn add(&mut self, place: Place, identity: &'a I, label: &'a str) {
        for block in identity.blocks() {
            self.places.entry(block).or_default().push((place, identity, label));
        }
    }

    /// What a description may be, by its marks.
    pub(super) fn targets(&self, identity: &I) -> Vec<Target> {
        let mut near: Vec<_> =
            identity.blocks().iter().filter_map(|block| self.places.get(block)).flatten().copied().collect();
        // A record may be known by several sets of marks: its own, and those of what went into it. The best counts.
        near.sort_unstable();
        near.dedup();
        let mut targets: Vec<Target> =
            near.into_iter().filter_map(|(place, known, label)| target(identity, (place, known, label))).collect();
        targets.sort_by(|one, other| {
            let rank = |target: &Target| (target.is_clear, target.score);
            let ((one_clear, one_score), (other_clear, other_score)) = (rank(one), rank(other));
            one.place.cmp(&other.place).then(other_clear.cmp(&one_clear)).then(other_score.total_cmp(&one_score))
        });
        targets.dedup_by_key(|target| target.place);
        targets
    }
}

fn target<I: Identity>(identity: &I, (place, known, label): (Place, &I, &str)) -> Option<Target> {
    let (score, is_clear, evidence) = match known.fit(identity) {
        Fit::Same if known.is_alike(identity) => (ALIKE, true, vec![Reason::SameMarks.into()]),
        Fit::Same => (SAME, true, vec![Reason::SameName.into()]),
        Fit::Doubtful { score, evidence } => (score, false, evidence),
        Fit::Different => return None,
    };
    Some(Target { place, label: label.to_owned(), score, is_clear, evidence })
}

impl Matcher<'_> {
    /// The drafts of a cluster.
    pub(super) fn drafts(&self, cluster: usize) -> impl Iterator<Item = &Draft> {
        self.gathered.clusters[cluster].members.iter().map(|member| &self.rows.drafts[*member])
    }

    /// What a file calls a record: the same in whatever order its rows come.
    pub(super) fn label(&self, cluster: usize) -> String {
        let said = |field: Field| {
            let texts = self
                .drafts(cluster)
                .filter_map(|draft| draft.fields.get(&field))
                .map(|found| shown::value(&found.value));
            texts.max_by(|one, other| (one.len(), other).cmp(&(other.len(), one)))
        };
        let (name, beside) = match self.gathered.clusters[cluster].kind {
            RecordKind::Mission => (said(Field::MissionTitle), said(Field::MissionCode)),
            RecordKind::Organisation => (said(Field::OrganisationName), said(Field::OrganisationMunicipality)),
            RecordKind::Person => {
                (said(Field::PersonName).or_else(|| said(Field::PersonEmail)), self.employer(cluster))
            }
            _ => (None, None),
        };
        let name = name.unwrap_or_else(|| self.gathered.clusters[cluster].key.clone());
        labelled(&name, beside.as_deref())
    }

    fn employer(&self, cluster: usize) -> Option<String> {
        let linked = self.drafts(cluster).find_map(|draft| draft.links.get(&Link::Organisation))?;
        Some(self.label(self.gathered.of_draft[*linked]))
    }

    /// The texts of some fields, as written, each once.
    pub(super) fn written(&self, fields: &[Field]) -> Vec<String> {
        let drafts = self.rows.drafts.iter();
        let found = drafts.flat_map(|draft| fields.iter().filter_map(|field| draft.fields.get(field)));
        let mut texts: Vec<String> = found
            .filter_map(|found| match &found.value {
                FieldValue::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }
}

/// A name with what stands beside it.
pub(super) fn labelled(name: &str, beside: Option<&str>) -> String {
    match beside.filter(|beside| !beside.is_empty()) {
        Some(beside) => format!("{name} ({beside})"),
        None => name.to_owned(),
    }
}

/// The text of a column that has one.
pub(super) fn filled(row: &Row, column: &str) -> Option<String> {
    Some(row.text(column).to_owned()).filter(|text| !text.is_empty())
}
