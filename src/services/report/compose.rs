//! Puts the page together from the facts: its title, summary and sections. Pure.

use super::facts::Facts;
use super::words::Words;
use super::{Block, Item, Report, Section, basics, finance, missions};
use crate::entities::{progress_note, target};
use crate::services::performances::{Action, place_in_year};
use crate::values::{Comparator, Countries, Direction, Indicator, Language, NoteSubject};

/// The page of one performance.
pub fn compose(facts: &Facts, countries: &Countries, language: Language) -> Report {
    let words = Words(language);
    let performance = &facts.performance;
    let none = words.say("Niet vastgelegd.", "Not recorded.");
    let section = |dutch, english, blocks| Section { heading: words.say(dutch, english).to_owned(), blocks };
    Report {
        title: format!("{} {}", performance.code, performance.title),
        year: performance.year,
        summary: paragraphs(performance.summary.as_deref(), none),
        sections: vec![
            section("Context", "Context", paragraphs(performance.context.as_deref(), none)),
            section("Acties", "Actions", actions(&facts.parts.actions, words)),
            section("Toelichting op voortgang", "Progress", missions::blocks(facts, countries, words)),
            section("Financiën", "Finances", finance::blocks(facts, words)),
            section("Basisinformatie", "Basic information", basics::blocks(facts, words)),
        ],
    }
}

/// A text of the register as paragraphs, or what to say where there is none.
pub(super) fn paragraphs(text: Option<&str>, none: &str) -> Vec<Block> {
    let lines = text.unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty());
    let blocks: Vec<Block> = lines.map(|line| Block::Paragraph(line.to_owned())).collect();
    if blocks.is_empty() { vec![Block::Paragraph(none.to_owned())] } else { blocks }
}

/// The notes of the latest report that has any on a subject: what it says stands above earlier ones.
pub(super) fn notes(facts: &Facts, subject: NoteSubject) -> Vec<Block> {
    let of_subject = || facts.parts.notes.iter().filter(|note| note.subject == subject);
    let edition = |note: &progress_note::Model| (place_in_year(Some(note.document)), note.edition.clone());
    let latest = of_subject().map(edition).max();
    let latest = of_subject().filter(|note| Some(edition(note)) == latest);
    latest.flat_map(|note| paragraphs(Some(&note.text), "")).collect()
}

fn actions(actions: &[Action], words: Words) -> Vec<Block> {
    if actions.is_empty() {
        return paragraphs(None, words.say("Geen acties vastgelegd.", "No actions recorded."));
    }
    let item = |action: &Action| Item {
        number: action.action.ordinal,
        text: action.action.text.clone(),
        under: action.targets.iter().map(|target| target_line(target, words)).collect(),
    };
    vec![Block::Numbered(actions.iter().map(item).collect())]
}

fn target_line(target: &target::Model, words: Words) -> String {
    let how = comparator(target.comparator, words);
    let number = words.decimal(target.value.to_decimal());
    let unit = target.unit_text.clone().unwrap_or_else(|| unit(target.indicator, words).to_owned());
    let label = words.say("Streefwaarde", "Target");
    let inbound = match target.direction {
        Some(Direction::Inbound) => words.say(" (inkomend)", " (incoming)"),
        Some(Direction::Outbound | Direction::Unknown) | None => "",
    };
    format!("{label}: {how}{number} {unit}{inbound}")
}

/// How exactly a number is meant, before the number; nothing where it is meant as it stands.
pub(super) fn comparator(comparator: Comparator, words: Words) -> &'static str {
    match comparator {
        Comparator::Equal => "",
        Comparator::AtLeast => words.say("minimaal ", "at least "),
        Comparator::MoreThan => words.say("meer dan ", "more than "),
        Comparator::About => words.say("circa ", "about "),
        Comparator::AtMost => words.say("maximaal ", "at most "),
    }
}

/// What an indicator counts, in the plural.
pub(super) fn unit(indicator: Indicator, words: Words) -> &'static str {
    match indicator {
        Indicator::Missions => words.say("missies", "missions"),
        Indicator::People => words.say("deelnemers", "participants"),
        Indicator::Organisations => words.say("organisaties", "organisations"),
        Indicator::Participations => words.say("deelnames", "participations"),
        Indicator::Deals => words.say("deals", "deals"),
        Indicator::DealValue => words.say("euro aan deals", "euros of deals"),
    }
}
