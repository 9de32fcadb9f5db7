//! The page of a performance, computed from the register, on both engines.

use missieregister::clock;
use missieregister::entities::{budget_amendment, mission, official, reserve};
use missieregister::services::Caller;
use missieregister::services::changes::Change;
use missieregister::services::query::by_ids;
use missieregister::services::records::Record;
use missieregister::services::report::words::Words;
use missieregister::services::report::{Report, compose, facts, html, json, markdown, workbook};
use missieregister::services::tables::{Row, Table, Values};
use missieregister::services::{amendments, performances, reserves};
use missieregister::values::{AmendmentStatus, Countries, Language, MissionStatus, Money, RecordKind};
use sea_orm::ActiveValue::Set;

use crate::draft::{Draft, edit, write};
use crate::page_2016::{Page, lines, page_2016};
use crate::support::{Register, registers};

/// The page as an annual report prints it, in Dutch.
const EXPECTED: &str = include_str!("report_2016.md");

/// What a page says of which only the title is known.
const NOTHING_KNOWN: [&str; 18] = [
    "# 5.4.2 Bevorderen van export",
    "Niet vastgelegd.",
    "## Context",
    "Niet vastgelegd.",
    "## Acties",
    "Geen acties vastgelegd.",
    "## Toelichting op voortgang",
    "In 2030 zijn geen uitgaande missies gerealiseerd.",
    "Geen nadere toelichting vastgelegd.",
    "Geen resultaten vastgelegd.",
    "## Financiën",
    "Geen afwijking.",
    "## Basisinformatie",
    "- Verantwoordelijk portefeuillehouder: Niet vermeld.",
    "- Rol van de provincie: Niet vermeld.",
    "- Looptijd prestatie: Niet vermeld.",
    "- Relatie met reserve: Niet vermeld.",
    "- Investeringsvoorstel: Geen.",
];

async fn page(register: &Register, year: i32, language: Language) -> Report {
    let db = register.database.reader(&Caller::operator());
    let performance = performances::find(db, "5.4.2", year).await.unwrap().unwrap();
    let facts = facts::load(db, vec![performance], clock::today()).await.unwrap();
    compose(&facts[0], &countries(), language)
}

