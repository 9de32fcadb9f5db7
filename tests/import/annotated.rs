//! Workbooks that are given back with their findings: nothing of them is lost, whatever kind they were.

use std::io::{Cursor, Read};
use std::sync::Arc;

use missieregister::import::annotate::{annotate, is_list};
use missieregister::import::cell::{At, CellRef, Column, Range};
use missieregister::import::field::Field;
use missieregister::import::issue::{Issue, IssueCode};
use missieregister::import::read::{Cell, NumberFormat, Row, Sheet, Visibility, Workbook, read};
use missieregister::values::ImportFormat;

/// An issue of a code at a cell of a sheet.
fn issue(code: IssueCode, sheet: &Sheet, at: At) -> Issue {
    Issue::new(code).at(&CellRef { sheet: Arc::clone(&sheet.name), at })
}

/// Findings of every severity, at every used cell.
fn everywhere(workbook: &Workbook) -> Vec<Issue> {
    let codes = [IssueCode::UnreadableDate, IssueCode::MalformedEmail, IssueCode::YearAssumed];
    let cells = workbook.sheets.iter().flat_map(|sheet| {
        let of_row =
            |row: &Row| row.cells.iter().map(|(column, _)| At { row: row.number, column: *column }).collect::<Vec<_>>();
        sheet.rows.iter().flat_map(of_row).map(move |at| (sheet, at))
    });
    let marked = cells.enumerate().map(|(index, (sheet, at))| issue(codes[index % 3], sheet, at).value("x"));
    marked.collect()
}

/// The sheets that a workbook had before it was given back.
fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let mut sheets = read(bytes).expect("what is given back reads").sheets;
    assert!(is_list(&sheets.remove(0)), "the list comes first");
    sheets
}

#[track_caller]
fn check_kept(before: &[Sheet], after: &[Sheet]) {
    assert_eq!(
        before.iter().map(|sheet| &sheet.name).collect::<Vec<_>>(),
        after.iter().map(|sheet| &sheet.name).collect::<Vec<_>>()
    );
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before.visibility, after.visibility, "{}", before.name);
        let regions = |sheet: &Sheet| {
            let mut regions: Vec<String> = sheet.merged.iter().map(ToString::to_string).collect();
            regions.sort();
            regions
        };
        assert_eq!(regions(before), regions(after), "{}", before.name);
        assert_eq!(before.rows, after.rows, "{}", before.name);
    }
}

#[test]
fn every_kind_of_register_comes_back_with_all_its_cells() {
    let folder = format!("{}/tests/registers", env!("CARGO_MANIFEST_DIR"));
    let mut kinds = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the registers are there") {
        let path = entry.expect("a file").path();
        let workbook = read(&std::fs::read(&path).expect("a register")).expect("the register reads");
        kinds.push(workbook.format);
        for issues in [Vec::new(), everywhere(&workbook)] {
            let bytes = annotate(&workbook, &issues).expect("the workbook is written");
            check_kept(&workbook.sheets, &sheets(&bytes));
        }
    }
    for kind in [ImportFormat::Xlsx, ImportFormat::Xls, ImportFormat::Ods, ImportFormat::Csv] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

fn sheet(name: &str, visibility: Visibility, columns: Vec<Vec<Cell>>) -> Sheet {
    let rows = (1..).zip(columns).map(|(number, cells)| {
        let cells = (0..).map(Column).zip(cells);
        Row { number, cells: cells.collect() }
    });
    Sheet { name: Arc::from(name), visibility, rows: rows.collect(), merged: Vec::new(), notes: Vec::new() }
}

fn odd() -> Workbook {
    let number =
        |value, format: Option<&str>| Cell::Number { value, format: format.and_then(NumberFormat::new).map(Arc::new) };
    let moment = |text: &str| Cell::Date(text.parse().expect("a moment"));
    let texts = [
        "=HYPERLINK(\"https://elders.example\";\"klik\")",
        "@SOM(A1)",
        "+31 6 12345678",
        "-2",
        "{=A1}",
        "'s-Hertogenbosch",
        "_x0041_",
        " met blanks \n en regels\ttabs ",
        "https://voorbeeld.example/pagina",
        "mailto:iemand@voorbeeld.example",
        "00123",
        "<b>&amp;</b>",
        "🚢",
    ];
    let rest = vec![
        vec![number(0.1 + 0.2, None), number(1e300, None), number(-5e-7, None), number(1_234_567.0, Some("00000000"))],
        vec![number(0.25, Some("0%")), number(1250.5, Some("\"€\" #,##0.00;[Red]-\"€\" #,##0.00")), Cell::Bool(true)],
        vec![moment("2016-05-12T00:00:00"), moment("1999-12-31T23:59:58"), moment("1904-01-01T00:00:00")],
        vec![Cell::Error("#N/A".into()), Cell::Error("#DIV/0!".into()), Cell::Error("#REF!".into())],
    ];
    let columns = texts.iter().map(|it| vec![text(it)]).chain(rest).collect();
    let mut shown = sheet("O'Neill & \"zonen\"", Visibility::Visible, columns);
    shown.merged = vec![Range { first: At { row: 1, column: Column(0) }, last: At { row: 3, column: Column(2) } }];
    shown.rows.retain(|row| !matches!(row.number, 2 | 3));
    let hidden = sheet("lijstjes", Visibility::Hidden, vec![vec![text("geheim")]]);
    Workbook { format: ImportFormat::Xlsx, sheets: vec![shown, hidden, sheet("leeg", Visibility::Visible, Vec::new())] }
}

