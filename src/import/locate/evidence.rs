//! What speaks for a row being a header, a record, or neither, by holding it against the rows below it.
//!
//! Every measure lies around 0: above speaks for, below against. None knows what a table is about, but for the header
//! words of the vocabulary.

use super::glance::{Glance, Grid, WINDOW};
use super::kind::CellKind;

/// Longer texts over some of the columns are titles.
const NAME: usize = 30;
/// Which share of names of fields makes a line more than a remark.
const NAMES: f64 = 0.8;
/// What a line of labels and values loses as a header.
const LABELLED: f64 = 0.8;

/// What the lines of a window hold, column by column.
pub(super) struct Profile {
    columns: Vec<Values>,
    /// Lines of it.
    lines: (usize, usize),
    /// The usual number of cells in a line.
    pub(super) width: usize,
}

/// What one column holds.
#[derive(Clone, Copy, Default)]
struct Values {
    used: usize,
    numbers: usize,
    periods: usize,
    days: usize,
    fillers: usize,
    /// Texts with a number in them.
    masked: usize,
    length: usize,
    /// Texts that differ.
    distinct: usize,
}

impl Profile {
    /// Of the next lines from one on.
    pub(super) fn from(grid: &Grid, line: usize) -> Self {
        Self::over(grid, (line, (line + WINDOW).min(grid.lines.len())))
    }

    fn over(grid: &Grid, lines: (usize, usize)) -> Self {
        let mut columns = vec![Values::default(); grid.width()];
        for line in lines.0..lines.1 {
            for (values, glance) in columns.iter_mut().zip(grid.cells(line)) {
                if let Some(glance) = glance {
                    values.add(glance);
                }
            }
        }
        for (place, values) in columns.iter_mut().enumerate() {
            let mut texts: Vec<u32> =
                (lines.0..lines.1).filter_map(|line| Some(grid.cells(line)[place]?.text)).collect();
            texts.sort_unstable();
            texts.dedup();
            values.distinct = texts.len();
        }
        let mut widths: Vec<usize> = grid.lines[lines.0..lines.1].iter().map(|line| line.used).collect();
        widths.sort_unstable();
        // Section rows and gaps are narrow: the upper part tells how wide a row of the table is.
        let width = widths.get(widths.len() * 2 / 3).copied().unwrap_or(0);
        Self { columns, lines, width }
    }

    /// Whether a column is in use, not just by a stray cell.
    pub(super) fn is_regular(&self, place: usize) -> bool {
        self.columns[place].used * 5 > self.lines.1 - self.lines.0
    }

    /// Whether most of a line stands in columns that are not in use here.
    fn is_beside(&self, grid: &Grid, line: usize) -> bool {
        let beside = |(place, glance): &(usize, &Option<Glance>)| glance.is_some() && self.columns[*place].used == 0;
        let row = &grid.lines[line];
        row.used > 1 && grid.cells(line).iter().enumerate().filter(beside).count() * 2 >= row.used
    }

    /// The first column in use.
    pub(super) fn first(&self) -> usize {
        self.columns.iter().position(|values| values.used > 0).unwrap_or(0)
    }

    /// How well a line fits in with these, from -1 (a word above numbers) to 1 (a number among numbers).
    pub(super) fn fit(&self, grid: &Grid, line: usize) -> f64 {
        let mut sum = 0.0;
        let mut weight = 0.0;
        for (place, glance) in grid.cells(line).iter().enumerate() {
            let Some(fit) = glance.and_then(|glance| self.cell(grid, line, place, &glance)) else { continue };
            sum += fit;
            // A cell that says little counts for less.
            weight += 0.5 + fit.abs() / 2.0;
        }
        // One row below another says less than twenty.
        let lines = share(self.lines.1 - self.lines.0, self.lines.1 - self.lines.0 + 1);
        if weight > 0.0 { lines * sum / weight } else { 0.0 }
    }

