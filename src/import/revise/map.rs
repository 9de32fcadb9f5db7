//! What somebody says of tables and columns, held against the file.
//!
//! Pure.

use super::{Fault, MapRequest, Revised, TableRequest, named_sheets, path, sheet, without_faults};
use crate::import::cell::{At, Column, Range};
use crate::import::corrections;
use crate::import::field::Field;
use crate::import::map::{Ignored, MappedColumn, MappedTable};
use crate::import::read::{Visibility, Workbook};
use crate::import::settings::{ColumnChoice, Settings, TableChoice};
use crate::import::tables;
use crate::import::vocabulary::Vocabulary;
use crate::services::Meter;

const TABLES: &str = "tables";

pub(super) fn map(
    workbook: &mut Workbook,
    settings: &Settings,
    request: &MapRequest,
    vocabulary: &Vocabulary,
) -> Result<Revised, Vec<Fault>> {
    let mut faults = named_sheets(workbook, &request.sheets).err().unwrap_or_default();
    let mut settings = settings.clone();
    for name in &request.sheets {
        choose_sheet(&mut settings, name);
    }
    let mut placed: Vec<(usize, TableChoice)> = Vec::new();
    for (index, table) in request.tables.iter().enumerate() {
        match place(workbook, index, table, &placed) {
            Ok(choice) => placed.push((index, choice)),
            Err(found) => faults.extend(found),
        }
    }
    for (_, choice) in &placed {
        let hidden = |name: &str| {
            workbook.sheets.iter().any(|sheet| *sheet.name == *name && sheet.visibility == Visibility::Hidden)
        };
        if hidden(&choice.sheet) {
            choose_sheet(&mut settings, &choice.sheet);
        }
        settings.decide(choice.clone());
    }
    let mapped = as_mapped(workbook, &settings, vocabulary);
    for (index, choice) in placed {
        let table = mapped.iter().find(|one| *one.table.sheet == *choice.sheet && one.table.range == choice.range);
        match table {
            None => faults.push(empty(index, &choice)),
            Some(table) => match columns(index, &request.tables[index], table) {
                Ok(columns) => settings.decide(TableChoice { columns, ..choice }),
                Err(found) => faults.extend(found),
            },
        }
    }
    without_faults(Revised { settings, learnt: Vec::new() }, faults)
}

/// The tables of a file as they are read with these settings.
pub(super) fn as_mapped(workbook: &mut Workbook, settings: &Settings, vocabulary: &Vocabulary) -> Vec<MappedTable> {
    let replaced = corrections::apply(workbook, &settings.corrections);
    let mut settings = settings.clone();
    let tables = tables::tables(workbook, &mut settings, &[], (vocabulary, &Meter::default()));
    let mapped = tables::mapped(workbook, tables, &settings, vocabulary);
    corrections::take_back(workbook, replaced);
    mapped
}

fn choose_sheet(settings: &mut Settings, name: &str) {
    if !settings.chooses(name) {
        settings.sheets.push(name.to_owned());
    }
}

/// Where a table is said to be, without its columns.
fn place(
    workbook: &Workbook,
    index: usize,
    request: &TableRequest,
    earlier: &[(usize, TableChoice)],
) -> Result<TableChoice, Vec<Fault>> {
    let found = sheet(workbook, &request.sheet, path(TABLES, index, "sheet")).map_err(|fault| vec![fault])?;
    let range: Range = request.range.parse().map_err(|()| vec![no_range(index, &request.range)])?;
    let mut faults = Vec::new();
    let used = found
        .rows
        .iter()
        .any(|row| row.cells.iter().any(|(column, _)| range.contains(At { row: row.number, column: *column })));
    if !used {
        faults.push(outside_sheet(index, &request.sheet, range));
    }
    if let Some(row) =
        request.header_rows.iter().flatten().find(|row| !(range.first.row..=range.last.row).contains(*row))
    {
        faults.push(header_outside(index, *row, range));
    }
    let in_the_way = |(_, other): &&(usize, TableChoice)| other.sheet == request.sheet && other.range.overlaps(range);
    if let Some((other, _)) = earlier.iter().find(in_the_way) {
        faults.push(overlap(index, *other));
    }
    let header_rows = request.header_rows.clone().map(|mut rows| {
        rows.sort_unstable();
        rows.dedup();
        rows
    });
    let choice =
        TableChoice { sheet: request.sheet.clone(), range, header_rows, columns: Vec::new(), ignore: request.ignore };
    without_faults(choice, faults)
}

/// What the columns of a table are said to hold.
fn columns(index: usize, request: &TableRequest, table: &MappedTable) -> Result<Vec<ColumnChoice>, Vec<Fault>> {
    let mut chosen: Vec<ColumnChoice> = Vec::new();
    let mut faults = Vec::new();
    for (number, (letter, name)) in request.columns.iter().enumerate() {
        let at = |member: &str| [path(TABLES, index, "columns"), vec![number.to_string(), member.to_owned()]].concat();
        let column = column(table, letter);
        let field = name.as_deref().map(Field::from_name);
        match (column, field) {
            (None, _) => faults.push(no_column(at("letter"), letter, table)),
            (_, Some(None)) => faults.push(no_field(at("field"), name.as_deref().unwrap_or_default())),
            (Some(column), field) => {
                let field = field.flatten();
                let choice = ColumnChoice { column: column.column, row: column.row, field };
                let fault = objection(column, field, (&chosen, table));
                match fault {
                    Some((member, fault)) => faults.push(fault(at(member))),
                    None => chosen.push(choice),
                }
            }
        }
    }
    without_faults(chosen, faults)
}

