//! Labels and their values: `Missie: China` above a table, a form, forms one under another, a sheet on its side.

use std::collections::BTreeMap;

use super::kind::CellKind;
use super::strip::{Cells, Strip};
use super::{Context, Header, Record};
use crate::import::cell::{At, Column};
use crate::import::field::Field;
use crate::import::read::{Cell, Row};
use crate::import::vocabulary::Vocabulary;
use crate::values::{RecordKind, fold};

/// Longer blocks are tables of two columns.
const ROWS: usize = 1000;
/// Longer texts are no labels.
const LONGEST: usize = 60;

/// A label and its value, which may be missing.
type Pair<'a> = (&'a (Column, Cell), Option<&'a (Column, Cell)>);

/// Whether a strip is a block of labels with their values to the right of them.
pub(super) fn is_block(strip: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
    if strip.rows.len() > ROWS {
        return false;
    }
    let rows: Vec<Cells<'_>> = strip.rows.iter().map(|row| strip.cells(row)).filter(|cells| cells.len() > 1).collect();
    let labelled = rows.iter().filter(|cells| is_label(&cells[0].1, vocabulary)).count();
    // The first row of a table has header words all along; the first row of a block has one, and a value.
    let is_value = |cells: Cells<'_>| !is_label(&cells[1].1, vocabulary);
    let narrow = rows.iter().all(|cells| cells.len() <= 1 + 2 * pairs(cells, vocabulary).len().max(1));
    labelled >= 2 && labelled * 5 >= rows.len() * 3 && narrow && rows.first().is_some_and(|cells| is_value(cells))
}

/// Whether most labels of a block are of a performance: then the block is a record of its own.
pub(super) fn is_performance(strip: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
    let of_performance = |fields: &[Field]| fields.iter().any(|field| field.record_kind() == RecordKind::Performance);
    let labels = strip.rows.iter().filter_map(|row| strip.cells(row).first());
    let known = labels.filter(|(_, cell)| of_performance(vocabulary.headers.fields(&fold(&cell.shown())))).count();
    known >= 3
}

/// Whether blocks repeat each other's labels: forms one under another.
pub(super) fn are_forms(blocks: &[Strip<'_>], vocabulary: &Vocabulary) -> bool {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (label, _) in
        blocks.iter().flat_map(|block| block.rows.iter().flat_map(|row| pairs(block.cells(row), vocabulary)))
    {
        *seen.entry(name(&label.1)).or_default() += 1;
    }
    let again = seen.values().filter(|times| **times > 1).count();
    again >= 2 && again * 2 >= seen.len()
}

/// The index of the first row of a sheet on its side, if a strip is one: labels down the first column, and in each column
/// to the right of it a record.
pub(super) fn on_its_side(strip: &Strip<'_>, vocabulary: &Vocabulary) -> Option<usize> {
    let first = strip.rows.iter().position(|row| strip.cells(row).len() > 1).filter(|_| strip.rows.len() <= ROWS)?;
    let rows: Vec<Cells<'_>> = strip.rows[first..].iter().map(|row| strip.cells(row)).collect();
    let labelled = |cells: &&Cells<'_>| cells.first().is_some_and(|(column, _)| *column == strip.columns.0);
    let known = |cell: &Cell| !vocabulary.headers.fields(&fold(&cell.shown())).is_empty();
    let named: Vec<&Cells<'_>> = rows.iter().filter(labelled).filter(|cells| known(&cells[0].1)).collect();
    let mut names: Vec<String> = named.iter().map(|cells| name(&cells[0].1)).collect();
    names.sort_unstable();
    names.dedup();
    let wide = rows.iter().filter(|cells| cells.len() > 2).count();
    let values = || named.iter().flat_map(|cells| cells.iter().skip(1));
    let headed = rows
        .first()
        .is_some_and(|cells| cells.iter().skip(1).filter(|(_, cell)| known(cell)).count() * 2 >= cells.len());
    let stray = values().filter(|(_, cell)| known(cell)).count() * 3 > values().count();
    let enough = names.len() >= 3 && named.len() * 5 >= rows.len() * 3 && wide * 3 >= rows.len() * 2;
    (enough && names.len() == named.len() && !headed && !stray).then_some(first)
}

/// Whether every row of a strip begins with a label, in a column.
pub(super) fn are_below(strip: &Strip<'_>, column: Column, vocabulary: &Vocabulary) -> bool {
    let labelled = |cells: Cells<'_>| {
        cells.first().is_some_and(|(at, cell)| *at == column && is_label(cell, vocabulary)) && cells.len() > 1
    };
    strip.rows.iter().all(|row| labelled(strip.cells(row)))
}

/// Whether a cell is a label: it ends in a colon, or is a header word.
fn is_label(cell: &Cell, vocabulary: &Vocabulary) -> bool {
    if CellKind::of(cell) != CellKind::Text {
        return false;
    }
    let text = cell.shown();
    text.len() <= LONGEST && (text.ends_with(':') || !vocabulary.headers.fields(&fold(&text)).is_empty())
}

/// The labels of a row, each with its value. Where the first one has a colon, the others have one too.
fn pairs<'a>(cells: Cells<'a>, vocabulary: &Vocabulary) -> Vec<Pair<'a>> {
    let marked = cells.first().is_some_and(|(_, cell)| cell.shown().ends_with(':'));
    let is_label = |cell: &Cell| is_label(cell, vocabulary) && (!marked || cell.shown().ends_with(':'));
    let mut pairs = Vec::new();
    let mut rest = cells.iter().peekable();
    while let Some(cell) = rest.next() {
        if is_label(&cell.1) {
            pairs.push((cell, rest.next_if(|(_, value)| !is_label(value))));
        }
    }
    pairs
}

