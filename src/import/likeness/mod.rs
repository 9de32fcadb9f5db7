//! Likeness: how far two descriptions are of one organisation, and why.
//!
//! Pure. Three zones: what is clear is matched, what is doubtful a person decides, the rest are two organisations. The
//! thresholds are chosen by measurement (`tests/matching`). Invariant: which of two descriptions comes first changes
//! nothing.

mod align;
mod corpus;
pub mod evidence;
mod name;
mod spelling;
mod title;

use self::align::{Alignment, align};
pub use self::corpus::Corpus;
pub use self::evidence::{Evidence, Reason};
pub use self::name::{Name, Names, Word};
pub use self::title::titles_alike;
use crate::import::vocabulary::{Body, OrganisationWords};
use crate::values::fold;

/// From this score on two descriptions are worth a question.
pub const DOUBTFUL: f64 = 0.62;

/// From this score on the answer is probably yes.
pub const PROBABLE: f64 = 0.76;

/// So much at most where what differs mostly means two organisations: worth a question, and the answer is probably no.
const UNLIKELY: f64 = 0.72;

/// So alike are two words that differ by a slip of the hand: letters turned around, doubled or left out.
const SLIP: f64 = 0.93;

/// So alike are two words of which one may be the other mistyped.
const MISTYPED: f64 = 0.86;

/// So much must words weigh that two names share before they are one without more to go by.
const ENOUGH: f64 = 0.8;

/// From this score on, and with nothing that speaks against it, nobody is asked.
pub const CLEAR: f64 = 0.9;

/// What is known of an organisation, as it is compared by.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Its number at the Chamber of Commerce.
    pub kvk_number: Option<String>,
    /// Its VAT number, folded.
    pub vat_number: Option<String>,
    /// Its names.
    pub names: Vec<Name>,
    /// Where it sits, folded; more than one where its name says so too.
    pub places: Vec<String>,
    /// Hosts of its site and of the e-mail of its people, but for those that anybody can use.
    pub hosts: Vec<String>,
    /// What its legal form makes of it.
    pub body: Option<Body>,
}

/// In which zone a likeness lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Two organisations.
    Different,
    /// A person decides.
    Doubtful,
    /// One organisation.
    Clear,
}

/// How far two descriptions are of one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// From 0 to 1.
    pub score: f64,
    /// In which zone that lies.
    pub zone: Zone,
    /// Why.
    pub evidence: Vec<Evidence>,
}

impl Facts {
    /// What a name and a municipality tell.
    pub fn new(name: &str, municipality: Option<&str>, words: &OrganisationWords) -> Self {
        let mut facts = Self::default();
        facts.add_name(name, words);
        facts.sits_in(municipality.unwrap_or_default(), words);
        facts
    }

    /// Says where it sits, which comes before what its name says of that.
    pub fn sits_in(&mut self, municipality: &str, words: &OrganisationWords) {
        let place = place_of(municipality, words);
        if !place.is_empty() {
            self.places = vec![place];
        }
    }

    /// Adds another name that it is known by.
    pub fn add_name(&mut self, name: &str, words: &OrganisationWords) {
        let Names { names, places } = Names::parse(name, words);
        self.names.extend(names);
        self.places.extend(places);
    }

    /// Adds the host of an e-mail address or a site.
    pub fn add_host(&mut self, address: &str, words: &OrganisationWords) {
        let host = host_of(address).filter(|host| !words.is_shared_host(host) && !self.hosts.contains(host));
        self.hosts.extend(host);
    }

    /// Compares with another description.
    pub fn compare(&self, other: &Self) -> Likeness {
        if let (Some(mine), Some(theirs)) = (&self.kvk_number, &other.kvk_number) {
            let same = mine == theirs;
            let (score, zone) = if same { (1.0, Zone::Clear) } else { (0.0, Zone::Different) };
            let evidence = if same { vec![Reason::SameKvkNumber.into()] } else { Vec::new() };
            return Likeness { score, zone, evidence };
        }
        if self.vat_number.is_some() && self.vat_number == other.vat_number {
            return Likeness { score: 1.0, zone: Zone::Clear, evidence: vec![Reason::SameVatNumber.into()] };
        }
        Judgement::of(self, other).likeness()
    }
}

