//! Clusters → joined records: which rows can go on, and which value of several counts.
//!
//! Pure. A row with an error is out with everything that it says; so is a row that depends on a record which only such
//! rows describe. Of values that are spelling variants the most frequent counts, then the longest; values that really
//! differ are an error at the later cells.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use litemap::LiteMap;

use super::draft::{Draft, Fields, Found, Link, Links, Part, RowAt, Standing};
use super::gather::{Gathered, first_cell, unknown};
use super::rows::Rows;
use super::shown;
use super::value::FieldValue;
use crate::import::field::{Field, Shape};
use crate::import::issue::{Issue, IssueCode};
use crate::values::{Money, PersonName, RecordKind};

/// A record as the whole file describes it.
#[derive(Clone, Debug)]
pub struct Joined {
    /// What sort of record.
    pub kind: RecordKind,
    /// Whether the file describes it, rather than only naming it.
    pub described: bool,
    /// The values that count.
    pub fields: Fields,
    /// Its parts, in the order of the file.
    pub parts: Vec<Part>,
    /// The clusters that it refers to.
    pub links: Links,
    /// Other names under which the file has it.
    pub other_names: Vec<Found>,
    /// The fields of which all that is said is no news: it is shown, and sets nothing.
    pub aside: Vec<Field>,
    /// The first row that speaks of it.
    pub row: RowAt,
}

/// What drafts say that is no news, by their places; drafts are here also when all that they say is.
pub type Aside = BTreeMap<usize, Vec<Field>>;

/// Joins what the rows that can go on say of each cluster; nothing for a cluster of which no row is left.
///
/// `stored` tells whether the register has the record of a cluster.
pub fn settle(
    rows: &mut Rows,
    gathered: &Gathered,
    stored: impl Fn(usize) -> bool,
    aside: &Aside,
) -> Vec<Option<Joined>> {
    name_the_unknown(rows, gathered, &stored);
    spread(rows, gathered);
    for cluster in 0..gathered.clusters.len() {
        contradictions(rows, gathered, cluster, aside);
        repetitions(rows, gathered, cluster);
    }
    balance(rows, gathered);
    spread(rows, gathered);
    let known = |cluster: usize| stored(cluster) || gathered.clusters[cluster].can_be_made();
    let live = |cluster| joined(rows, gathered, cluster, aside).filter(|joined| joined.described || known(cluster));
    (0..gathered.clusters.len()).map(live).collect()
}

/// Reports what is named and is neither in the file nor in the register, and tells what can be made from its name.
fn name_the_unknown(rows: &mut Rows, gathered: &Gathered, stored: &impl Fn(usize) -> bool) {
    for (index, cluster) in gathered.clusters.iter().enumerate() {
        let described = cluster.members.iter().any(|member| rows.drafts[*member].standing == Standing::Described);
        if described || stored(index) {
            continue;
        }
        if cluster.can_be_made() {
            let said = cluster.members.first().and_then(|member| first_cell(&rows.drafts[*member]));
            let issue =
                said.map(|found| Issue::new(IssueCode::NewPerformance).at(&found.at).value(cluster.key.clone()));
            rows.issues.extend(issue);
            continue;
        }
        for member in &cluster.members {
            let draft = &rows.drafts[*member];
            if let Some(issue) = unknown(draft) {
                rows.report(draft.row, issue);
            }
        }
    }
}

/// Blocks the rows that depend on what only blocked rows describe, until no more are.
fn spread(rows: &mut Rows, gathered: &Gathered) {
    while !rows.blocked.is_empty() {
        let dead: Vec<bool> = (0..gathered.clusters.len()).map(|cluster| is_dead(rows, gathered, cluster)).collect();
        let needs_dead = |draft: &&Draft| {
            let accounts = draft.parts.iter().filter_map(|part| part.performance);
            let links = draft.links.iter().filter(|(link, _)| **link != Link::Payer).map(|(_, linked)| *linked);
            links.chain(accounts).any(|linked| dead[gathered.of_draft[linked]])
        };
        let in_dead =
            rows.drafts.iter().zip(&gathered.of_draft).filter(|(_, cluster)| dead[**cluster]).map(|(draft, _)| draft);
        let described = in_dead.filter(|draft| draft.standing != Standing::Hinted);
        let found: BTreeSet<RowAt> =
            rows.drafts.iter().filter(needs_dead).chain(described).map(|draft| draft.row).collect();
        let before = rows.blocked.len();
        rows.blocked.extend(found);
        if rows.blocked.len() == before {
            return;
        }
    }
}

