//! A sheet taken apart: its tables in order, and what belongs to none of them.

use std::collections::BTreeSet;

use super::below::Below;
use super::body::{self, Note};
use super::draft::Draft;
use super::glance;
use super::header::{self, Found};
use super::strip::{Cells, Strip};
use super::{Context, Table, labels};
use crate::import::cell::Column;
use crate::import::read::{Cell, Sheet};
use crate::import::vocabulary::Vocabulary;

/// What a sheet holds.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Its tables, top down and left to right.
    pub tables: Vec<Table>,
    /// Texts outside of them that say nothing of their rows.
    pub notes: Vec<Note>,
}

/// Parts of a sheet among which a header is looked for that a blank row parts from its body. Sheets of more parts are
/// lists with gaps.
const PARTS: usize = 200;
/// Rows that head records, at most: more are a text of their own.
const HEADING: usize = 6;
/// Rows between a header and its body at most.
const APART: u32 = 3;

/// Takes a sheet apart.
pub fn survey(sheet: &Sheet, vocabulary: &Vocabulary) -> Survey {
    let mut surveyor = Surveyor { sheet, vocabulary, drafts: Vec::new(), notes: Vec::new(), pending: Vec::new() };
    let parts = Strip::of(sheet).map(|strip| joined(sheet, &strip.chunks(), vocabulary)).unwrap_or_default();
    for part in parts {
        for strip in panels(sheet, &part, vocabulary) {
            surveyor.add(&strip);
        }
    }
    surveyor.finish()
}

/// Joins each header that a blank row parts from its body with that body.
fn joined<'a>(sheet: &'a Sheet, chunks: &[Strip<'a>], vocabulary: &Vocabulary) -> Vec<Strip<'a>> {
    let mut parts: Vec<Strip<'a>> = Vec::new();
    let mut start = 0;
    for chunk in chunks {
        let end = start + chunk.rows.len();
        let header = parts.last().filter(|_| chunks.len() <= PARTS).copied();
        let whole =
            header.and_then(|header| Strip::over(&sheet.rows[start - header.rows.len()..end]).zip(Some(header)));
        match whole {
            Some((whole, header)) if heads(sheet, &header, chunk, &whole, vocabulary) => {
                parts.pop();
                parts.push(whole);
            }
            _ => parts.push(*chunk),
        }
        start = end;
    }
    parts
}

/// Whether a part ends with the header of the next one.
fn heads(sheet: &Sheet, header: &Strip<'_>, body: &Strip<'_>, whole: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
    let (Some(last), Some(first)) = (header.rows.last(), body.rows.first()) else { return false };
    let cells = header.cells(last);
    let as_wide = cells.len() > 1 && cells.len() * 2 >= Below::of(body).width;
    // A total goes with the rows above it, unless it is as wide as they are and there are but words.
    let below = body.cells(first);
    let tail = below.len() < 3 && body::is_tail(below, &vocabulary.layout);
    if first.number > last.number + APART || !as_wide || tail || is_labelled(header, vocabulary) {
        return false;
    }
    let find = |strip: &Strip<'_>| header::find(strip, &sheet.merged, vocabulary);
    let own = find(body).map_or(0.0, |found| found.score);
    find(whole).is_some_and(|found| {
        let rows = header.rows.get(found.first..).unwrap_or_default();
        // Numbers are records of the upper part, however well the lower one would go with it.
        let words = !rows.is_empty() && !rows.iter().any(|row| glance::is_of_numbers(header.cells(row)));
        words && found.body >= header.rows.len() && found.score >= own
    })
}

/// Whether a part is made of labels, in one form or another.
fn is_labelled(strip: &Strip<'_>, vocabulary: &Vocabulary) -> bool {
    labels::is_block(strip, vocabulary) || labels::on_its_side(strip, vocabulary).is_some()
}

/// The tables that stand side by side in a part, or the part itself.
fn panels<'a>(sheet: &Sheet, part: &Strip<'a>, vocabulary: &Vocabulary) -> Vec<Strip<'a>> {
    let segments = part.segments();
    if segments.len() < 2 {
        return vec![*part];
    }
    // A table has words of its own that tell its rows apart: numbers alone are columns of the table on their left.
    let has_words = |strip: &Strip<'_>| strip.used().iter().any(|column| !Below::of(strip).is_valued(*column));
    let is_table = |strip: &Strip<'_>| {
        strip.width() > 1
            && header::find(strip, &sheet.merged, vocabulary).is_some_and(|found| has_words(&strip.from(found.body)))
    };
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

