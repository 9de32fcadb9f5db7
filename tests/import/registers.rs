//! Registers as officers left them: where their tables are, and what their columns hold.

use missieregister::import::inspect::inspect;
use missieregister::import::locate::locate;
use missieregister::import::map::{Ignored, MappedTable, map};
use missieregister::import::read::{Workbook, read};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::values::ImportFormat;

fn workbook(name: &str) -> Workbook {
    let path = format!("{}/tests/registers/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).expect("the register is there")).expect("the register reads")
}

/// All tables of all sheets, mapped.
fn tables(name: &str) -> Vec<MappedTable> {
    let vocabulary = Vocabulary::built_in();
    let workbook = workbook(name);
    let of_sheet = |sheet| locate(sheet, &vocabulary).into_iter().map(|table| map(sheet, table, &vocabulary));
    workbook.sheets.iter().flat_map(of_sheet).collect()
}

/// A table in a line: its place, then its fields by column.
fn drawn(mapped: &MappedTable) -> String {
    let fields = mapped.columns.iter().map(|column| column.field.map_or("-", |field| field.name()));
    let (range, header) = (mapped.table.range, &mapped.table.header_rows);
    format!("{}!{range} {header:?} {}", mapped.table.sheet, fields.collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn check(name: &str, format: ImportFormat, expected: &[&str]) {
    assert_eq!(workbook(name).format, format);
    assert_eq!(tables(name).iter().map(drawn).collect::<Vec<_>>(), expected);
}

#[test]
fn a_flat_register_has_one_table() {
    check(
        "flat_nl.xlsx",
        ImportFormat::Xlsx,
        &["Register!A1:M41 [1] mission.code mission.title mission.country mission.startDate mission.endDate \
           organisation.name organisation.kvkNumber person.givenName person.surnamePrefix person.familyName \
           person.email participation.fee participation.status"],
    );
}

#[test]
fn missions_and_participants_on_two_sheets_are_two_tables() {
    check(
        "two_sheets_code.xlsx",
        ImportFormat::Xlsx,
        &[
            "Missies!A4:L10 [4] mission.code mission.title mission.direction mission.country mission.region \
             mission.city mission.event mission.themes mission.startDate mission.endDate mission.status mission.leader",
            "Deelnemers!A1:H44 [1] mission.code organisation.name organisation.kind organisation.municipality \
             person.name participation.role person.phone participation.status",
        ],
    );
}

#[test]
fn english_headers_are_known() {
    check(
        "english.xlsx",
        ImportFormat::Xlsx,
        &["Participants!A3:M50 [3] mission.title mission.country mission.startDate mission.endDate organisation.name \
           organisation.kvkNumber person.givenName person.familyName participation.role person.email person.phone \
           participation.fee participation.status"],
    );
}

#[test]
fn an_open_document_reads_alike() {
    check(
        "ods_flat.ods",
        ImportFormat::Ods,
        &["Register!A1:H46 [1] mission.title mission.country mission.startDate mission.endDate organisation.name \
           organisation.municipality person.name participation.role"],
    );
}

#[test]
fn an_old_workbook_that_begins_at_b3_keeps_its_rows_and_letters() {
    check(
        "legacy_xls.xls",
        ImportFormat::Xls,
        &["Blad1!B3:I53 [3] mission.title mission.country mission.period organisation.name organisation.kvkNumber \
           person.name person.email person.phone"],
    );
}

#[test]
fn text_in_windows_letters_reads_alike() {
    check(
        "csv_cp1252.csv",
        ImportFormat::Csv,
        &["csv!A1:I38 [1] mission.title mission.country mission.startDate mission.endDate organisation.name \
           organisation.kvkNumber person.familyName person.givenName participation.fee"],
    );
    let first = &workbook("csv_cp1252.csv").sheets[0].rows[1].cells[0].1;
    assert_eq!(first.shown(), "Handelsmissie Brazilië ICT 2018");
}

#[test]
fn merged_groups_keep_their_regions() {
    check(
        "merged_groups.xlsx",
        ImportFormat::Xlsx,
        &["Deelnemerslijst!A3:H42 [3] mission.title mission.country mission.startDate mission.endDate \
           organisation.name person.name participation.fee participation.status"],
    );
    let regions: Vec<String> =
        workbook("merged_groups.xlsx").sheets[0].merged.iter().map(ToString::to_string).collect();
    assert_eq!(regions[..3], ["A1:H1", "A4:A9", "B4:B9"]);
}

#[test]
fn every_sheet_of_a_mission_has_its_mission_above_the_table() {
    let tables = tables("sheet_per_mission.xlsx");
    assert!(tables.len() > 3);
    for mapped in &tables {
        let given: Vec<&str> = mapped.context.iter().filter_map(|one| one.field).map(|field| field.name()).collect();
        let expected = ["mission.title", "mission.country", "mission.period", "mission.themes", "mission.code"];
        assert_eq!(given, expected, "{}", mapped.table.sheet);
        assert_eq!(mapped.table.header_rows, [6]);
        assert_eq!(mapped.table.totals, [mapped.table.body.last().unwrap() + 2]);
        assert_eq!(mapped.columns[0].ignored_because, Some(Ignored::RowNumber));
    }
}

#[test]
fn subtotals_and_footnotes_are_no_records() {
    check(
        "subtotals.xlsx",
        ImportFormat::Xlsx,
        &["2014-2018!A1:F43 [1] mission.title mission.country mission.period organisation.name person.name \
           participation.fee"],
    );
    let table = &tables("subtotals.xlsx")[0].table;
    assert_eq!(table.totals[..4], [7, 16, 22, 29]);
    assert!(table.totals.iter().all(|row| !table.body.contains(row)));
}

#[test]
fn faulty_values_do_not_change_what_a_column_is() {
    check(
        "faults.xlsx",
        ImportFormat::Xlsx,
        &["Register!A2:I41 [2] mission.title mission.country mission.startDate mission.endDate organisation.name \
           person.name participation.fee participation.status person.email"],
    );
}

#[test]
fn inspection_tells_places_and_fields_and_no_values() {
    let inspection = inspect(&workbook("sheet_per_mission.xlsx"), &Vocabulary::built_in());
    let json: serde_json::Value = serde_json::from_str(&inspection.to_json().unwrap()).unwrap();
    let sheet = &json["sheets"][0];
    assert_eq!((sheet["name"].as_str(), sheet["visibility"].as_str()), (Some("HM2018-01"), Some("VISIBLE")));
    let table = &sheet["tables"][0];
    assert_eq!(table["range"], "A6:F15");
    assert_eq!(table["headerRows"], serde_json::json!([6]));
    assert_eq!((table["firstDataRow"].as_u64(), table["lastDataRow"].as_u64()), (Some(7), Some(15)));
    let column = &table["columns"][1];
    assert_eq!((column["letter"].as_str(), column["header"].as_str()), (Some("B"), Some("Bedrijfsnaam")));
    assert_eq!(column["field"], "organisation.name");
    assert!(column["confidence"].as_f64().unwrap() > 0.8);
    assert!(!inspection.to_text().contains("Grensland Staalbouw"));
    assert!(inspection.to_text().contains("row 6 heads the table"));
}
