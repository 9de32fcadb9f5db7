//! Sheets drawn as text, and the records that are read from them.

use crate::import::cell::{At, Column, Range};
use crate::import::field::Field;
use crate::import::issue::IssueCode;
use crate::import::locate::{Context, Crossing, Header, Layout, Record, Table, locate};
use crate::import::map::map;
use crate::import::parse::draft::{Draft, Link};
use crate::import::parse::rows::{Rows, rows};
use crate::import::parse::shown;
use crate::import::read::{Sheet, Workbook};
use crate::import::text_sheet::sheet;
use crate::import::vocabulary::Vocabulary;
use crate::services::Meter;
use crate::values::{ImportFormat, RecordKind, Severity};

/// The records of a sheet whose tables were found by other means.
fn read_tables(sheet: Sheet, tables: Vec<Table>) -> Rows {
    let vocabulary = Vocabulary::built_in();
    let tables = tables.into_iter().map(|table| map(&sheet, table, &vocabulary)).collect();
    let workbook = Workbook { format: ImportFormat::Xlsx, sheets: vec![sheet] };
    rows(&workbook, tables, &vocabulary, &Meter::default())
}

fn read_sheet(sheet: Sheet) -> Rows {
    let tables = locate(&sheet, &Vocabulary::built_in());
    read_tables(sheet, tables)
}

fn read(text: &str) -> Rows {
    read_sheet(sheet("Blad1", text))
}

/// The value of a field of a draft.
fn value(draft: &Draft, field: Field) -> String {
    draft.fields.get(&field).map(|found| shown::value(&found.value)).unwrap_or_default()
}

/// The participations that no error blocks: mission, organisation, person, and fields of choice.
fn participations(rows: &Rows, fields: &[Field]) -> Vec<String> {
    let of = |draft: &&Draft| draft.kind == RecordKind::Participation && !rows.blocked.contains(&draft.row);
    let line = |draft: &Draft| {
        let linked = |link, field| draft.links.get(&link).map(|at| value(&rows.drafts[*at], field)).unwrap_or_default();
        let names = [
            linked(Link::Mission, Field::MissionTitle) + &linked(Link::Mission, Field::MissionCode),
            linked(Link::Organisation, Field::OrganisationName),
            linked(Link::Person, Field::PersonName),
        ];
        let linked = |field: &Field| match field.record_kind() {
            RecordKind::Mission => linked(Link::Mission, *field),
            RecordKind::Person => linked(Link::Person, *field),
            _ => value(draft, *field),
        };
        names.into_iter().chain(fields.iter().map(linked)).collect::<Vec<_>>().join(" | ")
    };
    rows.drafts.iter().filter(of).map(line).collect()
}

/// The cells at which an error, or a finding of some sort, is told.
fn errors(rows: &Rows) -> Vec<String> {
    cells(rows, |code| code.severity() == Severity::Error)
}

fn cells(rows: &Rows, wanted: impl Fn(IssueCode) -> bool) -> Vec<String> {
    let found = rows.issues.iter().filter(|issue| wanted(issue.code));
    found.map(|issue| issue.at.as_ref().map(|at| at.at.to_string()).unwrap_or_default()).collect()
}

#[test]
fn nothing_is_filled_down_past_a_blank_row_or_into_what_is_of_others() {
    let rows = read(
        "
Missie | Land | Bedrijf | Deelnemer | E-mail
Missie Turkije | Turkije | Optics B.V. | Jan Smit | j@optics.example
 | | Agro B.V. | Piet Bos |
 | | Hydro B.V. | Els de Wit | e@hydro.example

 | | Solar B.V. | Kees Bos | k@solar.example
",
    );
    let expected = [
        "Missie Turkije | Optics B.V. | Jan Smit | j@optics.example",
        "Missie Turkije | Agro B.V. | Piet Bos | ",
        "Missie Turkije | Hydro B.V. | Els de Wit | e@hydro.example",
    ];
    assert_eq!(participations(&rows, &[Field::PersonEmail]), expected);
    assert_eq!(cells(&rows, |code| code == IssueCode::FilledDown), ["A3", "B3", "A4", "B4"]);
    assert_eq!(cells(&rows, |code| code == IssueCode::RowWithoutMission).len(), 1);
}

#[test]
fn a_fault_in_what_is_filled_down_is_told_once_and_blocks_its_whole_group() {
    let rows = read(
        "
Missie | Startdatum | Bedrijf | Deelnemer
Missie Turkije | 31-2-2016 | Optics B.V. | Jan Smit
 | | Agro B.V. | Piet Bos
Missie Polen | 1-3-2016 | Hydro B.V. | Els de Wit
 | | Solar B.V. | Kees Bos
",
    );
    let expected = ["Missie Polen | Hydro B.V. | Els de Wit", "Missie Polen | Solar B.V. | Kees Bos"];
    assert_eq!(participations(&rows, &[]), expected);
    assert_eq!(errors(&rows), ["B2"]);
}