struct Surveyor<'a> {
    sheet: &'a Sheet,
    vocabulary: &'a Vocabulary,
    drafts: Vec<Draft<'a>>,
    notes: Vec<Note>,
    /// Parts that belong to the next table, if one comes: titles and labels.
    pending: Vec<Strip<'a>>,
}

impl<'a> Surveyor<'a> {
    fn add(&mut self, strip: &Strip<'a>) {
        if self.drafts.last_mut().is_some_and(|draft| draft.add_labels(strip, self.vocabulary)) {
            return;
        }
        if let Some(first) = labels::on_its_side(strip, self.vocabulary) {
            let context = self.context(Some(strip.before(first)));
            self.drafts.extend(Draft::on_its_side(self.sheet, strip.from(first)).map(|draft| draft.within(context)));
            return;
        }
        if labels::is_block(strip, self.vocabulary) {
            return self.add_labels(strip);
        }
        let plain =
            self.drafts.last().is_some_and(|draft| draft.plainly_goes_on_with(strip)) && self.has_only_headings();
        let find = || header::find(strip, &self.sheet.merged, self.vocabulary).filter(|_| is_table(strip));
        let found = if plain { None } else { find() };
        if self.go_on(strip, found.as_ref()) {
            return;
        }
        match found {
            Some(found) => self.add_table(strip, found),
            None if is_headless_table(strip) => self.add_headless(strip),
            None => self.pending.push(*strip),
        }
    }

    /// Adds a part to the table above it, if it is more of that.
    fn go_on(&mut self, strip: &Strip<'a>, found: Option<&Found>) -> bool {
        let between = self.has_only_headings();
        let labelled = self.blocks().next().is_some();
        let Some(draft) = self.drafts.last_mut() else { return false };
        if labelled && draft.is_header_again(strip) {
            // Labels and the header once more: a table of its own, of the same form.
            return false;
        }
        let ends = self.pending.is_empty() && draft.ends_with(strip, self.vocabulary);
        let goes_on = ends || between && draft.goes_on_with(strip, found);
        if goes_on {
            self.pending.drain(..).for_each(|section| draft.add_sections(&section));
            draft.extend(*strip, self.vocabulary);
        }
        goes_on
    }

    /// Whether what is pending may head rows of the table above it: lone texts and labels.
    fn has_only_headings(&self) -> bool {
        let heads = |cells: Cells<'_>| cells.len() == 1 || labels::are_labelled(cells, self.vocabulary);
        let all_head = |strip: &Strip<'a>| strip.rows.iter().all(|row| heads(strip.cells(row)));
        self.pending.iter().all(|strip| strip.rows.len() <= HEADING && all_head(strip))
    }

    fn add_labels(&mut self, strip: &Strip<'a>) {
        if labels::is_performance(strip, self.vocabulary) {
            let context = self.context(None);
            self.drafts.extend(Draft::of_labels(self.sheet, vec![*strip]).map(|draft| draft.within(context)));
        } else {
            self.pending.push(*strip);
        }
    }

    /// Blocks of labels among what is pending, if they repeat each other: forms, which belong to no table.
    fn take_forms(&mut self) {
        let blocks: Vec<Strip<'a>> = self.blocks().collect();
        if labels::are_forms(&blocks, self.vocabulary) {
            let vocabulary = self.vocabulary;
            self.pending.retain(|strip| !labels::is_block(strip, vocabulary));
            self.drafts.extend(Draft::of_labels(self.sheet, blocks));
        }
    }

