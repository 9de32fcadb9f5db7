//! What the page says of money: notes, decisions and budget amendments, each as a sentence. Pure.

use uuid::Uuid;

use super::Block;
use super::compose::{notes, paragraphs};
use super::facts::Facts;
use super::words::Words;
use crate::entities::{amendment_line, decision};
use crate::services::amendments::Amendment;
use crate::values::{AmendmentStatus, Authority, Language, Money, NoteSubject};

/// The section on money.
pub(super) fn blocks(facts: &Facts, words: Words) -> Vec<Block> {
    let mut blocks = notes(facts, NoteSubject::Finance);
    blocks.extend(decisions(facts).map(|decision| Block::Paragraph(decided(decision, words))));
    blocks.extend(facts.amendments.iter().map(|amendment| Block::Paragraph(amended(facts, amendment, words))));
    if blocks.is_empty() { paragraphs(None, words.say("Geen afwijking.", "No deviation.")) } else { blocks }
}

/// The decisions that amendments rest on, each once, by date.
fn decisions(facts: &Facts) -> impl Iterator<Item = &decision::Model> {
    let mut ids: Vec<Uuid> = Vec::new();
    for id in facts.amendments.iter().flat_map(|amendment| &amendment.basis) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    let mut decisions: Vec<&decision::Model> = ids.iter().filter_map(|id| facts.decisions.get(id)).collect();
    decisions.sort_by_key(|decision| (decision.decided_on.is_none(), decision.decided_on));
    decisions.into_iter()
}

/// `Op 9 november 2016 hebben Provinciale Staten ingestemd met "…" (PS/2016/871).`
fn decided(decision: &decision::Model, words: Words) -> String {
    let who = match decision.reference.get(..2) {
        Some("PS") => words.say("hebben Provinciale Staten ingestemd met", "the States agreed to"),
        Some("GS") => words.say("hebben Gedeputeerde Staten ingestemd met", "the Executive agreed to"),
        _ => words.say("is ingestemd met", "it was agreed to"),
    };
    let what = match decision.title.trim() {
        "" => decision.reference.clone(),
        title => format!("\"{title}\" ({})", decision.reference),
    };
    match (decision.decided_on, words.0) {
        (Some(date), Language::Nl) => format!("Op {} {who} {what}.", words.date(date)),
        (Some(date), Language::En | Language::De) => format!("On {} {who} {what}.", words.date(date)),
        (None, _) => format!("{}: {what}.", words.say("Besluit", "Decision")),
    }
}

/// `Voorgesteld wordt € 234.000 te onttrekken aan de reserve "…" en toe te voegen aan de exploitatie 2017 van prestatie 5.4.2.`
fn amended(facts: &Facts, amendment: &Amendment, words: Words) -> String {
    let lead = match amendment.amendment.status {
        AmendmentStatus::Proposed => words.say("Voorgesteld wordt", "It is proposed"),
        AmendmentStatus::Adopted => words.say("Besloten is", "It was decided"),
        AmendmentStatus::Rejected => words.say("Verworpen is het voorstel om", "Rejected was the proposal"),
    };
    let (from, to): (Vec<_>, Vec<_>) = amendment.lines.iter().partition(|line| line.cents < Money::default());
    let moved = match (from.as_slice(), to.as_slice()) {
        ([], []) => amendment.amendment.description.clone(),
        ([one], [other]) => transfer(facts, one, other, words),
        _ => transfers(facts, &from, &to, words),
    };
    let decision = amendment.amendment.decision_id.and_then(|id| facts.decisions.get(&id));
    let authority = amendment.amendment.authority.map(|authority| authority_name(authority, words));
    let end = match (decision, authority) {
        (Some(decision), _) => format!(" ({})", decision.reference),
        (None, Some(authority)) => format!(" ({}: {authority})", words.say("bevoegd", "to be decided by")),
        (None, None) => String::new(),
    };
    format!("{lead} {moved}{end}.")
}

fn transfer(facts: &Facts, from: &amendment_line::Model, to: &amendment_line::Model, words: Words) -> String {
    let amount = words.amount(to.cents, "EUR");
    let (from, to) = (account(facts, from, words), account(facts, to, words));
    match words.0 {
        Language::Nl => format!("{amount} te onttrekken aan {from} en toe te voegen aan {to}"),
        Language::En | Language::De => format!("to withdraw {amount} from {from} and to add it to {to}"),
    }
}

fn transfers(facts: &Facts, from: &[&amendment_line::Model], to: &[&amendment_line::Model], words: Words) -> String {
    let part = |line: &&amendment_line::Model| {
        let amount = words.amount(Money::from_cents(line.cents.cents().saturating_abs()), "EUR");
        let preposition = match (line.cents < Money::default(), words.0) {
            (_, Language::Nl) => "aan",
            (true, Language::En | Language::De) => "from",
            (false, Language::En | Language::De) => "to",
        };
        format!("{amount} {preposition} {}", account(facts, line, words))
    };
    let list = |lines: &[&amendment_line::Model]| words.list(&lines.iter().map(part).collect::<Vec<_>>());
    let side = |lines: &[&amendment_line::Model], dutch: &str, english: &str| {
        let told = match words.0 {
            Language::Nl => format!("{} {dutch}", list(lines)),
            Language::En | Language::De => format!("{english} {}", list(lines)),
        };
        (!lines.is_empty()).then_some(told)
    };
    let sides: Vec<String> = [side(from, "te onttrekken", "to withdraw"), side(to, "toe te voegen", "to add")]
        .into_iter()
        .flatten()
        .collect();
    words.list(&sides)
}

/// `de reserve "…"`, or `de exploitatie 2017 van prestatie 5.4.2`.
fn account(facts: &Facts, line: &amendment_line::Model, words: Words) -> String {
    let reserve = line.reserve_id.and_then(|id| facts.reserves.get(&id)).map(|reserve| reserve.name.clone());
    let performance = line.performance_id.and_then(|id| facts.performances.get(&id));
    if let Some(name) = line.reserve_text.clone().or(reserve) {
        return format!("{} \"{name}\"", words.say("de reserve", "the reserve"));
    }
    let code = performance.map_or("", |performance| performance.code.as_str());
    match words.0 {
        Language::Nl => format!("de exploitatie {} van prestatie {code}", line.fiscal_year),
        Language::En | Language::De => format!("the {} budget of performance {code}", line.fiscal_year),
    }
}

fn authority_name(authority: Authority, words: Words) -> &'static str {
    match authority {
        Authority::Gs => words.say("Gedeputeerde Staten", "the Executive"),
        Authority::Ps => words.say("Provinciale Staten", "the States"),
    }
}