#[test]
fn a_blank_in_a_table_that_names_the_mission_on_every_row_is_an_omission() {
    let rows = read(
        "
Missie | Bedrijf | Deelnemer
Missie Turkije | Optics B.V. | Jan Smit
Missie Turkije | Agro B.V. | Piet Bos
 | Hydro B.V. | Els de Wit
Missie Turkije | Solar B.V. | Kees Bos
",
    );
    assert_eq!(participations(&rows, &[]).len(), 3);
    assert_eq!(cells(&rows, |code| code == IssueCode::RowWithoutMission).len(), 1);
}

#[test]
fn dittos_repeat_the_cell_above_with_its_errors() {
    let rows = read(
        "
Missie | Startdatum | Bedrijf | Deelnemer
Missie Turkije | 12-5-2016 | Optics B.V. | Jan Smit
idem | \" | Agro B.V. | Piet Bos
,, | ,, | idem | Els de Wit
Missie Polen | 31-2-2016 | Solar B.V. | Kees Bos
\" | \" | Agro B.V. | Piet Bos
",
    );
    let expected = [
        "Missie Turkije | Optics B.V. | Jan Smit | 2016-05-12",
        "Missie Turkije | Agro B.V. | Piet Bos | 2016-05-12",
        "Missie Turkije | Agro B.V. | Els de Wit | 2016-05-12",
    ];
    assert_eq!(participations(&rows, &[Field::MissionStartDate]), expected);
    assert_eq!(errors(&rows), ["B5"]);
}

#[test]
fn a_ditto_in_the_first_row_repeats_nothing() {
    let rows = read("\nMissie | Bedrijf | Deelnemer\nidem | Optics B.V. | Jan Smit\nMissie Polen | Agro | Piet Bos\n");
    assert_eq!(cells(&rows, |code| code == IssueCode::NothingToRepeat), ["A2"]);
    assert_eq!(participations(&rows, &[]), ["Missie Polen | Agro | Piet Bos"]);
}

#[test]
fn columns_that_come_again_are_participations_of_one_row() {
    let rows = read(
        "
Missie | Land | Deelnemer 1 | Functie 1 | Bedrijf 1 | Deelnemer 2 | Functie 2 | Bedrijf 2
Missie Turkije | Turkije | Jan Smit | CEO | Optics B.V. | Piet Bos | CTO | Agro B.V.
Missie Polen | Polen | Els de Wit | CFO | Hydro B.V. | | |
Missie China | China | | | | | |
",
    );
    let expected = [
        "Missie Turkije | Optics B.V. | Jan Smit | CEO",
        "Missie Turkije | Agro B.V. | Piet Bos | CTO",
        "Missie Polen | Hydro B.V. | Els de Wit | CFO",
    ];
    assert_eq!(participations(&rows, &[Field::ParticipationRole]), expected);
    let missions = rows.drafts.iter().filter(|draft| draft.kind == RecordKind::Mission);
    assert!(missions.clone().any(|mission| value(mission, Field::MissionTitle) == "Missie China"));
    let whole: Vec<String> = missions.map(|draft| rows.cells(draft.row).to_string()).collect();
    assert_eq!(whole[..2], ["A2:H2", "A2:H2"]);
}

#[test]
fn an_error_of_one_participant_leaves_the_others_of_the_row() {
    let rows = read(
        "
Missie | Deelnemer 1 | Status 1 | Deelnemer 2 | Status 2
Missie Turkije | Jan Smit | aanwezig | Piet Bos | zie mail
Missie Polen | Els de Wit | aanwezig | Kees Bos | afgemeld
",
    );
    assert_eq!(errors(&rows), ["E2"]);
    let people: Vec<String> = participations(&rows, &[]);
    assert_eq!(people, ["Missie Turkije |  | Jan Smit", "Missie Polen |  | Els de Wit", "Missie Polen |  | Kees Bos"]);
}

