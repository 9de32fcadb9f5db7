//! What somebody says that cells should have said, held against the file.
//!
//! Pure.

use super::map::as_mapped;
use super::{CellRequest, Fault, Revised, path, sheet, without_faults};
use crate::import::cell::{At, CellRef, Column};
use crate::import::field::Field;
use crate::import::map::{Ignored, MappedTable};
use crate::import::parse::value::{Hints, read_value};
use crate::import::read::{Cell, Sheet, Workbook};
use crate::import::settings::{Correction, Settings};
use crate::import::tables::is_read;
use crate::import::vocabulary::{LearntWord, Vocabulary, lesson, list_of};
use crate::values::{DateContext, Severity};

const CORRECTIONS: &str = "corrections";
/// What a cell of a spreadsheet can hold.
const LONGEST: usize = 32_767;

pub(super) fn correct(
    workbook: &mut Workbook,
    settings: &Settings,
    requests: &[CellRequest],
    vocabulary: &Vocabulary,
) -> Result<Revised, Vec<Fault>> {
    let tables = as_mapped(workbook, settings, vocabulary);
    let mut revised = Revised { settings: settings.clone(), learnt: Vec::new() };
    let mut faults = Vec::new();
    let mut seen: Vec<(&str, At)> = Vec::new();
    for (index, request) in requests.iter().enumerate() {
        let desk = Desk { workbook, settings, tables: &tables, vocabulary, index };
        match desk.place(request) {
            Ok((_, at)) if seen.contains(&(request.sheet.as_str(), at)) => faults.push(desk.twice(at)),
            Ok((sheet, at)) => {
                seen.push((request.sheet.as_str(), at));
                match desk.lesson(sheet, at, request) {
                    Ok(words) => revised.learnt.extend(words),
                    Err(fault) => faults.push(fault),
                }
                take(&mut revised.settings, sheet, at, request);
            }
            Err(fault) => faults.push(fault),
        }
    }
    without_faults(revised, faults)
}

/// Takes a correction; to say what the file says itself takes it back.
fn take(settings: &mut Settings, sheet: &Sheet, at: At, request: &CellRequest) {
    let written = sheet.cell(at).map(|cell| cell.shown().trim().to_owned()).unwrap_or_default();
    if written == request.value.trim() {
        settings.forget_correction(&request.sheet, at);
    } else {
        settings.correct(Correction { sheet: request.sheet.clone(), at, value: request.value.trim().to_owned() });
    }
}

/// What one request is held against.
struct Desk<'a> {
    workbook: &'a Workbook,
    settings: &'a Settings,
    tables: &'a [MappedTable],
    vocabulary: &'a Vocabulary,
    index: usize,
}

impl<'a> Desk<'a> {
    fn fault(&self, code: &'static str, member: &str, dutch: String, english: String) -> Fault {
        Fault::new(code, path(CORRECTIONS, self.index, member), dutch, english)
    }

    /// The cell that is meant, if it is one that can be corrected.
    fn place(&self, request: &CellRequest) -> Result<(&'a Sheet, At), Fault> {
        let sheet = sheet(self.workbook, &request.sheet, path(CORRECTIONS, self.index, "sheet"))?;
        let (name, cell) = (&request.sheet, &request.cell);
        if !is_read(sheet, self.settings) {
            return Err(self.fault(
                "SHEET_NOT_READ",
                "sheet",
                format!("Het verborgen tabblad `{name}` wordt niet gelezen; kies het eerst met mapImport."),
                format!("The hidden sheet `{name}` is not read; choose it by mapImport first."),
            ));
        }
        let at: At = cell.trim().parse().map_err(|()| {
            self.fault(
                "NO_CELL",
                "cell",
                format!("`{cell}` is geen cel; verwacht iets als `C14`."),
                format!("`{cell}` is no cell; expected something like `C14`."),
            )
        })?;
        let last_row = sheet.rows.last().map_or(0, |row| row.number);
        let last_column = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max();
        if at.row > last_row || last_column.is_none_or(|last| at.column > last) {
            let last = last_column.map(|column| At { row: last_row, column }.to_string()).unwrap_or_default();
            return Err(self.fault(
                "CELL_OUTSIDE_SHEET",
                "cell",
                format!("{at} ligt buiten tabblad `{name}`, dat tot {last} loopt."),
                format!("{at} lies outside sheet `{name}`, which ends at {last}."),
            ));
        }
        self.storable(sheet, at, request)?;
        Ok((sheet, at))
    }

    /// Whether what is said of a cell may be kept.
    fn storable(&self, sheet: &Sheet, at: At, request: &CellRequest) -> Result<(), Fault> {
        let mut columns = self.tables.iter().filter_map(|table| table.column_at(&sheet.name, at));
        if columns.any(|column| matches!(column.ignored_because, Some(Ignored::Blocked(_)))) {
            return Err(self.fault(
                "BLOCKED_COLUMN",
                "cell",
                format!("{at} ligt in een kolom die om privacy nooit wordt overgenomen."),
                format!("{at} lies in a column that is never stored, for privacy."),
            ));
        }
        let length = request.value.chars().count();
        if length > LONGEST {
            return Err(self.fault(
                "TOO_LONG",
                "value",
                format!("De tekst heeft {length} tekens; een cel heeft er ten hoogste {LONGEST}."),
                format!("The text has {length} characters; a cell has {LONGEST} at most."),
            ));
        }
        Ok(())
    }

    /// What is to be understood in later files, if that was asked for.
    fn lesson(&self, sheet: &Sheet, at: At, request: &CellRequest) -> Result<Vec<LearntWord>, Fault> {
        if !request.remember {
            return Ok(Vec::new());
        }
        let field = self.tables.iter().find_map(|table| table.field_at(&sheet.name, at));
        let Some(field) = field.filter(|field| list_of(*field).is_some()) else {
            return Err(self.fault(
                "NOT_A_WORD",
                "remember",
                format!("Alleen woorden uit een vaste lijst, landen en thema's worden onthouden; {at} bevat die niet."),
                format!("Only words of a closed list, countries and themes are remembered; {at} holds none."),
            ));
        };
        let written = match sheet.cell(at) {
            Some(Cell::Text(text)) => text.trim(),
            _ => "",
        };
        let learnt = lesson(field, written, &request.value);
        if written.is_empty() || request.value.trim().is_empty() || learnt.is_empty() {
            return Err(self.fault(
                "NOTHING_TO_REMEMBER",
                "remember",
                format!("In {at} staat geen ander woord dat onthouden kan worden."),
                format!("{at} holds no other word that could be remembered."),
            ));
        }
        match learnt.iter().find(|word| !self.reads(field, &word.value)) {
            None => Ok(learnt),
            Some(word) => Err(self.fault(
                "UNKNOWN_WORD",
                "value",
                format!("`{}` is zelf geen bekend woord van {field}.", word.value),
                format!("`{}` is no known word of {field} itself.", word.value),
            )),
        }
    }

    /// Whether a text is read in a field without an error.
    fn reads(&self, field: Field, text: &str) -> bool {
        let at = CellRef { sheet: "".into(), at: At { row: 1, column: Column(0) } };
        let reading = read_value(
            &Cell::Text(text.into()),
            field,
            &at,
            self.vocabulary,
            (&DateContext::default(), &Hints::default()),
        );
        reading.issues.iter().all(|issue| issue.severity() != Severity::Error)
    }

    fn twice(&self, at: At) -> Fault {
        self.fault(
            "CELL_TWICE",
            "cell",
            format!("{at} staat tweemaal in de invoer."),
            format!("{at} occurs twice in the input."),
        )
    }
}
