//! What imports left behind for later ones: saved mappings, and words that people explained.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::error::{Failure, Result};
use super::global_id;
use super::import_refusal::importer;
use super::loaders::{Noun, loaders};
use super::request::caller;
use super::scalar::DateTime;
use super::user_error::{UserError, told};
use crate::entities::{import_profile, learnt_word};
use crate::import::field::Field;
use crate::import::profile::{Mapping, SavedColumn, SavedTable};
use crate::services::{import_profiles, learnt_words};

/// A saved mapping, as stored.
pub struct ImportProfile(import_profile::Model);

impl From<import_profile::Model> for ImportProfile {
    fn from(row: import_profile::Model) -> Self {
        Self(row)
    }
}

impl Noun for ImportProfile {
    type Entity = import_profile::Entity;
}

/// A saved mapping: files that have all its tables, known by their headers, are read with it.
#[Object]
impl ImportProfile {
    /// Names this profile in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The tables that it knows.
    async fn tables(&self) -> Result<Vec<ProfileTable>> {
        let mapping: Mapping = serde_json::from_str(&self.0.mapping).map_err(|error| Failure::internal(&error))?;
        Ok(mapping.tables.into_iter().map(ProfileTable::from).collect())
    }

    /// When it was first saved.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}

/// What a profile says of one table.
#[derive(SimpleObject)]
pub struct ProfileTable {
    /// Its columns, known by their headers.
    columns: Vec<ProfileColumn>,
    /// Whether it is left out.
    ignored: bool,
    /// Where it is, if somebody had to say so: its sheet and its first cell.
    placed_at: Option<String>,
}

/// What a profile says of one column.
#[derive(SimpleObject)]
pub struct ProfileColumn {
    /// Its header.
    header: String,
    /// The field that it holds; null where it is ignored.
    field: Option<&'static str>,
}

impl From<SavedTable> for ProfileTable {
    fn from(SavedTable { columns, ignored, placed }: SavedTable) -> Self {
        let column =
            |SavedColumn { header, field }: SavedColumn| ProfileColumn { header, field: field.map(Field::name) };
        let placed_at = placed.map(|place| format!("{}!{}", place.sheet, place.first));
        Self { columns: columns.into_iter().map(column).collect(), ignored, placed_at }
    }
}

/// A learnt word, as stored.
pub struct LearntWord(learnt_word::Model);

impl From<learnt_word::Model> for LearntWord {
    fn from(row: learnt_word::Model) -> Self {
        Self(row)
    }
}

impl Noun for LearntWord {
    type Entity = learnt_word::Entity;
}

/// A word that somebody explained while correcting an import: later files are read with it.
#[Object]
impl LearntWord {
    /// Names this word in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The list that it belongs to: `country`, `theme`, or the field of a closed list, such as `mission.status`.
    async fn list(&self) -> &str {
        &self.0.list
    }

    /// The word, as a file had it.
    async fn word(&self) -> &str {
        &self.0.word
    }

    /// What it is read as.
    async fn value(&self) -> &str {
        &self.0.value
    }

    /// Who explained it.
    async fn learnt_by(&self) -> &str {
        &self.0.learnt_by
    }

    /// When.
    async fn learnt_at(&self) -> DateTime {
        DateTime(self.0.learnt_at)
    }
}

/// The root fields of profiles and learnt words.
#[derive(Default)]
pub struct ImportProfileQuery;

#[Object]
impl ImportProfileQuery {
    /// The saved mappings of imports, by name.
    async fn import_profiles(&self, ctx: &Context<'_>) -> Result<Vec<ImportProfile>> {
        let rows = import_profiles::all(loaders(ctx).db()).await?;
        Ok(rows.into_iter().map(ImportProfile::from).collect())
    }

