//! A file that was read: stages 2 to 4 in one go. Pure.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::cell::{At, CellRef, Column};
use super::field::Field;
use super::issue::{Issue, IssueCode};
use super::locate::locate;
use super::map::{Ignored, MappedColumn, MappedTable, map};
use super::parse::gather::{Gathered, gather};
use super::parse::rows::{Rows, rows};
use super::read::{Sheet, Visibility, Workbook};
use super::vocabulary::Vocabulary;
use crate::services::fingerprint::hexadecimal;
use crate::values::{ImportFormat, fold};

/// What a file says, before the register is asked.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// As it was called.
    pub filename: String,
    /// Of its bytes.
    pub sha256: String,
    /// Decided by content.
    pub format: ImportFormat,
    /// What its rows say.
    pub rows: Rows,
    /// Which of them are of one record.
    pub gathered: Gathered,
}

/// What the workbook of a file says, by a saved mapping where there is one.
pub(super) fn read_file(
    filename: String,
    bytes: &[u8],
    workbook: &Workbook,
    mapping: Option<&str>,
    vocabulary: &Vocabulary,
) -> File {
    let mut tables: Vec<MappedTable> = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible) {
        tables.extend(locate(sheet, vocabulary).into_iter().map(|table| map(sheet, table, vocabulary)));
    }
    if let Some(mapping) = mapping {
        for table in &mut tables {
            overrule(table, mapping);
        }
    }
    let mut rows = rows(workbook, tables, vocabulary);
    rows.issues.extend(remarks(workbook, &rows));
    let gathered = gather(&mut rows);
    File { filename, sha256: hexadecimal(&Sha256::digest(bytes)), format: workbook.format, rows, gathered }
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
fn remarks(workbook: &Workbook, rows: &Rows) -> Vec<Issue> {
    let first = |sheet: &Sheet| CellRef { sheet: sheet.name.clone(), at: At { row: 1, column: Column(0) } };
    let hidden = workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Hidden);
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
            Ignored::Unknown | Ignored::RowNumber => return None,
        };
        Some(Issue::new(code).at(&header(column)).value(column.header.clone()))
    };
    columns.iter().filter_map(remark).collect()
}
