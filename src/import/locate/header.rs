//! Which rows head a table: the upper part of a strip is cut into what stands above a table, its header and its records,
//! where that explains the rows best.
//!
//! Every cut is scored over the same rows, so cuts can be compared: each row by how much it is like what the cut takes it
//! for ([`super::evidence`]), and the header as a whole by how much of the columns it covers. The best one wins.

use super::evidence::{self, Profile, share};
use super::glance::{Grid, TRIED};
use super::strip::Strip;
use crate::import::cell::Range;
use crate::import::vocabulary::Vocabulary;

/// Rows of a header at most.
const LEVELS: usize = 12;
/// What a header is worth to a table, before it is known what it says.
const HEADED: f64 = 0.2;
/// What each further row of a header costs.
const LEVEL: f64 = 0.35;

/// The fit of words above values.
const OVER_VALUES: f64 = -0.3;
/// The share of known words in a row that is a header by them.
const KNOWN: f64 = 0.6;

/// The header of a strip.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Index of its first row in the strip.
    pub(super) first: usize,
    /// Index behind its last row.
    pub(super) end: usize,
    /// Index of the first row below it; blank rows and rules may lie between.
    pub(super) body: usize,
    /// How sure, from 0 to 1.
    pub(super) score: f64,
    /// Why, in words.
    pub(super) reasons: Vec<String>,
}

/// Where a header begins and where the records below it do, in lines of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    first: usize,
    body: usize,
    score: f64,
}

impl Cut {
    fn has_header(self) -> bool {
        self.first < self.body
    }
}

/// The header of a strip, if one explains its rows better than none does.
pub(super) fn find(strip: &Strip<'_>, merged: &[Range], vocabulary: &Vocabulary) -> Option<Found> {
    let grid = Grid::of(strip, merged, vocabulary);
    let cuts = cuts(&grid);
    let best = cuts.iter().copied().max_by(|left, right| left.score.total_cmp(&right.score))?;
    best.has_header().then(|| found(&grid, best, &cuts))
}

/// Every way to cut a grid.
fn cuts(grid: &Grid) -> Vec<Cut> {
    let tried = grid.lines.len().min(TRIED);
    // What the records from each line on are worth.
    let mut records = vec![0.0; tried + 1];
    for line in (0..tried).rev() {
        records[line] = records[line + 1] + evidence::record(grid, line);
    }
    let mut cuts = Vec::new();
    for body in 0..tried {
        let below = Profile::from(grid, body);
        // What stands alone row by row is no body of a wide table.
        let wide = below.width > 1 || grid.width() == 1;
        let mut remarks = vec![0.0];
        for line in 0..body {
            remarks.push(remarks[line] + evidence::remark(grid, line, &below));
        }
        let gap = |line: usize| line > 0 && grid.lines[line].number > grid.lines[line - 1].number + 1;
        cuts.push(Cut { first: body, body, score: remarks[body] + records[body] });
        let mut rows = 0.0;
        for first in (body.saturating_sub(LEVELS)..body).rev().filter(|_| wide) {
            rows += evidence::header(grid, first, &below) + level(grid, first, body, &below);
            let parted = if gap(first) { 0.15 } else { 0.0 };
            let score = remarks[first] + parted + rows + block(grid, (first, body), &below) + records[body];
            cuts.push(Cut { first, body, score });
        }
    }
    cuts
}

