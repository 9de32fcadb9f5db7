//! Sheets of other layouts than one record a row under headers, and what heads some of the rows.

use super::{merged, one, places, records, sections, surveyed};
use crate::import::locate::{Context, Crossing, Layout};

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
    let crossing = |crossing: &Crossing| {
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
