//! A sheet taken apart: its tables in order, and what belongs to none of them.

use std::collections::BTreeSet;

use super::body::{self, Above, Body, Note};
use super::header::{self, Below, Found};
use super::strip::Strip;
use super::{Context, Header, Layout, Table, labels, levels};
use crate::import::cell::{At, Column, Range};
use crate::import::read::{Row, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::values::fold;

/// What a sheet holds.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Its tables, top down and left to right.
    pub tables: Vec<Table>,
    /// Texts outside of them that say nothing of their rows.
    pub notes: Vec<Note>,
}

/// Takes a sheet apart.
pub fn survey(sheet: &Sheet, vocabulary: &Vocabulary) -> Survey {
    let mut surveyor = Surveyor { sheet, vocabulary, drafts: Vec::new(), notes: Vec::new(), pending: Vec::new() };
    for part in Strip::of(sheet).map(|strip| joined(strip.chunks())).unwrap_or_default() {
        for strip in panels(&part, vocabulary) {
            surveyor.add(&strip);
        }
    }
    surveyor.finish()
}

/// A table under construction.
struct Draft<'a> {
    /// Its columns; the rows are those of its first part.
    strip: Strip<'a>,
    header: &'a [Row],
    body: Body,
    /// The parts that it is made of, from its first body row on.
    parts: Vec<Strip<'a>>,
    context: Vec<Context>,
    layout: Layout,
    reasons: Vec<String>,
}

struct Surveyor<'a> {
    sheet: &'a Sheet,
    vocabulary: &'a Vocabulary,
    drafts: Vec<Draft<'a>>,
    notes: Vec<Note>,
    /// Parts that belong to the next table, if one comes: titles and labels.
    pending: Vec<Strip<'a>>,
}

/// Joins a header that a blank row parts from its body.
fn joined(chunks: Vec<Strip<'_>>) -> Vec<Strip<'_>> {
    // Not done on sheets of very many parts: those are lists with gaps.
    chunks
}

/// The tables that stand side by side in a part, or the part itself.
fn panels<'a>(part: &Strip<'a>, vocabulary: &Vocabulary) -> Vec<Strip<'a>> {
    let segments = part.segments();
    if segments.len() < 2 {
        return vec![*part];
    }
    let is_table = |strip: &Strip<'_>| strip.width() > 1 && header::find(strip, vocabulary).is_some();
    let mut panels: Vec<Strip<'a>> = Vec::new();
    let mut tables = 0;
    for segment in segments {
        let table = is_table(&segment);
        match panels.last_mut() {
            // A lone column goes with the table on its left; so does what is left of the first table.
            Some(last) if !table || tables == 0 => last.columns.1 = segment.columns.1,
            _ => panels.push(segment),
        }
        tables += usize::from(table);
    }
    if tables > 1 { panels } else { vec![*part] }
}

impl<'a> Surveyor<'a> {
    fn add(&mut self, strip: &Strip<'a>) {
        let found = header::find(strip, self.vocabulary);
        if labels::is_block(strip, self.vocabulary) {
            return self.add_labels(strip);
        }
        if self.goes_on(strip, found.as_ref()) {
            return self.go_on(strip);
        }
        match found {
            Some(found) => self.add_table(strip, found),
            None if is_headless_table(strip) => self.add_headless(strip),
            None => self.pending.push(*strip),
        }
    }

    /// Whether a part is more of the table above it.
    fn goes_on(&self, strip: &Strip<'a>, found: Option<&Found>) -> bool {
        let Some(draft) = self.drafts.last().filter(|draft| draft.layout == Layout::Rows) else { return false };
        let within = strip.columns.0 >= draft.strip.columns.0 && strip.columns.1 <= draft.strip.columns.1;
        let above = draft.above(self.vocabulary);
        within && self.pending.is_empty() && draft.continues(strip, found, &above)
    }

    fn go_on(&mut self, strip: &Strip<'a>) {
        if let Some(draft) = self.drafts.last_mut() {
            draft.extend(*strip, self.vocabulary);
        }
    }

