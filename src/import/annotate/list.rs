//! The list of all findings: a sheet before the others, each row with a link to its cell.

use std::collections::HashMap;

use super::marks::{Regions, advice, colour, rank, word};
use crate::import::cell::{At, Column};
use crate::import::issue::Issue;
use crate::import::read::{Sheet, Visibility};
use crate::services::workbook::{Book, Content, Look, Page, XlsxError, shortened};
use crate::values::Language;

/// The name of the list, where no other sheet has it.
const NAME: &str = "Bevindingen";
/// Its header, by which the importer knows it.
const HEADER: [&str; 7] = ["Ernst", "Tabblad", "Cel", "Gevonden", "Melding", "Suggestie", "Wat te doen"];
/// Its columns are so wide, in characters.
const WIDTHS: [f64; 7] = [11.0, 20.0, 8.0, 28.0, 70.0, 24.0, 60.0];
/// Links that a sheet can have.
const MOST_LINKS: usize = 65_000;
/// Findings that are listed.
const MOST_ROWS: usize = 200_000;
/// Letters of what a cell said.
const LONGEST: usize = 200;

/// Whether a sheet is a list of findings that was given back earlier.
pub fn is_list(sheet: &Sheet) -> bool {
    let said = |column: u32| sheet.cell(At { row: 1, column: Column(column) }).map(|cell| cell.shown().into_owned());
    (0..).zip(HEADER).all(|(column, header)| said(column).as_deref() == Some(header))
}

/// Writes the list. The names of the sheets in the workbook are given in their order.
pub(super) fn write(book: &mut Book, sheets: &[&Sheet], names: &[String], issues: &[Issue]) -> Result<(), XlsxError> {
    let tab = |(sheet, name): (&&'_ Sheet, &'_ String)| (sheet.name.to_string(), Tab::new(sheet, name));
    let tabs: HashMap<String, Tab> = sheets.iter().zip(names).map(tab).collect();
    let mut sorted: Vec<&Issue> = issues.iter().collect();
    sorted.sort_by_key(|issue| rank(issue.severity()));
    let more = sorted.len().saturating_sub(MOST_ROWS);
    sorted.truncate(MOST_ROWS);
    let name = book.name(NAME);
    let mut page = book.page(&name, false)?;
    page.widths(&WIDTHS)?;
    for (column, header) in (0..).zip(HEADER) {
        page.put((0, column), Content::Text(header), Look { bold: true, ..Look::default() })?;
    }
    let mut row = 0;
    for issue in sorted {
        row += 1;
        let tab = issue.at.as_ref().and_then(|at| tabs.get(&*at.sheet));
        write_issue(&mut page, row, issue, tab)?;
    }
    let told = match (row, more) {
        (0, _) => Some("Er is niets gevonden dat aandacht vraagt.".to_owned()),
        (_, 0) => None,
        _ => Some(format!("… en nog {more} bevindingen.")),
    };
    if let Some(told) = told {
        row += 1;
        page.put((row, 4), Content::Text(&told), Look::default())?;
    }
    page.head(1, (row, 6))
}

/// A sheet that findings lead to.
struct Tab {
    /// Its name in the workbook.
    name: String,
    regions: Regions,
    /// A link cannot lead to what is hidden.
    hidden: bool,
}

impl Tab {
    fn new(sheet: &Sheet, name: &str) -> Self {
        let hidden = sheet.visibility == Visibility::Hidden;
        Self { name: name.to_owned(), regions: Regions::new(&sheet.merged), hidden }
    }
}

fn write_issue(page: &mut Page<'_>, row: u32, issue: &Issue, tab: Option<&Tab>) -> Result<(), XlsxError> {
    let severity = issue.severity();
    let plain = Look { wrapped: true, ..Look::default() };
    let text = |text: &'_ Option<String>| text.as_deref().map(|text| shortened(text, LONGEST).to_owned());
    page.put((row, 0), Content::Text(word(severity)), Look { colour: Some(colour(severity)), ..Look::default() })?;
    if let Some(at) = &issue.at {
        page.put((row, 1), Content::Text(tab.map_or(&*at.sheet, |tab| &tab.name)), plain)?;
        let cell = at.at.to_string();
        match tab.filter(|tab| !tab.hidden && (row as usize) <= MOST_LINKS) {
            Some(tab) => page.link((row, 2), &cell, (&tab.name, &tab.regions.seen(at.at).to_string()))?,
            None => page.put((row, 2), Content::Text(&cell), Look::default())?,
        }
    }
    let message = issue.message(Language::Nl);
    for (column, told) in [(3, text(&issue.value)), (4, Some(message)), (5, text(&issue.suggestion))] {
        if let Some(told) = told {
            page.put((row, column), Content::Text(&told), plain)?;
        }
    }
    page.put((row, 6), Content::Text(advice(severity)), plain)
}