/// Whether a record is described, but only by rows that are out. An amendment needs all its rows.
fn is_dead(rows: &Rows, gathered: &Gathered, cluster: usize) -> bool {
    let cluster = &gathered.clusters[cluster];
    let mut described = cluster.members.iter().map(|member| &rows.drafts[*member]);
    let out = |draft: &Draft| rows.blocked.contains(&draft.row);
    if cluster.kind == RecordKind::BudgetAmendment {
        return described.any(out);
    }
    let mut described = described.filter(|draft| draft.standing == Standing::Described).peekable();
    described.peek().is_some() && described.all(out)
}

fn live<'a>(rows: &'a Rows, gathered: &'a Gathered, cluster: usize) -> impl Iterator<Item = &'a Draft> {
    live_members(rows, gathered, cluster).map(|(_, draft)| draft)
}

/// The drafts of a cluster that can go on, with their places.
fn live_members<'a>(
    rows: &'a Rows,
    gathered: &'a Gathered,
    cluster: usize,
) -> impl DoubleEndedIterator<Item = (usize, &'a Draft)> {
    let members = gathered.clusters[cluster].members.iter().map(|member| (*member, &rows.drafts[*member]));
    members.filter(|(_, draft)| !rows.blocked.contains(&draft.row))
}

/// Reports the cells that say something else than an earlier one.
fn contradictions(rows: &mut Rows, gathered: &Gathered, cluster: usize, aside: &Aside) {
    let mut first: LiteMap<Field, &Found> = LiteMap::new();
    let mut found: Vec<(RowAt, Issue)> = Vec::new();
    for (member, draft) in live_members(rows, gathered, cluster) {
        let no_news = aside.get(&member).map(Vec::as_slice).unwrap_or_default();
        for (field, value) in draft.fields.iter().filter(|(field, _)| !no_news.contains(field)) {
            let said_first = *first.entry(*field).or_insert(value);
            let same = said_first.shares(value) || said_first.at == value.at;
            if !same && variant(*field, said_first) != variant(*field, value) {
                let issue = Issue::new(IssueCode::ConflictingValues).at(&value.at).field(*field).value(said(value));
                found.push((draft.row, issue.expected(format!("{} ({})", said(said_first), said_first.at))));
            }
        }
    }
    for (row, issue) in found {
        rows.report(row, issue);
    }
}

/// Tells of participations that occur more than once.
fn repetitions(rows: &mut Rows, gathered: &Gathered, cluster: usize) {
    if gathered.clusters[cluster].kind != RecordKind::Participation {
        return;
    }
    let mut drafts = live(rows, gathered, cluster).filter(|draft| draft.standing == Standing::Described);
    let Some(first) = drafts.next() else { return };
    let again = drafts.filter(|draft| draft.row != first.row);
    let seen = rows.start(first.row).to_string();
    let repeated: Vec<Issue> = again
        .map(|draft| Issue::new(IssueCode::DuplicateParticipation).at(&rows.start(draft.row)).expected(seen.clone()))
        .collect();
    rows.issues.extend(repeated);
}

/// A value as a key that spelling variants share. Names of organisations and people were compared when they were joined.
fn variant(field: Field, found: &Found) -> Cow<'_, str> {
    match (&found.value, field.shape()) {
        (FieldValue::Organisation(_) | FieldValue::Person(_), _) | (_, Shape::OrganisationName) => Cow::Borrowed(""),
        (FieldValue::Text(text), Shape::Phone) => Cow::Owned(text.chars().filter(char::is_ascii_digit).collect()),
        _ => Cow::Borrowed(found.key()),
    }
}

fn said(found: &Found) -> String {
    if found.text.is_empty() || matches!(found.value, FieldValue::Person(_)) {
        shown::value(&found.value)
    } else {
        found.text.clone()
    }
}

/// Reports amendments whose lines do not sum to zero.
fn balance(rows: &mut Rows, gathered: &Gathered) {
    for (index, cluster) in gathered.clusters.iter().enumerate() {
        if cluster.kind != RecordKind::BudgetAmendment || is_dead(rows, gathered, index) {
            continue;
        }
        let lines = live(rows, gathered, index).flat_map(|draft| &draft.parts);
        let amounts: Vec<&Found> = lines.filter_map(|part| part.fields.get(&Field::LineAmount)).collect();
        let cents: i64 = amounts.iter().filter_map(|found| amount(&found.value)).map(Money::cents).sum();
        let last = amounts.last().map(|found| found.at.clone());
        if cents != 0
            && let Some(member) = cluster.members.last()
        {
            let draft = &rows.drafts[*member];
            let named = draft.fields.get(&Field::AmendmentDescription).map(said).unwrap_or_default();
            let sum = Money::from_cents(cents).to_decimal().to_string();
            let issue = Issue { at: last, ..Issue::new(IssueCode::UnbalancedAmendment) };
            rows.report(draft.row, issue.value(named).expected(sum).field(Field::LineAmount));
        }
    }
}