/// A municipality as it is compared: folded, without what stands in brackets, one word for several languages.
fn place_of(text: &str, words: &OrganisationWords) -> String {
    let plain = text.split(['(', ',', '/']).next().unwrap_or_default();
    let folded = fold(plain);
    words.meaning(&folded).unwrap_or(&folded).to_owned()
}

/// The host of `jan@sales.bouman.example`, `https://www.bouman.example/nl`: the last parts of it, `bouman.example`.
fn host_of(address: &str) -> Option<String> {
    let lower = address.trim().to_lowercase();
    let behind = lower.rsplit_once('@').map_or(lower.as_str(), |(_, host)| host);
    let behind = behind.split_once("://").map_or(behind, |(_, rest)| rest);
    let host = behind.split(['/', '?', '#', ':', ' ', ',', ';']).next()?.trim_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let short = |label: &&str| label.len() <= 3;
    // `bouman.co.uk` needs three.
    let kept = if labels.len() >= 3 && labels.iter().rev().take(2).all(short) { 3 } else { 2 };
    (labels.len() >= 2).then(|| labels[labels.len().saturating_sub(kept)..].join("."))
}

/// What two descriptions have in common, weighed.
#[expect(clippy::struct_excessive_bools, reason = "each is a reason of its own, and they go together in any way")]
struct Judgement<'a> {
    one: &'a Facts,
    other: &'a Facts,
    names: Alignment,
    /// Whether the names that are most alike are no former names and no trade names.
    by_first_name: bool,
    same_place: bool,
    other_place: bool,
    same_host: bool,
    other_host: bool,
    /// The legal forms differ: a little, or make two sorts of organisation.
    other_land: bool,
    other_body: bool,
    known: Option<bool>,
}

impl<'a> Judgement<'a> {
    fn of(one: &'a Facts, other: &'a Facts) -> Self {
        let pairs = one.names.iter().flat_map(|mine| {
            other.names.iter().map(move |theirs| (!mine.is_other && !theirs.is_other, align(mine, theirs)))
        });
        let best =
            pairs.max_by(|(first, one), (second, other)| one.score.total_cmp(&other.score).then(first.cmp(second)));
        let (by_first_name, names) = best.unwrap_or_default();
        let share = |mine: &[String], theirs: &[String]| {
            mine.iter().any(|it| theirs.iter().any(|other| alike_place(it, other)))
        };
        let both = |mine: &[String], theirs: &[String]| !mine.is_empty() && !theirs.is_empty();
        let same_place = share(&one.places, &other.places);
        let same_host = one.hosts.iter().any(|host| other.hosts.contains(host));
        let bodies = one.body.zip(other.body);
        let known = |facts: &Facts| facts.names.iter().find_map(|name| name.known);
        Self {
            names,
            by_first_name,
            same_place,
            other_place: !same_place && both(&one.places, &other.places),
            same_host,
            other_host: !same_host && both(&one.hosts, &other.hosts),
            other_land: bodies.is_some_and(|(mine, theirs)| mine.land != theirs.land),
            other_body: bodies.is_some_and(|(mine, theirs)| mine.sort != theirs.sort),
            known: known(one).zip(known(other)).map(|(mine, theirs)| mine == theirs),
            one,
            other,
        }
    }

    fn likeness(&self) -> Likeness {
        let score = self.score();
        let zone = if score < DOUBTFUL {
            Zone::Different
        } else if score >= CLEAR && self.is_clear() {
            Zone::Clear
        } else {
            Zone::Doubtful
        };
        let evidence = if zone == Zone::Different { Vec::new() } else { self.evidence() };
        Likeness { score, zone, evidence }
    }

