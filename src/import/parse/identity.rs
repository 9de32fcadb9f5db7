//! Identity: when two descriptions are of one mission, one organisation, one person.
//!
//! Pure. The same rules join the rows of one file and match them with the register. Invariant: two candidates are never
//! resolved by chance, and the order in which descriptions come changes nothing.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::import::likeness::{Evidence, Reason, mistyped};
use crate::import::vocabulary::Body;
use crate::values::{NameFit, PersonName};

/// Whether two descriptions are of one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Fit {
    /// They are.
    Same,
    /// They may be; a person decides.
    Doubtful {
        /// From 0 to 1.
        score: f64,
        /// Why they may be, and why not.
        evidence: Vec<Evidence>,
    },
    /// They are not.
    Different,
}

/// What tells a thing apart from others of its sort.
pub trait Identity: Clone + Ord {
    /// Descriptions that share none of these are of different things.
    fn blocks(&self) -> Vec<String>;

    /// How many marks it has: fuller descriptions are placed first.
    fn fullness(&self) -> usize;

    /// Compares with another.
    fn fit(&self, other: &Self) -> Fit;

    /// Whether all marks are the same, or one that alone suffices is.
    fn is_alike(&self, other: &Self) -> bool;

    /// Takes over what another description of the same thing knows more.
    fn absorb(&mut self, other: &Self);
}

/// What tells missions apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissionIdentity {
    /// Its code, folded. A bare number counts within one file only.
    pub code: Option<String>,
    /// Its title, folded.
    pub title: Option<String>,
    /// Its year.
    pub year: Option<i32>,
}

/// What tells organisations apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrganisationIdentity {
    /// Its KvK number.
    pub kvk_number: Option<String>,
    /// Its name without legal form, accents, case and punctuation.
    pub match_key: String,
    /// Where it sits, folded.
    pub municipality: Option<String>,
    /// What its legal form makes of it.
    pub body: Option<Body>,
    /// Other names that it is known by, as match keys.
    pub aliases: Vec<String>,
}

/// What tells people of one organisation apart. The scope says which organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonIdentity {
    /// The organisation; people of different ones are never the same. Empty for those without one.
    pub scope: String,
    /// The missions of those without an organisation, who are told apart by nothing else.
    pub missions: Vec<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their name.
    pub name: NameKey,
}

/// A name that can be ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    given: Option<String>,
    initials: Option<String>,
    prefix: Option<String>,
    family: Option<String>,
}

impl std::fmt::Display for NameKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&crate::values::fold(&PersonName::from(self).display()))
    }
}

impl From<&PersonName> for NameKey {
    fn from(name: &PersonName) -> Self {
        Self {
            given: name.given_name.clone(),
            initials: name.initials.clone(),
            prefix: name.surname_prefix.clone(),
            family: name.family_name.clone(),
        }
    }
}

impl From<&NameKey> for PersonName {
    fn from(key: &NameKey) -> Self {
        Self {
            given_name: key.given.clone(),
            initials: key.initials.clone(),
            surname_prefix: key.prefix.clone(),
            family_name: key.family.clone(),
        }
    }
}

/// Whether both say something, and not the same.
pub(super) fn differ<T: PartialEq>(left: Option<&T>, right: Option<&T>) -> bool {
    matches!((left, right), (Some(left), Some(right)) if left != right)
}

fn agree<T: PartialEq>(left: Option<&T>, right: Option<&T>) -> bool {
    left.is_some() && left == right
}

fn doubtful(evidence: &[Reason]) -> Fit {
    Fit::Doubtful { score: HALF, evidence: evidence.iter().copied().map(Evidence::from).collect() }
}

/// The score of what speaks for and against alike.
const HALF: f64 = 0.64;

impl Identity for MissionIdentity {
    fn blocks(&self) -> Vec<String> {
        let code = self.code.iter().map(|code| format!("code {code}"));
        code.chain(self.title.iter().map(|title| format!("title {title}"))).collect()
    }

    fn fullness(&self) -> usize {
        usize::from(self.code.is_some()) * 2 + usize::from(self.title.is_some()) + usize::from(self.year.is_some())
    }

    fn fit(&self, other: &Self) -> Fit {
        let title_differs = differ(self.title.as_ref(), other.title.as_ref());
        let year_differs = differ(self.year.as_ref(), other.year.as_ref());
        if agree(self.code.as_ref(), other.code.as_ref()) {
            let another = title_differs && year_differs;
            return if another {
                doubtful(&[Reason::SameCode, Reason::OtherTitle, Reason::OtherYear])
            } else {
                Fit::Same
            };
        }
        if differ(self.code.as_ref(), other.code.as_ref()) || !agree(self.title.as_ref(), other.title.as_ref()) {
            return Fit::Different;
        }
        if year_differs { Fit::Different } else { Fit::Same }
    }

