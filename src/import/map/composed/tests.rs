//! Texts taken apart.

use super::{is_code, take_apart};
use crate::import::field::Field;
use crate::import::vocabulary::Vocabulary;

/// The facts of a text, one after another; with a question mark where it names no mission.
fn facts(text: &str) -> String {
    let composed = take_apart(text, &Vocabulary::built_in());
    let short = |field: Field| field.name().trim_start_matches("mission.").to_owned();
    let mut facts: Vec<String> =
        composed.facts.iter().map(|fact| format!("{}={}", short(fact.field), fact.text)).collect();
    facts.sort();
    format!("{}{}", if composed.names_mission { "" } else { "? " }, facts.join("; "))
}

#[test]
fn titles_with_their_period_come_apart() {
    for (text, expected) in [
        (
            "Handelsmissie Polen 2015, 2 t/m 3 oktober 2015",
            "country=Polen; period=2 t/m 3 oktober 2015; title=Handelsmissie Polen 2015",
        ),
        (
            "Missie Turkije (energie), 12 t/m 16 mei 2016",
            "country=Turkije; period=12 t/m 16 mei 2016; themes=energie; title=Missie Turkije (energie)",
        ),
        ("Handelsmissie Polen | Polen | 3-5 mei 2016", "country=Polen; period=3-5 mei 2016; title=Handelsmissie Polen"),
        (
            "Beursbezoek Pollutec 2015 | Frankrijk | 19 t/m 23 augustus 2015",
            "country=Frankrijk; period=19 t/m 23 augustus 2015; title=Beursbezoek Pollutec 2015",
        ),
        ("China 12-16 mei", "country=China; period=12-16 mei; title=China"),
        ("Handelsmissie Polen 2016 | 3-5 mei", "country=Polen; period=3-5 mei 2016; title=Handelsmissie Polen 2016"),
        ("3-5 mei 2016: Handelsmissie Polen", "country=Polen; period=3-5 mei 2016; title=Handelsmissie Polen"),
        ("Innovatiemissie (week 20 2016)", "? period=week 20 2016"),
        (
            "Hannover Messe - 25 april 2016 - 29 april 2016",
            "country=Hannover; period=25 april 2016 - 29 april 2016; title=Hannover Messe",
        ),
        (
            "Trade mission to Turkey, May 12-16, 2016",
            "country=Turkey; period=May 12-16, 2016; title=Trade mission to Turkey",
        ),
        (
            "Handelsmissie Canada, 31 februari 2016",
            "country=Canada; period=31 februari 2016; title=Handelsmissie Canada",
        ),
    ] {
        assert_eq!(facts(text), expected, "{text}");
    }
}

#[test]
fn codes_places_leaders_and_states_are_taken_out() {
    for (text, expected) in [
        ("HM2016-03 China - Liaoning", "code=HM2016-03; country=China; title=China - Liaoning"),
        ("HM2016-03", "code=HM2016-03"),
        (
            "Handelsmissie energie, Polen, 3-5 mei 2016",
            "country=Polen; period=3-5 mei 2016; title=Handelsmissie energie",
        ),
        ("Missie China o.l.v. gedeputeerde Boerema", "country=China; leader=gedeputeerde Boerema; title=Missie China"),
        (
            "Missie China | gedeputeerde Boerema | 3-5 mei 2016",
            "country=China; leader=gedeputeerde Boerema; period=3-5 mei 2016; title=Missie China",
        ),
        ("Missie Turkije (afgelast)", "country=Turkije; status=afgelast; title=Missie Turkije"),
        ("Missie Turkije (14 deelnemers)", "country=Turkije; reportedParticipants=14; title=Missie Turkije"),
        ("Land: Polen | Periode: 3-5 mei 2016", "? country=Polen; period=3-5 mei 2016"),
        ("Deelnemerslijst Handelsmissie Chili", "country=Chili; title=Handelsmissie Chili"),
        ("Handelsmissie VS Oostkust 2018", "country=VS; title=Handelsmissie VS Oostkust 2018; year=2018"),
    ] {
        assert_eq!(facts(text), expected, "{text}");
    }
}

#[test]
fn titles_of_lists_name_no_mission() {
    for (text, expected) in [
        ("Deelnemers per missie", "? "),
        ("Overzicht handelsmissies 2016", "? year=2016"),
        ("Handelsmissies 2014", "? year=2014"),
        ("2016", "? year=2016"),
        ("Deelnemersregister", "? "),
        ("Missie 3", "? "),
        ("vertrouwelijk, niet verspreiden", "? title=vertrouwelijk, niet verspreiden"),
    ] {
        assert_eq!(facts(text), expected, "{text}");
    }
}

#[test]
fn a_year_behind_letters_is_no_code() {
    for code in ["HM2016-03", "M01/15", "LB1801", "RW2018/1", "L2015-02"] {
        assert!(is_code(code), "{code}");
    }
    for text in ["H2020", "COP21", "2016-03", "Polen", "ICT", "hm2016-03"] {
        assert!(!is_code(text), "{text}");
    }
}

#[test]
fn what_a_title_only_has_among_its_words_is_told_from_what_is_said_apart() {
    let within = |text: &str| {
        let facts = take_apart(text, &Vocabulary::built_in()).facts;
        facts.into_iter().filter(|fact| fact.within).map(|fact| fact.field).collect::<Vec<_>>()
    };
    assert_eq!(
        within("Missie Turkije (energie) 2016"),
        [Field::MissionThemes, Field::MissionYear, Field::MissionCountry]
    );
    assert_eq!(within("Handelsmissie Polen | Polen | 3-5 mei 2016"), []);
}
