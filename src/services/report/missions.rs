//! What the page says of progress: the missions that took place, who took part, and what came of it. Pure.

use rust_decimal::Decimal;

use super::Block;
use super::compose::{notes, paragraphs, unit};
use super::facts::{Facts, Leader, MissionFacts, Outcome};
use super::words::{Words, sentence};
use crate::entities::{destination, mission, reported_count, signal, theme};
use crate::services::counting::Side;
use crate::services::progress::IndicatorProgress;
use crate::values::{Countries, Indicator, Language, NoteSubject, OutcomeKind, ReportingDocument, SignalColour, fold};

/// The section on progress.
pub(super) fn blocks(facts: &Facts, countries: &Countries, words: Words) -> Vec<Block> {
    let teller = Teller { countries, words };
    let mut blocks = teller.missions(facts, Side::Outbound);
    if facts.missions.iter().any(|mission| Side::Inbound.holds(mission.mission.direction)) {
        blocks.extend(teller.missions(facts, Side::Inbound));
    }
    blocks.extend(participants(facts, words).map(Block::Paragraph));
    if !facts.progress.is_empty() {
        let lines = facts.progress.iter().map(|progress| against_target(progress, words));
        blocks.push(Block::Bullets(lines.collect()));
    }
    let content = notes(facts, NoteSubject::Content);
    let no_notes = words.say("Geen nadere toelichting vastgelegd.", "No further explanation recorded.");
    blocks.extend(if content.is_empty() { paragraphs(None, no_notes) } else { content });
    blocks.extend(teller.results(facts));
    let signals: Vec<String> = facts.parts.signals.iter().map(|signal| colour(signal, words)).collect();
    if !signals.is_empty() {
        blocks.push(Block::Bullets(signals));
    }
    blocks
}

/// Tells of missions, in a language.
#[derive(Clone, Copy)]
struct Teller<'a> {
    countries: &'a Countries,
    words: Words,
}

