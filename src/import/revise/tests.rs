//! What may be said of an import, and what is wrong with what may not.

use super::*;
use crate::import::cell::Column;
use crate::import::field::Field;
use crate::import::read::Visibility;
use crate::import::settings::ColumnChoice;
use crate::import::text_sheet::sheet;
use crate::values::{ImportFormat, Language};

/// A register, and a hidden sheet that is one too.
fn workbook() -> Workbook {
    let register = sheet(
        "Missies",
        "
Missiecode | Titel | Land | Startdatum | Status missie | BSN
HM2016-01 | Handelsmissie Turkije | Turkiye | 14-03-2016 | gedaan | 123456782
HM2016-02 | Handelsmissie China | China | 17-10-2016 | gerealiseerd | 123456783
HM2016-03 | Handelsmissie Japan | Japan | 01-11-2016 | gepland | 123456784",
    );
    let mut old = sheet("Oud", "Missiecode | Titel | Land\nHM2015-01 | Handelsmissie Rusland | Rusland");
    old.visibility = Visibility::Hidden;
    Workbook { format: ImportFormat::Xlsx, sheets: vec![register, old] }
}

fn revised(revision: &Revision) -> Result<Revised, Vec<Fault>> {
    let mut workbook = workbook();
    let before = workbook.clone();
    let revised = revise(&mut workbook, &Settings::default(), revision, (&[], &Vocabulary::built_in()));
    assert_eq!(workbook, before, "nothing of the workbook is changed");
    revised
}

/// The codes and places of what is wrong.
fn faults(revision: &Revision) -> Vec<String> {
    let faults = revised(revision).expect_err("something is wrong");
    faults.iter().map(|fault| format!("{} {}", fault.code, fault.path.join("."))).collect()
}

fn table(sheet: &str, range: &str, columns: &[(&str, Option<&str>)]) -> TableRequest {
    let columns = columns.iter().map(|(letter, field)| ((*letter).to_owned(), field.map(str::to_owned))).collect();
    TableRequest { sheet: sheet.to_owned(), range: range.to_owned(), columns, ..TableRequest::default() }
}

fn mapping(tables: Vec<TableRequest>) -> Revision {
    Revision::Map(MapRequest { tables, sheets: Vec::new() })
}

fn cell(cell: &str, value: &str, remember: bool) -> CellRequest {
    CellRequest { sheet: "Missies".to_owned(), cell: cell.to_owned(), value: value.to_owned(), remember }
}

#[test]
fn columns_are_given_fields_or_none_and_a_hidden_sheet_that_is_named_is_read() {
    let request = vec![
        table("Missies", "A1:F4", &[("B", Some("mission.notes")), ("c", None)]),
        table("Oud", "A1:C2", &[("B", Some("mission.event"))]),
    ];
    let settings = revised(&mapping(request)).unwrap().settings;
    assert_eq!(settings.sheets, ["Oud"]);
    let choice = |column, field| ColumnChoice { column: Column(column), row: None, field };
    let columns = &settings.table("Missies", "A1:F4".parse().unwrap()).unwrap().columns;
    assert_eq!(*columns, [choice(1, Some(Field::MissionNotes)), choice(2, None)]);
}

#[test]
fn a_table_may_be_placed_elsewhere_with_its_own_header() {
    let moved =
        TableRequest { header_rows: Some(vec![2]), ..table("Missies", "B2:D4", &[("B", Some("mission.title"))]) };
    let settings = revised(&mapping(vec![moved])).unwrap().settings;
    let tables = map::as_mapped(&mut workbook(), &settings, &Vocabulary::built_in());
    let placed: Vec<String> =
        tables.iter().map(|table| format!("{}!{}", table.table.sheet, table.table.range)).collect();
    assert_eq!(placed, ["Missies!B2:D4"]);
    assert_eq!((&tables[0].table.header_rows[..], &tables[0].table.body[..]), (&[2][..], &[3, 4][..]));
    assert_eq!(tables[0].columns[0].field, Some(Field::MissionTitle));
}

