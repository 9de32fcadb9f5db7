//! Tables of examples: what a cell says, in which column, and what it was read as.

use std::sync::Arc;

use super::*;
use crate::import::cell::{At, Column};
use crate::values::{Code, Severity};

fn read(cell: &Cell, field: Field) -> Reading {
    let at = CellRef { sheet: Arc::from("Register"), at: At { row: 4, column: Column(7) } };
    let context = DateContext { year: Some(2016), ..DateContext::default() };
    read_value(cell, field, &at, &Vocabulary::built_in(), (&context, &Hints::default()))
}

fn text(text: &str, field: Field) -> Reading {
    read(&Cell::Text(text.into()), field)
}

fn number(value: f64, format: Option<&str>, field: Field) -> Reading {
    read(&Cell::number(value, format), field)
}

/// The value, in brief.
fn brief(reading: &Reading) -> String {
    match &reading.value {
        None => "nothing".to_owned(),
        Some(FieldValue::Text(text) | FieldValue::Word(text)) => text.clone(),
        Some(FieldValue::Phrase { text, word }) => format!("{text} {}", word.as_deref().unwrap_or("-")),
        Some(FieldValue::Words(words) | FieldValue::Themes(words)) => words.join(" | "),
        Some(FieldValue::Date(date)) => format!("{} {} {}", date.start, date.end, date.precision.code()),
        Some(FieldValue::Year(year)) => year.to_string(),
        Some(FieldValue::Number(number)) => number.to_string(),
        Some(FieldValue::YesNo(yes)) => yes.to_string(),
        Some(FieldValue::Amount { money, currency }) => {
            format!("{} {}", money.to_decimal(), currency.as_deref().unwrap_or("-"))
        }
        Some(FieldValue::Count(count)) => format!("{} {}", count.comparator.code(), count.value),
        Some(FieldValue::Kvk(number)) => number.to_string(),
        Some(FieldValue::Email(email)) => email.to_string(),
        Some(FieldValue::Person(name)) => name.display(),
        Some(FieldValue::Organisation(name)) => name.text.clone(),
        Some(FieldValue::Officials(officials)) => {
            officials.iter().map(|official| official.display_name.as_str()).collect::<Vec<_>>().join(" | ")
        }
        Some(FieldValue::Places(places)) => {
            places.iter().map(|place| place.country.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Value and codes of issues.
fn outcome(reading: &Reading) -> String {
    let codes = reading.issues.iter().map(|issue| format!(" {}", issue.code.name()));
    brief(reading) + &codes.collect::<String>()
}

#[test]
fn texts_are_read_as_what_their_column_promises() {
    for (field, written, expected) in [
        (Field::MissionStartDate, "12-4-2016", "2016-04-12 2016-04-12 DAY"),
        (Field::MissionPeriod, "21 t/m 25 maart 2018", "2018-03-21 2018-03-25 DAY"),
        (Field::MissionStartDate, "12-4-16", "2016-04-12 2016-04-12 DAY CENTURY_ASSUMED"),
        (Field::MissionPeriod, "12 mei", "2016-05-12 2016-05-12 DAY YEAR_ASSUMED"),
        (Field::MissionStartDate, "12-5-2016 (onder voorbehoud)", "2016-05-12 2016-05-12 DAY REMARK_KEPT"),
        (Field::MissionYear, "2016", "2016"),
        (Field::ParticipationFee, "€ 1.250,50", "1250.50 EUR"),
        (Field::ParticipationFee, "995,95", "995.95 -"),
        (Field::ParticipationFee, "€ 500 p.p.", "500.00 EUR REMARK_KEPT"),
        (Field::TargetValue, "minimaal 30", "AT_LEAST 30"),
        (Field::TargetValue, "30 ondernemers", "EQUAL 30 REMARK_KEPT"),
        (Field::ActionOrdinal, "Actie 1.", "1"),
        (Field::OutcomeConfirmed, "Ja", "true"),
        (Field::PerformanceReserveRelated, "Ja, met investeringsvoorstel", "true REMARK_KEPT"),
        (Field::MissionCountry, "Turkije en Duitsland", "TR DE"),
        (Field::MissionCountry, "Scandinavië", "- PLACE_WITHOUT_COUNTRY"),
        (Field::MissionThemes, "Logistiek / Water", "Logistiek | Water"),
        (Field::MissionThemes, "HTSM - Energie en milieutechnologie", "HTSM | Energie en milieutechnologie"),
        (Field::MissionThemes, "Agro/Food, ICT/EMT", "Agro/Food | ICT | EMT"),
        (Field::MissionThemes, "Agro & Food", "Agro & Food"),
        (Field::PersonName, "Riele, K. te", "K. te Riele"),
        (Field::PersonFamilyName, "Ancona, d'", "d'Ancona"),
        (Field::PersonGivenName, "J.P.", "J.P."),
        (Field::PersonInitials, "P.M.", "P.M."),
        (Field::MissionLeader, "gedeputeerde Van Hijum", "gedeputeerde Van Hijum"),
        (Field::OrganisationName, "Jansen BV (afgemeld)", "Jansen BV REMARK_KEPT"),
        (Field::OrganisationName, "Jansen (Nederland)", "Jansen (Nederland)"),
        (Field::OrganisationKvkNumber, "KvK: 08123456", "08123456"),
        (Field::OrganisationKvkNumber, "8123456", "08123456 KVK_NUMBER_PADDED"),
        (Field::PersonEmail, "mailto:Jan@X.nl", "jan@x.nl"),
        (Field::PersonEmail, "j@x.nl; p@x.nl", "j@x.nl REMARK_KEPT"),
        (Field::PersonEmail, "jan apestaart x", "jan apestaart x MALFORMED_EMAIL"),
        (Field::ParticipationStatus, "No show", "NO_SHOW"),
        (Field::ParticipationStatus, "ja", "ATTENDED"),
        (Field::ParticipationStatus, "nee", "NO_SHOW"),
        (Field::ParticipationStatus, "x", "ATTENDED"),
        (Field::ParticipationStatus, "afgemeld (ziek)", "CANCELLED REMARK_KEPT"),
        (Field::MissionForms, "handel, samenwerking", "TRADE | COOPERATION"),
        (Field::MissionForms, "handel", "TRADE"),
        (Field::NoteDocument, "Monitor 2016-II", "MONITOR WORD_IN_PHRASE"),
        (Field::MissionCode, "'0012", "0012"),
        (Field::OrganisationMunicipality, "'s-Heerenberg", "'s-Heerenberg"),
        (Field::MissionNotes, " a\u{a0} b ", "a b"),
    ] {
        assert_eq!(outcome(&text(written, field)), expected, "{field}: {written}");
    }
}

#[test]
fn what_is_written_and_cannot_be_read_is_an_error_with_what_was_expected() {
    for (field, written, code) in [
        (Field::MissionStartDate, "31-2-2016", IssueCode::ImpossibleDate),
        (Field::MissionStartDate, "medio volgend jaar", IssueCode::UnreadableDate),
        (Field::MissionPeriod, "16 t/m 12 mei 2016", IssueCode::DatesReversed),
        (Field::ParticipationFee, "12,50,00", IssueCode::UnreadableAmount),
        (Field::ParticipationFee, "navragen bij Jan", IssueCode::UnreadableAmount),
        (Field::ParticipationFee, "abc", IssueCode::UnreadableAmount),
        (Field::ParticipationFee, "1.250,505", IssueCode::TooManyDecimals),
        (Field::ParticipationStatus, "zie mail", IssueCode::UnknownWord),
        (Field::ParticipationStatus, "misschien?", IssueCode::UnknownWord),
        (Field::MissionCountry, "Absurdistan", IssueCode::UnknownCountry),
        (Field::OrganisationCountry, "Scandinavië", IssueCode::UnknownCountry),
        (Field::OrganisationKvkNumber, "081234560000", IssueCode::UnreadableKvkNumber),
        (Field::TargetValue, "veel", IssueCode::UnreadableCount),
        (Field::PerformanceYear, "2016-2017", IssueCode::UnreadableYear),
        (Field::ActionOrdinal, "1 en 2", IssueCode::UnreadableNumber),
        (Field::OutcomeConfirmed, "wellicht", IssueCode::UnknownWord),
    ] {
        let reading = text(written, field);
        assert_eq!((brief(&reading).as_str(), reading.issues.len()), ("nothing", 1), "{written}");
        let issue = &reading.issues[0];
        assert_eq!((issue.code, issue.severity()), (code, Severity::Error), "{written}");
        assert_eq!(issue.value.as_deref(), Some(written));
        assert!(issue.expected.is_some(), "{written}");
        assert_eq!(issue.at.as_ref().unwrap().to_string(), "Register!H4");
    }
    assert_eq!(text("deelgenmen", Field::ParticipationStatus).issues[0].suggestion.as_deref(), Some("deelgenomen"));
    assert_eq!(text("Duistland", Field::MissionCountry).issues[0].suggestion.as_deref(), Some("Duitsland"));
}

#[test]
fn cells_that_say_nothing_are_no_value_and_no_error() {
    for written in ["", "  ", "\u{a0}", "n.v.t.", "-", "onbekend", "?"] {
        for field in [Field::MissionStartDate, Field::ParticipationFee, Field::ParticipationStatus, Field::PersonName] {
            let reading = text(written, field);
            assert_eq!(outcome(&reading), "nothing", "{field}: {written}");
            assert_eq!(reading.missing.is_none(), written.trim().is_empty(), "{written}");
        }
    }
    for (cell, code) in [
        (Cell::Text("#N/B".into()), "SPREADSHEET_ERROR"),
        (Cell::Error("#DIV/0!".into()), "SPREADSHEET_ERROR"),
        (Cell::Uncomputed, "FORMULA_WITHOUT_VALUE"),
    ] {
        let reading = read(&cell, Field::ParticipationFee);
        assert_eq!(outcome(&reading), format!("nothing {code}"));
        assert_eq!(reading.issues[0].severity(), Severity::Warning);
    }
}

#[test]
fn cells_that_are_no_text_are_read_by_their_type() {
    let day = |text: &str| Cell::Date(text.parse::<chrono::NaiveDate>().unwrap().and_hms_opt(23, 59, 0).unwrap());
    for (reading, expected) in [
        (number(995.95, None, Field::ParticipationFee), "995.95 -"),
        (number(42_502.249_999_999_99, None, Field::ParticipationFee), "42502.25 -"),
        (number(500.0, Some("[$€-413] #,##0.00"), Field::ParticipationFee), "500.00 EUR"),
        (number(2_880_769.0, Some("00000000"), Field::OrganisationKvkNumber), "02880769"),
        (number(2_880_769.0, None, Field::OrganisationKvkNumber), "02880769 KVK_NUMBER_PADDED"),
        (number(29_231_509.0, None, Field::OrganisationKvkNumber), "29231509"),
        (number(123.0, None, Field::OrganisationKvkNumber), "nothing UNREADABLE_KVK_NUMBER"),
        (number(42_502.0, None, Field::MissionStartDate), "2016-05-12 2016-05-12 DAY DATE_FROM_SERIAL"),
        (number(20_160_512.0, None, Field::MissionStartDate), "2016-05-12 2016-05-12 DAY"),
        (number(2016.0, None, Field::MissionStartDate), "2016-01-01 2016-12-31 YEAR"),
        (number(2016.0, None, Field::PerformanceYear), "2016"),
        (number(52.0, None, Field::TargetValue), "EQUAL 52"),
        (number(2.5, None, Field::TargetValue), "nothing UNREADABLE_COUNT"),
        (number(1.0, None, Field::ParticipationStatus), "ATTENDED"),
        (number(612_345_678.0, None, Field::PersonPhone), "0612345678 LEADING_ZERO_RESTORED"),
        (number(5.4, None, Field::PerformanceCode), "5.4"),
        (number(7.0, Some("000"), Field::MissionCode), "007"),
        (number(1e16, None, Field::MissionCode), "10000000000000000 DIGITS_LOST"),
        (read(&day("2016-05-12"), Field::MissionStartDate), "2016-05-12 2016-05-12 DAY"),
        (read(&day("2016-05-12"), Field::MissionYear), "2016"),
        (read(&day("2016-02-01"), Field::MissionThemes), "2016-02-01 DATE_IN_OTHER_COLUMN"),
        (read(&day("2016-02-01"), Field::ParticipationFee), "nothing UNREADABLE_AMOUNT"),
        (read(&Cell::Bool(true), Field::OutcomeConfirmed), "true"),
        (read(&Cell::Bool(false), Field::ParticipationStatus), "NO_SHOW"),
    ] {
        assert_eq!(outcome(&reading), expected);
    }
}

#[test]
fn a_remark_is_kept_beside_its_value() {
    assert_eq!(text("Jansen BV (afgemeld)", Field::OrganisationName).note.as_deref(), Some("afgemeld"));
    assert_eq!(text("afgemeld (ziek)", Field::ParticipationStatus).note.as_deref(), Some("ziek"));
    assert_eq!(text("30 ondernemers", Field::TargetValue).note.as_deref(), Some("ondernemers"));
}

#[test]
fn no_text_stops_the_reading_whatever_its_column() {
    let texts = [
        "12 t/m 16 mei '16 – 3e kwartaal/wk 20-21 2016",
        "-/- € 1.234.567,89 mln mln mln mln mln (p.p.)k€ƒ",
        "ca. ≥ 20-25+ (±)",
        "Berg, v.d., J.P. (d'Å) 't-Veld, ",
        "China (Liaoning), provincie & – /;",
        "<j@x.nl>; mailto:@",
        "KvK: ６ 08.12",
        "='\"00\u{a0}\u{301}",
        "99999999999999999999-99999999999-9999999",
        "0000-00-00T99:99:99.999",
        "ẞİ\u{200b}𝒳 ＂（）",
    ];
    for whole in texts {
        for (cut, _) in whole.char_indices() {
            for field in Field::ALL {
                for piece in [&whole[cut..], &whole[..cut]] {
                    let reading = text(piece, *field);
                    assert!(reading.value.is_none() || !piece.trim().is_empty(), "{field}: {piece}");
                }
            }
        }
    }
    for value in [f64::NAN, f64::INFINITY, -0.0, -42_502.5, 1e300, 79_999.9, 0.1] {
        for field in Field::ALL {
            assert_ne!(brief(&number(value, Some("0000000000000000000000000000"), *field)), "");
        }
    }
}

#[test]
fn a_town_parts_from_its_postal_code_and_a_number_from_the_next() {
    for (field, written, value, note) in [
        (Field::OrganisationMunicipality, "7411 AB Deventer", "Deventer", "7411 AB"),
        (Field::OrganisationMunicipality, "48143 Münster", "Münster", "48143"),
        (Field::PersonPhone, "06-12345678 / 038-4601234", "06-12345678", "038-4601234"),
        (Field::PersonName, "Jan Smit, directeur", "Jan Smit", "directeur"),
        (Field::ParticipationStatus, "afgemeld wegens ziekte", "CANCELLED", "wegens ziekte"),
    ] {
        let reading = text(written, field);
        assert_eq!((brief(&reading).as_str(), reading.note.as_deref()), (value, Some(note)), "{written}");
    }
    assert_eq!(outcome(&text("jan @ smit.example", Field::PersonEmail)), "jan@smit.example TEXT_REPAIRED");
}
