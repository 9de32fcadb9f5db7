//! Sheets drawn as text, and the tables found on them.

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

#[test]
fn sections_are_found_merged_labelled_by_word_place_and_time() {
    let text = "
Bedrijf | Naam | Functie | E-mail
Missie: Turkije (energie), 12 t/m 16 mei 2016
Optics B.V. | Jan Smit | CEO | j@optics.example
China
Agro B.V. | Piet Bos | CTO | p@agro.example
Handelsmissie Hannover Messe
Solar VOF | Kees Vos | CEO | k@solar.example
Missie: | Vietnam
Kolk N.V. | An Smit | CFO | a@kolk.example
Onbekend bedrijf
Iets anders
Regge B.V. | Bo Bos | CFO | b@regge.example
";
    let found = merged(text, &["A11:D11"]).tables.remove(0);
    let expected = [
        "2-3 Missie: Turkije (energie), 12 t/m 16 mei 2016",
        "4-5 China",
        "6-7 Handelsmissie Hannover Messe",
        "8-12 Missie: Vietnam",
        "11-12 Iets anders",
    ];
    // A company alone in its row is a record of which no more is known.
    assert_eq!(found.body, [3, 5, 7, 9, 10, 12]);
    assert_eq!(sections(&found), expected);
}

#[test]
fn sections_hold_within_each_other() {
    let text = "
Bedrijf | Naam | Functie | E-mail
2016
Missie: Turkije
Optics B.V. | Jan Smit | CEO | j@optics.example
Missie: China
Agro B.V. | Piet Bos | CTO | p@agro.example
2017
Missie: Vietnam
Solar VOF | Kees Vos | CEO | k@solar.example
";
    let found = one(text);
    let expected = ["2-6 2016", "3-4 Missie: Turkije", "5-6 Missie: China", "7-9 2017", "8-9 Missie: Vietnam"];
    assert_eq!(sections(&found), expected);
}

#[test]
fn a_section_in_a_column_of_its_own_has_the_header_of_that_column() {
    let text = "
Missie | Bedrijf | Naam | Functie
Handelsmissie Turkije
 | Optics B.V. | Jan Smit | CEO
 | Agro B.V. | Piet Bos | CTO
Beursbezoek Medica
 | Solar VOF | Kees Vos | CEO
";
    assert_eq!(sections(&one(text)), ["2-4 Missie: Handelsmissie Turkije", "5-6 Missie: Beursbezoek Medica"]);
}

#[test]
fn blocks_of_context_belong_to_the_table_below_them() {
    let text = "
Missie: | Turkije
Periode: | mei 2016

Bedrijf | Naam
Optics B.V. | Jan Smit
Agro B.V. | Piet Bos

Missie: | China
Periode: | juni 2016

Bedrijf | Naam
Solar VOF | Kees Vos
Kolk N.V. | An Smit
";
    let found = surveyed(text);
    assert_eq!(places(&found), ["A4:B6 [4] [5, 6]", "A11:B13 [11] [12, 13]"]);
    let missions: Vec<_> = found.tables.iter().map(|table| table.context[0].value.as_str()).collect();
    assert_eq!(missions, ["Turkije", "China"]);
    assert!(found.tables[1].context.iter().all(|one| one.value != "mei 2016"));
}

#[test]
fn the_header_that_comes_again_on_each_page_is_kept_apart() {
    let text = "
Missie | Bedrijf | Naam
China | Optics B.V. | Jan Smit
Missie | Bedrijf | Naam
Turkije | Agro B.V. | Piet Bos
";
    let found = one(text);
    assert_eq!((found.body, found.repeated), (vec![2, 4], vec![3]));
}

#[test]
fn forms_one_under_another_are_a_record_each() {
    let text = "
Aanmeldformulier
Bedrijfsnaam: | Optics B.V.
Contactpersoon: | Jan Smit
E-mail: | j@optics.example

Aanmeldformulier
Bedrijfsnaam: | Agro B.V.
Contactpersoon: | Piet Bos

Aanmeldformulier
Bedrijfsnaam: | Solar VOF
E-mail: | k@solar.example
Telefoon: | 053-1234567
";
    let found = one(text);
    assert_eq!(found.layout, Layout::Labels);
    let labels: Vec<_> = found.headers.iter().map(|header| header.text.as_str()).collect();
    assert_eq!(labels, ["Bedrijfsnaam", "Contactpersoon", "E-mail", "Telefoon"]);
    assert_eq!(records(&found), ["A2: B2 B3 B4 -", "A7: B7 B8 - -", "A11: B11 - B12 B13"]);
}

