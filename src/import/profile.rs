//! Saved mappings: what the columns of a layout hold, to be used again for files of the same layout.
//!
//! Pure. Invariant: a file is recognised by its headers alone, never by its name or its values; and a table that somebody
//! had to place is looked for where it was placed, and taken only if it has the same headers there.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::cell::{At, Column, Range};
use super::field::Field;
use super::locate::Table;
use super::map::{By, Chosen, MappedTable};
use super::settings::Settings;
use crate::entities::import_profile;
use crate::services::fingerprint::hexadecimal;
use crate::values::fold;

/// A saved mapping.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// Its tables; each layout once.
    pub tables: Vec<SavedTable>,
    /// Hidden sheets that are read all the same.
    #[serde(default)]
    pub sheets: Vec<String>,
}

/// What is saved of one table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedTable {
    /// Its columns with a header, left to right, or its labels.
    pub columns: Vec<SavedColumn>,
    /// Whether it is left out.
    #[serde(default)]
    pub ignored: bool,
    /// Where it is, if somebody had to say so.
    #[serde(default)]
    pub placed: Option<Placed>,
}

/// What is saved of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedColumn {
    /// Its header, as it was written.
    pub header: String,
    /// What it holds; nothing ignores it.
    pub field: Option<Field>,
}

/// Where a table is. Its last row differs from file to file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Placed {
    /// Its sheet.
    pub sheet: String,
    /// Its first cell.
    pub first: At,
    /// Its last column.
    pub last: Column,
    /// The rows of its header.
    pub header_rows: Vec<u32>,
}

/// A saved mapping under its name.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What it is called.
    pub name: String,
    /// What it says.
    pub mapping: Mapping,
}

impl From<import_profile::Model> for Profile {
    /// A mapping that cannot be read knows no file.
    fn from(row: import_profile::Model) -> Self {
        Self { name: row.name, mapping: serde_json::from_str(&row.mapping).unwrap_or_default() }
    }
}

/// What tells the layout of a table: its headers in order, folded, those that are blank left out.
fn layout<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    headers.map(fold).filter(|header| !header.is_empty()).collect()
}

fn layout_of(table: &Table) -> Vec<String> {
    layout(table.headers.iter().map(|header| header.text.as_str()))
}

impl SavedTable {
    fn layout(&self) -> Vec<String> {
        layout(self.columns.iter().map(|column| column.header.as_str()))
    }

    /// Whether a table has this layout.
    pub fn fits(&self, table: &Table) -> bool {
        self.layout() == layout_of(table)
    }

    /// The table of a file as it is to be saved.
    fn of(mapped: &MappedTable, settings: &Settings) -> Self {
        let choice = settings.table(&mapped.table.sheet, mapped.table.range);
        let named = mapped.columns.iter().filter(|column| !column.header.trim().is_empty());
        let column = named.map(|column| SavedColumn { header: column.header.clone(), field: column.field });
        let placed = choice.filter(|choice| choice.header_rows.is_some()).map(|choice| Placed {
            sheet: choice.sheet.clone(),
            first: choice.range.first,
            last: choice.range.last.column,
            header_rows: choice.header_rows.clone().unwrap_or_default(),
        });
        Self { columns: column.collect(), ignored: choice.is_some_and(|choice| choice.ignore), placed }
    }
}

impl Mapping {
    /// What a file as it is read now says of its layout: its tables that hold something, and those that are left out.
    pub fn of(tables: &[MappedTable], settings: &Settings) -> Self {
        let mut saved: Vec<SavedTable> = Vec::new();
        for table in tables {
            let one = SavedTable::of(table, settings);
            let speaks = one.ignored || one.columns.iter().any(|column| column.field.is_some());
            if speaks && !saved.iter().any(|known| known.layout() == one.layout()) {
                saved.push(one);
            }
        }
        Self { tables: saved, sheets: settings.sheets.clone() }
    }

    /// What tells this layout from others, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let mut layouts: Vec<String> = self.tables.iter().map(|table| table.layout().join("\u{1f}")).collect();
        layouts.sort_unstable();
        hexadecimal(&Sha256::digest(layouts.join("\u{1e}")))
    }

    /// Whether a file has all the tables of this layout.
    pub fn recognises(&self, tables: &[&Table]) -> bool {
        !self.tables.is_empty() && self.tables.iter().all(|saved| tables.iter().any(|table| saved.fits(table)))
    }

    /// What is saved of a table of this layout.
    pub fn table(&self, table: &Table) -> Option<&SavedTable> {
        self.tables.iter().find(|saved| saved.fits(table))
    }

    /// Decides what the columns of a table hold: all of them where its layout is known, and by their headers alone where
    /// somebody asked for the profile all the same.
    pub fn choose(&self, table: &Table, (name, recognised): (&str, bool), chosen: &mut Chosen) {
        let known = self.table(table);
        if known.is_none() && recognised {
            return;
        }
        let mut left: Vec<&SavedColumn> = match known {
            Some(saved) => saved.columns.iter().collect(),
            None => self.tables.iter().flat_map(|saved| &saved.columns).collect(),
        };
        for header in &table.headers {
            let text = fold(&header.text);
            let Some(index) = left.iter().position(|column| fold(&column.header) == text) else { continue };
            let column = left.remove(index);
            chosen.choose((header.column, header.row), column.field, By::Profile(name.to_owned()));
        }
    }
}

impl Placed {
    /// The range of the table in a sheet whose tables were found without it: down to the last row of those in its way.
    pub fn range(&self, found: &[Table], last_row: u32) -> Range {
        let corner = |row| At { row, column: self.last };
        let whole = Range { first: self.first, last: corner(last_row.max(self.first.row)) };
        let below = self.header_rows.iter().max().copied().unwrap_or(self.first.row);
        let in_the_way = found.iter().filter(|table| table.range.overlaps(whole) && table.range.first.row <= below + 1);
        let last = in_the_way.map(|table| table.range.last.row).max().unwrap_or(last_row);
        Range { first: self.first, last: corner(last.max(self.first.row)) }
    }
}
