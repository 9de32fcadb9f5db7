//! Registers that were changed at random: each ends in a plan or in a sentence, and the program lives.

use std::sync::Arc;

use missieregister::import::importer::{Importer, Refused, Upload};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::{Caller, Database};
use missieregister::values::Language;
use zip::CompressionMethod::Deflated;

use crate::workbooks::{parts, register, small, zipped};
use crate::workers::workers;

/// Files of each kind of change and each register.
const EACH: u64 = 30;

/// A row of numbers that is the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn number(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 1).unwrap() % below.max(1)
    }

    /// Changes some bytes, doubles or drops a stretch, or fills one with what files seldom have.
    fn change(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.number(6) {
            let length = bytes.len();
            let from = self.number(length);
            let to = (from + self.number(200)).min(length);
            match self.number(6) {
                0 => bytes[from..to].fill(0),
                1 => bytes[from..to].fill(0xFF),
                2 => drop(bytes.drain(from..to)),
                3 => {
                    let stretch = bytes[from..to].to_vec();
                    bytes.splice(from..from, stretch);
                }
                4 => bytes.truncate(length - self.number(length / 4)),
                _ => {
                    if let Some(byte) = bytes.get_mut(from) {
                        *byte ^= 1 << self.number(8);
                    }
                }
            }
            if bytes.is_empty() {
                return;
            }
        }
    }

    /// Changes one part of a zip, so that what is wrong lies within and not in the zip.
    fn change_part(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut parts = parts(bytes);
        let chosen = self.number(parts.len());
        self.change(&mut parts[chosen].1);
        zipped(&parts, Deflated)
    }
}

/// All files: hundreds, the same each time.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let registers =
        ["merged_groups.xlsx", "legacy_xls.xls", "ods_flat.ods", "csv_cp1252.csv"].map(|name| (name, register(name)));
    for (name, whole) in registers.into_iter().chain([("small.xlsx", small())]) {
        for seed in 0..EACH * 2 {
            let mut bytes = whole.clone();
            Chance(seed).change(&mut bytes);
            files.push((format!("{seed}-{name}"), bytes));
        }
        if whole.starts_with(b"PK") {
            for seed in 0..EACH * 2 {
                files.push((format!("part-{seed}-{name}"), Chance(seed).change_part(&whole)));
            }
        }
    }
    for seed in 0..EACH {
        let mut chance = Chance(seed);
        let noise: Vec<u8> = (0..chance.number(4000)).map(|_| u8::try_from(chance.number(256)).unwrap()).collect();
        for beginning in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\x09\x08\x10\x00"] {
            files.push((format!("noise-{seed}.xls"), [beginning, &noise].concat()));
        }
    }
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_changed_files_end_in_a_plan_or_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/register.db?mode=rwc", folder.path().display());
    let database = Database::open(&url).await.unwrap();
    let importer = Importer::new(database, Vocabulary::built_in(), workers());
    let files = files();
    assert!(files.len() >= 500, "{}", files.len());
    let (mut plans, mut sentences) = (0, 0);
    for (name, bytes) in files {
        let upload = Upload::new(name.clone(), Arc::<[u8]>::from(bytes));
        match importer.preview(&Caller::operator(), &upload).await {
            Ok(Ok(plan)) => {
                plans += 1;
                assert_eq!(plan.hash().len(), 64, "{name}");
            }
            Ok(Err(Refused::Unreadable(failure))) => {
                sentences += 1;
                assert!(failure.message(Language::Nl).ends_with('.'), "{name}: {failure:?}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
    eprintln!("{plans} plans, {sentences} sentences");
    assert!(
        plans > 50 && sentences > 50,
        "{plans} plans, {sentences} sentences: the changes change too much or too little"
    );
}