    fn add_labels(&mut self, strip: &Strip<'a>) {
        if labels::is_performance(strip, self.vocabulary) {
            let draft = Draft::of_labels(*strip, self.context(None));
            self.drafts.push(draft);
        }
        self.pending.push(*strip);
    }

    fn add_table(&mut self, strip: &Strip<'a>, found: Found) {
        let (first, last) = levels::extent(strip, found.index, &self.sheet.merged);
        let above = strip.before(first);
        let context = self.context(Some(above));
        let mut reasons =
            vec![format!("row {} heads the table, score {:.2}", strip.rows[found.index].number, found.score)];
        reasons.extend(found.reasons);
        let header = &strip.rows[first..=last];
        let columns = Strip::over(&strip.rows[first..])
            .map_or(strip.columns, |rest| (strip.columns.0.max(rest.columns.0), strip.columns.1.min(rest.columns.1)));
        let body = Strip { rows: strip.from(last + 1).rows, columns };
        let draft = Draft {
            strip: body,
            header,
            body: Body::default(),
            parts: Vec::new(),
            context,
            layout: Layout::Rows,
            reasons,
        };
        self.push(draft, body);
    }

    fn add_headless(&mut self, strip: &Strip<'a>) {
        let width = Below::of(strip).width;
        let first = strip.rows.iter().position(|row| strip.cells(row).len() * 2 >= width).unwrap_or(0);
        let context = self.context(Some(strip.before(first)));
        let reasons = vec!["no row heads the table: its first row is like the others".to_owned()];
        let body = strip.from(first);
        let draft = Draft {
            strip: body,
            header: &[],
            body: Body::default(),
            parts: Vec::new(),
            context,
            layout: Layout::Rows,
            reasons,
        };
        self.push(draft, body);
    }

    fn push(&mut self, mut draft: Draft<'a>, body: Strip<'a>) {
        draft.extend(body, self.vocabulary);
        self.drafts.push(draft);
    }

    /// What stands above a table: pending parts, the rows above its header, and the name of the sheet.
    fn context(&mut self, above: Option<Strip<'a>>) -> Vec<Context> {
        let strips = self.pending.drain(..).chain(above);
        let mut context: Vec<Context> = strips.flat_map(|strip| labels::context(&strip, self.vocabulary)).collect();
        let labelled = self.drafts.iter().filter(|draft| draft.layout == Layout::Labels);
        for draft in labelled {
            let earlier = labels::context(&draft.strip, self.vocabulary);
            context.extend(earlier.into_iter().filter(|one| !one.label.is_empty()));
        }
        let mut seen = BTreeSet::new();
        context.retain(|one| seen.insert(one.at));
        context
    }

    fn finish(mut self) -> Survey {
        // Labels below which no table came are a record of their own; other texts are notes.
        for strip in std::mem::take(&mut self.pending) {
            let known =
                self.drafts.iter().any(|draft| draft.layout == Layout::Labels && draft.strip.range() == strip.range());
            match labels::is_block(&strip, self.vocabulary) {
                true if !known => self.drafts.push(Draft::of_labels(strip, Vec::new())),
                true => {}
                false => self.notes.extend(strip.rows.iter().filter_map(|row| body::note(row, strip.cells(row)))),
            }
        }
        let mut survey = Survey { tables: Vec::new(), notes: self.notes };
        for draft in self.drafts {
            survey.notes.extend(draft.body.notes.iter().cloned());
            survey.tables.extend(draft.finish(self.sheet));
        }
        survey.notes.sort_by_key(|note| note.range.first);
        survey
    }
}

/// Whether a part without a header is a table all the same: wide and of numbers.
fn is_headless_table(strip: &Strip<'_>) -> bool {
    let below = Below::of(strip);
    let valued = (strip.columns.0.0..=strip.columns.1.0).filter(|column| below.is_valued(Column(*column))).count();
    below.width > 1 && strip.rows.len() > 1 && (valued > 0 || strip.rows.len() > 3)
}

