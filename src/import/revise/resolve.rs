//! What somebody decides on reviews, held against the plan that asked.
//!
//! Pure.

use super::{Answer, Fault, ResolutionRequest, Revised, path, without_faults};
use crate::import::plan::Review;
use crate::import::resolve::{Resolution, decide};
use crate::import::settings::Settings;
use crate::import::terms::Refused;
use crate::values::Language;

const RESOLUTIONS: &str = "resolutions";

pub(super) fn resolve(
    settings: &Settings,
    requests: &[ResolutionRequest],
    reviews: &[Review],
) -> Result<Revised, Vec<Fault>> {
    let mut settings = settings.clone();
    let mut faults = Vec::new();
    for (index, ResolutionRequest { review, answer }) in requests.iter().enumerate() {
        if requests[..index].iter().any(|earlier| earlier.review == *review) {
            faults.push(twice(index, review));
            continue;
        }
        let candidate = match answer {
            Answer::Candidate(id) => Some(*id),
            Answer::New => None,
            Answer::NoId => {
                faults.push(no_id(index));
                continue;
            }
            Answer::NotOne => {
                faults.push(not_one(index));
                continue;
            }
        };
        match decide(reviews, &[Resolution { review: review.clone(), candidate }]) {
            Ok(decided) => settings.decisions.extend(decided),
            Err(refused) => faults.push(fault(index, &refused)),
        }
    }
    without_faults(Revised { settings, learnt: Vec::new() }, faults)
}

fn twice(index: usize, review: &str) -> Fault {
    Fault::new(
        "REVIEW_TWICE",
        path(RESOLUTIONS, index, "review"),
        format!("Keuze `{review}` staat tweemaal in de invoer."),
        format!("Review `{review}` occurs twice in the input."),
    )
}

fn no_id(index: usize) -> Fault {
    Fault::new(
        "BAD_ID",
        path(RESOLUTIONS, index, "candidate"),
        "Dit is geen nummer van een kandidaat; neem het over zoals de keuze het noemt.".to_owned(),
        "This is no id of a candidate; give it as the review has it.".to_owned(),
    )
}

fn not_one(index: usize) -> Fault {
    Fault::new(
        "EXACTLY_ONE",
        vec![RESOLUTIONS.to_owned(), index.to_string()],
        "Geef precies een van `candidate` en `newRecord`.".to_owned(),
        "Give exactly one of `candidate` and `newRecord`.".to_owned(),
    )
}

fn fault(index: usize, refused: &Refused) -> Fault {
    let member = if matches!(refused, Refused::NoCandidate(_)) { "candidate" } else { "review" };
    let say = |language| refused.message(language);
    Fault::new(refused.code(), path(RESOLUTIONS, index, member), say(Language::Nl), say(Language::En))
}