    fn blocks(&self) -> impl Iterator<Item = Strip<'a>> {
        self.pending.iter().copied().filter(|strip| labels::is_block(strip, self.vocabulary))
    }

    fn add_table(&mut self, strip: &Strip<'a>, found: Found) {
        let row = |index: usize| strip.rows[index].number;
        let (first, last) = (row(found.first), row(found.end - 1));
        let head = if first == last { format!("row {first} heads") } else { format!("rows {first} to {last} head") };
        let mut reasons = vec![format!("{head} the table, score {:.2}", found.score)];
        reasons.extend(found.reasons);
        self.push(strip, found.first..found.end, found.body, reasons);
    }

    fn add_headless(&mut self, strip: &Strip<'a>) {
        let width = Below::of(strip).width;
        let first = strip.rows.iter().position(|row| strip.cells(row).len() * 2 >= width).unwrap_or(0);
        let reasons = vec!["no row heads the table: its first row is like the others".to_owned()];
        self.push(strip, first..first, first, reasons);
    }

    /// Adds the table whose header is some rows of a part, and whose body is the rest.
    fn push(&mut self, strip: &Strip<'a>, header: std::ops::Range<usize>, body: usize, reasons: Vec<String>) {
        let context = self.context(Some(strip.before(header.start)));
        let mut draft = Draft::of_rows(self.sheet, &strip.rows[header], strip.from(body), reasons).within(context);
        draft.extend(strip.from(body), self.vocabulary);
        self.drafts.push(draft);
    }

    /// What stands above a table: pending parts, the rows above its header, and earlier labels of the sheet.
    fn context(&mut self, above: Option<Strip<'a>>) -> Vec<Context> {
        self.take_forms();
        let labelled: Vec<Strip<'a>> = self.drafts.iter().flat_map(Draft::labels).copied().collect();
        let strips = self.pending.drain(..).chain(above).chain(labelled);
        let mut context: Vec<Context> = strips.flat_map(|strip| labels::context(&strip, self.vocabulary)).collect();
        let mut seen = BTreeSet::new();
        context.retain(|one| seen.insert(one.at));
        context
    }

    fn finish(mut self) -> Survey {
        // Labels below which no table came are records of their own; other texts are notes.
        let blocks: Vec<Strip<'a>> = self.blocks().collect();
        self.drafts.extend(Draft::of_labels(self.sheet, blocks));
        for strip in self.pending.iter().filter(|strip| !labels::is_block(strip, self.vocabulary)) {
            self.notes.extend(strip.rows.iter().filter_map(|row| body::note(row, strip.cells(row))));
        }
        let mut survey = Survey { tables: Vec::new(), notes: self.notes };
        for draft in self.drafts {
            survey.notes.extend(draft.body.notes.iter().cloned());
            survey.tables.extend(draft.finish(self.vocabulary));
        }
        survey.notes.sort_by_key(|note| note.range.first);
        survey
    }
}

/// Whether a part can be a table: lines of text in one column are a title or a note.
fn is_table(strip: &Strip<'_>) -> bool {
    let short = |cell: &Cell| cell.shown().len() <= 40;
    let wide = strip.rows.iter().any(|row| strip.cells(row).len() > 1);
    let list =
        || strip.rows.len() > 3 && strip.rows.iter().flat_map(|row| strip.cells(row)).all(|(_, cell)| short(cell));
    wide || list()
}

/// Whether a part without a header is a table all the same: of some width, and with numbers or many rows.
fn is_headless_table(strip: &Strip<'_>) -> bool {
    let below = Below::of(strip);
    let valued = (strip.columns.0.0..=strip.columns.1.0).any(|column| below.is_valued(Column(column)));
    let dense = below.width * 3 >= usize::try_from(strip.width()).unwrap_or(usize::MAX);
    below.width > 1 && dense && strip.rows.len() > 1 && (valued || strip.rows.len() > 3)
}
