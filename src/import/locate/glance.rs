//! The upper part of a strip at a glance: what sort of thing each cell is, so that rows can be held against each other.
//!
//! Invariant: the work is bounded, however long or wide the sheet is: a few hundred rows and columns are looked at.

use std::collections::HashMap;

use super::kind::CellKind;
use super::strip::Strip;
use crate::import::cell::{Column, Range};
use crate::import::read::Cell;
use crate::import::vocabulary::Vocabulary;
use crate::values::fold;

/// Rows that are tried as the header.
pub(super) const TRIED: usize = 120;
/// Rows below one that it is held against.
pub(super) const WINDOW: usize = 20;
/// Columns that are looked at.
const COLUMNS: usize = 200;
/// Longer texts are sentences.
const SENTENCE: usize = 80;

/// One cell at a glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    pub(super) kind: CellKind,
    /// The same number for the same text, whatever its case.
    pub(super) text: u32,
    /// The same number for texts that differ in their digits alone: `HM2016-01` and `HM2017-12`.
    pub(super) mask: Option<u32>,
    /// Its length in letters.
    pub(super) length: usize,
    /// Whether it names a field of the register.
    pub(super) known: bool,
    /// Whether it ends in a colon.
    pub(super) label: bool,
    /// A small whole number, also in brackets.
    pub(super) number: Option<i64>,
}

/// One row at a glance.
pub(super) struct Line {
    /// Its index in the strip.
    pub(super) index: usize,
    /// Its number on the sheet.
    pub(super) number: u32,
    /// Cells in use.
    pub(super) used: usize,
    /// Place of its first cell among the columns.
    pub(super) first: usize,
    /// Cells that are spans of time, and cells that are days.
    pub(super) periods: usize,
    pub(super) days: usize,
    /// Whether it says what a line above it says, word for word.
    pub(super) again: bool,
    /// Whether its numbers count up one by one, as in `(1) (2) (3)`.
    pub(super) counts: bool,
}

/// The upper part of a strip. Rows of dashes and stars alone are left out.
pub(super) struct Grid {
    pub(super) lines: Vec<Line>,
    cells: Vec<Option<Glance>>,
    columns: Vec<Column>,
    spans: Vec<Span>,
}

/// A merged region, in lines and places of a grid.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// First and last line.
    pub(super) lines: (usize, usize),
    /// First and last place.
    pub(super) places: (usize, usize),
}

impl Grid {
    /// Looks at the upper part of a strip.
    pub(super) fn of(strip: &Strip<'_>, merged: &[Range], vocabulary: &Vocabulary) -> Self {
        let rows = strip.rows.len().min(TRIED + 2 * WINDOW);
        let top = Strip { rows: &strip.rows[..rows], columns: strip.columns };
        let mut columns = top.used();
        columns.truncate(COLUMNS);
        let mut grid = Self { lines: Vec::new(), cells: Vec::new(), columns, spans: Vec::new() };
        let mut texts = Texts { vocabulary, seen: HashMap::new() };
        for (index, row) in top.rows.iter().enumerate() {
            let cells = top.cells(row);
            let told = |letter: char| letter.is_alphanumeric() || matches!(letter, '%' | '€' | '$' | '£' | '°');
            if cells.iter().any(|(_, cell)| cell.shown().contains(told)) {
                grid.push(index, row.number, cells, &mut texts);
            }
        }
        grid.spans = merged.iter().filter_map(|range| grid.span(range)).collect();
        grid
    }

    fn push(&mut self, index: usize, number: u32, cells: &[(Column, Cell)], texts: &mut Texts<'_>) {
        let start = self.cells.len();
        self.cells.resize(start + self.columns.len(), None);
        let mut cells = cells.iter().peekable();
        for (place, column) in self.columns.iter().enumerate() {
            while cells.peek().is_some_and(|(at, _)| at < column) {
                cells.next();
            }
            if let Some((_, cell)) = cells.peek().filter(|(at, _)| at == column) {
                self.cells[start + place] = Some(texts.glance(cell));
            }
        }
        let mut line = Line::of(index, number, &self.cells[start..]);
        if line.used > 0 {
            line.again = line.used > 1 && (0..self.lines.len()).any(|above| self.repeats(start, above));
            self.lines.push(line);
        } else {
            self.cells.truncate(start);
        }
    }

    /// Whether the cells from a place on are the texts of a line.
    fn repeats(&self, start: usize, line: usize) -> bool {
        let pairs = || self.cells(line).iter().zip(&self.cells[start..]);
        pairs().all(|(above, below)| match (above, below) {
            (Some(above), Some(below)) => above.text == below.text && below.kind == CellKind::Text,
            (above, below) => above.is_none() && below.is_none(),
        })
    }

