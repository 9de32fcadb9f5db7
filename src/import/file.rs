//! What a workbook says: stages 2 to 4 in one go. Pure.

use std::collections::HashSet;
use std::sync::Arc;

use super::annotate::is_list;
use super::cell::{At, CellRef, Column};
use super::corrections;
use super::issue::{Issue, IssueCode};
use super::map::{Ignored, MappedColumn, MappedTable};
use super::parse::draft::Draft;
use super::parse::gather::{Gathered, gather};
use super::parse::rows::{Rows, rows};
use super::profile::Profile;
use super::read::{Sheet, SheetNote, Workbook};
use super::settings::Settings;
use super::tables::{self, is_read};
use super::terms::Refused;
use super::vocabulary::Vocabulary;
use crate::services::Meter;
use crate::values::ImportFormat;

/// What a file says, before the register is asked.
#[derive(Debug)]
pub(super) struct File {
    /// Decided by content.
    pub format: ImportFormat,
    /// What its rows say.
    pub rows: Rows,
    /// Which of them are of one record.
    pub gathered: Gathered,
}

/// A workbook without the list of findings with which it may have been given back.
pub(super) fn without_list(mut workbook: Workbook) -> Workbook {
    workbook.sheets.retain(|sheet| !is_list(sheet));
    workbook
}

/// What a workbook says, read as its settings say; those come back with the profile that it was known by.
pub(super) fn interpret(
    mut workbook: Workbook,
    mut settings: Settings,
    profiles: &[Profile],
    (vocabulary, meter): (&Vocabulary, &Meter),
) -> Result<(File, Settings), Refused> {
    let going_on = || if meter.is_stopped() { Err(Refused::Cancelled) } else { Ok(()) };
    let replaced = corrections::apply(&mut workbook, &settings.corrections);
    let tables = tables::tables(&workbook, &mut settings, profiles, (vocabulary, meter));
    going_on()?;
    let tables = tables::mapped(&workbook, tables, &settings, vocabulary);
    let mut rows = rows(&workbook, tables, vocabulary, meter);
    going_on()?;
    rows.issues.extend(corrections::notices(&workbook, &rows.tables, &replaced));
    rows.issues.extend(remarks(&workbook, &rows, &settings));
    for sheet in workbook.sheets.iter().filter(|sheet| is_read(sheet, &settings)) {
        unread(sheet, &mut rows);
    }
    let format = workbook.format;
    // Its cells are read: their memory is for what comes.
    drop(workbook);
    let gathered = gather(&mut rows, &vocabulary.organisations);
    Ok((File { format, rows, gathered }, settings))
}

/// What a file says that is read as it comes.
#[cfg(test)]
pub(super) fn read_file(bytes: &[u8], vocabulary: &Vocabulary) -> File {
    let workbook = super::read::read(bytes).expect("tests read files that can be read");
    let read = interpret(without_list(workbook), Settings::default(), &[], (vocabulary, &Meter::default()));
    read.expect("nobody stops the reading").0
}

/// What is said of the file as a whole: what was left out of it and why, and that nothing was found.
fn remarks(workbook: &Workbook, rows: &Rows, settings: &Settings) -> Vec<Issue> {
    let first = |sheet: &Sheet| CellRef { sheet: sheet.name.clone(), at: At { row: 1, column: Column(0) } };
    let hidden = workbook.sheets.iter().filter(|sheet| !is_read(sheet, settings));
    let mut remarks: Vec<Issue> =
        hidden.map(|sheet| Issue::new(IssueCode::HiddenSheetSkipped).at(&first(sheet)).value(&*sheet.name)).collect();
    remarks.extend(settings.profile.iter().map(|used| Issue::new(IssueCode::ProfileUsed).value(used.name.clone())));
    remarks.extend(rows.tables.iter().flat_map(left_out));
    if rows.count == 0 {
        remarks.push(Issue::new(IssueCode::NothingFound));
    }
    remarks
}

/// What of a sheet could not be read, each at its place; a row that lost a cell is not taken.
fn unread(sheet: &Sheet, rows: &mut Rows) {
    let mut lost = HashSet::new();
    for note in &sheet.notes {
        let (at, issue) = match note {
            SheetNote::UnreadableCell { after } => (*after, Issue::new(IssueCode::UnreadableCell)),
            SheetNote::TextTooLong { at } => (Some(*at), Issue::new(IssueCode::TextTooLong).expected("32767")),
            SheetNote::OutsideGrid { cells } => {
                (None, Issue::new(IssueCode::CellsOutsideGrid).value(cells.to_string()))
            }
        };
        lost.extend(at.map(|at| at.row));
        let at = at.unwrap_or(At { row: 1, column: Column(0) });
        rows.issues.push(issue.at(&CellRef { sheet: Arc::clone(&sheet.name), at }));
    }
    let on_sheet = |draft: &Draft| rows.tables.get(draft.row.table).is_some_and(|of| of.table.sheet == sheet.name);
    let out = rows.drafts.iter().filter(|draft| lost.contains(&draft.row.row) && on_sheet(draft));
    rows.blocked.extend(out.map(|draft| draft.row));
}

/// The columns of a table that are not taken, each at its header; or the table, when it holds nothing for the register.
fn left_out(table: &MappedTable) -> Vec<Issue> {
    let MappedTable { table: found, columns, record_kinds, .. } = table;
    let at = |at: At| CellRef { sheet: Arc::clone(&found.sheet), at };
    if record_kinds.is_empty() {
        let text = format!("{}!{}", found.sheet, found.range);
        return vec![Issue::new(IssueCode::TableSkipped).at(&at(found.range.first)).value(text)];
    }
    let header = |column: &MappedColumn| {
        let row = column.row.or(found.header_rows.last().copied()).unwrap_or(found.range.first.row);
        at(At { row, column: column.column })
    };
    let unmapped =
        |column: &MappedColumn| Issue::new(IssueCode::UnmappedColumn).at(&header(column)).value(column.header.clone());
    let remark = |column: &MappedColumn| {
        let code = match column.ignored_because.as_ref()? {
            Ignored::Blocked(_) => IssueCode::BlockedColumn,
            Ignored::Unknown if !column.header.is_empty() => IssueCode::UnmappedColumn,
            Ignored::Elsewhere(field) => return Some(unmapped(column).expected(field.name())),
            Ignored::Unknown | Ignored::RowNumber | Ignored::Crossing | Ignored::Chosen => return None,
        };
        Some(Issue::new(code).at(&header(column)).value(column.header.clone()))
    };
    columns.iter().filter_map(remark).collect()
}