#[test]
fn several_people_in_a_cell_are_participants_each() {
    let rows = read(
        "
Missie | Bedrijf | Deelnemers | E-mail | Functie
Missie Turkije | Optics B.V. | Jan Smit / Piet Bos | j@optics.example / p@optics.example | CEO
Missie Turkije | Agro B.V. | Berg, J. van der | j@agro.example | CEO/CTO
",
    );
    let expected = [
        "Missie Turkije | Optics B.V. | Jan Smit | j@optics.example | CEO",
        "Missie Turkije | Optics B.V. | Piet Bos | p@optics.example | CEO",
        "Missie Turkije | Agro B.V. | J. van der Berg | j@agro.example | CEO/CTO",
    ];
    assert_eq!(participations(&rows, &[Field::PersonEmail, Field::ParticipationRole]), expected);
    assert_eq!(cells(&rows, |code| code == IssueCode::PeopleSplit), ["C2"]);
}

#[test]
fn people_that_do_not_come_apart_are_an_error_at_their_cell() {
    let rows = read(
        "
Missie | Bedrijf | Deelnemers | Functie
Missie Turkije | Optics B.V. | Jan en Piet Bos | CEO
Missie Turkije | Hydro B.V. | Jan Smit / Piet Bos | CEO / CTO / CFO
Missie Turkije | Agro B.V. | Els de Wit | CEO
",
    );
    assert_eq!(cells(&rows, |code| code == IssueCode::SeveralPeople), ["C2", "D3"]);
    assert_eq!(participations(&rows, &[]), ["Missie Turkije | Agro B.V. | Els de Wit"]);
}

#[test]
fn a_row_between_records_says_their_mission() {
    let rows = read(
        "
Bedrijf | Deelnemer | Status
Optics B.V. | Jan Smit | aanwezig
Agro B.V. | Piet Bos | aanwezig

Missie Turkije (energie), 12 t/m 16 mei 2016
Solar B.V. | Kees Bos | aanwezig
Hydro B.V. | Els de Wit | aanwezig
",
    );
    let expected = [
        "Missie Turkije (energie) | Solar B.V. | Kees Bos | 2016-05-12 – 2016-05-16",
        "Missie Turkije (energie) | Hydro B.V. | Els de Wit | 2016-05-12 – 2016-05-16",
    ];
    assert_eq!(participations(&rows, &[Field::MissionPeriod]), expected);
}

#[test]
fn a_date_without_a_year_takes_that_of_its_own_row_where_nothing_around_it_has_one() {
    let rows = read(
        "
Missie | Periode | Bedrijf | Deelnemer
Missie Turkije 2016 | 12 t/m 16 mei | Optics B.V. | Jan Smit
Missie Polen 2017 | 3-5 juni | Agro B.V. | Piet Bos
Missie Peru | 3-5 juni | Hydro B.V. | Els de Wit
",
    );
    let expected = [
        "Missie Turkije 2016 | Optics B.V. | Jan Smit | 2016-05-12 – 2016-05-16",
        "Missie Polen 2017 | Agro B.V. | Piet Bos | 2017-06-03 – 2017-06-05",
    ];
    assert_eq!(participations(&rows, &[Field::MissionPeriod]), expected);
    assert_eq!(errors(&rows), ["B4"]);
}

/// The table of a sheet with the columns from one on as crossings.
fn matrix(sheet: &Sheet, first: u32, levels: &[&str]) -> Table {
    let mut table = locate(sheet, &Vocabulary::built_in()).remove(0);
    let crossing = |header: &Header| {
        let level = |(row, label): (u32, &&str)| {
            let at = At { row, column: header.column };
            let value = sheet.cell(at).map(|cell| cell.shown().into_owned()).unwrap_or_default();
            Context { label: (*label).to_owned(), value, at: Some(at) }
        };
        Crossing { column: header.column, context: (1..).zip(levels).map(level).collect() }
    };
    table.layout = Layout::Matrix;
    table.crossings = table.headers.iter().filter(|header| header.column >= Column(first)).map(crossing).collect();
    table.body.retain(|row| *row > u32::try_from(levels.len()).unwrap());
    table
}

#[test]
fn a_mark_where_organisation_and_mission_meet_is_a_participation() {
    let drawn = sheet(
        "Blad1",
        "
Bedrijf | Plaats | Handelsmissie India 2018 | Werkbezoek Polen 2016 | Missie Peru 2015
Optics B.V. | Zwolle | x | afgemeld |
Agro B.V. | Almelo | nee | - |
Hydro B.V. | Zwolle | aanwezig | zie mail |
",
    );
    let table = matrix(&drawn, 2, &[""]);
    let rows = read_tables(drawn, vec![table]);
    let expected = [
        "Handelsmissie India 2018 | Optics B.V. |  | ",
        "Werkbezoek Polen 2016 | Optics B.V. |  | CANCELLED",
        "Handelsmissie India 2018 | Hydro B.V. |  | ATTENDED",
    ];
    assert_eq!(participations(&rows, &[Field::ParticipationStatus]), expected);
    assert_eq!(errors(&rows), ["D4"]);
    let missions = rows.drafts.iter().filter(|draft| draft.kind == RecordKind::Mission);
    assert!(missions.into_iter().any(|mission| value(mission, Field::MissionTitle) == "Missie Peru 2015"));
}

