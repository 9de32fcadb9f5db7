//! A file that was read: stages 2 to 4 in one go. Pure.

use std::collections::HashSet;
use std::sync::Arc;

use super::annotate::is_list;
use super::cell::{At, CellRef, Column};
use super::field::Field;
use super::issue::{Issue, IssueCode};
use super::locate::locate;
use super::map::{Ignored, MappedColumn, MappedTable, map};
use super::parse::draft::Draft;
use super::parse::gather::{Gathered, gather};
use super::parse::rows::{Rows, rows};
use super::read::{Sheet, SheetNote, Visibility, Workbook};
use super::settings::Settings;
use super::terms::Refused;
use super::vocabulary::Vocabulary;
use crate::services::Meter;
use crate::values::{ImportFormat, fold};

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

/// What the workbook of a file says, read as its settings say.
pub(super) fn read_file(
    mut workbook: Workbook,
    settings: &Settings,
    vocabulary: &Vocabulary,
    meter: &Meter,
) -> Result<File, Refused> {
    let going_on = || if meter.is_stopped() { Err(Refused::Cancelled) } else { Ok(()) };
    // What was given back with its findings comes back with the list of them.
    workbook.sheets.retain(|sheet| !is_list(sheet));
    let mut tables: Vec<MappedTable> = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| is_read(sheet, settings)) {
        going_on()?;
        tables.extend(locate(sheet, vocabulary).into_iter().map(|table| map(sheet, table, vocabulary)));
    }
    if let Some(mapping) = &settings.mapping {
        for table in &mut tables {
            overrule(table, mapping);
        }
    }
    let mut rows = rows(&workbook, tables, vocabulary, meter);
    going_on()?;
    rows.issues.extend(remarks(&workbook, &rows, settings));
    for sheet in workbook.sheets.iter().filter(|sheet| is_read(sheet, settings)) {
        unread(sheet, &mut rows);
    }
    let gathered = gather(&mut rows);
    Ok(File { format: workbook.format, rows, gathered })
}

/// Whether a sheet is read: those that are shown, and the hidden ones that somebody chose.
fn is_read(sheet: &Sheet, settings: &Settings) -> bool {
    sheet.visibility == Visibility::Visible || settings.chooses(&sheet.name)
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

/// Gives columns the fields that a saved mapping, header to field, has for them; `null` ignores a column.
fn overrule(table: &mut MappedTable, mapping: &str) {
    let saved: std::collections::HashMap<String, Option<String>> = serde_json::from_str(mapping).unwrap_or_default();
    let saved: std::collections::HashMap<String, Option<Field>> =
        saved.into_iter().map(|(header, field)| (fold(&header), field.as_deref().and_then(Field::from_name))).collect();
    for column in &mut table.columns {
        if let Some(field) = saved.get(&fold(&column.header)) {
            column.field = *field;
            column.confidence = 1.0;
            column.ignored_because = field.is_none().then_some(Ignored::Unknown);
        }
    }
}

/// What is said of the file as a whole: what was left out of it and why, and that nothing was found.
fn remarks(workbook: &Workbook, rows: &Rows, settings: &Settings) -> Vec<Issue> {
    let first = |sheet: &Sheet| CellRef { sheet: sheet.name.clone(), at: At { row: 1, column: Column(0) } };
    let hidden = workbook.sheets.iter().filter(|sheet| !is_read(sheet, settings));
    let mut remarks: Vec<Issue> =
        hidden.map(|sheet| Issue::new(IssueCode::HiddenSheetSkipped).at(&first(sheet)).value(&*sheet.name)).collect();
    remarks.extend(rows.tables.iter().flat_map(left_out));
    if rows.count == 0 {
        remarks.push(Issue::new(IssueCode::NothingFound));
    }
    remarks
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
    let remark = |column: &MappedColumn| {
        let code = match column.ignored_because.as_ref()? {
            Ignored::Blocked(_) => IssueCode::BlockedColumn,
            Ignored::Unknown if !column.header.is_empty() => IssueCode::UnmappedColumn,
            Ignored::Unknown | Ignored::RowNumber | Ignored::Crossing => return None,
        };
        Some(Issue::new(code).at(&header(column)).value(column.header.clone()))
    };
    columns.iter().filter_map(remark).collect()
}