    fn cell(&self, grid: &Grid, line: usize, place: usize, glance: &Glance) -> Option<f64> {
        let values = &self.columns[place];
        let row = &grid.lines[line];
        if values.used == 0 {
            return None;
        }
        if row.counts && glance.number.is_some() && !grid.lines.get(line + 1).is_some_and(|next| next.counts) {
            return Some(-0.9);
        }
        let main = values.main();
        Some(match (glance.kind, main) {
            (CellKind::Filler, _) => 0.1,
            (_, CellKind::Filler) => {
                if values.used > 1 {
                    -0.5
                } else {
                    -0.1
                }
            }
            (CellKind::Text, CellKind::Text) => self.text(grid, place, glance),
            (CellKind::Text, _) => -values.purity(),
            (CellKind::Number, CellKind::Text | CellKind::Date) => 0.2,
            // Days or years over words that come again, as over the marks of a matrix.
            (_, CellKind::Text) if row.days + row.periods > 1 && values.comes_again() => -0.5,
            (_, CellKind::Text) => 0.1,
            (CellKind::Period, CellKind::Number) => {
                if row.periods > 1 {
                    -0.7
                } else {
                    0.5
                }
            }
            (CellKind::Date, CellKind::Number) => {
                if row.days > 1 {
                    -0.7
                } else {
                    0.0
                }
            }
            (kind, main) => {
                if kind == main {
                    1.0
                } else {
                    0.6
                }
            }
        })
    }

    /// A text among texts.
    fn text(&self, grid: &Grid, place: usize, glance: &Glance) -> f64 {
        let values = &self.columns[place];
        let texts = values.texts();
        let mut others = (self.lines.0..self.lines.1).filter_map(|line| grid.cells(line)[place]);
        let like = |other: &Glance| other.text == glance.text || other.mask.is_some() && other.mask == glance.mask;
        if others.any(|other| like(&other)) {
            return 0.7;
        }
        match () {
            // A word that does not come again, above words that do.
            () if values.comes_again() => -0.5,
            () if texts > 1 && glance.mask.is_none() && values.masked * 10 >= texts * 7 => -0.6,
            () if glance.length < 25 && values.length > 3 * glance.length * texts => -0.3,
            () => 0.0,
        }
    }
}

impl Values {
    fn add(&mut self, glance: &Glance) {
        self.used += 1;
        match glance.kind {
            CellKind::Number => self.numbers += 1,
            CellKind::Period => self.periods += 1,
            CellKind::Date => self.days += 1,
            CellKind::Filler => self.fillers += 1,
            CellKind::Text => {
                self.masked += usize::from(glance.mask.is_some());
                self.length += glance.length;
            }
        }
    }

    fn valued(&self) -> usize {
        self.numbers + self.periods + self.days
    }

    fn texts(&self) -> usize {
        self.used - self.fillers - self.valued()
    }

    /// What it holds for the most part.
    fn main(&self) -> CellKind {
        let (valued, most) = (self.valued(), self.numbers.max(self.periods).max(self.days));
        match () {
            () if self.used == self.fillers => CellKind::Filler,
            () if valued * 5 < (self.used - self.fillers) * 3 => CellKind::Text,
            () if most == self.numbers => CellKind::Number,
            () if most == self.periods => CellKind::Period,
            () => CellKind::Date,
        }
    }

    /// Whether its texts are few, and come again.
    fn comes_again(&self) -> bool {
        self.texts() > 3 && self.distinct * 2 <= self.texts()
    }

    /// Which share of it are values.
    fn purity(&self) -> f64 {
        share(self.valued(), self.used - self.fillers)
    }
}

/// How much a line is like a record of the table whose rows go on below it.
pub(super) fn record(grid: &Grid, line: usize) -> f64 {
    let below = Profile::from(grid, line + 1);
    if below.lines.0 >= below.lines.1 {
        return 0.2;
    }
    let row = &grid.lines[line];
    if row.again {
        // The header of the next page, or one record twice.
        return 0.3;
    }
    let known = share(grid.cells(line).iter().flatten().filter(|glance| glance.known).count(), row.used);
    let narrow = if row.used * 3 <= below.width { 0.2 } else { 0.0 };
    below.fit(grid, line) - 0.5 * known - narrow + 0.15
}