/// The lines that the page has now and had not, without those that it lost.
async fn new_lines(register: &Register) -> Vec<String> {
    let page = markdown::render(&page(register, 2016, Language::Nl).await);
    page.lines().filter(|line| !EXPECTED.lines().any(|old| old == *line)).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_page_of_2016_is_printed_from_the_register() {
    for register in registers().await {
        page_2016(&register).await;
        let page = markdown::render(&page(&register, 2016, Language::Nl).await);
        assert_eq!(page, EXPECTED);
    }
}

#[tokio::test]
async fn a_changed_fact_changes_exactly_that_on_the_page() {
    for register in registers().await {
        let Page { performance, holder, amendment, reserve, germany } = page_2016(&register).await;
        let other = official::ActiveModel { display_name: Set("Monique Invented".to_owned()), ..Default::default() };
        edit(&register, RecordKind::Official, holder, &other).await;
        assert_eq!(new_lines(&register).await, ["- Verantwoordelijk portefeuillehouder: Monique Invented"]);
        let before = official::ActiveModel { display_name: Set("Eddy van Hijum".to_owned()), ..Default::default() };
        edit(&register, RecordKind::Official, holder, &before).await;

        set_amount(&register, amendment, lines(198_500, (reserve, performance))).await.unwrap();
        let lines_now = new_lines(&register).await;
        assert_eq!(lines_now.len(), 1, "{lines_now:?}");
        assert!(lines_now[0].contains("€ 198.500 te onttrekken"), "{lines_now:?}");
        set_amount(&register, amendment, lines(234_000, (reserve, performance))).await.unwrap();

        let cancelled = mission::ActiveModel { status: Set(MissionStatus::Cancelled), ..Default::default() };
        edit(&register, RecordKind::Mission, germany, &cancelled).await;
        let lines_now = new_lines(&register).await;
        assert_eq!(lines_now[0], "In 2016 zijn drie uitgaande missies gerealiseerd:");
        assert_eq!(lines_now[1], "- Missies: streefwaarde 3, gerealiseerd 3 (gehaald)");
        assert_eq!(lines_now.len(), 2, "{lines_now:?}");
    }
}

/// Gives an amendment other lines.
async fn set_amount(
    register: &Register,
    amendment: uuid::Uuid,
    lines: Vec<(Table, Row)>,
) -> Result<(), sea_orm::DbErr> {
    let kind = RecordKind::BudgetAmendment;
    let stored =
        Record::load(register.database.reader(&Caller::operator()), kind, &[amendment]).await.unwrap().remove(0);
    let root = Row { table: Table::BudgetAmendment, id: amendment, values: Values::new() };
    let lines = lines.into_iter().map(|(_, row)| row).collect();
    let wanted = Record::new(kind, root).with_parts(Table::AmendmentLine, lines);
    write(register, &[Change { kind, id: amendment, rows: stored.changes_to(&wanted) }]).await
}

#[tokio::test]
async fn a_page_about_which_nothing_is_known_says_so() {
    for register in registers().await {
        let mut draft = Draft::default();
        draft.performance("5.4.2", 2030, Vec::new());
        draft.write(&register).await.unwrap();
        let page = markdown::render(&page(&register, 2030, Language::Nl).await);
        let told: Vec<&str> = page.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(told, NOTHING_KNOWN);
    }
}

#[tokio::test]
async fn the_page_has_english_words_around_what_the_register_says() {
    for register in registers().await {
        page_2016(&register).await;
        let page = markdown::render(&page(&register, 2016, Language::En).await);
        for line in [
            "In 2016 four outgoing missions were realised:",
            "- China, province of Liaoning, themes HTSM and energie- en milieutechnologie (EMT), led by gedeputeerde Van Hijum",
            "On 9 November 2016 the States agreed to \"#in - Overijssel innoveert en internationaliseert\" (PS/2016/871).",
        ] {
            assert!(page.lines().any(|found| found == line), "{line} is not in\n{page}");
        }
    }
}

#[tokio::test]
async fn every_form_of_the_page_tells_the_same_facts() {
    let register = crate::support::sqlite().await;
    page_2016(&register).await;
    let report = page(&register, 2016, Language::Nl).await;
    let html = html::render(&report, Words(Language::Nl));
    assert!(html.contains("<h1>5.4.2 Bevorderen van export</h1>") && html.contains("<html lang=\"nl\">"), "{html}");
    assert!(html.contains("<h2>Financiën</h2>") && html.contains("<li value=\"1\">Wij faciliteren"), "{html}");
    let json = json::render(&report);
    assert_eq!(json["sections"][1]["blocks"][0]["items"][0]["number"], 1);
    assert!(workbook::render(&report).unwrap().starts_with(b"PK"));
}

#[tokio::test]
async fn an_amendment_that_does_not_balance_is_not_written() {
    for register in registers().await {
        let Page { performance, amendment, reserve, .. } = page_2016(&register).await;
        let mut lines = lines(234_000, (reserve, performance));
        lines.truncate(1);
        let refused = set_amount(&register, amendment, lines).await.unwrap_err();
        assert!(refused.to_string().contains("do not sum to zero"), "{refused}");
        let stored = amendments::by_id(register.database.reader(&Caller::operator()), &[amendment]).await.unwrap();
        assert_eq!(stored[0].lines.len(), 2, "nothing was written");
    }
}

#[tokio::test]
async fn a_balance_is_what_was_there_and_what_was_adopted_up_to_the_year() {
    for register in registers().await {
        let page = page_2016(&register).await;
        let db = register.database.reader(&Caller::operator());
        let balance = async |year| reserves::balances(db, &[page.reserve], year).await.unwrap().remove(&page.reserve);
        assert_eq!(balance(2017).await, None, "without an opening balance there is none");
        let opening =
            reserve::ActiveModel { opening_cents: Set(Some(Money::from_cents(100_000_000))), ..Default::default() };
        edit(&register, RecordKind::Reserve, page.reserve, &opening).await;
        assert_eq!(balance(2017).await, Some(Money::from_cents(100_000_000)), "what is proposed is not withdrawn");
        let adopted = budget_amendment::ActiveModel { status: Set(AmendmentStatus::Adopted), ..Default::default() };
        edit(&register, RecordKind::BudgetAmendment, page.amendment, &adopted).await;
        assert_eq!(balance(2016).await, Some(Money::from_cents(100_000_000)));
        assert_eq!(balance(2017).await, Some(Money::from_cents(76_600_000)));
        let stored = by_ids::<budget_amendment::Entity>(db, &[page.amendment]).await.unwrap();
        assert_eq!(stored[&page.amendment].version, 2);
    }
}

/// The countries that the program carries.
fn countries() -> Countries {
    Countries::from_tsv(include_str!("../../imports/countries.tsv")).unwrap()
}