/// The amount of a value.
pub fn amount(value: &FieldValue) -> Option<Money> {
    match value {
        FieldValue::Amount { money, .. } => Some(*money),
        _ => None,
    }
}

/// What the rows that can go on say together.
fn joined(rows: &Rows, gathered: &Gathered, cluster: usize, aside: &Aside) -> Option<Joined> {
    let of = &gathered.clusters[cluster];
    let drafts: Vec<&Draft> = live(rows, gathered, cluster).collect();
    let first = drafts.first()?;
    let came_by_another = |member: &usize| aside.contains_key(member);
    let (fields, no_news) = if of.members.iter().any(came_by_another) {
        news(rows, gathered, cluster, aside)
    } else {
        (fields(&drafts), Vec::new())
    };
    let other_names = other_names(&drafts, fields.get(&Field::OrganisationName));
    // Where somebody worked who went into another is no news either.
    let told = live_members(rows, gathered, cluster)
        .filter(|(member, draft)| draft.kind != RecordKind::Person || !came_by_another(member));
    let links = told.flat_map(|(_, draft)| LINKS.map(|link| (link, gathered.linked(draft, link))));
    Some(Joined {
        kind: of.kind,
        described: drafts.iter().any(|draft| draft.standing == Standing::Described),
        fields,
        parts: drafts.iter().flat_map(|draft| &draft.parts).map(|part| resolved(part, gathered)).collect(),
        links: links.filter_map(|(link, linked)| Some((link, linked?))).rev().collect(),
        other_names,
        aside: no_news,
        row: first.row,
    })
}

/// The values that count, of what is news; else of what is not, with the fields of which nothing is.
fn news(rows: &Rows, gathered: &Gathered, cluster: usize, aside: &Aside) -> (Fields, Vec<Field>) {
    let said = live_members(rows, gathered, cluster).flat_map(|(member, draft)| {
        let no_news = aside.get(&member).map(Vec::as_slice).unwrap_or_default();
        draft.fields.iter().map(|(field, found)| (!no_news.contains(field), *field, found))
    });
    let mut found: BTreeMap<Field, (Vec<&Found>, Vec<&Found>)> = BTreeMap::new();
    for (is_news, field, value) in said {
        let (news, known) = found.entry(field).or_default();
        if is_news { news.push(value) } else { known.push(value) }
    }
    let known = found.iter().filter(|(_, (news, _))| news.is_empty()).map(|(field, _)| *field).collect();
    let chosen = |(news, known): &(Vec<&Found>, Vec<&Found>)| choose(if news.is_empty() { known } else { news });
    (found.iter().map(|(field, said)| (*field, chosen(said))).collect(), known)
}

/// The values that count. Most records are of one row.
fn fields(drafts: &[&Draft]) -> Fields {
    if let [only] = drafts {
        return only.fields.clone();
    }
    let mut found: LiteMap<Field, Vec<&Found>> = LiteMap::new();
    for (field, value) in drafts.iter().flat_map(|draft| &draft.fields) {
        found.entry(*field).or_default().push(value);
    }
    found.iter().map(|(field, found)| (*field, choose(found))).collect()
}

/// The names of an organisation but the one that counts, each once.
fn other_names(drafts: &[&Draft], name: Option<&Found>) -> Vec<Found> {
    let names = drafts.iter().filter_map(|draft| draft.fields.get(&Field::OrganisationName));
    let other = |found: &&Found| name.is_some_and(|name| !name.shares(found) && name.value != found.value);
    let mut names: Vec<Found> = names.filter(other).cloned().collect();
    names.sort_by_cached_key(said);
    names.dedup_by_key(|found| said(found));
    names
}

/// A part that refers to a cluster rather than to a draft.
fn resolved(part: &Part, gathered: &Gathered) -> Part {
    Part { performance: part.performance.map(|draft| gathered.of_draft[draft]), ..part.clone() }
}

const LINKS: [Link; 6] =
    [Link::Mission, Link::Organisation, Link::Person, Link::CounterVisitOf, Link::Performance, Link::Payer];