/// A label as it is compared.
fn name(cell: &Cell) -> String {
    fold(&cell.shown())
}

/// A label as people read it.
fn title(cell: &Cell) -> String {
    cell.shown().trim_end_matches(':').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a row says what it says with labels: `Missie: Turkije`, or `Missie` beside `Turkije`.
pub(super) fn are_labelled(cells: Cells<'_>, vocabulary: &Vocabulary) -> bool {
    let known = |label: &str| !vocabulary.headers.fields(&fold(label)).is_empty();
    let inline = |cell: &Cell| split(&cell.shown()).is_some_and(|(label, _)| known(label));
    let beside = || {
        let pairs = pairs(cells, vocabulary);
        !pairs.is_empty()
            && pairs.len() * 2 == cells.len()
            && pairs.iter().all(|(label, value)| value.is_some() && known(&label.1.shown()))
    };
    !cells.is_empty() && (cells.iter().all(|(_, cell)| inline(cell)) || beside())
}

/// The labels of a block, or of several, and the records that they make: where a label comes again, the next one begins.
pub(super) fn records(blocks: &[Strip<'_>], vocabulary: &Vocabulary) -> (Vec<Header>, Vec<Record>) {
    let mut headers: Vec<Header> = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (row, cells) in blocks.iter().flat_map(|block| block.rows.iter().map(|row| (row, block.cells(row)))) {
        for ((column, label), value) in labelled_in(cells, vocabulary) {
            let value = place(row, value.map_or(Column(column.0 + 1), |(column, _)| *column));
            let next = places.len();
            let index = *places.entry(name(label)).or_insert(next);
            if index == next {
                headers.push(Header { column: value.column, row: Some(row.number), text: title(label) });
            }
            let filled = records.last().is_some_and(|record| record.values.get(index).is_some_and(Option::is_some));
            if records.is_empty() || filled {
                records.push(Record { at: place(row, *column), values: Vec::new() });
            }
            if let Some(record) = records.last_mut() {
                record.values.resize(record.values.len().max(index + 1), None);
                record.values[index] = Some(value);
            }
        }
    }
    for record in &mut records {
        record.values.resize(headers.len(), None);
    }
    (headers, records)
}

/// The labels of a row; its first cell is one in any case, if it has a value.
fn labelled_in<'a>(cells: Cells<'a>, vocabulary: &Vocabulary) -> Vec<Pair<'a>> {
    let pairs = pairs(cells, vocabulary);
    match cells {
        [label, value, ..] if pairs.first().is_none_or(|(first, _)| first.0 != label.0) => vec![(label, Some(value))],
        _ => pairs,
    }
}

/// The labels of a sheet on its side, and its records: one for each column with a value.
pub(super) fn columns(blocks: &[Strip<'_>]) -> (Vec<Header>, Vec<Record>) {
    let rows: Vec<(&Row, Cells<'_>)> = blocks
        .iter()
        .flat_map(|block| block.rows.iter().map(|row| (row, block.cells(row))))
        .filter(|(_, cells)| cells.len() > 1)
        .collect();
    let Some(labels) = blocks.first().map(|block| block.columns.0) else { return Default::default() };
    let mut used: Vec<Column> = rows.iter().flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column)).collect();
    used.sort_unstable();
    used.dedup();
    used.retain(|column| *column != labels);
    let text = |cells: Cells<'_>| cells.first().filter(|(column, _)| *column == labels).map(|(_, cell)| title(cell));
    let header = |(row, cells): &(&Row, Cells<'_>)| Header {
        column: used.first().copied().unwrap_or(labels),
        row: Some(row.number),
        text: text(cells).unwrap_or_default(),
    };
    let record = |column: &Column| {
        let value = |(row, _): &(&Row, Cells<'_>)| row.cell(*column).map(|_| place(row, *column));
        let at = rows.first().map(|(row, _)| place(row, *column))?;
        Some(Record { at, values: rows.iter().map(value).collect() })
    };
    (rows.iter().map(header).collect(), used.iter().filter_map(record).collect())
}

/// What the rows above a table say: labels with values, and titles.
pub(super) fn context(strip: &Strip<'_>, vocabulary: &Vocabulary) -> Vec<Context> {
    strip.rows.iter().flat_map(|row| of_row(row, strip.cells(row), vocabulary)).collect()
}

fn of_row(row: &Row, cells: Cells<'_>, vocabulary: &Vocabulary) -> Vec<Context> {
    let mut found = Vec::new();
    let mut rest = cells.iter();
    while let Some((column, cell)) = rest.next() {
        let value = if is_label(cell, vocabulary) { rest.clone().next() } else { None };
        match value.filter(|(_, value)| !value.shown().ends_with(':')) {
            Some((at, value)) => {
                found.push(labelled(&cell.shown(), &value.shown(), place(row, *at)));
                rest.next();
            }
            None => found.push(inline(&cell.shown(), place(row, *column))),
        }
    }
    found
}

fn place(row: &Row, column: Column) -> At {
    At { row: row.number, column }
}

fn labelled(label: &str, value: &str, at: At) -> Context {
    Context { label: label.trim_end_matches(':').trim().to_owned(), value: value.trim().to_owned(), at: Some(at) }
}

/// A text alone: `Missie: China` has its label within, any other text is a title.
fn inline(text: &str, at: At) -> Context {
    match split(text) {
        Some((label, value)) => labelled(label, value, at),
        None => labelled("", text, at),
    }
}

/// The label within a text, and its value.
fn split(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.split_once(':')?;
    let is_label = label.len() <= LONGEST / 2 && !value.trim().is_empty() && !value.starts_with("//");
    is_label.then_some((label, value))
}
