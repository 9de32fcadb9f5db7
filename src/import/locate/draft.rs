//! A table under construction: its header, and the parts of the sheet that its body is made of.

use std::collections::BTreeSet;

use super::below::Below;
use super::body::{Above, Body};
use super::header::Found;
use super::kind::CellKind;
use super::strip::Strip;
use super::{Context, Header, Layout, Record, Section, Table, labels, levels};
use crate::import::cell::{At, Column, Range};
use crate::import::read::{Cell, Row, Sheet};
use crate::import::vocabulary::Vocabulary;

/// A header that scores more is one for certain.
const CERTAIN: f64 = 0.8;
/// Rows of a part that are held against the table above it.
const COMPARED: usize = 20;

/// A table under construction.
pub(super) struct Draft<'a> {
    sheet: &'a Sheet,
    /// Its columns.
    columns: (Column, Column),
    header: &'a [Row],
    /// The rows of its body so far.
    pub(super) body: Body,
    /// What the body holds, by column.
    below: Below,
    /// The parts that it is made of, from its first body row on.
    parts: Vec<Strip<'a>>,
    context: Vec<Context>,
    /// How its records lie.
    pub(super) layout: Layout,
    reasons: Vec<String>,
}

impl<'a> Draft<'a> {
    /// A table with a header, or without one if that has no rows.
    pub(super) fn of_rows(sheet: &'a Sheet, header: &'a [Row], body: Strip<'a>, reasons: Vec<String>) -> Self {
        let (below, columns) = (Below::of(&body), body.columns);
        let parts = Vec::new();
        let (body, context, layout) = (Body::default(), Vec::new(), Layout::Rows);
        Self { sheet, columns, header, body, below, parts, context, layout, reasons }
    }

    /// A block of labels.
    pub(super) fn of_labels(sheet: &'a Sheet, strip: Strip<'a>) -> Self {
        let reasons = vec!["labels in a column, each with its value to the right".to_owned()];
        let mut draft = Self::of_rows(sheet, &[], strip, reasons);
        draft.body.rows = strip.rows.iter().filter(|row| !strip.cells(row).is_empty()).map(|row| row.number).collect();
        draft.layout = Layout::Labels;
        draft.parts.push(strip);
        draft
    }

    /// With what stands around it.
    pub(super) fn within(self, context: Vec<Context>) -> Self {
        Self { context, ..self }
    }