/// The spelling that counts: the most frequent, then the longest, then the first of the alphabet. Names of people add up.
fn choose(found: &[&Found]) -> Found {
    if let [first, others @ ..] = found
        && others.iter().all(|other| other.shares(first))
    {
        return (*first).clone();
    }
    let mut spellings: HashMap<String, (usize, &Found)> = HashMap::new();
    for value in found {
        spellings.entry(said(value)).or_insert((0, value)).0 += 1;
    }
    let best = spellings.iter().max_by(|(left, (many, _)), (right, (more, _))| {
        (many, left.chars().count(), *right).cmp(&(more, right.chars().count(), *left))
    });
    let chosen = best.map_or_else(|| found[0].clone(), |(_, (_, value))| (*value).clone());
    let FieldValue::Person(name) = &chosen.value else { return chosen };
    let mut others: Vec<_> = spellings.iter().collect();
    others.sort_by_key(|(spelling, _)| (std::cmp::Reverse(spelling.chars().count()), spelling.as_str()));
    let names = others.iter().filter_map(|(_, (_, found))| match &found.value {
        FieldValue::Person(name) => Some(name.clone()),
        _ => None,
    });
    chosen.read_as(FieldValue::Person(names.fold(name.clone(), PersonName::joined_with)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::file::read_file;
    use crate::import::vocabulary::Vocabulary;

    /// The issues and joined records of a text file, against an empty register.
    fn settled(lines: &[&str]) -> (Vec<Issue>, Vec<Joined>) {
        let bytes = lines.join("\n").into_bytes();
        let file = read_file(&bytes, &Vocabulary::built_in());
        let mut rows = file.rows;
        let joined = settle(&mut rows, &file.gathered, |_| false, &Aside::new());
        (rows.issues, joined.into_iter().flatten().collect())
    }

    fn names(joined: &[Joined], kind: RecordKind, field: Field) -> Vec<String> {
        let of_kind = joined.iter().filter(|joined| joined.kind == kind);
        of_kind.map(|joined| joined.fields.get(&field).map(said).unwrap_or_default()).collect()
    }

    const HEADER: &str = "Missie;Land;Startdatum;Organisatie;KvK-nummer;Vestigingsplaats;Contactpersoon;E-mail";

    #[test]
    fn the_most_frequent_spelling_counts_and_is_no_contradiction() {
        let (issues, joined) = settled(&[
            HEADER,
            "Missie A;Duitsland;1-5-2016;Bouman Industries BV;12345678;Zwolle;Jan Jansen;",
            "Missie A;Duitsland;1-5-2016;Bouman Industries B.V.;12345678;zwolle;Piet de Boer;",
            "Missie A;Duitsland;1-5-2016;Bouman Industries B.V.;12345678;Zwolle;Els de Wit;",
        ]);
        assert!(issues.iter().all(|issue| issue.code.severity() != crate::values::Severity::Error), "{issues:?}");
        assert_eq!(names(&joined, RecordKind::Organisation, Field::OrganisationName), ["Bouman Industries B.V."]);
        assert_eq!(names(&joined, RecordKind::Organisation, Field::OrganisationMunicipality), ["Zwolle"]);
        assert_eq!(names(&joined, RecordKind::Participation, Field::ParticipationRole).len(), 3);
    }

    #[test]
    fn values_that_really_differ_are_an_error_at_the_later_cell() {
        let (issues, joined) = settled(&[
            HEADER,
            "Missie A;Duitsland;1-5-2016;Bouman;12345678;Zwolle;Jan Jansen;",
            "Missie A;Turkije;1-5-2016;Bouman;12345678;Zwolle;Piet de Boer;",
        ]);
        let errors: Vec<_> = issues.iter().filter(|issue| issue.code == IssueCode::ConflictingValues).collect();
        let cells: Vec<String> = errors.iter().filter_map(|issue| Some(issue.at.as_ref()?.to_string())).collect();
        assert_eq!(cells, ["csv!B3"]);
        assert_eq!(names(&joined, RecordKind::Participation, Field::ParticipationRole).len(), 1);
    }

    #[test]
    fn a_name_without_e_mail_joins_only_one_person_of_the_organisation() {
        let (_, joined) = settled(&[
            HEADER,
            "Missie A;Duitsland;1-5-2016;Bouman;;Zwolle;Jan Jansen;jan@bouman.example",
            "Missie B;Duitsland;1-6-2016;Bouman;;Zwolle;J. Jansen;",
            "Missie C;Duitsland;1-7-2016;Bouman;;Zwolle;Joost Visser;joost@bouman.example",
            "Missie C;Duitsland;1-7-2016;Bouman;;Zwolle;Jaap Visser;jaap@bouman.example",
            "Missie D;Duitsland;1-8-2016;Bouman;;Zwolle;J. Visser;",
            "Missie E;Duitsland;1-9-2016;Ander bedrijf;;Zwolle;Jan Jansen;",
        ]);
        let mut people = names(&joined, RecordKind::Person, Field::PersonName);
        people.sort();
        assert_eq!(people, ["J. Visser", "Jaap Visser", "Jan Jansen", "Jan Jansen", "Joost Visser"]);
    }
}
