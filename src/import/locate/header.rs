//! Which row heads a table, by evidence: known header words, text above other values, columns covered, distinct texts.

use std::collections::{HashMap, HashSet};

use super::kind::CellKind;
use super::strip::{Cells, Strip};
use crate::import::cell::Column;
use crate::import::read::{Cell, Row};
use crate::import::vocabulary::Vocabulary;
use crate::values::fold;

/// Rows that are tried as the header.
const TRIED: usize = 120;
/// Rows below a header that it is held against.
const BODY: usize = 30;
/// What a header must reach.
const ENOUGH: f64 = 0.45;
/// What a row loses for each wide row above it: the first of two alike is the header.
const LATER: f64 = 0.04;
/// Longer texts are sentences.
const SENTENCE: usize = 80;

/// A row that heads a table.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its index in the strip.
    pub(super) index: usize,
    /// How sure, from 0 to 1.
    pub(super) score: f64,
    /// Why, in words.
    pub(super) reasons: Vec<String>,
}

/// What the rows below a candidate hold, by column.
pub(super) struct Below {
    columns: HashMap<Column, Values>,
    /// The usual number of cells in a row.
    pub(super) width: usize,
    rows: usize,
}

/// What one column holds.
#[derive(Default)]
struct Values {
    used: usize,
    valued: usize,
    fillers: usize,
    texts: HashSet<String>,
    masks: HashSet<String>,
}

impl Below {
    /// Looks at the next rows of a strip.
    pub(super) fn of(strip: &Strip<'_>) -> Self {
        let mut columns: HashMap<Column, Values> = HashMap::new();
        let mut widths = Vec::new();
        for row in strip.rows.iter().take(BODY) {
            let cells = strip.cells(row);
            widths.push(cells.len());
            for (column, cell) in cells {
                columns.entry(*column).or_default().add(cell);
            }
        }
        widths.sort_unstable();
        // Section rows and gaps are narrow: the upper half tells how wide a row of the table is.
        let width = widths.get(widths.len() * 2 / 3).copied().unwrap_or(0);
        Self { columns, width, rows: widths.len() }
    }

    /// Whether a column holds numbers or dates for the most part.
    pub(super) fn is_valued(&self, column: Column) -> bool {
        self.columns.get(&column).is_some_and(Values::is_valued)
    }

    /// Columns that are in use, not just by a stray cell.
    fn regular(&self) -> impl Iterator<Item = Column> {
        self.columns.iter().filter(|(_, values)| values.used * 5 >= self.rows).map(|(column, _)| *column)
    }
}

impl Values {
    fn add(&mut self, cell: &Cell) {
        self.used += 1;
        match CellKind::of(cell) {
            CellKind::Filler => self.fillers += 1,
            CellKind::Text => {
                let text = cell.shown();
                self.masks.extend(mask(&text));
                self.texts.insert(fold(&text));
            }
            _ => self.valued += 1,
        }
    }

    fn is_valued(&self) -> bool {
        self.valued > 0 && self.valued * 5 >= (self.used - self.fillers) * 3
    }
}

/// The form of a text with a number in it: `Table 7.1:` is `Table 9.9:`; `None` without a number.
fn mask(text: &str) -> Option<String> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let mut mask: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    while mask.contains("99") {
        mask = mask.replace("99", "9");
    }
    has_digit.then_some(mask)
}

/// The best header of a strip, if any row is good enough.
pub(super) fn find(strip: &Strip<'_>, vocabulary: &Vocabulary) -> Option<Found> {
    let mut wide_above = 0;
    let mut best: Option<Found> = None;
    for (index, row) in strip.rows.iter().take(TRIED).enumerate() {
        let cells = strip.cells(row);
        let below = Below::of(&strip.from(index + 1));
        if cells.is_empty() || below.rows == 0 || (cells.len() == 1 && below.width > 1) {
            continue;
        }
        if let Some((score, reasons)) = judge(cells, &below, vocabulary) {
            let score = score - LATER * f64::from(wide_above);
            if score >= ENOUGH && best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Found { index, score, reasons });
            }
        }
        wide_above += u8::from(cells.len() * 3 >= below.width * 2);
        if wide_above > 12 {
            break;
        }
    }
    best
}

