//! Sheets drawn as text, and the fields their columns are mapped to.

use super::{MappedTable, map};
use crate::import::field::Field;
use crate::import::locate::locate;
use crate::import::text_sheet::sheet;
use crate::import::vocabulary::Vocabulary;
use crate::values::RecordKind;

/// The first table of a sheet, mapped.
fn mapped(text: &str) -> MappedTable {
    let vocabulary = Vocabulary::built_in();
    let sheet = sheet("HM2016-01", text);
    let table = locate(&sheet, &vocabulary).swap_remove(0);
    map(&sheet, table, &vocabulary)
}

fn fields(text: &str) -> Vec<&'static str> {
    mapped(text).columns.iter().map(|column| column.field.map_or("-", Field::name)).collect()
}

#[test]
fn the_other_columns_say_what_a_word_means() {
    let participants = fields(
        "
Nr. | Missie | Land | Bedrijf | Plaats | Naam | Functie | Status | Kosten
1 | Energie Turkije | Turkije | Optics B.V. | Zwolle | Jan Smit | CEO | deelgenomen | 100
2 | Energie Turkije | Turkije | Agro B.V. | Almelo | Piet Bos | CTO | afgemeld | 50
",
    );
    let expected = [
        "-",
        "mission.title",
        "mission.country",
        "organisation.name",
        "organisation.municipality",
        "person.name",
        "participation.role",
        "participation.status",
        "participation.fee",
    ];
    assert_eq!(participants, expected);
    let missions = fields(
        "
Naam | Land | Plaats | Datum | Status
Energie Turkije | Turkije | Ankara | mei 2016 | gerealiseerd
Hannover Messe | Duitsland | Hannover | 12 t/m 16 april 2016 | geannuleerd
",
    );
    assert_eq!(missions, ["mission.title", "mission.country", "mission.city", "mission.period", "mission.status"]);
    let outcomes = fields(
        "
Missiecode | Organisatie | Soort resultaat | Resultaat | Datum | Waarde | Bevestigd
HM2016-01 | Optics B.V. | order | twee scheiders | 12-5-2016 | 1000 | ja
HM2016-02 | Agro B.V. | contact | een gesprek | 13-5-2016 | 0 | nee
",
    );
    let expected = [
        "mission.code",
        "organisation.name",
        "outcome.kind",
        "outcome.description",
        "outcome.date",
        "outcome.value",
        "outcome.confirmed",
    ];
    assert_eq!(outcomes, expected);
}

#[test]
fn a_date_beside_an_end_date_is_the_first_day() {
    let found = fields("\nMissie | Datum | Einddatum\nEnergie | 12-5-2016 | 16-5-2016\nHealth | 1-6-2016 | 3-6-2016\n");
    assert_eq!(found, ["mission.title", "mission.startDate", "mission.endDate"]);
}

#[test]
fn values_overrule_a_header_that_says_something_else() {
    let found = fields(
        "
Missie | Bedrijf | Contact | Nr.
Energie | Optics B.V. | jan@optics.example | 06-12345678
Energie | Agro B.V. | piet@agro.example | 038-4604123
Energie | Solar VOF | kees@solar.example | 053-4704123
",
    );
    assert_eq!(found, ["mission.title", "organisation.name", "person.email", "person.phone"]);
}

#[test]
fn two_columns_never_have_one_field() {
    let found = mapped(
        "
Missie | Bedrijf | Naam | Naam | Status | Status
Energie | Optics B.V. | Jan Smit | Zonne | ja | nee
Energie | Agro B.V. | Piet Bos | Maan | nee | ja
",
    );
    let mut fields: Vec<Field> = found.columns.iter().filter_map(|column| column.field).collect();
    let all = fields.len();
    fields.sort_unstable();
    fields.dedup();
    assert_eq!(fields.len(), all);
}

#[test]
fn blocked_columns_are_listed_without_samples() {
    let found = mapped(
        "
Missie | Bedrijf | Naam | BSN | Geb.datum | Dieetwensen
Energie | Optics B.V. | Jan Smit | 123456782 | 1-2-1970 | geen vis
Energie | Agro B.V. | Piet Bos | 111222333 | 2-3-1980 | halal
",
    );
    for column in &found.columns[3..] {
        assert_eq!(column.field, None, "{}", column.header);
        assert!(column.samples.is_empty() && column.evidence.is_empty(), "{}", column.header);
        assert!(column.ignored_because.as_ref().unwrap().to_string().contains("nooit"), "{}", column.header);
    }
}

#[test]
fn labels_above_a_table_give_its_rows_a_mission() {
    let found = mapped(
        "
Missie: | Handelsmissie Brazilië
Periode: | 21 t/m 25 maart 2018
Thema('s): | EMT

Bedrijf | Deelnemer
Optics B.V. | Jan Smit
Agro B.V. | Piet Bos
",
    );
    let given: Vec<_> =
        found.context.iter().filter_map(|one| Some((one.field?, one.cell.shown().into_owned()))).collect();
    let expected = [
        (Field::MissionTitle, "Handelsmissie Brazilië".to_owned()),
        (Field::MissionPeriod, "21 t/m 25 maart 2018".to_owned()),
        (Field::MissionThemes, "EMT".to_owned()),
        (Field::MissionCode, "HM2016-01".to_owned()),
        (Field::MissionCountry, "Brazilië".to_owned()),
    ];
    assert_eq!(given, expected);
    let kinds = [RecordKind::Organisation, RecordKind::Person, RecordKind::Mission, RecordKind::Participation];
    assert_eq!(found.record_kinds, kinds);
}

#[test]
fn lists_pivots_and_other_tables_hold_no_records() {
    for text in [
        "\nLand | Code\nChina | CN\nTurkije | TR\n",
        "\nRijlabels | Aantal van Bedrijf\nChina | 12\nTurkije | 3\n",
        "\nDate | Supplier | Amount | Description\n1-2-2016 | Acme | 100 | Rent\n2-2-2016 | Acme | 200 | Rent\n",
        "\nStatus | Thema\naangemeld | EMT\nafgemeld | HTSM\n",
    ] {
        let found = mapped(text);
        assert_eq!(found.record_kinds, [], "{text}");
        assert!(found.columns.iter().all(|column| column.field.is_none()), "{text}");
    }
}