    fn is_alike(&self, other: &Self) -> bool {
        agree(self.code.as_ref(), other.code.as_ref()) || (self.title == other.title && self.year == other.year)
    }

    fn absorb(&mut self, other: &Self) {
        self.code = self.code.take().or_else(|| other.code.clone());
        self.title = self.title.take().or_else(|| other.title.clone());
        self.year = self.year.or(other.year);
    }
}

/// What tells performances apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PerformanceIdentity {
    /// Its code.
    pub code: String,
    /// Its budget year.
    pub year: Option<i32>,
}

impl Identity for PerformanceIdentity {
    fn blocks(&self) -> Vec<String> {
        vec![self.code.clone()]
    }

    fn fullness(&self) -> usize {
        usize::from(self.year.is_some())
    }

    fn fit(&self, other: &Self) -> Fit {
        let another = self.code != other.code || differ(self.year.as_ref(), other.year.as_ref());
        if another { Fit::Different } else { Fit::Same }
    }

    fn is_alike(&self, other: &Self) -> bool {
        self == other
    }

    fn absorb(&mut self, other: &Self) {
        self.year = self.year.or(other.year);
    }
}

impl Identity for OrganisationIdentity {
    fn blocks(&self) -> Vec<String> {
        let names = std::iter::once(&self.match_key).chain(&self.aliases).filter(|name| !name.is_empty());
        let names = names.map(|name| format!("name {name}"));
        names.chain(self.kvk_number.iter().map(|number| format!("kvk {number}"))).collect()
    }

    fn fullness(&self) -> usize {
        usize::from(self.kvk_number.is_some()) * 2 + usize::from(self.municipality.is_some())
    }

    fn fit(&self, other: &Self) -> Fit {
        if self.kvk_number.is_some() && other.kvk_number.is_some() {
            return if self.kvk_number == other.kvk_number { Fit::Same } else { Fit::Different };
        }
        let named =
            |one: &Self, name: &String| !name.is_empty() && (one.match_key == *name || one.aliases.contains(name));
        if !named(self, &other.match_key) && !named(other, &self.match_key) {
            return Fit::Different;
        }
        let elsewhere = differ(self.municipality.as_ref(), other.municipality.as_ref());
        let another_body = differ(self.body.as_ref(), other.body.as_ref());
        match (elsewhere, another_body) {
            (false, false) => Fit::Same,
            (true, _) => doubtful(&[Reason::SameName, Reason::OtherPlace]),
            (_, true) => doubtful(&[Reason::SameName, Reason::OtherLegalForm]),
        }
    }

    fn is_alike(&self, other: &Self) -> bool {
        agree(self.kvk_number.as_ref(), other.kvk_number.as_ref())
            || (self.match_key == other.match_key
                && self.municipality == other.municipality
                && !differ(self.body.as_ref(), other.body.as_ref()))
    }

    fn absorb(&mut self, other: &Self) {
        self.kvk_number = self.kvk_number.take().or_else(|| other.kvk_number.clone());
        self.municipality = self.municipality.take().or_else(|| other.municipality.clone());
        self.body = self.body.or(other.body);
        if self.match_key.is_empty() {
            self.match_key.clone_from(&other.match_key);
        } else if self.match_key != other.match_key && !self.aliases.contains(&other.match_key) {
            self.aliases.push(other.match_key.clone());
        }
    }
}

impl PersonIdentity {
    fn name_fit(&self, other: &Self) -> NameFit {
        PersonName::from(&self.name).fit(&PersonName::from(&other.name))
    }

    /// Whether the family names differ by no more than a slip of the hand, and the first names go together.
    fn is_mistyped(&self, other: &Self) -> bool {
        let (mine, theirs) = (PersonName::from(&self.name), PersonName::from(&other.name));
        let renamed = PersonName { family_name: theirs.family_name.clone(), ..mine.clone() };
        mistyped(&mine.family_key(), &theirs.family_key()) && renamed.fit(&theirs) != NameFit::Different
    }

    /// Those without an organisation are the same by their e-mail address, or by their name on the same mission.
    fn fit_alone(&self, other: &Self) -> Fit {
        let fits = matches!(self.name_fit(other), NameFit::Same | NameFit::Fits);
        let together = self.missions.iter().any(|mission| other.missions.contains(mission));
        let one_address = agree(self.email.as_ref(), other.email.as_ref());
        let two_addresses = differ(self.email.as_ref(), other.email.as_ref());
        let same = if one_address { fits || self.is_mistyped(other) } else { fits && together && !two_addresses };
        if same { Fit::Same } else { Fit::Different }
    }
}