impl Teller<'_> {
    fn missions(self, facts: &Facts, side: Side) -> Vec<Block> {
        let missions: Vec<&MissionFacts> =
            facts.missions.iter().filter(|mission| side.holds(mission.mission.direction)).collect();
        let one = missions.len() == 1;
        let (dutch, english) = match side {
            Side::Outbound => (["uitgaande missie", "uitgaande missies"], ["outgoing mission", "outgoing missions"]),
            Side::Inbound => (["inkomende missie", "inkomende missies"], ["incoming mission", "incoming missions"]),
        };
        let what = self.words.say(dutch[usize::from(!one)], english[usize::from(!one)]);
        let (year, number) = (facts.performance.year, self.words.number(missions.len()));
        let end = if missions.is_empty() { "." } else { ":" };
        let line = match self.words.0 {
            Language::Nl => format!("In {year} {} {number} {what} gerealiseerd{end}", if one { "is" } else { "zijn" }),
            Language::En | Language::De => {
                format!("In {year} {number} {what} {} realised{end}", if one { "was" } else { "were" })
            }
        };
        let items: Vec<String> = missions.into_iter().map(|mission| self.mission(mission)).collect();
        let list = (!items.is_empty()).then_some(Block::Bullets(items));
        std::iter::once(Block::Paragraph(line)).chain(list).collect()
    }

    /// `China, provincie Liaoning, thema's HTSM en energie (Hannover Messe), onder leiding van gedeputeerde Van Hijum`.
    fn mission(self, facts: &MissionFacts) -> String {
        let mut pieces = vec![self.places(facts)];
        let themes: Vec<String> = facts.themes.iter().map(|theme| self.theme(theme)).collect();
        if !themes.is_empty() {
            let label =
                if themes.len() == 1 { self.words.say("thema", "theme") } else { self.words.say("thema's", "themes") };
            pieces.push(format!("{label} {}", self.words.list(&themes)));
        }
        let event = facts.mission.event.as_ref().map(|event| format!(" ({event})")).unwrap_or_default();
        let leaders: Vec<String> = facts.leaders.iter().filter_map(leader).collect();
        let led = match self.words.list(&leaders) {
            nobody if nobody.is_empty() => String::new(),
            leaders => format!(", {} {leaders}", self.words.say("onder leiding van", "led by")),
        };
        format!("{}{event}{led}", pieces.join(", "))
    }

    /// Where a mission went: each country once, with its regions; the title where no place is named.
    fn places(self, facts: &MissionFacts) -> String {
        let mut named: Vec<String> = Vec::new();
        let mut add = |place: String| {
            if !named.contains(&place) {
                named.push(place);
            }
        };
        for destination in &facts.destinations {
            add(self.country(destination));
            if let Some(region) = &destination.region {
                add(self.words.region(region, destination.country.as_deref()));
            }
        }
        if named.is_empty() { facts.mission.title.clone() } else { named.join(", ") }
    }

    /// The country of a place, or the place as written where none is named.
    fn country(self, destination: &destination::Model) -> String {
        let country = destination.country.as_deref().and_then(|code| self.countries.by_code(code));
        country.map_or_else(|| destination.text.clone(), |country| country.name(self.words.0).to_owned())
    }

    fn theme(self, theme: &theme::Model) -> String {
        let translated = self.words.say("", theme.name_en.as_deref().unwrap_or_default());
        if translated.is_empty() { theme.name.clone() } else { translated.to_owned() }
    }

    /// What came of the missions: outcomes, and visits in return that are missions of their own.
    fn results(self, facts: &Facts) -> Vec<Block> {
        let mut items = Vec::new();
        for mission in &facts.missions {
            let place = self.places(mission);
            items.extend(mission.outcomes.iter().map(|outcome| self.outcome(outcome, &place)));
            items.extend(mission.counter_visits.iter().map(|visit| self.counter_visit(visit, &place)));
        }
        if items.is_empty() {
            return paragraphs(None, self.words.say("Geen resultaten vastgelegd.", "No results recorded."));
        }
        let lead = self.words.say("Resultaten van de missies:", "Results of the missions:");
        vec![Block::Paragraph(lead.to_owned()), Block::Bullets(items)]
    }

    /// `Deal: Bouman Industries, twee vloeistofscheiders (China, provincie Liaoning)`.
    fn outcome(self, facts: &Outcome, place: &str) -> String {
        let outcome = &facts.outcome;
        let kind = outcome_kind(outcome.kind, self.words);
        let of = facts.organisation.as_ref().filter(|of| !says(&outcome.description, &of.name));
        let of = of.map(|of| format!("{}, ", of.name)).unwrap_or_default();
        let value = outcome.value_cents.zip(outcome.currency.as_ref());
        let value = value.map(|(value, currency)| format!(", {}", self.words.amount(value, currency)));
        let doubt = match outcome.confirmed {
            Some(false) => self.words.say(", nog niet bevestigd", ", not yet confirmed"),
            Some(true) | None => "",
        };
        let what = outcome.description.trim_end_matches('.');
        format!("{kind}: {of}{what}{}{doubt} ({place})", value.unwrap_or_default())
    }

    fn counter_visit(self, visit: &mission::Model, place: &str) -> String {
        let label = outcome_kind(OutcomeKind::CounterVisit, self.words);
        let when = visit.date_text.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
        let of = self.words.say("op de missie naar", "after the mission to");
        format!("{label}: {}{when} ({of} {place})", visit.title)
    }
}

/// An official by name with the office of the time; of anybody else the office alone.
fn leader(leader: &Leader) -> Option<String> {
    let Some(official) = &leader.official else { return leader.office.clone() };
    let name = official.display_name.clone();
    match leader.office.as_ref().or(official.office.as_ref()) {
        Some(office) if !says(&name, office) => Some(format!("{office} {name}")),
        _ => Some(name),
    }
}

/// Whether a text has some words in it already.
fn says(text: &str, words: &str) -> bool {
    fold(text).contains(&fold(words))
}

