//! The printed report of performance 5.4.2: the page of 2016, from the register and from nothing else.

use std::collections::BTreeSet;

use crate::examples::{committed, with_other_facts};
use crate::office::{office, offices};

const HEADINGS: [&str; 6] = [
    "# 5.4.2 Bevorderen van export",
    "## Context",
    "## Acties",
    "## Toelichting op voortgang",
    "## Financiën",
    "## Basisinformatie",
];

/// The facts of the page, each as it must stand on one line.
const FACTS: [&str; 25] = [
    "verbreding van ons handelsmissiebeleid",
    "acquisitie (outside in)",
    "1. Wij faciliteren drie handelsmissies. Aan deze handelsmissies nemen 30 ondernemers deel.",
    "3 handelsmissies",
    "30 ondernemers",
    "vier uitgaande missies gerealiseerd",
    "Turkije, thema Energie",
    "Health (Match2Medica)",
    "HTSM (Hannover Messe)",
    "China, provincie Liaoning, thema's HTSM en EMT, onder leiding van gedeputeerde Van Hijum",
    "meer dan 50 vertegenwoordigers van het regionale MKB en onderwijs",
    "het register telt 54 deelnemers",
    "exportkansen leren kennen en contacten gelegd",
    "veel publiciteit en handel",
    "Bouman Industries, Verkoop van twee vloeistofscheiders",
    "tegenbezoek uit China laat zien dat ook daar belangstelling bestaat",
    "Op 9 november 2016 hebben Provinciale Staten ingestemd met \"#in - Overijssel innoveert en internationaliseert\" \
     (PS/2016/871).",
    "Het programma #in loopt in 2017 door.",
    "€ 234.000 te onttrekken aan de reserve \"Uitvoering Kwaliteit van Overijssel\" en toe te voegen aan de exploitatie \
     2017 van prestatie 5.4.2",
    "Eddy van Hijum",
    "Wij vervullen de rol van faciliteerder.",
    "Structureel.",
    "Ecologische Hoofdstructuur/Kwaliteit van Overijssel",
    "coalitieakkoord 'Overijssel Werkt!'",
    "PS/2015/687",
];

#[tokio::test]
async fn the_page_of_2016_is_printed_with_its_headings_and_all_its_facts() {
    for office in offices().await {
        office.import(&committed());
        let report = office.done(&["report", "5.4.2", "2016"]);
        let headings: Vec<&str> = report.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(headings, HEADINGS);
        for fact in FACTS {
            assert!(report.lines().any(|line| line.contains(fact)), "`{fact}` is not in\n{report}");
        }
    }
}

#[tokio::test]
async fn the_performance_of_2018_is_printed_under_its_new_title() {
    for office in offices().await {
        office.import(&committed());
        let report = office.done(&["report", "5.4.2", "2018"]);
        for fact in
            ["# 5.4.2 Internationaliseren", "minimaal 30 ondernemers", "5. Wij brengen", "Natuurnetwerk Nederland"]
        {
            assert!(report.contains(fact), "`{fact}` is not in\n{report}");
        }
    }
}

#[tokio::test]
async fn other_facts_in_the_workbooks_change_those_lines_of_the_report_and_no_others() {
    for (first, second) in offices().await.into_iter().zip(offices().await) {
        first.import(&committed());
        second.import(&with_other_facts(&second));
        let (of_2016, other) = [&first, &second].map(|office| office.done(&["report", "5.4.2", "2016"])).into();
        let gone = [
            "Duitsland, deelstaat Noordrijn-Westfalen, thema Health (Match2Medica)",
            "54 deelnemers",
            "Deelnemers: streefwaarde 30, gerealiseerd 54",
            "ziekenhuis in Münster",
            "Duitse vergoedingsregels",
            "€ 234.000 te onttrekken",
            "Eddy van Hijum",
        ];
        let new = [
            "Polen, thema Logistiek",
            "42 deelnemers",
            "Deelnemers: streefwaarde 30, gerealiseerd 42",
            "€ 198.500 te onttrekken",
            "Marijke Voorbeeld",
        ];
        assert_each_line_has_one(&lines_only_in(&of_2016, &other), &gone);
        assert_each_line_has_one(&lines_only_in(&other, &of_2016), &new);
    }
}

#[tokio::test]
async fn a_report_is_also_given_as_a_page_as_data_and_as_a_workbook() {
    let office = office().await;
    office.import(&committed());
    let html = office.done(&["report", "5.4.2", "2016", "--format", "html"]);
    assert!(html.contains("<h1>5.4.2 Bevorderen van export</h1>"), "{html}");
    let json: serde_json::Value =
        serde_json::from_str(&office.done(&["report", "5.4.2", "2016", "--format", "json"])).unwrap();
    assert!(json.to_string().contains("Bevorderen van export"));
}

#[tokio::test]
async fn a_performance_that_is_not_in_the_register_is_refused_by_name() {
    for office in offices().await {
        let ended = office.run(&["report", "9.9.9", "2016"]);
        assert_eq!(ended.status, 1);
        assert!(ended.err.contains("9.9.9") && ended.err.contains("2016"), "{}", ended.err);
        assert_eq!(ended.out, "");
    }
}

fn lines_only_in(text: &str, other: &str) -> Vec<String> {
    let other: BTreeSet<&str> = other.lines().collect();
    text.lines().filter(|line| !other.contains(line)).map(str::to_owned).collect()
}

/// Every line holds one of the texts and every text stands on a line.
fn assert_each_line_has_one(lines: &[String], texts: &[&str]) {
    for line in lines {
        assert!(texts.iter().any(|text| line.contains(text)), "unexpected: {line}");
    }
    for text in texts {
        assert!(lines.iter().any(|line| line.contains(text)), "`{text}` is not in {lines:#?}");
    }
}
