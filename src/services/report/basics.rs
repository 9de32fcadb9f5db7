//! What the page says at its foot: who answers for the performance, its role, its term and its reserve. Pure.

use super::Block;
use super::facts::Facts;
use super::words::Words;
use crate::entities::investment_proposal;
use crate::values::{ProvinceRole, Term, fold};

/// The section of basic information.
pub(super) fn blocks(facts: &Facts, words: Words) -> Vec<Block> {
    let performance = &facts.performance;
    let role = performance.role_text.clone().or_else(|| role(performance.role, words).map(str::to_owned));
    let term = performance.term_text.clone().or_else(|| term(performance.term, words).map(str::to_owned));
    let holders: Vec<String> = facts.parts.holders.iter().map(|holder| holder.display_name.clone()).collect();
    let mut rows = vec![
        (
            words.say("Verantwoordelijk portefeuillehouder", "Responsible portfolio holder").to_owned(),
            said(Some(words.list(&holders)), words),
        ),
        (words.say("Rol van de provincie", "Role of the province").to_owned(), said(role, words)),
        (words.say("Looptijd prestatie", "Term of the performance").to_owned(), said(term, words)),
        (reserve_label(facts, words), reserve(facts, words)),
    ];
    let label = words.say("Investeringsvoorstel", "Investment proposal");
    let proposals = facts.parts.proposals.iter().map(|it| (label.to_owned(), proposal(facts, it)));
    rows.extend(proposals);
    if facts.parts.proposals.is_empty() {
        rows.push((label.to_owned(), words.say("Geen.", "None.").to_owned()));
    }
    vec![Block::Facts(rows)]
}

/// A value, or that the register does not say.
fn said(value: Option<String>, words: Words) -> String {
    value
        .filter(|value| !value.trim().is_empty())
        .unwrap_or_else(|| words.say("Niet vermeld.", "Not stated.").to_owned())
}

fn reserve_label(facts: &Facts, words: Words) -> String {
    let stored =
        facts.performance.reserve_id.and_then(|id| facts.reserves.get(&id)).map(|reserve| reserve.name.clone());
    match facts.performance.reserve_text.clone().or(stored) {
        Some(name) => format!("{} {name}", words.say("Relatie met reserve", "Relation with the reserve")),
        None => words.say("Relatie met reserve", "Relation with a reserve").to_owned(),
    }
}

fn reserve(facts: &Facts, words: Words) -> String {
    let related = facts.performance.reserve_related.or(facts.performance.reserve_id.map(|_| true));
    let related = related.map(|yes| if yes { words.say("Ja.", "Yes.") } else { words.say("Nee.", "No.") });
    said(related.map(str::to_owned), words)
}

/// The proposal as the page words it, with the reference of its decision where the words lack it.
fn proposal(facts: &Facts, proposal: &investment_proposal::Model) -> String {
    let decision = proposal.decision_id.and_then(|id| facts.decisions.get(&id));
    match decision.filter(|decision| !fold(&proposal.text).contains(&fold(&decision.reference))) {
        Some(decision) => format!("{} ({}).", proposal.text.trim_end_matches('.'), decision.reference),
        None => proposal.text.clone(),
    }
}

fn role(role: ProvinceRole, words: Words) -> Option<&'static str> {
    Some(match role {
        ProvinceRole::Facilitator => words.say("Faciliteerder.", "Facilitator."),
        ProvinceRole::Initiator => words.say("Initiatiefnemer.", "Initiator."),
        ProvinceRole::Director => words.say("Regisseur.", "Director."),
        ProvinceRole::Partner => words.say("Partner.", "Partner."),
        ProvinceRole::Financier => words.say("Financier.", "Financier."),
        ProvinceRole::RegularTask => words.say("Reguliere taak.", "Regular task."),
        ProvinceRole::Other => words.say("Anders.", "Other."),
        ProvinceRole::Unknown => return None,
    })
}

fn term(term: Term, words: Words) -> Option<&'static str> {
    Some(match term {
        Term::Structural => words.say("Structureel.", "Structural."),
        Term::Temporary => words.say("Tijdelijk.", "Temporary."),
        Term::Unknown => return None,
    })
}
