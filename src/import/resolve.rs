//! Resolving: what a person answers to the reviews of a plan → the decisions that the next plan is made with.
//!
//! Pure. Invariant: only candidates that were shown can be chosen, and all answers are taken or none.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::plan::Review;
use super::terms::Refused;
use crate::services::fingerprint::hexadecimal;
use crate::services::match_decisions::{Choice, Decisions};
use crate::values::{Code, RecordKind};

/// What somebody answers to a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The key of the review.
    pub review: String,
    /// The key of a candidate; nothing for a new record.
    pub candidate: Option<Uuid>,
}

/// The key of the review that is asked of a record with a natural key: it names nobody.
pub fn review_key(kind: RecordKind, key: &str) -> String {
    let hash = Sha256::digest(format!("{} {key}", kind.code()));
    hexadecimal(&hash[..16])
}

/// The decisions that answers amount to.
pub fn decide(reviews: &[Review], resolutions: &[Resolution]) -> Result<Decisions, Refused> {
    resolutions.iter().map(|resolution| one(reviews, resolution)).collect()
}

fn one(reviews: &[Review], resolution: &Resolution) -> Result<(String, Choice), Refused> {
    let review = reviews.iter().find(|review| review.key == resolution.review);
    let review = review.ok_or_else(|| Refused::NoReview(resolution.review.clone()))?;
    let choice = match resolution.candidate {
        None => Choice::New,
        Some(id) if review.candidates.iter().any(|candidate| candidate.id == id) => Choice::Same(id),
        Some(_) => return Err(Refused::NoCandidate(resolution.review.clone())),
    };
    Ok((resolution.review.clone(), choice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plan::Candidate;

    #[test]
    fn only_what_was_shown_can_be_chosen() {
        let id = Uuid::from_u128(1);
        let candidate = Candidate { id, label: "Bouman".to_owned(), score: 0.7, evidence: Vec::new() };
        let review = Review {
            key: "r1".to_owned(),
            record_kind: RecordKind::Organisation,
            incoming: "Boumann".to_owned(),
            candidates: vec![candidate],
            recommended: None,
            decision: None,
            record: None,
        };
        let answer = |review: &str, candidate| Resolution { review: review.to_owned(), candidate };
        let reviews = [review];
        let decided = decide(&reviews, &[answer("r1", Some(id))]).unwrap();
        assert_eq!(decided, Decisions::from([("r1".to_owned(), Choice::Same(id))]));
        assert_eq!(decide(&reviews, &[answer("r1", None)]).unwrap()["r1"], Choice::New);
        assert_eq!(decide(&reviews, &[answer("r2", None)]), Err(Refused::NoReview("r2".to_owned())));
        assert_eq!(decide(&reviews, &[answer("r1", Some(Uuid::nil()))]), Err(Refused::NoCandidate("r1".to_owned())));
    }
}