#[test]
fn odd_cells_come_back_as_they_were_and_nothing_in_them_is_a_formula() {
    let workbook = odd();
    let bytes = annotate(&workbook, &everywhere(&workbook)).expect("the workbook is written");
    check_kept(&workbook.sheets, &sheets(&bytes));
    let formulas = parts(&bytes).into_iter().flat_map(|(_, xml)| formulas(&xml)).collect::<Vec<_>>();
    assert_eq!(formulas, ["#N/A", "#DIV/0!", "#REF!"]);
}

/// The parts of a workbook as text.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut part = |index| {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("XML");
        (entry.name().expect("a name").into_owned(), text)
    };
    (0..part_count(bytes)).map(&mut part).collect()
}

fn part_count(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip").len()
}

fn formulas(xml: &str) -> Vec<String> {
    let cells = xml.split("<f>").skip(1).filter_map(|rest| rest.split_once("</f>"));
    cells.map(|(formula, _)| formula.to_owned()).collect()
}

#[test]
fn a_cell_tells_all_its_findings_in_one_note_and_the_list_leads_to_it() {
    let register =
        sheet("Missie's", Visibility::Visible, vec![vec![text("Datum")], vec![text("overleg")], vec![text("mei")]]);
    let hidden = sheet("oud", Visibility::Hidden, vec![vec![text("x")]]);
    let at = |text: &str| text.parse::<At>().expect("an address");
    let issues = vec![
        issue(IssueCode::YearAssumed, &register, at("A3")).value("mei").expected("2016-05-01/2016-05-31"),
        issue(IssueCode::RemarkKept, &register, at("A2")).value("overleg"),
        issue(IssueCode::UnreadableDate, &register, at("A2")).value("overleg").expected("12-5-2016"),
        issue(IssueCode::UnknownCountry, &register, at("B3"))
            .value("Duistland")
            .suggestion(Some("Duitsland".to_owned())),
        issue(IssueCode::HiddenSheetSkipped, &hidden, at("A1")).value("oud"),
        Issue::new(IssueCode::NothingFound).field(Field::MissionTitle),
    ];
    let workbook = Workbook { format: ImportFormat::Xlsx, sheets: vec![register, hidden] };
    let bytes = annotate(&workbook, &issues).expect("the workbook is written");
    let written = parts(&bytes);
    let comments: String =
        written.iter().filter(|(name, _)| name.contains("comments")).map(|(_, xml)| xml.as_str()).collect();
    assert_eq!(comments.matches("<comment ").count(), 4);
    let note =
        comments.split("<comment ref=\"A2\"").nth(1).and_then(|rest| rest.split("</comment>").next()).expect("a note");
    let (error, remark) = (note.find("FOUT: `overleg` is geen datum"), note.find("MELDING: uit `overleg`"));
    assert!(error.is_some() && error < remark, "{note}");
    assert!(note.contains("Verbeter de cel"), "{note}");
    assert!(comments.contains("Bedoelt u `Duitsland`?"), "{comments}");

    let list = &read(&bytes).expect("the workbook reads").sheets[0];
    let rows: Vec<Vec<String>> =
        list.rows.iter().map(|row| row.cells.iter().map(|(_, cell)| cell.shown().into_owned()).collect()).collect();
    assert_eq!(rows.len(), 1 + issues.len());
    assert_eq!(rows[1][..4], ["FOUT", "Missie's", "A2", "overleg"]);
    assert_eq!(rows[2][..4], ["FOUT", "Missie's", "B3", "Duistland"]);
    assert_eq!(rows[3][0], "FOUT", "a finding without a cell is listed too: {:?}", rows[3]);
    let links: String =
        written.iter().filter(|(name, _)| name.ends_with("sheet1.xml")).map(|(_, xml)| xml.as_str()).collect();
    assert_eq!(links.matches("<hyperlink ").count(), 4, "no link leads to a hidden sheet");
    assert!(links.contains("location=\"'Missie''s'!A2\""), "{links}");
}

#[test]
fn findings_within_a_merged_region_are_told_at_its_first_cell() {
    let mut register = sheet("Blad1", Visibility::Visible, vec![vec![text("China")]]);
    register.merged = vec![Range { first: At { row: 1, column: Column(0) }, last: At { row: 9, column: Column(0) } }];
    let places = (1..=9).map(|row| At { row, column: Column(0) });
    let issues: Vec<Issue> =
        places.map(|at| issue(IssueCode::FilledDown, &register, at).value("China").expected("A1")).collect();
    let workbook = Workbook { format: ImportFormat::Xlsx, sheets: vec![register] };
    let bytes = annotate(&workbook, &issues).expect("the workbook is written");
    let comments = parts(&bytes).into_iter().find(|(name, _)| name.contains("comments")).expect("notes").1;
    assert_eq!(comments.matches("<comment ").count(), 1);
    assert_eq!(comments.matches("de lege cel is aangevuld").count(), 1, "what is told alike is told once");
}

#[test]
fn a_workbook_that_is_given_back_again_has_one_list_and_a_sheet_of_that_name_is_kept() {
    let mut workbook = odd();
    workbook.sheets.push(sheet("Bevindingen", Visibility::Visible, vec![vec![text("van de officier zelf")]]));
    let once = annotate(&workbook, &everywhere(&workbook)).expect("the workbook is written");
    let twice = annotate(&read(&once).expect("it reads"), &[]).expect("the workbook is written");
    let names: Vec<String> =
        read(&twice).expect("it reads").sheets.iter().map(|sheet| sheet.name.to_string()).collect();
    assert_eq!(names, ["Bevindingen (2)", "O'Neill & \"zonen\"", "lijstjes", "leeg", "Bevindingen"]);
}
