//! Files that mean harm: what each ends in, within the time and memory of the fence that everybody's uploads have.

use std::time::{Duration, Instant};

use missieregister::import::read::{FailureCode, Fence, Measure, ReadFailure, Workbook};
use missieregister::values::Language;
use zip::CompressionMethod::{Deflated, Stored};

use crate::workbooks::{changed, parts, register, sheet, with, zipped};
use crate::workers::workers;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// Reads as an upload is read; a busy machine gets more time on the clock, not more of its processors.
async fn read(bytes: &[u8]) -> Result<Workbook, ReadFailure> {
    let workers = workers().within(Fence { clock: 300, ..Fence::default() });
    workers.read(bytes.into(), std::sync::Arc::new(|_| {})).await.expect("there is a worker")
}

#[track_caller]
fn is_told(failure: &ReadFailure, code: FailureCode, of: Option<Measure>) {
    assert_eq!((failure.code, failure.excess.map(|excess| excess.of)), (code, of));
    for language in [Language::Nl, Language::En] {
        let message = failure.message(language);
        assert!(message.ends_with('.') && message.len() < 250, "{message}");
    }
}

async fn ends_in(bytes: &[u8], code: FailureCode, of: Option<Measure>) {
    is_told(&read(bytes).await.expect_err("it is refused"), code, of);
}

fn shown(workbook: &Workbook, at: &str) -> String {
    let cell = workbook.sheets[0].cell(at.parse().unwrap());
    cell.map(|cell| cell.shown().into_owned()).unwrap_or_default()
}

#[tokio::test]
async fn a_cell_at_the_far_corner_or_beyond_costs_one_cell() {
    let far = changed(SHEET, "</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    let workbook = read(&far).await.unwrap();
    assert_eq!((shown(&workbook, "A1").as_str(), shown(&workbook, "XFD1048576").as_str()), ("Missie", "1"));
    for reference in ["ZZZZZZZZZ1", "A99999999999", "XFE1", "A1048577", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1", "1A", ""] {
        let cell = format!("<row><c r=\"{reference}\"><v>1</v></c></row></sheetData>");
        // A reader may give the sheet up at such a cell; what it must not do is put it where it is not.
        if let Ok(workbook) = read(&changed(SHEET, "</sheetData>", &cell)).await {
            assert_eq!(shown(&workbook, "A1"), "Missie");
            assert!(!workbook.sheets[0].notes.is_empty(), "{reference}");
        }
    }
}

#[tokio::test]
async fn what_a_workbook_says_of_its_sizes_is_not_believed() {
    for claim in ["99999999999", "18446744073709551615", "99999999999999999999999"] {
        let strings = changed(STRINGS, "uniqueCount=\"", &format!("uniqueCount=\"{claim}\" was=\""));
        ends_in(&strings, FailureCode::Damaged, None).await;
    }
    for dimension in ["B2:A1", "A1:XFD1048576", "XFD1048576:A1", "A1:ZZZZZ99999999", ""] {
        let ranged = changed(SHEET, "<dimension ref=\"A1:E4\"/>", &format!("<dimension ref=\"{dimension}\"/>"));
        match read(&ranged).await {
            Ok(workbook) => assert_eq!(shown(&workbook, "B2"), "China", "{dimension}"),
            Err(failure) => is_told(&failure, FailureCode::Damaged, None),
        }
    }
}

#[tokio::test]
async fn bombs_are_refused_with_the_limit_that_they_break() {
    let blanks = vec![b' '; 200 << 20];
    ends_in(&with("xl/media/image1.png", &blanks, Deflated), FailureCode::TooLarge, Some(Measure::Ratio)).await;
    drop(blanks);
    let many = (0..10_001).map(|number| (format!("xl/worksheets/sheet{number}.xml"), Vec::new())).collect();
    ends_in(&zipped(&many, Stored), FailureCode::TooLarge, Some(Measure::Parts)).await;
    let nested = zipped(&vec![("content.zip".to_owned(), zipped(&many, Deflated))], Deflated);
    ends_in(&nested, FailureCode::NoSpreadsheet, None).await;
}

#[tokio::test]
async fn ten_million_cells_are_refused_and_the_limit_is_told() {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10_000));
    let bytes = with(SHEET, &sheet(&row.repeat(1_000)), Stored);
    let start = Instant::now();
    let failure = read(&bytes).await.expect_err("it is refused");
    is_told(&failure, FailureCode::TooLarge, Some(Measure::Cells));
    assert!(failure.message(Language::Nl).contains("2.500.000"), "{}", failure.message(Language::Nl));
    eprintln!("ten million cells: {:?}", start.elapsed());
}

