//! Themes, officials, reserves and decisions: records that files know by name alone.
//!
//! Invariant: one name, one record. A name that the register does not have is given a fresh key, so that all who use it
//! mean the same new record.

use std::collections::{BTreeMap, HashMap};

use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::clock;
use crate::import::cell::CellRef;
use crate::import::field::Field;
use crate::import::parse::draft::{Fields, Found, RowAt};
use crate::import::parse::rows::Rows;
use crate::import::parse::value::FieldValue;
use crate::services::records::root_table;
use crate::services::tables::Row;
use crate::values::{OfficialName, RecordKind, fold};

/// What files call a theme, an official, a reserve or a decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Name {
    /// A theme, a reserve or the reference of a decision.
    Plain(String),
    /// An official.
    Official(OfficialName),
}

/// A name with the record that it is of.
#[derive(Clone, Debug)]
pub struct Named {
    /// The key of the record.
    pub id: Uuid,
    /// As the file has it.
    pub name: Name,
    /// As the register has it, or as the file has it where the register does not.
    pub called: String,
    /// Its version in the register; nothing where the register does not have it.
    pub stored: Option<i32>,
    /// Where the file has it first.
    pub at: CellRef,
    /// The row of that cell.
    pub row: RowAt,
}

/// Names by sort of record and folded text.
#[derive(Clone, Debug, Default)]
pub struct Names {
    known: BTreeMap<(RecordKind, String), Named>,
}

impl Name {
    /// As it is shown.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Official(official) => &official.display_name,
        }
    }

    /// What it is matched by.
    pub fn key(&self) -> String {
        fold(self.text())
    }
}

impl Names {
    /// Looks up every name that the drafts of a file use.
    pub(super) async fn load(db: &impl ConnectionTrait, rows: &Rows) -> Result<Self, DbErr> {
        let mut known = BTreeMap::new();
        for kind in [RecordKind::Theme, RecordKind::Official, RecordKind::Reserve, RecordKind::Decision] {
            let used = used(rows, kind);
            if used.is_empty() {
                continue;
            }
            let rows = root_table(kind).load(db, Condition::all()).await?;
            let stored = stored(&rows, kind);
            for (key, (name, found, row)) in used {
                let named = match stored.get(&key) {
                    None => {
                        let called = name.text().to_owned();
                        Named { id: clock::new_id(), name, called, stored: None, at: found.at, row }
                    }
                    Some((known, shown)) => {
                        let called = known.text(shown).to_owned();
                        Named { id: known.id, name, called, stored: known.number("version"), at: found.at, row }
                    }
                };
                known.insert((kind, key), named);
            }
        }
        Ok(Self { known })
    }

    /// The record of a name.
    pub fn id(&self, kind: RecordKind, name: &str) -> Option<Uuid> {
        self.known.get(&(kind, fold(name))).map(|named| named.id)
    }

    /// Says that a name is of a record that the file itself describes.
    pub(super) fn describe(&mut self, kind: RecordKind, key: &str, id: Uuid) {
        if let Some(named) = self.known.get_mut(&(kind, key.to_owned())) {
            named.id = id;
        }
    }

    /// All of them, with their sort of record and key.
    pub fn iter(&self) -> impl Iterator<Item = (RecordKind, &str, &Named)> {
        self.known.iter().map(|((kind, key), named)| (*kind, key.as_str(), named))
    }
}

type Used = BTreeMap<String, (Name, Found, RowAt)>;

/// The names of a sort that drafts use, by key, with where each is first.
fn used(rows: &Rows, kind: RecordKind) -> Used {
    let mut used = Used::new();
    for draft in &rows.drafts {
        if rows.blocked.contains(&draft.row) {
            continue;
        }
        for fields in std::iter::once(&draft.fields).chain(draft.parts.iter().map(|part| &part.fields)) {
            for (name, found) in names(fields, kind) {
                used.entry(name.key()).or_insert_with(|| (name, found.clone(), draft.row));
            }
        }
    }
    used
}

/// The names of a sort that some fields hold.
pub fn names(fields: &Fields, kind: RecordKind) -> Vec<(Name, &Found)> {
    let of = match kind {
        RecordKind::Theme => &[Field::MissionThemes][..],
        RecordKind::Official => &[Field::MissionLeader, Field::PerformancePortfolioHolder],
        RecordKind::Reserve => &[Field::PerformanceReserve, Field::LineReserve],
        _ => &[Field::PerformanceInvestmentDecision, Field::AmendmentBasis, Field::AmendmentDecision],
    };
    let found = of.iter().filter_map(|field| fields.get(field));
    found
        .flat_map(|found| {
            let names: Vec<Name> = match &found.value {
                FieldValue::Themes(names) => names.iter().cloned().map(Name::Plain).collect(),
                FieldValue::Officials(names) => names.iter().cloned().map(Name::Official).collect(),
                FieldValue::Text(text) if kind == RecordKind::Decision => {
                    references(text).map(|reference| Name::Plain(reference.to_owned())).collect()
                }
                FieldValue::Text(text) => vec![Name::Plain(text.clone())],
                _ => Vec::new(),
            };
            names.into_iter().map(move |name| (name, found))
        })
        .collect()
}

/// References of decisions in a text: `PS/2016/871, PS/2015/687`.
pub fn references(text: &str) -> impl Iterator<Item = &str> {
    let pieces =
        text.split([',', ';', '\n']).flat_map(|piece| piece.split(" en ")).flat_map(|piece| piece.split(" and "));
    pieces
        .map(|piece| piece.trim_matches(|letter: char| letter.is_whitespace() || "[]()".contains(letter)))
        .filter(|piece| !piece.is_empty())
}

/// What the register has of a sort, by key and by every other name, with the column of what it is called.
fn stored(rows: &[Row], kind: RecordKind) -> HashMap<String, (&Row, &'static str)> {
    let (key, shown) = match kind {
        RecordKind::Official => ("display_key", "display_name"),
        RecordKind::Decision => ("reference_key", "reference"),
        _ => ("name_key", "name"),
    };
    let aliases = rows.iter().flat_map(|row| {
        let aliases: Vec<String> = serde_json::from_str(row.text("aliases")).unwrap_or_default();
        aliases.into_iter().map(move |alias| (fold(&alias), (row, shown)))
    });
    // A record's own name comes before what others are also called.
    aliases.chain(rows.iter().map(|row| (row.text(key).to_owned(), (row, shown)))).collect()
}
