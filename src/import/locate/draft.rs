//! A table under construction: its header, and the parts of the sheet that its body is made of.

use std::collections::BTreeSet;

use super::below::Below;
use super::body::{Above, Body};
use super::header::Found;
use super::kind::CellKind;
use super::sections::Among;
use super::strip::Strip;
use super::{Context, Crossing, Header, Layout, Record, Section, Table, labels, levels, matrix};
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

    /// Blocks of labels: one record, or forms one under another.
    pub(super) fn of_labels(sheet: &'a Sheet, blocks: Vec<Strip<'a>>) -> Option<Self> {
        let reason = match blocks.len() {
            1 => "labels in a column, each with its value to the right".to_owned(),
            blocks => format!("{blocks} blocks of labels, each with its value to the right"),
        };
        Self::of_blocks(sheet, blocks, Layout::Labels, reason)
    }

    /// A sheet on its side.
    pub(super) fn on_its_side(sheet: &'a Sheet, strip: Strip<'a>) -> Option<Self> {
        let reason = "known header words down the first column, with values to the right of them".to_owned();
        Self::of_blocks(sheet, vec![strip], Layout::Transposed, reason)
    }

    fn of_blocks(sheet: &'a Sheet, blocks: Vec<Strip<'a>>, layout: Layout, reason: String) -> Option<Self> {
        let columns = blocks
            .iter()
            .map(|block| block.columns)
            .reduce(|left, right| (left.0.min(right.0), left.1.max(right.1)))?;
        let mut draft = Self::of_rows(sheet, &[], Strip { rows: &[], columns }, vec![reason]);
        draft.layout = layout;
        for block in blocks {
            draft.add_block(block);
        }
        Some(draft)
    }

    fn add_block(&mut self, block: Strip<'a>) {
        let block = Strip { rows: block.rows, columns: self.columns };
        self.body.rows.extend(block.rows.iter().filter(|row| !block.cells(row).is_empty()).map(|row| row.number));
        self.parts.push(block);
    }

    /// Adds a part to a sheet on its side, if it goes on with its labels.
    pub(super) fn add_labels(&mut self, strip: &Strip<'a>, vocabulary: &Vocabulary) -> bool {
        let goes_on = self.layout == Layout::Transposed
            && self.holds(strip)
            && labels::are_below(strip, self.columns.0, vocabulary);
        if goes_on {
            self.add_block(*strip);
        }
        goes_on
    }

    /// With what stands around it.
    pub(super) fn within(self, context: Vec<Context>) -> Self {
        Self { context, ..self }
    }

    /// The strips of blocks of labels that are one record.
    pub(super) fn labels(&self) -> &[Strip<'a>] {
        let one = self.layout == Layout::Labels && self.parts.len() == 1;
        if one { &self.parts } else { &[] }
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
        let certain = found.is_some_and(|found| found.score > CERTAIN);
        self.layout == Layout::Rows
            && self.holds(strip)
            && (self.is_header_again(strip) || !certain && self.is_like_the_body(strip))
    }

    /// Whether a part plainly goes on with this table: its first row has numbers or dates where the table has them. There
    /// is no need to look for a header then.
    pub(super) fn plainly_goes_on_with(&self, strip: &Strip<'_>) -> bool {
        let is_value = |(column, cell): &(Column, Cell)| self.below.is_valued(*column) && CellKind::of(cell).is_value();
        self.layout == Layout::Rows
            && self.holds(strip)
            && strip.rows.first().is_some_and(|row| strip.cells(row).iter().any(is_value))
            && self.is_like_the_body(strip)
    }

    /// Whether a part is about as wide as the table, without words where the table has values.
    fn is_like_the_body(&self, strip: &Strip<'_>) -> bool {
        let mut cells = strip.rows.iter().take(COMPARED).flat_map(|row| strip.cells(row));
        Below::of(strip).width * 2 > self.below.width && !cells.any(|cell| self.is_word_over_values(cell))
    }

    /// Whether a part begins with the header of this table.
    pub(super) fn is_header_again(&self, strip: &Strip<'_>) -> bool {
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
        let (headers, records) = self.headers(&used, vocabulary);
        let sections = self.sections(&headers, last_row, vocabulary);
        let (layout, crossings) = self.crossings(&headers, vocabulary);
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
            crossings,
            layout,
            reasons: self.reasons,
        })
    }

    /// The headers of its columns, or its labels and the records that they make.
    fn headers(&self, used: &[Column], vocabulary: &Vocabulary) -> (Vec<Header>, Vec<Record>) {
        match self.layout {
            Layout::Labels => labels::records(&self.parts, vocabulary),
            Layout::Transposed => labels::columns(&self.parts),
            Layout::Rows | Layout::Matrix => (levels::headers(self.sheet, self.columns, self.header, used), Vec::new()),
        }
    }

    fn sections(&self, headers: &[Header], last: u32, vocabulary: &Vocabulary) -> Vec<Section> {
        let (body, columns) = (self.body.rows.as_slice(), self.columns);
        Among { sheet: self.sheet, columns, headers, body, last, vocabulary }.sections(&self.body.sections)
    }

    /// The columns of a matrix, if the table is one.
    fn crossings(&self, headers: &[Header], vocabulary: &Vocabulary) -> (Layout, Vec<Crossing>) {
        let strip = Strip { rows: self.header, columns: self.columns };
        let crossings = match self.layout {
            Layout::Rows => matrix::crossings(self.sheet, &strip, headers, &self.body.rows, vocabulary),
            _ => Vec::new(),
        };
        (if crossings.is_empty() { self.layout } else { Layout::Matrix }, crossings)
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
    header: &'v [Row],
    columns: (Column, Column),
    width: usize,
    vocabulary: &'v Vocabulary,
) -> Above<'v> {
    let strip = Strip { rows: header, columns };
    let header = header.last().map(|row| strip.cells(row)).unwrap_or_default();
    Above { width: width.max(header.len()), header, first: columns.0, merged: &sheet.merged, vocabulary }
}
