//! What imports leave behind for later ones, and how it is changed and thrown away: saved mappings and learnt words.

use sea_orm::DbErr;
use uuid::Uuid;

use super::importer::Importer;
use super::profile::Profile;
use super::revise::{Fault, edit};
use super::revising::{profile_name, saved};
use super::terms::Refused;
use crate::services::{Caller, import_profiles, learnt_words};

impl Importer {
    /// Changes the name of a profile, or what its columns hold.
    pub async fn update_profile(
        &self,
        caller: &Caller,
        id: Uuid,
        name: Option<String>,
        columns: Vec<(String, Option<String>)>,
    ) -> Result<Result<(), Vec<Fault>>, DbErr> {
        let Some(profile) = import_profiles::get(self.database.reader(caller), id).await? else {
            return Ok(Err(vec![missing()]));
        };
        let profile = Profile::from(profile);
        let name = match name.map(|name| profile_name(&name, "name")).transpose() {
            Ok(name) => name.unwrap_or(profile.name),
            Err(Refused::Input(faults)) => return Ok(Err(faults)),
            Err(_) => return Ok(Err(vec![missing()])),
        };
        let mapping = match edit(&profile.mapping, &columns) {
            Ok(mapping) => mapping,
            Err(faults) => return Ok(Err(faults)),
        };
        let taken = vec![taken(&name)];
        let updated = import_profiles::update(&self.database, caller, id, saved(name, &mapping)).await?;
        Ok(updated.ok_or(taken))
    }

    /// Deletes a profile; says whether there was one.
    pub async fn delete_profile(&self, caller: &Caller, id: Uuid) -> Result<bool, DbErr> {
        import_profiles::delete(&self.database, caller, id).await
    }

    /// Forgets a learnt word; says whether there was one.
    pub async fn forget_word(&self, caller: &Caller, id: Uuid) -> Result<bool, DbErr> {
        learnt_words::forget(&self.database, caller, id).await
    }
}

fn missing() -> Fault {
    Fault::new(
        "NOT_FOUND",
        vec!["id".to_owned()],
        "Er is geen kolomindeling met dit nummer.".to_owned(),
        "There is no saved mapping with this id.".to_owned(),
    )
}

fn taken(name: &str) -> Fault {
    Fault::new(
        "NAME_TAKEN",
        vec!["name".to_owned()],
        format!("Er is al een kolomindeling `{name}`."),
        format!("There is a saved mapping `{name}` already."),
    )
}
