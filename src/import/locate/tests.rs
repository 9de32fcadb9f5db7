//! Sheets drawn as text, and the tables found on them.

mod layouts;

use super::{Context, Layout, Section, Survey, Table, survey};
use crate::import::text_sheet::sheet;
use crate::import::vocabulary::Vocabulary;

fn surveyed(text: &str) -> Survey {
    survey(&sheet("Blad1", text), &Vocabulary::built_in())
}

/// Where the tables are: range, header rows, body rows.
fn places(survey: &Survey) -> Vec<String> {
    let place = |table: &Table| format!("{} {:?} {:?}", table.range, table.header_rows, table.body);
    survey.tables.iter().map(place).collect()
}

fn headers(table: &Table) -> Vec<&str> {
    table.headers.iter().map(|header| header.text.as_str()).collect()
}

/// What its sections say, and for which rows.
fn sections(table: &Table) -> Vec<String> {
    let says = |one: &Context| match one.label.as_str() {
        "" => one.value.clone(),
        label => format!("{label}: {}", one.value),
    };
    let section = |section: &Section| {
        let context: Vec<String> = section.context.iter().map(says).collect();
        format!("{}-{} {}", section.row, section.last, context.join("; "))
    };
    table.sections.iter().map(section).collect()
}

#[test]
fn a_header_is_found_under_titles_and_blank_rows() {
    let found = surveyed(
        "
Overzicht handelsmissies 2016
peildatum: 31-12-2016

 | | Missie | Land | Jaar
 | | Energie Turkije | Turkije | 2016
 | | Hannover Messe | Duitsland | 2016
",
    );
    assert_eq!(places(&found), ["C4:E6 [4] [5, 6]"]);
    let context: Vec<_> = found.tables[0].context.iter().map(|one| (one.label.as_str(), one.value.as_str())).collect();
    let expected = [("", "Overzicht handelsmissies 2016"), ("peildatum", "31-12-2016"), ("", "Blad1")];
    assert_eq!(context, expected);
    assert!(found.tables[0].reasons[0].contains("row 4"));
}

#[test]
fn a_header_may_be_deep_and_apart_from_its_body() {
    let lines = (1..=45).map(|line| format!("regel {line} van de toelichting op dit overzicht\n"));
    let table = "\nMissie | Land | Kosten\n\nEnergie | Turkije | 12\nHealth | China | 13\n";
    let text = lines.chain([table.to_owned()]).collect::<String>();
    assert_eq!(places(&surveyed(&text)), ["A47:C50 [47] [49, 50]"]);
}

#[test]
fn labels_above_a_table_are_its_context() {
    let found = surveyed(
        "
Missie: | Handelsmissie Brazilië
Land: | Brazilië
Periode: 21 t/m 25 maart 2018

Nr. | Bedrijfsnaam | Naam deelnemer
1 | Optics B.V. | Jan Smit
2 | Agro B.V. | Piet Bos

Totaal aantal deelnemers: | 2
",
    );
    assert_eq!(places(&found), ["A5:C7 [5] [6, 7]"]);
    let table = &found.tables[0];
    assert_eq!(table.totals, [9]);
    let context: Vec<_> = table.context.iter().map(|one| (one.label.as_str(), one.value.as_str())).collect();
    let expected = [
        ("Missie", "Handelsmissie Brazilië"),
        ("Land", "Brazilië"),
        ("Periode", "21 t/m 25 maart 2018"),
        ("", "Blad1"),
    ];
    assert_eq!(context, expected);
    assert_eq!(table.context[0].at.map(|at| at.to_string()).as_deref(), Some("B1"));
}

#[test]
fn labels_of_a_performance_are_a_record_and_context_of_what_follows() {
    let found = surveyed(
        "
Prestatie | 5.4.2
Titel | Bevorderen van export
Begrotingsjaar | 2016
Rol provincie | faciliteerder

Actie nr. | Actie | Streefwaarde
1 | Wij faciliteren drie missies | 3
2 | Wij werven ondernemers | 30
",
    );
    assert_eq!(places(&found), ["A1:B4 [] [1, 2, 3, 4]", "A6:C8 [6] [7, 8]"]);
    assert_eq!(found.tables[0].layout, Layout::Labels);
    assert_eq!(found.tables[1].context[0].value, "5.4.2");
}