    /// The cells of a line, place by place.
    pub(super) fn cells(&self, line: usize) -> &[Option<Glance>] {
        &self.cells[line * self.columns.len()..(line + 1) * self.columns.len()]
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Whether a line has two cells in all, at some distance: a title, and a date or a number of the page.
    pub(super) fn has_ends(&self, line: usize) -> bool {
        let row = &self.lines[line];
        row.used == 2 && self.width() > 3 && self.cells(line).get(row.first + 1).is_some_and(Option::is_none)
    }

    /// The merged regions that touch it.
    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The region that begins at a place, if it is wider than one column.
    pub(super) fn span_at(&self, line: usize, place: usize) -> Option<Span> {
        let begins = |span: &&Span| span.lines.0 == line && span.places.0 == place && span.places.1 > place;
        self.spans.iter().find(begins).copied()
    }

    fn span(&self, range: &Range) -> Option<Span> {
        let last = self.lines.last()?.number;
        if range.first.row > last || range.last.row < self.lines[0].number {
            return None;
        }
        let line = |row: u32| self.lines.partition_point(|line| line.number < row);
        let place = |column: Column| self.columns.partition_point(|at| *at < column);
        let lines = (line(range.first.row), line(range.last.row + 1).saturating_sub(1));
        let places = (place(range.first.column), place(Column(range.last.column.0 + 1)).saturating_sub(1));
        (lines.0 <= lines.1 && places.0 <= places.1).then_some(Span { lines, places })
    }
}

impl Line {
    fn of(index: usize, number: u32, cells: &[Option<Glance>]) -> Self {
        let used = || cells.iter().flatten();
        let of_kind = |kind: CellKind| used().filter(|glance| glance.kind == kind).count();
        let numbers: Vec<i64> = used().filter_map(|glance| glance.number).collect();

        Self {
            index,
            number,
            used: used().count(),
            first: cells.iter().position(Option::is_some).unwrap_or(0),
            again: false,
            periods: of_kind(CellKind::Period),
            days: of_kind(CellKind::Date),
            counts: count_up(&numbers) && numbers.len() * 2 > used().count(),
        }
    }
}

/// Whether numbers count up one by one from the beginning.
fn count_up(numbers: &[i64]) -> bool {
    numbers.len() > 2 && numbers[0].abs() < 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// Whether a row holds numbers for the most part, and they do not just number the columns.
pub(super) fn is_of_numbers(cells: &[(Column, Cell)]) -> bool {
    let is_number = |cell: &&(Column, Cell)| CellKind::of(&cell.1) == CellKind::Number;
    let numbers: Vec<i64> = cells.iter().filter(is_number).filter_map(|(_, cell)| whole(&cell.shown())).collect();
    cells.iter().filter(is_number).count() * 2 > cells.len() && !count_up(&numbers)
}

/// A whole number, also in brackets.
fn whole(text: &str) -> Option<i64> {
    text.trim().trim_start_matches('(').trim_end_matches(')').parse().ok()
}

impl Glance {
    /// Whether it is prose rather than a name.
    pub(super) fn is_sentence(&self) -> bool {
        self.length > SENTENCE
    }
}

/// Texts seen so far, by number.
struct Texts<'v> {
    vocabulary: &'v Vocabulary,
    seen: HashMap<String, u32>,
}

impl Texts<'_> {
    fn glance(&mut self, cell: &Cell) -> Glance {
        let shown = cell.shown();
        let kind = CellKind::of(cell);
        let folded = fold(&shown);
        let known = kind == CellKind::Text && !self.vocabulary.headers.fields(&folded).is_empty();
        let mask = (kind == CellKind::Text).then(|| mask(&shown)).flatten().map(|mask| self.number(mask));
        let label = shown.trim_end().ends_with(':');
        let number = whole(&shown).filter(|_| kind == CellKind::Number);
        Glance { kind, text: self.number(folded), mask, length: shown.chars().count(), known, label, number }
    }

    fn number(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
        *self.seen.entry(text).or_insert(next)
    }
}

/// The form of a text with a number in it: `Table 7.1:` is `Table 9.9:`; `None` without a number.
fn mask(text: &str) -> Option<String> {
    let mut mask = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        let letter = if letter.is_ascii_digit() { '9' } else { letter };
        if letter != '9' || !mask.ends_with('9') {
            mask.push(letter);
        }
    }
    mask.contains('9').then_some(mask)
}