/// Why a column cannot hold a field, with the member of the input that is at fault.
fn objection(
    column: &MappedColumn,
    field: Option<Field>,
    (chosen, table): (&[ColumnChoice], &MappedTable),
) -> Option<(&'static str, impl FnOnce(Vec<String>) -> Fault + use<>)> {
    let letter = column.letter();
    let header = column.header.clone();
    let blocked = matches!(column.ignored_because, Some(Ignored::Blocked(_))) && field.is_some();
    let again = chosen.iter().any(|one| (one.column, one.row) == (column.column, column.row));
    // Columns that come again have one field, each for a record of its own.
    let number = |one: &ColumnChoice| {
        let of = table.columns.iter().find(|column| (column.column, column.row) == (one.column, one.row));
        of.and_then(|column| column.repeat)
    };
    let is_of_another = |one: &ColumnChoice| number(one).zip(column.repeat).is_some_and(|(one, own)| one != own);
    let other = chosen.iter().find(|one| field.is_some() && one.field == field && !is_of_another(one));
    let other = other.map(|one| one.column);
    let (member, code, dutch, english) = match (blocked, again, other, field) {
        (true, ..) => (
            "field",
            "BLOCKED_COLUMN",
            format!("Kolom {letter} (`{header}`) wordt om privacy nooit overgenomen."),
            format!("Column {letter} (`{header}`) is never stored, for privacy."),
        ),
        (_, true, ..) => (
            "letter",
            "COLUMN_TWICE",
            format!("Kolom {letter} staat tweemaal in de invoer."),
            format!("Column {letter} occurs twice in the input."),
        ),
        (_, _, Some(other), Some(field)) => (
            "field",
            "FIELD_TWICE",
            format!("{field} is al aan kolom {other} gegeven; een veld komt uit een kolom."),
            format!("{field} is given to column {other} already; a field comes from one column."),
        ),
        _ => return None,
    };
    Some((member, move |path| Fault::new(code, path, dutch, english)))
}

/// The column of a letter, or the label whose value is in a cell.
fn column<'t>(table: &'t MappedTable, letter: &str) -> Option<&'t MappedColumn> {
    let letter = letter.trim();
    let (column, row): (Column, Option<u32>) = match letter.parse::<At>() {
        Ok(at) => (at.column, Some(at.row)),
        Err(()) => (letter.parse().ok()?, None),
    };
    table.columns.iter().find(|one| one.column == column && one.row == row)
}

fn no_range(index: usize, text: &str) -> Fault {
    Fault::new(
        "NO_RANGE",
        path(TABLES, index, "range"),
        format!("`{text}` is geen bereik; verwacht iets als `B4:H60`."),
        format!("`{text}` is no range; expected something like `B4:H60`."),
    )
}

fn outside_sheet(index: usize, sheet: &str, range: Range) -> Fault {
    Fault::new(
        "RANGE_OUTSIDE_SHEET",
        path(TABLES, index, "range"),
        format!("Op tabblad `{sheet}` staat in {range} niets."),
        format!("Nothing stands in {range} on sheet `{sheet}`."),
    )
}

fn empty(index: usize, choice: &TableChoice) -> Fault {
    let (sheet, range) = (&choice.sheet, choice.range);
    Fault::new(
        "EMPTY_TABLE",
        path(TABLES, index, "range"),
        format!("Onder de kop van {sheet}!{range} staat geen rij."),
        format!("There is no row below the header of {sheet}!{range}."),
    )
}

fn header_outside(index: usize, row: u32, range: Range) -> Fault {
    Fault::new(
        "HEADER_OUTSIDE_TABLE",
        path(TABLES, index, "headerRows"),
        format!("Rij {row} ligt buiten {range}."),
        format!("Row {row} lies outside {range}."),
    )
}

fn overlap(index: usize, other: usize) -> Fault {
    Fault::new(
        "TABLES_OVERLAP",
        path(TABLES, index, "range"),
        format!("Dit bereik overlapt dat van tabel {other} van de invoer."),
        format!("This range overlaps that of table {other} of the input."),
    )
}

fn no_column(path: Vec<String>, letter: &str, table: &MappedTable) -> Fault {
    let names: Vec<String> = table.columns.iter().map(MappedColumn::letter).collect();
    let names = names.join(", ");
    Fault::new(
        "COLUMN_OUTSIDE_TABLE",
        path,
        format!("De tabel heeft geen kolom `{letter}`; zij heeft {names}."),
        format!("The table has no column `{letter}`; it has {names}."),
    )
}

/// That a name is no field, with the one that may have been meant.
pub(super) fn no_field(path: Vec<String>, name: &str) -> Fault {
    let near = Field::ALL.iter().map(|field| (strsim::jaro_winkler(field.name(), name), field.name()));
    let near = near.max_by(|(left, _), (right, _)| left.total_cmp(right)).map(|(_, near)| near).unwrap_or_default();
    Fault::new(
        "NO_SUCH_FIELD",
        path,
        format!("`{name}` is geen veld van het register; bedoelt u `{near}`?"),
        format!("`{name}` is no field of the register; did you mean `{near}`?"),
    )
}