#[test]
fn labels_alone_on_a_sheet_are_a_record() {
    let found = surveyed("\nMissie: | China\nLand: | China\nPeriode: | mei 2016\n");
    assert_eq!(found.tables.len(), 1);
    assert_eq!(found.tables[0].layout, Layout::Labels);
}

#[test]
fn tables_stand_stacked_and_side_by_side() {
    let stacked = surveyed(
        "
Missie | Land
Energie | Turkije
Health | Duitsland

Organisatie | Contactpersoon | E-mail
Optics B.V. | Jan Smit | j@optics.example
Agro B.V. | Piet Bos | p@agro.example
",
    );
    assert_eq!(places(&stacked), ["A1:B3 [1] [2, 3]", "A5:C7 [5] [6, 7]"]);
    let beside = surveyed(
        "
Missie | Land | | Organisatie | Plaats
Energie | Turkije | | Optics B.V. | Zwolle
Health | Duitsland | | Agro B.V. | Almelo
",
    );
    assert_eq!(places(&beside), ["A1:B3 [1] [2, 3]", "D1:E3 [1] [2, 3]"]);
}

#[test]
fn totals_notes_and_headers_that_come_again_are_no_records() {
    let found = surveyed(
        "
Missie | Bedrijf | Bijdrage
China | Optics B.V. | 100
Subtotaal | | 100

Missie | Bedrijf | Bijdrage
Turkije | Agro B.V. | 50
Totaal | | 150

* onder voorbehoud
Bron: Oost NL
",
    );
    assert_eq!(places(&found), ["A1:C6 [1] [2, 6]"]);
    assert_eq!(found.tables[0].totals, [3, 7]);
    let notes: Vec<_> = found.notes.iter().map(|note| note.range.to_string()).collect();
    assert_eq!(notes, ["A9:A9", "A10:A10"]);
}

#[test]
fn a_company_named_like_a_total_stays_a_record() {
    let found =
        surveyed("\nBedrijf | Plaats | Naam\nTotaal Bouw B.V. | Zwolle | Jan Smit\nOptics | Almelo | Piet Bos\n");
    assert_eq!(places(&found), ["A1:C3 [1] [2, 3]"]);
}

#[test]
fn a_table_goes_on_past_blank_rows_and_texts_between_its_rows() {
    let found = surveyed(
        "
Bedrijf | Naam | Kosten
Optics B.V. | Jan Smit | 100

Agro B.V. | Piet Bos | 50

Missie Turkije

Solar VOF | Kees Bos | 75
",
    );
    assert_eq!(places(&found), ["A1:C8 [1] [2, 4, 8]"]);
    assert_eq!(sections(&found.tables[0]), ["6-8 Missie Turkije"]);
}

#[test]
fn the_levels_of_a_header_are_joined() {
    let mut drawn = sheet(
        "Blad1",
        "
Organisatie | Contactpersoon | | Bijdrage
 | Naam | Functie |
Optics B.V. | Jan Smit | CEO | 100
Agro B.V. | Piet Bos | CTO | 50
",
    );
    drawn.merged.push(crate::import::cell::Range { first: "B1".parse().unwrap(), last: "C1".parse().unwrap() });
    let found = survey(&drawn, &Vocabulary::built_in());
    assert_eq!(places(&found), ["A1:D4 [1, 2] [3, 4]"]);
    let expected = ["Organisatie", "Contactpersoon \u{203a} Naam", "Contactpersoon \u{203a} Functie", "Bijdrage"];
    assert_eq!(headers(&found.tables[0]), expected);
}

