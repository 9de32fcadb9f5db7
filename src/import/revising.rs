//! Revising an import: what somebody says of it is checked, the file is read again with it, and planned anew.
//!
//! Invariant: a revision is taken whole or not at all, and only on the import as it was looked at: where another one came
//! in between, it is refused.

use std::sync::Arc;

use sea_orm::DbErr;
use uuid::Uuid;

use super::apply::{self, Stage};
use super::file::interpret;
use super::importer::{Importer, Opened, planned};
use super::plan::Outline;
use super::planning::{aside, until_stopped};
use super::profile::Mapping;
use super::revise::{Fault, Revised, Revision, revise};
use super::settings::Settings;
use super::terms::{Halt, Refused, Upload, answered};
use super::vocabulary::{Learnt, LearntWord, Vocabulary};
use crate::entities::{import, learnt_word};
use crate::services::import_profiles::{self, Saved};
use crate::services::{Caller, Meter, audit, imports, learnt_words};
use crate::values::{ImportState, WorkStage};

impl Importer {
    /// Takes what somebody says of a staged import, and plans again; under a name the mapping is saved as well.
    pub async fn revise(
        &self,
        caller: &Caller,
        id: Uuid,
        revision: Revision,
        save_as: Option<String>,
    ) -> Result<Result<(), Refused>, DbErr> {
        let Some(job) = self.jobs.begin(id, ImportState::Reading) else { return Ok(Err(Refused::Busy)) };
        let meter = job.meter();
        let revised = self.revise_staged(caller, id, (revision, save_as), meter);
        let revised = until_stopped(meter, Box::pin(revised)).await;
        meter.enter(WorkStage::Done, None);
        answered(revised)
    }

    async fn revise_staged(
        &self,
        caller: &Caller,
        id: Uuid,
        (revision, save_as): (Revision, Option<String>),
        meter: &Meter,
    ) -> Result<(), Halt> {
        let save_as = save_as.map(|name| profile_name(&name, "saveAsProfile")).transpose()?;
        let reader = self.database.reader(caller);
        let import = imports::find(reader, id).await?.ok_or(Refused::NotFound)?;
        if import.state != ImportState::Analysed {
            return Err(Refused::State(import.state).into());
        }
        let bytes = imports::bytes(reader, id).await?.ok_or(Refused::FileGone)?;
        let event = event(&revision);
        let (opened, learnt) = self.read_revised(caller, &import, (bytes, revision), meter).await?;
        let mapping = save_as.map(|name| (name, Mapping::of(&opened.file.rows.tables, &opened.settings)));
        let (opened, plan) = self.plan_with_effects(caller, opened, meter).await?;
        let transaction = self.database.write(caller).await?;
        let mut now = imports::find(&transaction, id).await?.ok_or(Refused::NotFound)?;
        if now.state != ImportState::Analysed || now.settings != import.settings {
            return Err(Refused::Busy.into());
        }
        for LearntWord { list, word, value } in &learnt {
            learnt_words::learn(&transaction, caller, (list, word, value)).await?;
        }
        if let Some((name, mapping)) = mapping {
            import_profiles::save(&transaction, caller, saved(name, &mapping)).await?;
        }
        planned(&mut now, &plan);
        now.settings = opened.settings.to_json();
        imports::save(&transaction, now).await?;
        apply::keep(&transaction, id, &plan, Stage::Planned).await?;
        audit::append(&transaction, caller, audit::Event::done(event).to("import", id)).await?;
        Ok(transaction.commit().await?)
    }

    /// Reads a kept file again as a revision has it, if there is nothing wrong with that.
    async fn read_revised(
        &self,
        caller: &Caller,
        import: &import::Model,
        (bytes, revision): (Vec<u8>, Revision),
        meter: &Meter,
    ) -> Result<(Opened, Vec<LearntWord>), Halt> {
        let upload = Upload::new(import.filename.clone(), bytes);
        let settings = Settings::from_json(&import.settings);
        let reviews = serde_json::from_str::<Outline>(&import.plan).unwrap_or_default().reviews;
        let mut workbook = self.workbook(&upload, meter).await?;
        let known = learnt_words::all(self.database.reader(caller)).await?;
        let (vocabulary, meter) = (Arc::clone(&self.vocabulary), meter.clone());
        let sha256 = import.sha256.clone();
        let reading = aside(move || {
            let mut known: Vec<LearntWord> = known.into_iter().map(learnt_word).collect();
            let before = with_learnt(&vocabulary, known.clone());
            let revised = revise(&mut workbook, &settings, &revision, (&reviews, &before));
            let Revised { settings, learnt } = revised.map_err(Refused::Input)?;
            known.extend(learnt.iter().cloned());
            let vocabulary = with_learnt(&vocabulary, known);
            let (file, settings) = interpret(workbook, settings, &[], (&vocabulary, &meter))?;
            Ok::<_, Refused>((Opened { upload, sha256, settings, file, vocabulary }, learnt))
        });
        Ok(reading.await??)
    }
}

/// What is noted of a revision.
const fn event(revision: &Revision) -> &'static str {
    match revision {
        Revision::Map(_) => "import.map",
        Revision::Correct(_) => "import.correct",
        Revision::Resolve(_) => "import.resolve",
    }
}

/// A vocabulary that knows learnt words too.
pub(super) fn with_learnt(vocabulary: &Arc<Vocabulary>, words: Vec<LearntWord>) -> Arc<Vocabulary> {
    if words.is_empty() {
        return Arc::clone(vocabulary);
    }
    Arc::new(Vocabulary { learnt: Learnt::new(words), ..Vocabulary::clone(vocabulary) })
}

/// A learnt word as the vocabulary has it.
pub(super) fn learnt_word(row: learnt_word::Model) -> LearntWord {
    LearntWord { list: row.list, word: row.word, value: row.value }
}

/// A mapping as it is kept.
pub(super) fn saved(name: String, mapping: &Mapping) -> Saved {
    let text = serde_json::to_string(mapping).unwrap_or_default();
    Saved { name, fingerprint: mapping.fingerprint(), mapping: text }
}

/// The name of a profile, if it is one.
pub(super) fn profile_name(name: &str, member: &str) -> Result<String, Refused> {
    let name = name.trim();
    if (1..=100).contains(&name.chars().count()) {
        return Ok(name.to_owned());
    }
    Err(Refused::Input(vec![Fault::new(
        "BAD_NAME",
        vec![member.to_owned()],
        "Een kolomindeling heeft een naam van 1 tot 100 tekens.".to_owned(),
        "A saved mapping has a name of 1 to 100 characters.".to_owned(),
    )]))
}