/// Who took part: in the words of the report where it says so, beside what the register counts.
fn participants(facts: &Facts, words: Words) -> Option<String> {
    let people = facts
        .progress
        .iter()
        .find(|row| row.indicator == Indicator::People && Side::meant_by(row.direction) == Side::Outbound)?;
    let one = people.realised == Decimal::ONE;
    let unit = if one { words.say("deelnemer", "participant") } else { unit(Indicator::People, words) };
    let counted = format!("{} {unit}", words.decimal(people.realised));
    let Some(reported) = &people.reported else {
        return Some(match words.0 {
            Language::Nl => format!("Volgens het register {} {counted} deel.", if one { "nam" } else { "namen" }),
            Language::En | Language::De => format!("According to the register {counted} took part."),
        });
    };
    let stated = stated(reported, words);
    Some(match words.0 {
        Language::Nl => format!("Volgens de rapportage namen {stated} deel; het register telt {counted}."),
        Language::En | Language::De => {
            format!("According to the report {stated} took part; the register counts {counted}.")
        }
    })
}

/// `meer dan 50 vertegenwoordigers van mkb en onderwijs`.
fn stated(reported: &reported_count::Model, words: Words) -> String {
    let unit = reported.unit_text.clone().unwrap_or_else(|| unit(reported.indicator, words).to_owned());
    if says(&reported.text, &unit) { reported.text.clone() } else { format!("{} {unit}", reported.text) }
}

/// `Missies: streefwaarde 3, gerealiseerd 4 (gehaald)`.
fn against_target(progress: &IndicatorProgress, words: Words) -> String {
    let what = sentence(unit(progress.indicator, words));
    let numbers = [
        progress.target.map(|target| format!("{} {}", words.say("streefwaarde", "target"), words.decimal(target))),
        Some(format!("{} {}", words.say("gerealiseerd", "realised"), words.decimal(progress.realised))),
        progress.reported.as_ref().map(|it| format!("{} {}", words.say("gerapporteerd", "reported"), it.text)),
    ];
    let numbers: Vec<String> = numbers.into_iter().flatten().collect();
    let verdict = match progress.reached {
        Some(true) => words.say(" (gehaald)", " (reached)"),
        Some(false) => words.say(" (niet gehaald)", " (not reached)"),
        None => "",
    };
    format!("{what}: {}{verdict}", numbers.join(", "))
}

fn outcome_kind(kind: OutcomeKind, words: Words) -> &'static str {
    match kind {
        OutcomeKind::Deal => words.say("Deal", "Deal"),
        OutcomeKind::Lead => words.say("Contact", "Lead"),
        OutcomeKind::Agreement => words.say("Overeenkomst", "Agreement"),
        OutcomeKind::Investment => words.say("Investering", "Investment"),
        OutcomeKind::CounterVisit => words.say("Tegenbezoek", "Visit in return"),
        OutcomeKind::Publicity => words.say("Publiciteit", "Publicity"),
        OutcomeKind::Knowledge => words.say("Kennis", "Knowledge"),
        OutcomeKind::Other => words.say("Overig", "Other"),
    }
}

/// `Monitor 2020-I, inhoud: groen. Alles loopt.`
fn colour(signal: &signal::Model, words: Words) -> String {
    let document = match signal.document {
        ReportingDocument::PerspectiveNote => words.say("Perspectiefnota", "Perspective note"),
        ReportingDocument::Budget => words.say("Begroting", "Budget"),
        ReportingDocument::Monitor => words.say("Monitor", "Monitor"),
        ReportingDocument::AnnualReport => words.say("Jaarverslag", "Annual report"),
        ReportingDocument::Other => words.say("Ander document", "Other document"),
    };
    let edition = signal.edition.as_ref().map(|edition| format!(" {edition}")).unwrap_or_default();
    let colour = match signal.colour {
        SignalColour::Green => words.say("groen", "green"),
        SignalColour::Orange => words.say("oranje", "orange"),
        SignalColour::Red => words.say("rood", "red"),
    };
    let why = signal.explanation.as_ref().map(|why| format!(". {why}")).unwrap_or_default();
    format!("{document}{edition}, {}: {colour}{why}", signal.dimension)
}
