//! The tables of a file: those that evidence finds, moved, left out and mapped as saved mappings and people decided.
//!
//! Pure. Invariant: no two tables of a sheet overlap, and they are in the order of the file; a person's decision goes
//! before a saved mapping, and that before the program's own.

use std::ops::Range as Rows;

use super::cell::Range;
use super::locate::{Table, locate, placed};
use super::map::{By, Chosen, MappedTable, map_chosen};
use super::profile::Profile;
use super::read::{Sheet, Visibility, Workbook};
use super::settings::{Settings, TableChoice, UsedProfile};
use super::vocabulary::Vocabulary;
use crate::services::Meter;

/// Whether a sheet is read: those that are shown, and the hidden ones that somebody or a saved mapping chose.
pub(super) fn is_read(sheet: &Sheet, settings: &Settings) -> bool {
    let saved =
        settings.profile.as_ref().is_some_and(|used| used.mapping.sheets.iter().any(|name| *name == *sheet.name));
    sheet.visibility == Visibility::Visible || settings.chooses(&sheet.name) || saved
}

/// The tables of a file. When one of the profiles knows the file it is noted in the settings, and used.
///
/// When the meter is stopped it returns early.
pub(super) fn tables(
    workbook: &Workbook,
    settings: &mut Settings,
    profiles: &[Profile],
    (vocabulary, meter): (&Vocabulary, &Meter),
) -> Vec<Table> {
    let mut found = Found { workbook, vocabulary, meter, tables: Vec::new() };
    found.locate(settings);
    if settings.profile.is_none() {
        settings.profile = found.recognised(profiles, settings);
    }
    if let Some(used) = settings.profile.clone() {
        found.locate(settings);
        found.place_saved(&used);
    }
    for choice in &settings.tables {
        found.place_chosen(choice);
    }
    found.tables
}

/// Maps the tables of a file.
pub(super) fn mapped(
    workbook: &Workbook,
    tables: Vec<Table>,
    settings: &Settings,
    vocabulary: &Vocabulary,
) -> Vec<MappedTable> {
    let map = |table: Table| {
        let sheet = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet)?;
        let chosen = chosen(&table, settings);
        Some(map_chosen(sheet, table, &chosen, vocabulary))
    };
    tables.into_iter().filter_map(map).collect()
}

/// What is decided of the columns of a table.
fn chosen(table: &Table, settings: &Settings) -> Chosen {
    let mut chosen = Chosen::default();
    let choice = settings.table(&table.sheet, table.range);
    if let Some(used) = &settings.profile {
        used.mapping.choose(table, (&used.name, used.recognised), &mut chosen);
        if choice.is_none() && used.mapping.table(table).is_some_and(|saved| saved.ignored) {
            chosen.leave_out();
        }
    }
    for column in choice.iter().flat_map(|choice| &choice.columns) {
        chosen.choose((column.column, column.row), column.field, By::Person);
    }
    if choice.is_some_and(|choice| choice.ignore) {
        chosen.leave_out();
    }
    chosen
}

struct Found<'w> {
    workbook: &'w Workbook,
    vocabulary: &'w Vocabulary,
    meter: &'w Meter,
    tables: Vec<Table>,
}