impl<'a> Draft<'a> {
    fn of_labels(strip: Strip<'a>, context: Vec<Context>) -> Self {
        let reasons = vec!["labels in a column, each with its value to the right".to_owned()];
        let rows = strip.rows.iter().filter(|row| !strip.cells(row).is_empty()).map(|row| row.number).collect();
        let body = Body { rows, ..Body::default() };
        Self { strip, header: &[], body, parts: vec![strip], context, layout: Layout::Labels, reasons }
    }

    fn above<'w>(&self, vocabulary: &'w Vocabulary) -> Above<'w> {
        let last = self.header.last().map(|row| self.strip.cells(row)).unwrap_or_default();
        let header: Vec<String> = last.iter().map(|(_, cell)| fold(&cell.shown())).collect();
        let width = self.parts.first().map_or_else(|| Below::of(&self.strip).width, |part| Below::of(part).width);
        Above { width: width.max(header.len()), header, words: &vocabulary.layout }
    }

    fn extend(&mut self, strip: Strip<'a>, vocabulary: &Vocabulary) {
        let strip = Strip { rows: strip.rows, columns: self.strip.columns };
        let above = self.above(vocabulary);
        self.body.add(&strip, &above);
        self.parts.push(strip);
    }

    /// Whether a part goes on with this table rather than heading one of its own.
    fn continues(&self, strip: &Strip<'_>, found: Option<&Found>, above: &Above<'_>) -> bool {
        let mut tail = Body::default();
        tail.add(strip, above);
        if tail.rows.is_empty() {
            // Totals, notes or the same header again.
            return true;
        }
        if found.is_some_and(|found| found.index > 0 || self.is_other_header(strip, found)) {
            return false;
        }
        let body = self.parts.first().map(Below::of);
        let cells = strip.rows.iter().take(20).flat_map(|row| strip.cells(row));
        let alike = body.is_some_and(|body| {
            cells.clone().all(|(column, cell)| {
                !body.is_valued(*column) || super::kind::CellKind::of(cell) != super::kind::CellKind::Text
            })
        });
        alike && Below::of(strip).width * 2 > above.width
    }

    /// Whether the first row of a part is a header, and not a record that looks like one.
    fn is_other_header(&self, strip: &Strip<'_>, found: &Found) -> bool {
        let body = self.parts.first().map(Below::of);
        let cells = strip.cells(&strip.rows[found.index]);
        let valued = |column: Column| body.as_ref().is_some_and(|body| body.is_valued(column));
        let words_over_values = cells
            .iter()
            .any(|(column, cell)| valued(*column) && super::kind::CellKind::of(cell) == super::kind::CellKind::Text);
        words_over_values || found.score > 0.8
    }

    fn finish(self, sheet: &Sheet) -> Option<Table> {
        let used = self.used_columns();
        let last_row = self.body.rows.last().copied().or(self.header.last().map(|row| row.number))?;
        let first_row = self.header.first().map(|row| row.number).or(self.body.rows.first().copied())?;
        let range = Range {
            first: At { row: first_row, column: *used.first()? },
            last: At { row: last_row, column: *used.last()? },
        };
        let headers = match self.layout {
            Layout::Rows => levels::headers(sheet, &self.strip, self.header, &used),
            Layout::Labels => used.iter().map(|column| Header { column: *column, text: String::new() }).collect(),
        };
        let mut context = self.context;
        context.push(Context { label: String::new(), value: sheet.name.to_string(), at: None });
        Some(Table {
            sheet: sheet.name.clone(),
            range,
            header_rows: self.header.iter().map(|row| row.number).collect(),
            headers,
            body: self.body.rows,
            context,
            totals: self.body.totals,
            layout: self.layout,
            reasons: self.reasons,
        })
    }

    /// The columns that the header or the body uses.
    fn used_columns(&self) -> Vec<Column> {
        let mut used = BTreeSet::new();
        let strips = self.parts.iter().copied().chain([Strip { rows: self.header, columns: self.strip.columns }]);
        for strip in strips {
            for row in strip.rows {
                used.extend(strip.cells(row).iter().map(|(column, _)| *column));
            }
        }
        used.into_iter().collect()
    }
}
