//! What spreadsheets can do to a cell, and files that are none.

use std::io::{Cursor, Read, Write};

use missieregister::import::read::{
    Cell, Excess, FailureCode, Limits, Measure, Sheet, Visibility, WITHIN_REASON, read, read_within,
};
use missieregister::values::Language;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// A workbook of one sheet.
fn written(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().expect("the workbook is written")
}

fn first_sheet(bytes: &[u8]) -> Sheet {
    read(bytes).expect("the workbook reads").sheets.swap_remove(0)
}

fn shown(sheet: &Sheet, at: &str) -> String {
    let at = at.parse().expect("an address");
    sheet.cell(at).map(|cell| cell.shown().into_owned()).unwrap_or_default()
}

/// The same zip with a part's text changed.
fn patched(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).expect("the entry inflates");
        if name == part {
            text = change(std::str::from_utf8(&text).expect("XML")).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a new entry");
        out.write_all(&text).expect("the entry is written");
    }
    out.finish().expect("the zip is written").into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn leading_zeros_that_a_format_shows_are_kept() {
    let bytes = written(|sheet| {
        let zeros = Format::new().set_num_format("00000000");
        sheet.write_number_with_format(0, 0, 1_234_567, &zeros).unwrap();
        sheet.write_number(1, 0, 1_234_567).unwrap();
        sheet.write_string(2, 0, "01234567").unwrap();
    });
    let sheet = first_sheet(&bytes);
    assert_eq!(["A1", "A2", "A3"].map(|at| shown(&sheet, at)), ["01234567", "1234567", "01234567"]);
}

#[test]
fn dates_are_dates_and_odd_cells_say_what_they_are() {
    let bytes = written(|sheet| {
        let date = Format::new().set_num_format("d-m-yyyy");
        let day = ExcelDateTime::from_ymd(2016, 5, 12).unwrap();
        sheet.write_datetime_with_format(0, 0, day, &date).unwrap();
        sheet.write_boolean(0, 1, true).unwrap();
        sheet.write_string(0, 2, "   ").unwrap();
        sheet.write_formula(0, 3, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_formula(0, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    let sheet = first_sheet(&bytes);
    assert_eq!(["A1", "B1", "C1", "D1", "E1"].map(|at| shown(&sheet, at)), ["2016-05-12", "TRUE", "", "2", "#N/A"]);
    assert!(matches!(sheet.cell("A1".parse().unwrap()), Some(Cell::Date(_))));
    assert_eq!(sheet.cell("C1".parse().unwrap()), None);
}

#[test]
fn dates_of_1904_are_the_days_that_the_spreadsheet_shows() {
    let bytes = written(|sheet| {
        let date = Format::new().set_num_format("d-m-yyyy");
        sheet.write_number_with_format(0, 0, 41040, &date).unwrap();
    });
    assert_eq!(shown(&first_sheet(&bytes), "A1"), "2012-05-11");
    let bytes = patched(&bytes, "xl/workbook.xml", |xml| xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    assert_eq!(shown(&first_sheet(&bytes), "A1"), "2016-05-12");
}

#[test]
fn a_formula_that_was_never_computed_is_known() {
    let bytes = written(|sheet| {
        sheet.write_string(0, 0, "Bedrag").unwrap();
        sheet.write_formula(1, 0, "=1+1").unwrap();
        sheet.write_blank(2, 0, &Format::new().set_bold()).unwrap();
    });
    let bytes = patched(&bytes, SHEET, |xml| xml.replace("</f><v>0</v>", "</f>"));
    let sheet = first_sheet(&bytes);
    assert_eq!(sheet.cell("A2".parse().unwrap()), Some(&Cell::Uncomputed));
    assert_eq!(sheet.cell("A3".parse().unwrap()), None);
}

#[test]
fn one_bad_cell_costs_one_note() {
    let bytes = written(|sheet| {
        for row in 0..3 {
            sheet.write_number(row, 0, row).unwrap();
            sheet.write_string(row, 1, "goed").unwrap();
        }
    });
    let bad = |xml: &str| xml.replace("<c r=\"A2\"><v>1</v>", "<c r=\"A2\" t=\"n\"><v>een</v>");
    let bytes = patched(&bytes, SHEET, bad);
    let sheet = first_sheet(&bytes);
    assert_eq!(
        (shown(&sheet, "A2"), shown(&sheet, "B2"), shown(&sheet, "A3")),
        (String::new(), "goed".into(), "2".into())
    );
    assert_eq!(sheet.notes.len(), 1);
}

#[test]
fn a_cell_at_the_far_corner_costs_one_cell() {
    let bytes = written(|sheet| {
        sheet.write_string(0, 0, "Missie").unwrap();
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    let sheet = first_sheet(&bytes);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 1_048_576]);
    assert_eq!(shown(&sheet, "XFD1048576"), "x");
}

#[test]
fn hidden_sheets_and_merged_regions_are_known() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().merge_range(0, 0, 0, 2, "Contactpersoon", &Format::new()).unwrap();
    workbook.add_worksheet().set_hidden(true).write_string(0, 0, "lijstje").unwrap();
    let read = read(&workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read.sheets[0].merged[0].to_string(), "A1:C1");
    assert_eq!(
        read.sheets.iter().map(|sheet| sheet.visibility).collect::<Vec<_>>(),
        [Visibility::Visible, Visibility::Hidden]
    );
}

#[test]
fn files_that_cannot_be_read_are_refused_in_a_sentence() {
    let workbook = written(|sheet| {
        sheet.write_string(0, 0, "Missie").unwrap();
    });
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 512], &name].concat();
    let strings = patched(&workbook, "xl/sharedStrings.xml", |xml| {
        xml.replace("uniqueCount=\"1\"", "uniqueCount=\"99999999999\"")
    });
    for (code, bytes) in [
        (FailureCode::Empty, &b""[..]),
        (FailureCode::Empty, &written(|_| {})),
        (FailureCode::WebPage, b"<html><table><tr><td>Missie</td></tr></table></html>"),
        (
            FailureCode::SpreadsheetMl,
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        ),
        (FailureCode::NoSpreadsheet, b"%PDF-1.4 Missie"),
        (FailureCode::Damaged, &workbook[..workbook.len() / 2]),
        (FailureCode::Damaged, &strings),
        (FailureCode::Damaged, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing more"),
        (FailureCode::PasswordProtected, &encrypted),
    ] {
        let failure = read(bytes).expect_err("refused");
        assert_eq!(failure.code, code);
        assert!(failure.message(Language::Nl).ends_with('.') && failure.message(Language::En).ends_with('.'));
    }
}

#[test]
fn what_is_too_large_names_the_limit() {
    let bytes = written(|sheet| {
        for row in 0..20 {
            sheet.write_string(row, 0, "goed").unwrap();
        }
    });
    let few = Limits { cells: 10, ..WITHIN_REASON };
    let failure = read_within(&bytes, &few).expect_err("refused");
    let excess = Excess { of: Measure::Cells, most: 10, found: None };
    assert_eq!((failure.code, failure.excess), (FailureCode::TooLarge, Some(excess)));
    let short = Limits { text: 40, ..WITHIN_REASON };
    let excess = Excess { of: Measure::Text, most: 40, found: None };
    assert_eq!(read_within(&bytes, &short).expect_err("refused").excess, Some(excess));
}