    /// The strip of a block of labels.
    pub(super) fn labels(&self) -> Option<Strip<'a>> {
        self.parts.first().copied().filter(|_| self.layout == Layout::Labels)
    }

    /// Adds a part to the body.
    pub(super) fn extend(&mut self, strip: Strip<'a>, vocabulary: &Vocabulary) {
        let strip = Strip { rows: strip.rows, columns: self.columns };
        self.body.add(&strip, &above(self.sheet, self.header, self.columns, self.below.width, vocabulary));
        self.parts.push(strip);
    }

    /// Adds rows that head the records below them.
    pub(super) fn add_sections(&mut self, strip: &Strip<'a>) {
        self.body.sections.extend(strip.rows.iter().map(|row| row.number));
    }

    /// Whether a part holds nothing but totals and notes of this table, or its header again.
    pub(super) fn ends_with(&self, strip: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
        let mut tail = Body::default();
        tail.add(strip, &above(self.sheet, self.header, self.columns, self.below.width, vocabulary));
        self.layout == Layout::Rows && self.holds(strip) && tail.rows.is_empty()
    }

    /// Whether a part goes on with this table rather than heading one of its own.
    pub(super) fn goes_on_with(&self, strip: &Strip<'_>, found: Option<&Found>) -> bool {
        if self.layout != Layout::Rows || !self.holds(strip) {
            return false;
        }
        let mut cells = strip.rows.iter().take(COMPARED).flat_map(|row| strip.cells(row));
        self.is_header_again(strip)
            || Below::of(strip).width * 2 > self.below.width
                && !found.is_some_and(|found| found.score > CERTAIN)
                && !cells.any(|cell| self.is_word_over_values(cell))
    }

    /// Whether a part begins with the header of this table.
    fn is_header_again(&self, strip: &Strip<'_>) -> bool {
        let texts = |row: &Row| strip.cells(row).iter().map(|(_, cell)| cell.shown().into_owned()).collect::<Vec<_>>();
        let (header, first) = (self.header.last().map(texts), strip.rows.first().map(texts));
        header.is_some_and(|header| header.len() > 1 && Some(header) == first)
    }

    fn holds(&self, strip: &Strip<'_>) -> bool {
        strip.columns.0 >= self.columns.0 && strip.columns.1 <= self.columns.1
    }

    /// Whether a cell has words in a column of numbers or dates, as headers do.
    fn is_word_over_values(&self, (column, cell): &(Column, Cell)) -> bool {
        self.below.is_valued(*column) && CellKind::of(cell) == CellKind::Text
    }

    /// The table, if it has rows.
    pub(super) fn finish(self, vocabulary: &Vocabulary) -> Option<Table> {
        let used = self.used_columns();
        let last_row = self.body.rows.last().copied().or(self.header.last().map(|row| row.number))?;
        let first_row = self.header.first().map(|row| row.number).or(self.body.rows.first().copied())?;
        let first = At { row: first_row, column: *used.first()? };
        let last = At { row: last_row, column: *used.last()? };
        let (headers, records) = self.headers(&used);
        let sections = self.sections(last_row, vocabulary);
        let mut context = self.context;
        context.push(Context { label: String::new(), value: self.sheet.name.to_string(), at: None });
        Some(Table {
            sheet: self.sheet.name.clone(),
            range: Range { first, last },
            header_rows: self.header.iter().map(|row| row.number).collect(),
            headers,
            body: self.body.rows,
            context,
            totals: self.body.totals,
            sections,
            repeated: self.body.repeated,
            records,
            crossings: Vec::new(),
            layout: self.layout,
            reasons: self.reasons,
        })
    }

    /// The headers of its columns, or its labels and the records that they make.
    fn headers(&self, used: &[Column]) -> (Vec<Header>, Vec<Record>) {
        match self.labels() {
            Some(strip) => labels::records(&strip),
            None => (levels::headers(self.sheet, self.columns, self.header, used), Vec::new()),
        }
    }

    /// Its sections, each down to the next one.
    fn sections(&self, last_row: u32, vocabulary: &Vocabulary) -> Vec<Section> {
        let rows = &self.body.sections;
        let ends = rows.iter().skip(1).map(|next| next - 1).chain([last_row]);
        let says = |row: u32| {
            let row = self.sheet.rows.binary_search_by_key(&row, |row| row.number).ok();
            let strip = row.map(|index| Strip { rows: &self.sheet.rows[index..=index], columns: self.columns });
            strip.map(|strip| labels::context(&strip, vocabulary)).unwrap_or_default()
        };
        let section = |(row, last): (&u32, u32)| Section { row: *row, last, context: says(*row) };
        rows.iter().zip(ends).map(section).collect()
    }

    /// The columns that the header or the body uses.
    fn used_columns(&self) -> Vec<Column> {
        let header = Strip { rows: self.header, columns: self.columns };
        let strips = self.parts.iter().copied().chain([header]);
        strips.flat_map(|strip| strip.used()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// What is known of a table when its rows are sorted.
fn above<'v>(
    sheet: &'v Sheet,
    header: &[Row],
    columns: (Column, Column),
    width: usize,
    vocabulary: &'v Vocabulary,
) -> Above<'v> {
    let strip = Strip { rows: header, columns };
    let lowest = header.last().map(|row| strip.cells(row)).unwrap_or_default();
    let header: Vec<String> = lowest.iter().map(|(_, cell)| cell.shown().into_owned()).collect();
    Above { width: width.max(header.len()), header, merged: &sheet.merged, words: &vocabulary.layout }
}