#[tokio::test]
async fn one_giant_text_used_many_times_costs_its_cells_or_breaks_the_limit() {
    let strings = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"2\" uniqueCount=\"2\">\
         <si><t>kort</t></si><si><t>{}</t></si></sst>",
        "x".repeat(1 << 20)
    );
    let used = |times: usize| {
        let cells = "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c></row>".repeat(times);
        let mut parts = parts(&with(SHEET, &sheet(&cells), Deflated));
        parts.retain(|(name, _)| name != STRINGS);
        parts.push((STRINGS.to_owned(), strings.clone().into_bytes()));
        zipped(&parts, Deflated)
    };
    let workbook = read(&used(100)).await.unwrap();
    assert_eq!((shown(&workbook, "A1").as_str(), shown(&workbook, "B100").as_str()), ("", "kort"));
    assert_eq!(workbook.sheets[0].notes.len(), 100);
    ends_in(&used(12_000), FailureCode::TooLarge, Some(Measure::Text)).await;
    // Just short enough to be read, and far too much in all.
    let long = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(32_000));
    let bytes = with(SHEET, &sheet(&long.repeat(9_000)), Deflated);
    let failure = read(&bytes).await.expect_err("it is refused");
    assert_eq!(failure.code, FailureCode::TooLarge);
}

#[tokio::test]
async fn entities_of_xml_are_not_expanded() {
    let mut entities = "<!ENTITY a \"aaaaaaaaaaaaaaaa\">".to_owned();
    for (one, next) in ('a'..='y').zip('b'..='z') {
        entities.extend(["<!ENTITY ", &next.to_string(), " \"", &format!("&{one};").repeat(16), "\">"]);
    }
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE worksheet [{entities}]><worksheet><sheetData><row><c t=\"inlineStr\"><is>\
         <t>&z;</t></is></c></row></sheetData></worksheet>"
    );
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><worksheet>\
                   <sheetData><row><c t=\"inlineStr\"><is><t>&f;</t></is></c></row></sheetData></worksheet>";
    for xml in [bomb.as_bytes(), outside.as_bytes()] {
        if let Ok(workbook) = read(&with(SHEET, xml, Deflated)).await {
            let text = shown(&workbook, "A1");
            assert!(text.len() < 100 && !text.contains("root"), "{} characters", text.len());
        }
    }
}

#[tokio::test]
async fn a_compound_file_that_leads_in_circles_or_lies_is_damaged() {
    let whole = register("legacy_xls.xls");
    // The table of sectors follows the header in files of this size; each sector is made to lead to itself, to the
    // first, or beyond the end.
    for next in [0_u32, 1, 0x00FF_FFFF] {
        let mut looped = whole.clone();
        for entry in 0..64 {
            let at = 512 + entry * 4;
            looped[at..at + 4].copy_from_slice(&next.to_le_bytes());
        }
        let _ = read(&looped).await;
    }
    for field in [44, 48, 60, 64, 68, 72, 76] {
        for value in [0_u32, 1, 0x7FFF_FFFF, 0xFFFF_FFFE] {
            let mut lying = whole.clone();
            lying[field..field + 4].copy_from_slice(&value.to_le_bytes());
            let _ = read(&lying).await;
        }
    }
    ends_in(&whole[..600], FailureCode::Damaged, None).await;
}

#[tokio::test]
async fn what_stops_too_early_is_told_to_be_damaged() {
    for name in ["flat_nl.xlsx", "legacy_xls.xls", "ods_flat.ods"] {
        let whole = register(name);
        for part in 1..8 {
            let failure = read(&whole[..whole.len() * part / 8]).await.expect_err(name);
            assert_eq!(failure.code, FailureCode::Damaged, "{name} cut at {part}/8");
        }
    }
}

#[tokio::test]
async fn a_large_file_of_nothing_ends_quickly() {
    let start = Instant::now();
    for byte in [0_u8, b' ', b'\n', b';', b'"', b'<', 0xFF] {
        let _ = read(&vec![byte; 20 << 20]).await;
    }
    assert!(start.elapsed() < Duration::from_mins(2));
}