impl Identity for PersonIdentity {
    fn blocks(&self) -> Vec<String> {
        let family = self.name.family.as_deref().map(crate::values::fold).unwrap_or_default();
        let email = self.email.iter().map(|email| format!("{} {email}", self.scope));
        email.chain([format!("{} {family}", self.scope)]).collect()
    }

    fn fullness(&self) -> usize {
        let name = [&self.name.given, &self.name.initials, &self.name.prefix, &self.name.family];
        usize::from(self.email.is_some()) * 8 + name.iter().filter(|part| part.is_some()).count()
    }

    fn fit(&self, other: &Self) -> Fit {
        if self.scope != other.scope {
            return Fit::Different;
        }
        if self.scope.is_empty() {
            return self.fit_alone(other);
        }
        let name = self.name_fit(other);
        // A name in the same words is the same name, also where it is no more than a family name: else a file that
        // comes again would be in doubt of everybody whom it brought.
        let fits = matches!(name, NameFit::Same | NameFit::Fits) || self.name.to_string() == other.name.to_string();
        if agree(self.email.as_ref(), other.email.as_ref()) {
            let another = name == NameFit::Different && !self.is_mistyped(other);
            return if another { doubtful(&[Reason::SameEmail, Reason::OtherPersonName]) } else { Fit::Same };
        }
        match differ(self.email.as_ref(), other.email.as_ref()) {
            true if fits => doubtful(&[Reason::SameName, Reason::OtherEmail]),
            false if fits => Fit::Same,
            false if name == NameFit::Unclear => doubtful(&[Reason::SameFamilyName]),
            _ => Fit::Different,
        }
    }

    fn is_alike(&self, other: &Self) -> bool {
        agree(self.email.as_ref(), other.email.as_ref()) || self.name == other.name
    }

    fn absorb(&mut self, other: &Self) {
        self.email = self.email.take().or_else(|| other.email.clone());
        self.name = NameKey::from(&PersonName::from(&self.name).joined_with(PersonName::from(&other.name)));
        self.missions.extend(other.missions.iter().cloned());
        self.missions.sort_unstable();
        self.missions.dedup();
    }
}

/// One thing, with the places in a list at which it was described.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<I> {
    /// All that is known of it.
    pub identity: I,
    /// Where it was described.
    pub members: Vec<usize>,
}

/// Joins descriptions of the same thing. A description that fits several things is a thing of its own.
pub fn join<I: Identity>(described: impl IntoIterator<Item = (I, usize)>) -> Vec<Group<I>> {
    let mut alike: BTreeMap<I, Vec<usize>> = BTreeMap::new();
    for (identity, member) in described {
        alike.entry(identity).or_default().push(member);
    }
    let mut alike: Vec<_> = alike.into_iter().collect();
    alike.sort_by_key(|(identity, _)| std::cmp::Reverse(identity.fullness()));
    let mut groups: Vec<Group<I>> = Vec::new();
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (identity, members) in alike {
        let near: HashSet<usize> =
            identity.blocks().iter().filter_map(|block| blocks.get(block)).flatten().copied().collect();
        let mut same = near.into_iter().filter(|group| groups[*group].identity.fit(&identity) == Fit::Same);
        let group = if let (Some(only), None) = (same.next(), same.next()) {
            groups[only].identity.absorb(&identity);
            only
        } else {
            groups.push(Group { identity: identity.clone(), members: Vec::new() });
            groups.len() - 1
        };
        groups[group].members.extend(members);
        for block in identity.blocks() {
            let groups = blocks.entry(block).or_default();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }
    groups
}

/// Groups, those made one of which lists hold members.
pub fn united<I: Identity>(groups: Vec<Group<I>>, joins: &[Vec<usize>]) -> Vec<Group<I>> {
    let of_member: HashMap<usize, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(place, group)| group.members.iter().map(move |member| (*member, place)))
        .collect();
    let mut into: Vec<usize> = (0..groups.len()).collect();
    for join in joins {
        let places: BTreeSet<usize> =
            join.iter().filter_map(|member| of_member.get(member)).map(|place| into[*place]).collect();
        if let Some(first) = places.first().copied() {
            into.iter_mut().filter(|place| places.contains(place)).for_each(|place| *place = first);
        }
    }
    let mut united: BTreeMap<usize, Group<I>> = BTreeMap::new();
    for (place, group) in groups.into_iter().enumerate() {
        match united.entry(into[place]) {
            Entry::Vacant(entry) => {
                entry.insert(group);
            }
            Entry::Occupied(mut entry) => {
                entry.get_mut().identity.absorb(&group.identity);
                entry.get_mut().members.extend(group.members);
            }
        }
    }
    united.into_values().collect()
}
