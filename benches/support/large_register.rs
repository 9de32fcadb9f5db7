//! A register of any size on one sheet of 15 columns: one row a participant, its mission repeated on each.
//!
//! Invariant: the same number of rows gives the same workbook. Everybody and everything in it is invented. A mission
//! has forty participants, an organisation takes part four times, a person once or twice.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// How many names three syllables make.
const WORDS: u32 = 8_000;

const HEADERS: [&str; 15] = [
    "Missiecode",
    "Missie",
    "Richting",
    "Land",
    "Thema",
    "Datum van",
    "Datum tot",
    "Bedrijf",
    "KvK-nummer",
    "Voornaam",
    "Tussenvoegsel",
    "Achternaam",
    "E-mail",
    "Deelname",
    "Deelnamekosten",
];

const COUNTRIES: [&str; 9] =
    ["Duitsland", "China", "Turkije", "Polen", "Canada", "Zweden", "Japan", "Brazilië", "Vietnam"];
const THEMES: [&str; 5] = ["Energie", "Health", "HTSM", "HTSM / EMT", "Water"];
const FIRST_SYLLABLES: [&str; 20] = [
    "Am", "Bra", "Cor", "Dal", "Eik", "Fel", "Gra", "Hol", "Iep", "Jon", "Kam", "Lin", "Mor", "Nij", "Oos", "Pol",
    "Rui", "Sta", "Ter", "Wes",
];
const MIDDLE_SYLLABLES: [&str; 20] = [
    "ber", "dan", "der", "gel", "hui", "kel", "lan", "lin", "man", "mer", "nel", "pel", "ring", "sel", "ster", "ten",
    "ver", "wil", "zand", "zen",
];
const LAST_SYLLABLES: [&str; 20] = [
    "aar", "berg", "burg", "camp", "dijk", "eind", "gaard", "hof", "huis", "kamp", "land", "loo", "mans", "oord", "ra",
    "sema", "stra", "veld", "voort", "zijl",
];
const TRADES: [&str; 8] =
    ["Techniek", "Metaal", "Software", "Logistiek", "Kunststoffen", "Installaties", "Optiek", "Machinebouw"];
const GIVEN_NAMES: [&str; 12] =
    ["Anne", "Bas", "Chantal", "Daan", "Emma", "Fatma", "Gijs", "Hanna", "Ilse", "Joris", "Karim", "Lotte"];
const PREFIXES: [&str; 4] = ["", "van", "de", "ten"];

/// The workbook, with a header and this many rows below it.
pub(crate) fn large_register(rows: u32) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Register")?;
    sheet.write_row(0, 0, HEADERS)?;
    let day = Format::new().set_num_format("dd-mm-yyyy");
    // Fewer organisations than that and one of them would send the same person twice on one mission.
    let organisations = (rows / 4).max(14);
    for number in 0..rows {
        write_mission(sheet, number, &day)?;
        write_participant(sheet, number, organisations)?;
    }
    workbook.save_to_buffer()
}

/// The first seven columns of the row of a number, which is from 0.
fn write_mission(sheet: &mut Worksheet, number: u32, day: &Format) -> Result<(), XlsxError> {
    let (row, mission) = (number + 1, number / 40);
    let year = 2010 + mission % 12;
    let date =
        |days| ExcelDateTime::from_serial_datetime(f64::from(40_180 + mission % 12 * 366 + mission % 250 + days));
    sheet.write(row, 0, format!("HM{year}-{mission:04}"))?;
    sheet.write(row, 1, format!("Handelsmissie {} {mission}", pick(&COUNTRIES, mission)))?;
    sheet.write(row, 2, if mission % 9 == 8 { "inkomend" } else { "uitgaand" })?;
    sheet.write(row, 3, pick(&COUNTRIES, mission))?;
    sheet.write(row, 4, pick(&THEMES, mission))?;
    sheet.write_with_format(row, 5, &date(0)?, day)?;
    sheet.write_with_format(row, 6, &date(4)?, day)?;
    Ok(())
}

/// The other eight: each organisation sends three people in turn.
fn write_participant(sheet: &mut Worksheet, number: u32, organisations: u32) -> Result<(), XlsxError> {
    let (row, organisation) = (number + 1, number % organisations);
    let person = organisation * 3 + (number / organisations) % 3;
    let (given, family) = (pick(&GIVEN_NAMES, person), word(person * 7 + 11));
    let (name, trade) = (word(organisation), pick(&TRADES, organisation + organisation / WORDS));
    sheet.write(row, 7, format!("{name} {trade} B.V."))?;
    sheet.write(row, 8, format!("{:08}", 100_000 + organisation))?;
    sheet.write(row, 9, given)?;
    sheet.write(row, 10, pick(&PREFIXES, person))?;
    sheet.write(row, 11, &family)?;
    sheet.write(row, 12, format!("{given}.{family}@{name}-{trade}.example").to_lowercase())?;
    sheet.write(row, 13, if number % 17 == 16 { "afgemeld" } else { "deelgenomen" })?;
    sheet.write(row, 14, 495.0 + f64::from(number % 8) * 125.5)?;
    Ok(())
}

fn pick<'a>(words: &[&'a str], number: u32) -> &'a str {
    words[number as usize % words.len()]
}

/// A name; the first [`WORDS`] numbers give different ones.
fn word(number: u32) -> String {
    let (first, middle, last) = (number, number / 20, number / 400);
    [pick(&FIRST_SYLLABLES, first), pick(&MIDDLE_SYLLABLES, middle), pick(&LAST_SYLLABLES, last)].concat()
}