/// How well a row heads the rows below it; `None` if it is one of them.
fn judge(cells: Cells<'_>, below: &Below, vocabulary: &Vocabulary) -> Option<(f64, Vec<String>)> {
    if is_value_row(cells, below) {
        return None;
    }
    let texts: Vec<String> = cells.iter().map(|(_, cell)| fold(&cell.shown())).collect();
    let regular: Vec<Column> = below.regular().collect();
    let covered = regular.iter().filter(|column| cells.binary_search_by_key(column, |(column, _)| column).is_ok());
    let cover = share(covered.count(), regular.len());
    let known = share(texts.iter().filter(|text| !vocabulary.headers.fields(text).is_empty()).count(), texts.len());
    let distinct = share(texts.iter().collect::<HashSet<_>>().len(), texts.len());
    let contrast = cells.iter().map(|(column, cell)| contrast(*column, cell, below)).sum::<f64>() / width(cells.len());
    let long = share(cells.iter().filter(|(_, cell)| cell.shown().len() > SENTENCE).count(), cells.len());
    let wordy = share(cells.iter().filter(|(_, cell)| CellKind::of(cell) == CellKind::Text).count(), cells.len());
    let score =
        0.3 * cover + 0.2 * (1.5 * known).min(1.0) + 0.1 * distinct + 0.25 * contrast + 0.15 * wordy - 0.3 * long;
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let reasons = vec![
        format!("{} of the columns below have a text here", percent(cover)),
        format!("{} of its texts are known header words", percent(known)),
        format!("{} of its texts differ in kind from what is below them", percent(contrast)),
    ];
    Some((score, reasons))
}

/// Whether a row has values where the rows below have them too, or the numbered words that they have.
fn is_value_row(cells: Cells<'_>, below: &Below) -> bool {
    let kinds = || cells.iter().map(|(column, cell)| (*column, CellKind::of(cell)));
    let years = kinds().filter(|(_, kind)| *kind == CellKind::Year).count();
    let values = kinds().filter(|(_, kind)| matches!(kind, CellKind::Number | CellKind::Date)).count();
    let texts = kinds().filter(|(_, kind)| *kind == CellKind::Text).count();
    // Years head columns of numbers, two or more of them; one year beside words is a value.
    let years_as_values = kinds().any(|(column, kind)| kind == CellKind::Year && below.is_valued(column)) && years < 2;
    let numbered = cells.iter().any(|(column, cell)| {
        let mask = mask(&cell.shown()).filter(|_| CellKind::of(cell) == CellKind::Text);
        mask.is_some_and(|mask| below.columns.get(column).is_some_and(|values| values.masks.contains(&mask)))
    });
    years_as_values || numbered || texts + years == 0 || values * 4 > cells.len()
}

/// How much a header text differs from the values of its column, from 0 to 1.
fn contrast(column: Column, cell: &Cell, below: &Below) -> f64 {
    let Some(values) = below.columns.get(&column) else { return 0.4 };
    let kind = CellKind::of(cell);
    if kind.is_value() && kind != CellKind::Year {
        return 0.0;
    }
    if values.is_valued() {
        return 1.0;
    }
    if values.texts.contains(&fold(&cell.shown())) {
        return 0.0;
    }
    // Words above words: a column whose values come again and again is headed by a word that does not.
    if values.texts.len() * 2 <= values.used - values.fillers { 0.7 } else { 0.5 }
}

/// Whether a row under a header still belongs to it: words above numbers, such as units.
pub(super) fn continues_header(strip: &Strip<'_>, row: &Row, below: &Below) -> bool {
    let cells = strip.cells(row);
    let is_word = |(column, cell): &(Column, Cell)| {
        CellKind::of(cell) == CellKind::Text && below.is_valued(*column) && cell.shown().len() <= SENTENCE
    };
    !cells.is_empty() && cells.iter().all(is_word)
}

#[expect(clippy::cast_precision_loss, reason = "rows are no wider than the grid")]
fn width(count: usize) -> f64 {
    count.max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "rows are no wider than the grid")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / width(whole)
}
