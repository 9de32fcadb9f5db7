//! A register and the desk at which files are handed in.

use std::sync::Arc;

use missieregister::import::importer::{Acceptance, Importer, PendingReviews, Undone, Upload};
use missieregister::import::plan::Plan;
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::fingerprint::fingerprint;
use missieregister::services::{Caller, imports};
use missieregister::values::{ApplyMode, ChangeOperation};
use uuid::Uuid;

use super::book::Book;
use super::chance::Chance;
use super::facts::{Facts, facts};
use super::layout::{Hand, Layout};
use super::world::{Habits, World};
use crate::support::{Register, registers};
use crate::workers::workers;

/// One register with its importer.
pub(super) struct Desk {
    pub(super) register: Register,
    importer: Importer,
}

/// A fresh desk on every engine that is there.
pub(super) async fn desks() -> Vec<Desk> {
    registers().await.into_iter().map(Desk::new).collect()
}

/// The world of a seed as a register in a layout.
pub(super) fn drawn(seed: u64, layout: Layout, varies: bool) -> Book {
    let codes = layout == Layout::Codes;
    told(seed, layout, varies, Habits { codes, performances: codes, answers: true })
}

/// As [`drawn`], cut in two files that need nothing of each other and write alike.
pub(super) fn in_files(seed: u64, layout: Layout) -> Vec<Book> {
    told(seed, layout, false, Habits { codes: false, performances: false, answers: false }).in_files()
}

fn told(seed: u64, layout: Layout, varies: bool, habits: Habits) -> Book {
    let mut chance = Chance::new(seed);
    let world = World::new(&mut chance, habits);
    Hand { chance: &mut chance, varies }.register(&world, layout)
}

impl Desk {
    pub(super) fn new(register: Register) -> Self {
        let importer = Importer::new(register.database.clone(), Vocabulary::built_in(), workers());
        Self { register, importer }
    }

    fn upload(name: &str, bytes: &Arc<[u8]>) -> Upload {
        Upload::new(name, Arc::clone(bytes))
    }

    /// What importing would do.
    pub(super) async fn preview(&self, name: &str, bytes: &Arc<[u8]>) -> Plan {
        let upload = Self::upload(name, bytes);
        self.importer.preview(&Caller::operator(), &upload).await.unwrap().unwrap()
    }

    /// Imports; rows with errors are left out, doubts are decided as recommended. The plan that is shown, the one that
    /// is kept and the one that is applied are the same.
    pub(super) async fn import(&self, name: &str, bytes: &Arc<[u8]>) -> (Uuid, Plan) {
        let caller = Caller::operator();
        let shown = self.preview(name, bytes).await;
        let id = self.importer.stage(&caller, Self::upload(name, bytes)).await.unwrap().unwrap();
        let kept = imports::find(self.register.database.reader(&caller), id).await.unwrap().unwrap();
        assert_eq!(kept.plan_hash, Some(shown.hash()), "a dry run is the plan that is kept");
        let acceptance = Acceptance {
            plan_hash: Some(shown.hash()),
            mode: ApplyMode::ValidRows,
            reviews: PendingReviews::TakeRecommended,
        };
        let applied = self.importer.apply(&caller, id, &acceptance).await.unwrap().unwrap();
        assert_eq!(applied.hash(), shown.hash(), "a dry run is the plan that is applied");
        (id, applied)
    }

    pub(super) async fn undo(&self, id: Uuid) -> Undone {
        self.importer.undo(&Caller::operator(), id).await.unwrap().unwrap()
    }

    pub(super) async fn fingerprint(&self) -> String {
        fingerprint(self.register.database.reader(&Caller::operator())).await.unwrap()
    }

    pub(super) async fn facts(&self) -> Facts {
        facts(&self.register.database).await
    }
}

/// What a plan does other than leaving records as they are, a line each.
pub(super) fn doings(plan: &Plan) -> Vec<String> {
    let done = plan
        .records
        .iter()
        .filter(|record| !matches!(record.operation, ChangeOperation::Unchanged | ChangeOperation::Skip));
    done.map(|record| format!("{:?} {:?} {} {:?}", record.operation, record.kind, record.label, record.fields))
        .collect()
}