/// What a row of a header is worth as one of its levels.
fn level(grid: &Grid, line: usize, body: usize, below: &Profile) -> f64 {
    let (row, next) = (&grid.lines[line], &grid.lines[line + 1]);
    let apart = next.number > row.number + 1;
    if line + 1 == body {
        return if apart { -0.3 } else { 0.0 };
    }
    let spans = grid.spans().iter().any(|span| span.lines.0 == line && span.places.1 > span.places.0);
    let texts: Vec<u32> = grid.cells(line).iter().flatten().map(|glance| glance.text).collect();
    let repeats = texts.windows(2).any(|pair| pair[0] == pair[1]);
    // Levels complete each other: one spans or leaves open what the other one names. A title with a remark at the other
    // end of its row does not.
    let titled =
        row.used < 3 && !spans && below.first() == row.first && (row.first == next.first || grid.has_ends(line));
    let mut pairs = grid.cells(line).iter().zip(grid.cells(line + 1));
    let opens = pairs.any(|(upper, lower)| upper.is_none() && lower.is_some());
    // Below a row that names every column, only words above values are headers still: units.
    let over_values = below.fit(grid, line + 1) < OVER_VALUES;
    let known = share(grid.cells(line).iter().flatten().filter(|glance| glance.known).count(), row.used);
    let complete = match () {
        () if known >= KNOWN && !opens && !over_values => -1.0,
        () if titled => -0.3,
        () if spans || repeats || opens || row.used != next.used && over_values => 0.5,
        () => -0.25,
    };
    complete - LEVEL - if apart { 1.5 } else { 0.0 }
}

/// What a header is worth as a whole.
fn block(grid: &Grid, (first, body): (usize, usize), below: &Profile) -> f64 {
    let regular: Vec<usize> = (0..grid.width()).filter(|place| below.is_regular(*place)).collect();
    let mut named = vec![Vec::new(); grid.width()];
    for line in first..body {
        for (place, glance) in grid.cells(line).iter().enumerate() {
            let Some(glance) = glance else { continue };
            let last = grid.span_at(line, place).map_or(place, |span| span.places.1);
            (place..=last).for_each(|place| named[place].push(glance.text));
        }
    }
    let cover = share(regular.iter().filter(|place| !named[**place].is_empty()).count(), regular.len());
    let mut paths: Vec<&Vec<u32>> = named.iter().filter(|path| !path.is_empty()).collect();
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    let crosses = |span: &super::glance::Span, line: usize| span.lines.0 < line && line <= span.lines.1;
    let tall =
        |span: &&super::glance::Span| span.lines.0 >= first && span.lines.0 < span.lines.1 && span.lines.1 < body;
    let cut = grid.spans().iter().any(|span| crosses(span, body) || crosses(span, first));
    let held = grid.spans().iter().find(tall).is_some();
    HEADED + 0.5 * cover + 0.2 * share(paths.len(), all) + if held { 0.5 } else { 0.0 } - if cut { 1.0 } else { 0.0 }
}

/// A header with its reasons.
fn found(grid: &Grid, best: Cut, cuts: &[Cut]) -> Found {
    let below = Profile::from(grid, best.body);
    let lines = best.first..best.body;
    let contrast = lines.clone().map(|line| -below.fit(grid, line)).fold(-1.0, f64::max);
    let glances = || lines.clone().flat_map(|line| grid.cells(line)).flatten();
    let known = share(glances().filter(|glance| glance.known).count(), glances().count());
    let score = (0.5 + 0.4 * contrast + 0.4 * known).clamp(0.0, 1.0);
    let other = cuts.iter().filter(|cut| cut.first != best.first || cut.body != best.body);
    let other = other.max_by(|left, right| left.score.total_cmp(&right.score));
    let mut reasons = vec![
        format!("{:.0} % of its texts are known header words", known * 100.0),
        format!("its words differ from what stands below them by {contrast:.2} of 1"),
    ];
    reasons.extend(other.map(|other| beside(grid, *other, best.score - other.score)));
    let end = grid.lines[best.body - 1].index + 1;
    Found { first: grid.lines[best.first].index, end, body: grid.lines[best.body].index, score, reasons }
}

/// The next best reading, and how much worse it is.
fn beside(grid: &Grid, other: Cut, less: f64) -> String {
    let row = |line: usize| grid.lines[line].number;
    match other.body - other.first {
        0 => format!("no header, with records from row {} on, is {less:.2} less likely", row(other.body)),
        1 => format!("row {} as the header is {less:.2} less likely", row(other.first)),
        _ => format!("rows {} to {} as the header are {less:.2} less likely", row(other.first), row(other.body - 1)),
    }
}