#[test]
fn missions_may_be_the_rows_of_a_matrix() {
    let drawn = sheet(
        "Blad1",
        "
Missie | Land | Optics B.V. | Agro B.V. | Hydro B.V.
Handelsmissie India 2018 | India | x | | x
Werkbezoek Polen 2016 | Polen | | x |
",
    );
    let table = matrix(&drawn, 2, &[""]);
    let rows = read_tables(drawn, vec![table]);
    let expected = [
        "Handelsmissie India 2018 | Optics B.V. | ",
        "Handelsmissie India 2018 | Hydro B.V. | ",
        "Werkbezoek Polen 2016 | Agro B.V. | ",
    ];
    assert_eq!(participations(&rows, &[]), expected);
}

#[test]
fn each_column_of_a_transposed_table_is_a_record() {
    let drawn = sheet(
        "Blad1",
        "
Missie | Missie India | Missie Polen
Land | India | Polen
Bedrijf | Optics B.V. | Agro B.V.
Deelnemer | Jan Smit | Piet Bos
Status | aanwezig | zie mail
",
    );
    let at = |row: u32, column: u32| At { row, column: Column(column) };
    let labels = ["Missie", "Land", "Bedrijf", "Deelnemer", "Status"];
    let header = |(row, text): (u32, &&str)| Header { column: Column(1), row: Some(row), text: (*text).to_owned() };
    let record = |column| Record { at: at(1, column), values: (1..=5).map(|row| Some(at(row, column))).collect() };
    let table = Table {
        sheet: drawn.name.clone(),
        range: Range { first: at(1, 0), last: at(5, 2) },
        header_rows: Vec::new(),
        headers: (1..).zip(&labels).map(header).collect(),
        body: (1..=5).collect(),
        context: Vec::new(),
        totals: Vec::new(),
        sections: Vec::new(),
        repeated: Vec::new(),
        records: vec![record(1), record(2)],
        crossings: Vec::new(),
        layout: Layout::Transposed,
        reasons: Vec::new(),
    };
    let rows = read_tables(drawn, vec![table]);
    assert_eq!(participations(&rows, &[Field::MissionCountry]), ["Missie India | Optics B.V. | Jan Smit | India"]);
    assert_eq!(errors(&rows), ["C5"]);
    assert_eq!(rows.blocked.iter().map(|row| rows.cells(*row).to_string()).collect::<Vec<_>>(), ["C1:C5"]);
}

#[test]
fn counts_in_the_text_of_a_total_are_held_against_the_records_of_their_section() {
    let rows = read(
        "
Missie | Bedrijf | Deelnemer
Missie China | Optics B.V. | Jan Smit
Missie China | Agro B.V. | Piet Bos
Subtotaal China: 2
Missie Polen | Hydro B.V. | Els de Wit
Subtotaal Polen: 4
Totaal 3 deelnemers
",
    );
    let totals: Vec<(String, bool)> = rows.totals.iter().map(|total| (total.cell.clone(), total.agrees)).collect();
    assert_eq!(totals, [("A4".to_owned(), true), ("A6".to_owned(), false), ("A7".to_owned(), true)]);
    assert_eq!(cells(&rows, |code| code == IssueCode::ControlTotalMismatch), ["A6"]);
}

#[test]
fn merged_cells_hold_for_all_their_rows() {
    let mut drawn = sheet(
        "Blad1",
        "
Missie | Periode | Bedrijf | Deelnemer
Missie Turkije | 31-02-2016 | Optics B.V. | Jan Smit
 | | Agro B.V. | Piet Bos
Missie Polen | 3-5 juni 2016 | Solar B.V. | Kees Bos
 | | Hydro B.V. | Els de Wit
",
    );
    for range in ["A2 A3", "B2 B3", "A4 A5", "B4 B5"] {
        let (first, last) = range.split_once(' ').unwrap();
        drawn.merged.push(Range { first: first.parse().unwrap(), last: last.parse().unwrap() });
    }
    let rows = read_sheet(drawn);
    assert_eq!(errors(&rows), ["B2"]);
    let expected = ["Missie Polen | Solar B.V. | Kees Bos", "Missie Polen | Hydro B.V. | Els de Wit"];
    assert_eq!(participations(&rows, &[]), expected);
}
