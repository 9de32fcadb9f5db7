//! Rows between records that say something of those below them: `Missie Turkije (energie), 12 t/m 16 mei 2016`.
//!
//! A section ends where the next one of its kind begins, or one that holds it: after `2016` and `Turkije`, `Duitsland`
//! ends the second and `2017` both.

use super::body::Above;
use super::kind::{CellKind, names_time};
use super::strip::{Cells, Strip};
use super::{Context, Header, Section, labels};
use crate::import::cell::{At, Column, Range};
use crate::import::field::Field;
use crate::import::read::{Cell, Row, Sheet};
use crate::import::vocabulary::Vocabulary;
use crate::values::{OrganisationName, fold};

/// Rows below a section that are held against it.
const BELOW: usize = 3;

/// Whether a row heads the records below it: it says little for the width of the table, and of another kind.
pub(super) fn is_section(row: &Row, cells: Cells<'_>, above: &Above<'_>) -> bool {
    let Some((column, first)) = cells.first() else { return false };
    let lone = cells.len() == 1;
    let narrow = cells.len() * 2 <= above.width;
    let kind = CellKind::of(first);
    if !narrow || !matches!(kind, CellKind::Text | CellKind::Period) {
        return false;
    }
    let at = At { row: row.number, column: *column };
    if lone && kind == CellKind::Text && spans(at, above) {
        return true;
    }
    let text = first.shown();
    let labelled = labels::are_labelled(cells, above.vocabulary);
    // A mission with a place beside it is a record of which no more is known; one with a date may head others.
    let is_time =
        |cell: &Cell| matches!(CellKind::of(cell), CellKind::Period | CellKind::Date) || names_time(&cell.shown());
    let dated = || matches!(cells, [_, (_, second)] if is_time(second));
    let says = labelled || (lone || dated()) && above.vocabulary.layout.names_mission(&text);
    // Words alone at the left edge may be a record of which no more is known: a place or a time is not.
    let tells = || kind == CellKind::Period || names_time(&text) || above.vocabulary.countries.find(&text).is_some();
    let company = || OrganisationName::parse(&text, &above.vocabulary.legal_forms).legal_form.is_some();
    says || lone && above.width > 2 && *column <= above.first && tells() && !company()
}

/// Whether a cell is merged over most of the table.
fn spans(at: At, above: &Above<'_>) -> bool {
    let width = |range: &Range| usize::try_from(range.last.column.0 - range.first.column.0 + 1).unwrap_or(usize::MAX);
    let spans = |range: &&Range| range.contains(at) && width(range) * 2 > above.width;
    above.width > 2 && above.merged.iter().find(spans).is_some()
}

/// What is known of a table when its sections are told.
pub(super) struct Among<'a> {
    pub(super) sheet: &'a Sheet,
    /// First and last column of the table.
    pub(super) columns: (Column, Column),
    pub(super) headers: &'a [Header],
    pub(super) body: &'a [u32],
    /// The last row of the table.
    pub(super) last: u32,
    pub(super) vocabulary: &'a Vocabulary,
}

impl Among<'_> {
    /// The sections of a table, by the rows that say them.
    pub(super) fn sections(&self, rows: &[u32]) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        // Sections that still hold, outermost first: their place and what kind of thing they say.
        let mut open: Vec<(usize, String)> = Vec::new();
        let mut above = 0;
        for row in rows {
            let records = self.body.partition_point(|record| record < row);
            let context = self.says(*row);
            let kind = self.kind(&context);
            // Rows of one heading complete each other; the next heading replaces it from its own kind on.
            if records > above {
                let ends = open.iter().rposition(|(_, open)| *open == kind).unwrap_or(open.len());
                open.drain(ends..).for_each(|(index, _)| sections[index].last = row - 1);
            }
            above = records;
            open.push((sections.len(), kind));
            sections.push(Section { row: *row, last: self.last, context });
        }
        sections
    }

    fn says(&self, row: u32) -> Vec<Context> {
        let Ok(index) = self.sheet.rows.binary_search_by_key(&row, |row| row.number) else { return Vec::new() };
        let strip = Strip { rows: &self.sheet.rows[index..=index], columns: self.columns };
        let mut context = labels::context(&strip, self.vocabulary);
        for one in context.iter_mut().filter(|one| one.label.is_empty()) {
            one.label = one.at.and_then(|at| self.header_over(at)).unwrap_or_default();
        }
        context
    }

    /// The header of the column of a section, if that column is there for the sections alone.
    fn header_over(&self, at: At) -> Option<String> {
        let header = self.headers.iter().find(|header| header.column == at.column)?;
        let below = self.body.iter().skip(self.body.partition_point(|row| *row < at.row)).take(BELOW);
        let mut cells = below.filter_map(|row| self.sheet.cell(At { row: *row, column: at.column }));
        let known = !self.vocabulary.headers.fields(&fold(&header.text)).is_empty();
        (known && cells.next().is_none()).then(|| header.text.clone())
    }

    /// What kind of thing a section says: a mission, a year, what its label says, or something else.
    fn kind(&self, context: &[Context]) -> String {
        let Some(Context { label, value, .. }) = context.first() else { return String::new() };
        let year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
        let names = |field: &Field| matches!(field, Field::MissionTitle | Field::MissionCode);
        let label = fold(label);
        let mission = if label.is_empty() {
            self.vocabulary.layout.names_mission(value) || self.vocabulary.countries.find(value).is_some()
        } else {
            self.vocabulary.headers.fields(&label).iter().any(names)
        };
        match () {
            () if label.is_empty() && year => "#".to_owned(),
            () if mission => "missie".to_owned(),
            () => label,
        }
    }
}
