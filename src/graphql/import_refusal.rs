//! What the mutations of imports share: the importer, the import that is meant, and refusals as user errors.

use async_graphql::{Context, ID};
use uuid::Uuid;

use super::error::Result;
use super::global_id;
use super::import::Import;
use super::user_error::{UserError, told};
use crate::import::importer::{Importer, Refused};
use crate::values::Language;

/// The importer of this server.
pub fn importer<'a>(ctx: &Context<'a>) -> &'a Importer {
    ctx.data_unchecked::<Importer>()
}

/// The key of the import that an input names.
pub fn import_id(id: &ID) -> Result<std::result::Result<Uuid, UserError>> {
    told(global_id::expect::<Import>(id), "importId")
}

/// A refusal as user errors: one, or one for each thing that is wrong with the input.
pub fn refusals(refused: &Refused) -> Vec<UserError> {
    let field = match refused {
        Refused::NotFound | Refused::State(_) | Refused::FileGone | Refused::Busy | Refused::Cancelled => {
            Some("importId")
        }
        Refused::NoProfile(_) => Some("profile"),
        Refused::PlanChanged(_) => Some("planHash"),
        Refused::Errors(_) => Some("mode"),
        Refused::Reviews(_) => Some("acceptRecommended"),
        Refused::Unreadable(_) => Some("file"),
        Refused::NoReview(_) | Refused::NoCandidate(_) => Some("resolutions"),
        Refused::Input(faults) => return faults.iter().map(UserError::from).collect(),
    };
    let error = UserError::new(refused.code(), refused.message(Language::Nl), field);
    vec![error.in_english(refused.message(Language::En))]
}
