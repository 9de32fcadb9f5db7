//! What somebody decides on reviews, held against the plan that asked.
//!
//! Pure.

use super::{Fault, Revised, path, without_faults};
use crate::import::plan::Review;
use crate::import::resolve::{Resolution, decide};
use crate::import::settings::Settings;
use crate::import::terms::Refused;
use crate::values::Language;

const RESOLUTIONS: &str = "resolutions";

pub(super) fn resolve(
    settings: &Settings,
    resolutions: &[Resolution],
    reviews: &[Review],
) -> Result<Revised, Vec<Fault>> {
    let mut settings = settings.clone();
    let mut faults = Vec::new();
    for (index, resolution) in resolutions.iter().enumerate() {
        if resolutions[..index].iter().any(|earlier| earlier.review == resolution.review) {
            faults.push(Fault::new(
                "REVIEW_TWICE",
                path(RESOLUTIONS, index, "review"),
                format!("Keuze `{}` staat tweemaal in de invoer.", resolution.review),
                format!("Review `{}` occurs twice in the input.", resolution.review),
            ));
            continue;
        }
        match decide(reviews, std::slice::from_ref(resolution)) {
            Ok(decided) => settings.decisions.extend(decided),
            Err(refused) => faults.push(fault(index, &refused)),
        }
    }
    without_faults(Revised { settings, learnt: Vec::new() }, faults)
}

fn fault(index: usize, refused: &Refused) -> Fault {
    let member = if matches!(refused, Refused::NoCandidate(_)) { "candidate" } else { "review" };
    let say = |language| refused.message(language);
    Fault::new(refused.code(), path(RESOLUTIONS, index, member), say(Language::Nl), say(Language::En))
}
