//! What is wrong with a wish to merge or to part, at its place. No name of a person is told.

use std::collections::{HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr, Value};
use uuid::Uuid;

use super::join::Contradiction;
use super::{MOST, Named, Wanted};
use crate::services::fault::Fault;
use crate::services::records::{load_by, root_table};
use crate::services::tables::{Row, Table};
use crate::values::RecordKind;

fn fault(code: &'static str, path: &[&str], dutch: impl Into<String>, english: impl Into<String>) -> Fault {
    Fault::new(code, path.iter().map(|part| (*part).to_owned()).collect(), dutch.into(), english.into())
}

/// All that can be seen to be wrong before anything is tried, and the records that can be tried, with their places.
pub(super) async fn found(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
) -> Result<(Vec<Fault>, Vec<(usize, Uuid)>), DbErr> {
    let mut faults = Vec::new();
    if wanted.others.is_empty() {
        let dutch = "Noem ten minste één gegeven dat moet opgaan in het andere.";
        faults.push(fault("REQUIRED", &["mergeIds"], dutch, "Name at least one record that is to go into the other."));
    }
    if wanted.others.len() > MOST {
        let dutch = format!("Dit zijn er te veel: voeg er hoogstens {MOST} tegelijk samen.");
        let english = format!("These are too many: merge at most {MOST} at once.");
        faults.push(fault("TOO_MANY", &["mergeIds"], dutch, english));
        return Ok((faults, Vec::new()));
    }
    let named = wanted.keep.iter().chain(wanted.others.iter().flatten());
    let ids: Vec<Uuid> = named.map(|named| named.id).collect();
    let rows = load_by(db, root_table(wanted.kind), "id", ids).await?;
    let stored: HashMap<Uuid, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    let keep = wanted.keep.filter(|keep| {
        let objection = objection(&stored, *keep, (&["keepId"], &["ifVersion"]));
        let is_sound = objection.is_none();
        faults.extend(objection);
        is_sound
    });
    let mut seen: HashSet<Uuid> = wanted.keep.iter().map(|keep| keep.id).collect();
    let mut sound = Vec::new();
    for (place, other) in wanted.others.iter().enumerate() {
        let Some(other) = other else { continue };
        let at = place.to_string();
        if !seen.insert(other.id) {
            let dutch = "Dit gegeven is al genoemd: een gegeven gaat één keer op, en niet in zichzelf.";
            let english = "This record is named already: a record is merged once, and not into itself.";
            faults.push(fault("DUPLICATE", &["mergeIds", &at], dutch, english));
            continue;
        }
        match objection(&stored, *other, (&["mergeIds", &at], &["mergeIfVersions", &at])) {
            Some(objection) => faults.push(objection),
            None => sound.extend(keep.map(|_| (place, other.id))),
        }
    }
    Ok((faults, sound))
}

/// What stands against taking a record, at the place of its key or of its version.
fn objection(stored: &HashMap<Uuid, Row>, named: Named, (at, version_at): (&[&str], &[&str])) -> Option<Fault> {
    let Some(row) = stored.get(&named.id) else {
        let dutch = "Het register heeft geen gegeven met dit id; misschien is het al samengevoegd of verwijderd.";
        let english = "The register has no record with this id; it may have been merged or deleted already.";
        return Some(fault("NOT_FOUND", at, dutch, english));
    };
    if is_erased(row) {
        let dutch = "Deze persoon is om privacyredenen gewist en kan niet worden samengevoegd.";
        let english = "This person was erased for privacy and cannot be merged.";
        return Some(fault("ERASED", at, dutch, english));
    }
    let (known, now) = (named.if_version?, row.number("version").unwrap_or_default());
    let dutch = format!(
        "Dit is intussen gewijzigd: u ging uit van versie {known}, het register heeft versie {now}. Lees het opnieuw."
    );
    let english = format!(
        "This changed meanwhile: you started from version {known}, the register has version {now}. Read it again."
    );
    (known != now).then(|| fault("CONFLICT", version_at, dutch, english))
}

/// Whether a person was erased for privacy.
pub(super) fn is_erased(row: &Row) -> bool {
    matches!(row.get("erased_at"), Some(Value::ChronoDateTimeUtc(Some(_))))
}

/// Duplicates that contradict each other, each with its mission.
pub(super) async fn contradicting(
    db: &impl ConnectionTrait,
    place: usize,
    contradictions: &[Contradiction],
) -> Result<Vec<Fault>, DbErr> {
    let missions: Vec<Uuid> = contradictions.iter().map(|found| found.mission).collect();
    let rows = load_by(db, Table::Mission, "id", missions).await?;
    let called = |id: Uuid| {
        let row = rows.iter().find(|row| row.id == id);
        let year = row.and_then(|row| row.number("year")).map(|year| format!(" ({year})")).unwrap_or_default();
        format!("{}{year}", row.map_or("", |row| row.text("title")))
    };
    let told = contradictions.iter().map(|Contradiction { kind, mission, fields }| {
        let (dutch, english) = match kind {
            RecordKind::Outcome => ("resultaten", "outcomes"),
            RecordKind::Contribution => ("bijdragen", "contributions"),
            _ => ("deelnames", "participations"),
        };
        let (mission, fields, place) = (called(*mission), fields.join(", "), place.to_string());
        let dutch = format!(
            "Van de missie ‘{mission}’ worden twee {dutch} één, maar ze spreken elkaar tegen in {fields}. Maak ze eerst gelijk, of verwijder er een."
        );
        let english = format!(
            "Of the mission ‘{mission}’ two {english} become one, but they contradict each other in {fields}. Make them agree first, or delete one."
        );
        fault("CONTRADICTION", &["mergeIds", &place], dutch, english)
    });
    Ok(told.collect())
}

/// There is no such merge.
pub(super) fn no_merge() -> Fault {
    fault("NOT_FOUND", &["mergeId"], "Er is niet samengevoegd onder dit id.", "There is no merge with this id.")
}

/// It was undone before.
pub(super) fn undone() -> Fault {
    let dutch = "Dit samenvoegen is al ongedaan gemaakt.";
    fault("WRONG_STATE", &["mergeId"], dutch, "This merge was undone already.")
}

/// A later merge builds on it.
pub(super) fn overtaken(what: Option<&str>) -> Fault {
    let (dutch, english) = match what {
        Some(name) => (format!(" van ‘{name}’"), format!(" of ‘{name}’")),
        None => (String::new(), String::new()),
    };
    let dutch = format!("Een later samenvoegen{dutch} bouwt hierop voort; maak dat eerst ongedaan.");
    let english = format!("A later merge{english} builds on this one; undo that first.");
    fault("MERGED_SINCE", &["mergeId"], dutch, english)
}

/// What would come back was erased.
pub(super) fn erased() -> Fault {
    let dutch = "De persoon is om privacyredenen gewist; wat gewist is, komt niet terug.";
    fault("ERASED", &["mergeId"], dutch, "The person was erased for privacy; what was erased does not come back.")
}