#[test]
fn forms_need_no_blank_row_between_them_and_may_have_two_labels_in_a_row() {
    let text = "
Bedrijf: | Optics B.V. | Plaats: | Zwolle
Naam: | Jan Smit | Functie: | CEO
Bedrijf: | Agro B.V. | Plaats: | Almelo
Naam: | Piet Bos | Functie: | CTO
";
    let found = one(text);
    assert_eq!(records(&found), ["A1: B1 D1 B2 D2", "A3: B3 D3 B4 D4"]);
}

#[test]
fn a_sheet_on_its_side_has_a_record_in_each_column() {
    let text = "
Missieoverzicht 2016
Missie | Energie Turkije | Hannover Messe | China HTSM
Land | Turkije | Duitsland | China
Startdatum | 12-5-2016 | 25-4-2016 |
Status | gerealiseerd | gerealiseerd | geannuleerd

Thema | Energie | HTSM | HTSM
";
    let found = one(text);
    assert_eq!(found.layout, Layout::Transposed);
    let labels: Vec<_> = found.headers.iter().map(|header| header.text.as_str()).collect();
    assert_eq!(labels, ["Missie", "Land", "Startdatum", "Status", "Thema"]);
    assert_eq!(records(&found), ["B2: B2 B3 B4 B5 B7", "C2: C2 C3 C4 C5 C7", "D2: D2 D3 - D5 D7"]);
    assert_eq!(found.context[0].value, "Missieoverzicht 2016");
}

#[test]
fn organisations_against_missions_are_a_matrix() {
    let text = "
Organisatie | Plaats | Energie Turkije | Hannover Messe | China HTSM
Datum | | 12-5-2016 | 25-4-2016 | 7-11-2016
Optics B.V. | Zwolle | x | | x
Agro B.V. | Almelo | | x |
Solar VOF | Deventer | x | x | x
Kolk N.V. | Hengelo | x | |
";
    let found = one(text);
    assert_eq!((found.layout, found.header_rows.as_slice()), (Layout::Matrix, [1, 2].as_slice()));
    assert_eq!(found.body, [3, 4, 5, 6]);
    let crossing = |crossing: &super::Crossing| {
        let says = |one: &Context| format!("{}={}@{}", one.label, one.value, one.at.unwrap());
        format!("{}: {}", crossing.column, crossing.context.iter().map(says).collect::<Vec<_>>().join(" "))
    };
    let crossings: Vec<_> = found.crossings.iter().map(crossing).collect();
    assert_eq!(
        crossings,
        [
            "C: =Energie Turkije@C1 Datum=12-5-2016@C2",
            "D: =Hannover Messe@D1 Datum=25-4-2016@D2",
            "E: =China HTSM@E1 Datum=7-11-2016@E2"
        ]
    );
}

#[test]
fn a_column_of_yes_and_no_makes_no_matrix() {
    let found = one(
        "\nBedrijf | Naam | Aanwezig | Functie\nOptics B.V. | Jan Smit | ja | CEO\nAgro B.V. | Piet Bos | nee | CTO\n",
    );
    assert_eq!(found.layout, Layout::Rows);
}

#[test]
fn a_blank_column_within_a_table_does_not_part_it() {
    let found =
        one("\nRegio | 2015 | 2016 | | groei | index\nAlmelo | 12 | 13 | | 1.2 | 101\nBorne | 9 | 11 | | 2.2 | 104\n");
    assert_eq!(found.range.to_string(), "A1:F3");
}

#[test]
fn labels_between_rows_head_those_below_them() {
    let text = "
Bedrijf | Naam | Kosten
Optics B.V. | Jan Smit | 100
Agro B.V. | Piet Bos | 50

Missie: | China
Periode: | mei 2016

Solar VOF | Kees Bos | 75
Kolk N.V. | An Smit | 80
";
    let found = one(text);
    assert_eq!(found.body, [2, 3, 8, 9]);
    assert_eq!(sections(&found), ["5-9 Missie: China", "6-9 Periode: mei 2016"]);
}

#[test]
fn tables_with_blank_rows_everywhere_are_one() {
    let rows =
        |from: u32| (from..from + 3).map(|row| format!("Bedrijf {row} B.V. | Jan Smit | {row}\n")).collect::<String>();
    let text = (0..300).map(|part| rows(part * 3) + "\n").collect::<String>();
    let found = one(&format!("Bedrijf | Naam | Kosten\n{text}"));
    assert_eq!((found.header_rows, found.body.len()), (vec![1], 900));
}