/// How much a line is like a title, a label with its value or a remark above a table.
pub(super) fn remark(grid: &Grid, line: usize, below: &Profile) -> f64 {
    let row = &grid.lines[line];
    let width = below.width;
    let cells = || grid.cells(line).iter().flatten();
    let long = if cells().any(Glance::is_sentence) { 0.2 } else { 0.0 };
    let labelled = row.used < 4 && is_labelled(grid, line) || is_in_pairs(grid, line);
    // Labels come in blocks, and some have lost their colon.
    let beside = |other: usize| grid.lines.get(other).is_some_and(|line| line.used < 4) && is_labelled(grid, other);
    let paired = row.used == 2 && width > 2 && (beside(line + 1) || line > 0 && beside(line - 1));
    // Names of fields one beside the other head something.
    let known = share(cells().filter(|glance| glance.known).count(), row.used);
    if row.used > 3 && known >= NAMES {
        return -2.0;
    }
    // A title, and a date or a number of the page at the other end.
    match () {
        () if paired || below.is_beside(grid, line) || width > 3 && grid.has_ends(line) => 0.1 + long,
        () if width < 2 => -0.4 + long,
        () if row.used == 1 || labelled => 0.2 + long,
        () if row.used * 3 <= width => 0.0 + long,
        () => -0.3 - share(row.used, width).min(1.0) + long,
    }
}

/// Whether the first cell of a line is a label by its colon.
fn is_labelled(grid: &Grid, line: usize) -> bool {
    grid.cells(line).iter().flatten().next().is_some_and(|glance| glance.label)
}

/// Whether a line is nothing but labels, each with its value: `Missie: | China | Land: | China`.
fn is_in_pairs(grid: &Grid, line: usize) -> bool {
    let labels: Vec<bool> = grid.cells(line).iter().flatten().map(|glance| glance.label).collect();
    labels.len() > 1 && labels.len().is_multiple_of(2) && labels.chunks(2).all(|pair| pair[0] && !pair[1])
}

/// How much a line is like a header of the rows below.
pub(super) fn header(grid: &Grid, line: usize, below: &Profile) -> f64 {
    let row = &grid.lines[line];
    let cells = || grid.cells(line).iter().flatten();
    let of = |test: &dyn Fn(&Glance) -> bool| share(cells().filter(|glance| test(glance)).count(), row.used);
    let known = of(&|glance| glance.known);
    let long = of(&Glance::is_sentence);
    let numbers = if row.counts { 0.0 } else { of(&|glance| glance.kind == CellKind::Number) };
    let labelled = is_in_pairs(grid, line)
        || row.used < 4 && row.used > 1 && {
            let labels: Vec<bool> = cells().map(|glance| glance.label).collect();
            labels[0] && !labels[1]
        };
    let lone = if row.used == 1 && below.width > 1 { lone(grid, line, below) } else { 0.0 };
    if row.again {
        return -1.5;
    }
    if below.is_beside(grid, line) {
        return -0.8;
    }
    // Few words in a wide table say little, whatever stands below them.
    let weight = (2.0 * share(row.used, below.width)).min(1.0);
    let contrast = if row.used == 1 && below.width > 1 { 0.0 } else { -1.1 * weight * below.fit(grid, line) };
    contrast + 0.5 * known - 0.6 * long - 0.8 * numbers + lone - if labelled { LABELLED } else { 0.0 }
}

/// One text alone in a line: a level of the header where it stands over some of the columns, a title otherwise.
fn lone(grid: &Grid, line: usize, below: &Profile) -> f64 {
    let place = grid.lines[line].first;
    let regular: Vec<usize> = (0..grid.width()).filter(|place| below.is_regular(*place)).collect();
    let inner = regular.first().is_some_and(|first| *first < place) && regular.last().is_some_and(|last| *last > place);
    let glance = grid.cells(line)[place];
    match grid.span_at(line, place) {
        Some(span) if span.places.0 > 0 || (span.places.1 + 1) * 3 < grid.width() * 2 => 0.4,
        None if inner && glance.is_some_and(|glance| glance.length <= NAME) => 0.3,
        _ => -0.9,
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows are no wider than the grid")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