#[test]
fn all_that_is_wrong_with_a_mapping_is_told_at_once_and_at_its_place() {
    let request = vec![
        table("Missie", "A1:F4", &[]),
        table("Missies", "alles", &[]),
        table("Missies", "M1:N4", &[]),
        TableRequest { header_rows: Some(vec![9]), ..table("Missies", "A1:F4", &[]) },
        table("Missies", "A4:F4", &[]),
    ];
    assert_eq!(
        faults(&mapping(request)),
        [
            "NO_SUCH_SHEET tables.0.sheet",
            "NO_RANGE tables.1.range",
            "RANGE_OUTSIDE_SHEET tables.2.range",
            "HEADER_OUTSIDE_TABLE tables.3.headerRows",
            "EMPTY_TABLE tables.4.range",
        ]
    );
    let columns = [
        ("A", Some("mission.titel")),
        ("Z", Some("mission.title")),
        ("B", Some("mission.event")),
        ("C", Some("mission.event")),
        ("B", None),
        ("F", Some("mission.notes")),
    ];
    assert_eq!(
        faults(&mapping(vec![table("Missies", "A1:F4", &columns)])),
        [
            "NO_SUCH_FIELD tables.0.columns.0.field",
            "COLUMN_OUTSIDE_TABLE tables.0.columns.1.letter",
            "FIELD_TWICE tables.0.columns.3.field",
            "COLUMN_TWICE tables.0.columns.4.letter",
            "BLOCKED_COLUMN tables.0.columns.5.field",
        ]
    );
    let overlapping = vec![table("Missies", "A1:F4", &[]), table("Missies", "C2:F4", &[])];
    assert_eq!(faults(&mapping(overlapping)), ["TABLES_OVERLAP tables.1.range"]);
    let unknown = Revision::Map(MapRequest { sheets: vec!["Nergens".to_owned()], tables: Vec::new() });
    assert_eq!(faults(&unknown), ["NO_SUCH_SHEET sheets.0"]);
    let near = revised(&mapping(vec![table("Missies", "A1:F4", &columns[..1])])).unwrap_err();
    assert!(near[0].message(Language::Nl).contains("bedoelt u `mission.title`?"), "{near:?}");
}

#[test]
fn a_corrected_word_is_remembered_and_what_the_file_says_takes_a_correction_back() {
    let corrected =
        revised(&Revision::Correct(vec![cell("C2", "Turkije", true), cell("E2", "gerealiseerd", false)])).unwrap();
    let word = LearntWord { list: "country".to_owned(), word: "Turkiye".to_owned(), value: "Turkije".to_owned() };
    assert_eq!((corrected.learnt, corrected.settings.corrections.len()), (vec![word], 2));
    let back = Revision::Correct(vec![cell("C2", "Turkiye", false)]);
    let back = revise(&mut workbook(), &corrected.settings, &back, (&[], &Vocabulary::built_in())).unwrap();
    let left: Vec<String> = back.settings.corrections.iter().map(|correction| correction.at.to_string()).collect();
    assert_eq!(left, ["E2"]);
}

#[test]
fn all_that_is_wrong_with_corrections_is_told_at_once_and_at_its_place() {
    let elsewhere = |sheet: &str| CellRequest { sheet: sheet.to_owned(), ..cell("A1", "x", false) };
    let requests = vec![
        elsewhere("Nergens"),
        elsewhere("Oud"),
        cell("rij 3", "x", false),
        cell("A99", "x", false),
        cell("F2", "x", false),
        cell("B2", &"x".repeat(32_768), false),
        cell("C3", "Japan", false),
        cell("C3", "China", false),
        cell("B3", "Andere titel", true),
        cell("C4", "Nergenshuizen", true),
        cell("E4", "gepland", true),
    ];
    assert_eq!(
        faults(&Revision::Correct(requests)),
        [
            "NO_SUCH_SHEET corrections.0.sheet",
            "SHEET_NOT_READ corrections.1.sheet",
            "NO_CELL corrections.2.cell",
            "CELL_OUTSIDE_SHEET corrections.3.cell",
            "BLOCKED_COLUMN corrections.4.cell",
            "TOO_LONG corrections.5.value",
            "CELL_TWICE corrections.7.cell",
            "NOT_A_WORD corrections.8.remember",
            "UNKNOWN_WORD corrections.9.value",
            "NOTHING_TO_REMEMBER corrections.10.remember",
        ]
    );
}