    fn score(&self) -> f64 {
        let names = &self.names;
        if let Some(known) = self.known {
            return if known { 1.0 } else { 0.2 };
        }
        let mut score = names.score;
        let mut most = 1.0_f64;
        let mut bound = |holds: bool, bound: f64| most = if holds { most.min(bound) } else { most };
        bound(!names.conflict.is_empty(), 0.4);
        bound(!names.strict.is_empty(), UNLIKELY);
        bound(!names.numbers.is_empty(), UNLIKELY);
        bound(names.neighbours && !self.same_host, UNLIKELY);
        bound(names.acronym && !self.same_host, 0.85);
        let (fits, contradicts) = self.places_in_names();
        bound(contradicts && !self.same_place, 0.45);
        // A branch elsewhere of what sits in one place.
        bound(contradicts, UNLIKELY);
        bound(self.other_body && self.is_no_business(), UNLIKELY);
        if !names.loose.is_empty() {
            score *= 0.9;
        }
        if fits {
            score += (1.0 - score) * 0.5;
        }
        if self.other_place {
            score *= 0.58 + 0.08 * names.shared.min(2.2);
        }
        if self.other_host {
            score *= if names.whole { 0.97 } else { 0.92 };
        }
        if self.other_body {
            score *= 0.85;
        } else if self.other_land {
            score *= 0.95;
        }
        if self.same_host && score > 0.3 {
            score += (1.0 - score) * 0.7;
        }
        if self.same_place && score > 0.5 {
            score += (1.0 - score) * 0.35;
        }
        // What only the name says is never as sure as a number.
        let surest = if self.same_place || self.same_host { 0.99 } else { 0.97 };
        score.min(most).min(surest)
    }

    /// Whether a place that only one name has is where the other sits; whether that one sits elsewhere.
    fn places_in_names(&self) -> (bool, bool) {
        let (mut fits, mut contradicts) = (false, false);
        for (places, facts) in [(&self.names.places_of_one, self.other), (&self.names.places_of_other, self.one)] {
            for place in places.iter().filter(|_| !facts.places.is_empty()) {
                let is_there = facts.places.iter().any(|other| alike_place(place, other));
                fits |= is_there;
                contradicts |= !is_there;
            }
        }
        (fits, contradicts)
    }

    /// Whether one of them is a foundation, an association.
    fn is_no_business(&self) -> bool {
        [self.one, self.other].iter().any(|facts| facts.body.is_some_and(|body| !body.is_business))
    }

    /// Whether nothing speaks against it, and enough for it.
    fn is_clear(&self) -> bool {
        let names = &self.names;
        if self.known == Some(true) {
            return true;
        }
        let against = self.other_place || self.other_body || self.other_land || names.neighbours;
        let lacking = !names.strict.is_empty() || !names.loose.is_empty() || !names.numbers.is_empty();
        if against || lacking || !names.conflict.is_empty() || !names.whole {
            return false;
        }
        let backed = self.same_place || self.same_host;
        let doubt = names.mistyped || names.short || names.translated || !self.by_first_name;
        let slip = !names.mistyped || names.worst >= SLIP || self.same_host;
        backed && slip || !doubt && names.shared >= ENOUGH
    }

    fn evidence(&self) -> Vec<Evidence> {
        let names = &self.names;
        let mut evidence: Vec<Evidence> = Vec::new();
        let name =
            if !names.whole || names.mistyped || names.acronym { Reason::SimilarName } else { Reason::SameWords };
        let said = [
            (!names.acronym, name),
            (names.acronym, Reason::Acronym),
            (names.mistyped, Reason::Mistyped),
            (names.short && !names.acronym, Reason::Abbreviated),
            (!self.by_first_name, Reason::OtherName),
            (self.same_place || self.places_in_names().0, Reason::SamePlace),
            (self.same_host, Reason::SameHost),
            (self.other_place, Reason::OtherPlace),
            (self.other_host, Reason::OtherHost),
            (self.other_body || self.other_land, Reason::OtherLegalForm),
            (names.neighbours, Reason::Neighbours),
        ];
        evidence.extend(said.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| Evidence::from(reason)));
        let lacking = names.strict.iter().chain(&names.loose).chain(&names.numbers);
        evidence.extend(lacking.map(|word| Evidence::about(Reason::OnlyOneHas, word.as_str())));
        let conflicts = names.conflict.iter().map(|(mine, theirs)| {
            let (first, second) = if mine < theirs { (mine, theirs) } else { (theirs, mine) };
            Evidence::about(Reason::Excluding, format!("{first}/{second}"))
        });
        evidence.extend(conflicts);
        evidence
    }
}

/// Whether two words differ by a slip of the hand at most.
pub fn mistyped(one: &str, other: &str) -> bool {
    one == other || spelling::typing(one, other).is_some_and(|degree| degree >= MISTYPED)
}

/// Whether two places are one, a letter more or less.
fn alike_place(one: &str, other: &str) -> bool {
    one == other || spelling::typing(one, other).is_some_and(|degree| degree >= 0.9)
}
