//! Findings by cell: the colour and the note of each.

use std::collections::{BTreeMap, HashMap};

use crate::import::cell::{At, Column, Range};
use crate::import::issue::Issue;
use crate::import::read::Sheet;
use crate::values::{Language, Severity};

/// Notes of a workbook; spreadsheets grow slow over more. Cells beyond keep their colour and their place in the list.
const MOST_NOTES: usize = 10_000;
/// Findings that one note tells.
const MOST_TOLD: usize = 8;
/// Letters of one finding in a note.
const LONGEST: usize = 600;
/// Columns of a merged region in which a finding is looked for.
const WIDEST: usize = 256;

/// What is marked of a workbook.
pub(super) struct Marks {
    by_sheet: Vec<BTreeMap<At, Mark>>,
}

/// The mark of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// The worst of its findings.
    pub(super) severity: Severity,
    /// What its note says; nothing where there would be too many.
    pub(super) note: Option<String>,
}

impl Marks {
    /// The marks of some sheets.
    pub(super) fn new(sheets: &[&Sheet], issues: &[Issue]) -> Self {
        let index: HashMap<&str, usize> =
            sheets.iter().enumerate().map(|(index, sheet)| (&*sheet.name, index)).collect();
        let regions: Vec<Regions> = sheets.iter().map(|sheet| Regions::new(&sheet.merged)).collect();
        let mut found: Vec<BTreeMap<At, Vec<&Issue>>> = vec![BTreeMap::new(); sheets.len()];
        for issue in issues {
            let Some(at) = &issue.at else { continue };
            let Some(index) = index.get(&*at.sheet).copied() else { continue };
            found[index].entry(regions[index].seen(at.at)).or_default().push(issue);
        }
        let mut marks = Self { by_sheet: Vec::new() };
        let mut notes = budget(&found);
        for of_sheet in found {
            let marked = of_sheet.into_iter().map(|(at, issues)| (at, mark(&issues, &mut notes)));
            marks.by_sheet.push(marked.collect());
        }
        marks
    }

    /// Those of a sheet.
    pub(super) fn of(&self, sheet: usize) -> &BTreeMap<At, Mark> {
        &self.by_sheet[sheet]
    }
}

/// Merged regions, by where they begin in each of their columns.
pub(super) struct Regions(BTreeMap<(Column, u32), Range>);

impl Regions {
    pub(super) fn new(merged: &[Range]) -> Self {
        let mut regions = BTreeMap::new();
        for region in merged {
            let columns = (region.first.column.0..=region.last.column.0).take(WIDEST);
            regions.extend(columns.map(|column| ((Column(column), region.first.row), *region)));
        }
        Self(regions)
    }

    /// The cell in which people see a place: the first one of a merged region.
    pub(super) fn seen(&self, at: At) -> At {
        let above = self.0.range((at.column, 0)..=(at.column, at.row)).next_back();
        above.filter(|(_, region)| region.contains(at)).map_or(at, |(_, region)| region.first)
    }
}

/// How many notes each severity may have: errors come before warnings, and those before notices.
fn budget(found: &[BTreeMap<At, Vec<&Issue>>]) -> [usize; 3] {
    let mut left = MOST_NOTES;
    [Severity::Error, Severity::Warning, Severity::Notice].map(|severity| {
        let cells = found.iter().flat_map(BTreeMap::values).filter(|issues| worst(issues) == severity).count();
        let given = cells.min(left);
        left -= given;
        given
    })
}

fn worst(issues: &[&Issue]) -> Severity {
    issues.iter().map(|issue| issue.severity()).min_by_key(|severity| rank(*severity)).unwrap_or(Severity::Notice)
}

/// The worst first.
pub(super) const fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Notice => 2,
    }
}

fn mark(issues: &[&Issue], notes: &mut [usize; 3]) -> Mark {
    let severity = worst(issues);
    let left = &mut notes[rank(severity)];
    let note = (*left > 0).then(|| note(issues));
    *left = left.saturating_sub(1);
    Mark { severity, note }
}

/// The findings of a cell, the worst first, and what to do.
fn note(issues: &[&Issue]) -> String {
    let mut sorted = issues.to_vec();
    sorted.sort_by_key(|issue| rank(issue.severity()));
    let mut lines: Vec<String> = Vec::new();
    for issue in sorted {
        let line = format!("{}: {}", word(issue.severity()), told(issue));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let more = lines.len().saturating_sub(MOST_TOLD);
    lines.truncate(MOST_TOLD);
    if more > 0 {
        lines.push(format!("… en nog {more}; zie het eerste tabblad."));
    }
    lines.push(advice(worst(issues)).to_owned());
    lines.join("\n")
}

fn told(issue: &Issue) -> String {
    let message = issue.message(Language::Nl);
    let meant = issue.suggestion.as_ref().map(|meant| format!(" Bedoelt u `{meant}`?")).unwrap_or_default();
    let told = format!("{message}.{meant}");
    told.chars().take(LONGEST).collect()
}

/// What a finding of this severity is called.
pub(super) const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FOUT",
        Severity::Warning => "LET OP",
        Severity::Notice => "MELDING",
    }
}

/// What to do about it.
pub(super) const fn advice(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => {
            "Verbeter de cel en bied het bestand opnieuw aan; tot dan blijft de rij buiten het register."
        }
        Severity::Warning => "Kijk de cel na; verbeter haar als het niet klopt en bied het bestand opnieuw aan.",
        Severity::Notice => "U hoeft niets te doen als dit klopt.",
    }
}

/// The background of a finding: red, yellow or blue, light enough to read on.
pub(super) const fn colour(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0xFF_C7_CE,
        Severity::Warning => 0xFF_EB_9C,
        Severity::Notice => 0xDD_EB_F7,
    }
}