impl Found<'_> {
    /// Looks for tables on the sheets that are read and were not looked at yet.
    fn locate(&mut self, settings: &Settings) {
        let looked_at: Vec<_> = self.tables.iter().map(|table| table.sheet.clone()).collect();
        for sheet in self.workbook.sheets.iter().filter(|sheet| is_read(sheet, settings)) {
            if self.meter.is_stopped() {
                return;
            }
            if !looked_at.contains(&sheet.name) {
                self.tables.extend(locate(sheet, self.vocabulary));
            }
        }
        self.sort();
    }

    /// The profile that knows the file: the one that knows most of its tables, then the first of the alphabet.
    fn recognised(&self, profiles: &[Profile], settings: &Settings) -> Option<UsedProfile> {
        let used = |profile: &Profile| UsedProfile {
            name: profile.name.clone(),
            recognised: true,
            mapping: profile.mapping.clone(),
        };
        let known = profiles.iter().map(used).filter(|used| self.is_known_by(used, settings));
        known.min_by_key(|used| (std::cmp::Reverse(used.mapping.tables.len()), used.name.clone()))
    }

    fn is_known_by(&self, used: &UsedProfile, settings: &Settings) -> bool {
        let as_found = self.tables.iter().collect::<Vec<_>>();
        if used.mapping.recognises(&as_found) {
            return true;
        }
        let elsewhere = used.mapping.tables.iter().any(|saved| saved.placed.is_some());
        if !elsewhere && used.mapping.sheets.is_empty() {
            return false;
        }
        let mut tried = Found { tables: self.tables.clone(), ..*self };
        tried.locate(&Settings { profile: Some(used.clone()), ..settings.clone() });
        tried.place_saved(used);
        used.mapping.recognises(&tried.tables.iter().collect::<Vec<_>>())
    }

    /// Puts tables where a saved mapping has them, if they have its headers there.
    fn place_saved(&mut self, used: &UsedProfile) {
        for saved in &used.mapping.tables {
            let Some(place) = &saved.placed else { continue };
            let Some(sheet) = self.sheet(&place.sheet) else { continue };
            let last_row = sheet.rows.last().map_or(1, |row| row.number);
            let on_sheet: Vec<Table> = self.tables.iter().filter(|table| table.sheet == sheet.name).cloned().collect();
            let range = place.range(&on_sheet, last_row);
            let above = self.above(sheet, range);
            let table = placed(sheet, range, &place.header_rows, above, self.vocabulary);
            if let Some(table) = table.filter(|table| saved.fits(table)) {
                self.put(table);
            }
        }
    }

    /// Puts a table where somebody said that it is, unless it was found there.
    fn place_chosen(&mut self, choice: &TableChoice) {
        let Some(sheet) = self.sheet(&choice.sheet) else { return };
        let there = self.tables.iter().find(|table| *table.sheet == *choice.sheet && table.range == choice.range);
        let as_found = there.filter(|table| choice.header_rows.as_ref().is_none_or(|rows| *rows == table.header_rows));
        if as_found.is_some() {
            return;
        }
        let first = vec![choice.range.first.row];
        let header_rows = choice.header_rows.as_ref().unwrap_or(&first);
        let above = self.above(sheet, choice.range);
        if let Some(table) = placed(sheet, choice.range, header_rows, above, self.vocabulary) {
            self.put(table);
        }
    }

    fn sheet(&self, name: &str) -> Option<&'_ Sheet> {
        self.workbook.sheets.iter().find(|sheet| *sheet.name == *name)
    }

    /// The rows above a range that may speak of a table there: from the last table above it, down to the first row of the
    /// tables in its way, whose headers and rows are no context.
    fn above(&self, sheet: &Sheet, range: Range) -> Rows<u32> {
        let on_sheet = || self.tables.iter().filter(|table| table.sheet == sheet.name);
        let before = on_sheet().filter(|table| table.range.last.row < range.first.row);
        let in_the_way = on_sheet().filter(|table| table.range.overlaps(range));
        let first = before.map(|table| table.range.last.row + 1).max().unwrap_or(1);
        let last = in_the_way.map(|table| table.range.first.row).min().unwrap_or(range.first.row);
        first..last.min(range.first.row)
    }

    /// Adds a table, in the place of those in its way.
    fn put(&mut self, table: Table) {
        self.tables.retain(|other| other.sheet != table.sheet || !other.range.overlaps(table.range));
        self.tables.push(table);
        self.sort();
    }

    fn sort(&mut self) {
        let place = |table: &Table| self.workbook.sheets.iter().position(|sheet| sheet.name == table.sheet);
        self.tables.sort_by_key(|table| (place(table), table.range.first));
    }
}