    /// The words that people explained, by list and word.
    async fn learnt_words(&self, ctx: &Context<'_>) -> Result<Vec<LearntWord>> {
        let rows = learnt_words::all(loaders(ctx).db()).await?;
        Ok(rows.into_iter().map(LearntWord::from).collect())
    }
}

/// A profile as it should be.
#[derive(InputObject)]
pub struct UpdateImportProfileInput {
    /// The profile.
    id: ID,
    /// Its new name; the old one when absent.
    name: Option<String>,
    /// The columns that hold something else; the others stay as they are.
    #[graphql(default)]
    columns: Vec<ProfileColumnInput>,
}

/// What a column of a profile holds.
#[derive(InputObject)]
pub struct ProfileColumnInput {
    /// Its header, in any of the tables of the profile.
    header: String,
    /// The field that it holds; null ignores the column.
    field: Option<String>,
}

/// What became of a profile.
#[derive(Default, SimpleObject)]
pub struct UpdateImportProfilePayload {
    /// The profile as it is now; null when there is none.
    profile: Option<ImportProfile>,
    /// All that is wrong with the input.
    user_errors: Vec<UserError>,
}

/// A profile to be deleted.
#[derive(InputObject)]
pub struct DeleteImportProfileInput {
    /// The profile.
    id: ID,
}

/// What became of a profile that was to be deleted.
#[derive(Default, SimpleObject)]
pub struct DeleteImportProfilePayload {
    /// The id of the profile that is gone.
    deleted_id: Option<ID>,
    /// Why none is gone.
    user_errors: Vec<UserError>,
}

/// A learnt word to be forgotten.
#[derive(InputObject)]
pub struct DeleteLearntWordInput {
    /// The word.
    id: ID,
}

/// What became of a word that was to be forgotten.
#[derive(Default, SimpleObject)]
pub struct DeleteLearntWordPayload {
    /// The id of the word that is gone.
    deleted_id: Option<ID>,
    /// Why none is gone.
    user_errors: Vec<UserError>,
}

/// The mutations of profiles and learnt words.
#[derive(Default)]
pub struct ImportProfileMutation;

#[Object]
impl ImportProfileMutation {
    /// Changes the name of a profile, or what its columns hold. Imports that were read with it stay as they are.
    async fn update_import_profile(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which profile, and what changes.")] input: UpdateImportProfileInput,
    ) -> Result<UpdateImportProfilePayload> {
        let id = match told(global_id::expect::<ImportProfile>(&input.id), "id")? {
            Ok(id) => id,
            Err(error) => return Ok(UpdateImportProfilePayload { profile: None, user_errors: vec![error] }),
        };
        let columns = input.columns.into_iter().map(|column| (column.header, column.field)).collect();
        let updated = importer(ctx).update_profile(caller(ctx), id, input.name, columns).await?;
        let user_errors = updated.err().iter().flatten().map(UserError::from).collect();
        Ok(UpdateImportProfilePayload { profile: loaders(ctx).find(id).await?, user_errors })
    }

    /// Deletes a profile. Files of its layout are read by their header words again; imports that were read with it stay
    /// as they are.
    async fn delete_import_profile(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which profile.")] input: DeleteImportProfileInput,
    ) -> Result<DeleteImportProfilePayload> {
        let gone = match told(global_id::expect::<ImportProfile>(&input.id), "id")? {
            Ok(id) => importer(ctx).delete_profile(caller(ctx), id).await?,
            Err(error) => return Ok(DeleteImportProfilePayload { deleted_id: None, user_errors: vec![error] }),
        };
        let (deleted_id, user_errors) = deleted(input.id, gone);
        Ok(DeleteImportProfilePayload { deleted_id, user_errors })
    }

    /// Forgets a word that somebody explained. Imports that were read with it stay as they are.
    async fn delete_learnt_word(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which word.")] input: DeleteLearntWordInput,
    ) -> Result<DeleteLearntWordPayload> {
        let gone = match told(global_id::expect::<LearntWord>(&input.id), "id")? {
            Ok(id) => importer(ctx).forget_word(caller(ctx), id).await?,
            Err(error) => return Ok(DeleteLearntWordPayload { deleted_id: None, user_errors: vec![error] }),
        };
        let (deleted_id, user_errors) = deleted(input.id, gone);
        Ok(DeleteLearntWordPayload { deleted_id, user_errors })
    }
}

fn deleted(id: ID, gone: bool) -> (Option<ID>, Vec<UserError>) {
    let missing = || {
        let error = UserError::new("NOT_FOUND", "Er is niets met dit nummer.".to_owned(), Some("id"));
        error.in_english("There is nothing with this id.".to_owned())
    };
    if gone { (Some(id), Vec::new()) } else { (None, vec![missing()]) }
}