#[test]
fn numbers_from_the_first_row_on_have_no_header() {
    let found = surveyed("\n1 | 2.5 | 3\n4 | 5.5 | 6\n7 | 8.5 | 9\n");
    assert_eq!(places(&found), ["A1:C3 [] [1, 2, 3]"]);
}

#[test]
fn years_head_columns_of_numbers() {
    let found = surveyed("\nLand | 2012 | 2013 | 2014\nChina | 12 | 13 | 14\nTurkije | 1 | 3 | 4\n");
    assert_eq!(places(&found), ["A1:D3 [1] [2, 3]"]);
}

#[test]
fn a_sheet_of_text_has_no_table() {
    let found = surveyed("\nToelichting\nDit register bevat de missies van 2016.\n\nVragen: bel het secretariaat.\n");
    assert_eq!(found.tables, []);
    assert_eq!(found.notes.len(), 3);
}

fn one(text: &str) -> Table {
    let mut found = surveyed(text);
    assert_eq!(found.tables.len(), 1, "{:?}", places(&found));
    found.tables.remove(0)
}

fn merged(text: &str, ranges: &[&str]) -> Survey {
    let mut drawn = sheet("Blad1", text);
    drawn.merged.extend(ranges.iter().map(|range| {
        let (first, last) = range.split_once(':').unwrap();
        crate::import::cell::Range { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }));
    survey(&drawn, &Vocabulary::built_in())
}

/// The records of a table that are not its rows: where they begin, and where their values stand.
fn records(table: &Table) -> Vec<String> {
    let at = |at: &Option<crate::import::cell::At>| at.map_or_else(|| "-".to_owned(), |at| at.to_string());
    let record = |record: &super::Record| {
        format!("{}: {}", record.at, record.values.iter().map(at).collect::<Vec<_>>().join(" "))
    };
    table.records.iter().map(record).collect()
}

#[test]
fn a_row_of_units_or_of_numbers_belongs_to_the_header() {
    let units = one("\nRegio | Inwoners | Oppervlakte\n | aantal | km2\nAlmelo | 72725 | 67.5\nBorne | 23104 | 26.1\n");
    assert_eq!((units.header_rows, units.body), (vec![1, 2], vec![3, 4]));
    let numbered = one("\nRegio | Inwoners | Woningen\n(1) | (2) | (3)\nAlmelo | 72725 | 3167\nBorne | 23104 | 926\n");
    assert_eq!((numbered.header_rows, numbered.body), (vec![1, 2], vec![3, 4]));
}

#[test]
fn titles_with_a_number_of_the_page_are_no_header() {
    let found = one(
        "\nKerncijfers | | | Blad 1\nRegio | Inwoners | Woningen | Banen\nAlmelo | 72725 | 3167 | 12\nBorne | 23104 | 926 | 14\n",
    );
    assert_eq!(found.header_rows, [2]);
}

#[test]
fn a_header_of_levels_may_be_parted_from_its_body_by_a_blank_row() {
    let text = "
Regio | Bevolking | | Wonen |
 | mannen | vrouwen | huur | koop

Totaal | 120 | 130 | 50 | 60

Almelo | 60 | 65 | 25 | 30
Borne | 60 | 65 | 25 | 30
";
    let found = one(text);
    assert_eq!((found.header_rows, found.totals, found.body), (vec![1, 2], vec![4], vec![6, 7]));
    let headers: Vec<_> = found.headers.iter().map(|header| header.text.as_str()).collect();
    let expected = [
        "Regio",
        "Bevolking \u{203a} mannen",
        "Bevolking \u{203a} vrouwen",
        "Wonen \u{203a} huur",
        "Wonen \u{203a} koop",
    ];
    assert_eq!(headers, expected);
}

#[test]
fn the_reasons_tell_the_next_best_reading() {
    let found = one("\nOverzicht\nMissie | Land\nEnergie | Turkije\nHealth | Duitsland\n");
    assert!(found.reasons[0].starts_with("row 2 heads the table"), "{:?}", found.reasons);
    assert!(found.reasons.iter().any(|reason| reason.contains("less likely")), "{:?}", found.reasons);
}
