//! Drafts of one file → clusters: which drafts are of the same record.
//!
//! Pure. Missions, organisations and people join by the rules of [`super::identity`]; the rest by what is unique in the
//! register. The values of the drafts are joined later, when it is known which rows can go on ([`super::settle`]).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::draft::{Draft, Found, Link, Standing};
use super::identity::{
    Fit, Group, Identity, MissionIdentity, NameKey, OrganisationIdentity, PerformanceIdentity, PersonIdentity, join,
    united,
};
use super::rows::Rows;
use super::split::year_of;
pub use super::telling::Marks;
use super::value::FieldValue;
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::vocabulary::OrganisationWords;
use crate::values::{Place, RecordKind, fold};

/// The drafts of one record.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// What sort of record.
    pub kind: RecordKind,
    /// What tells it apart.
    pub marks: Marks,
    /// Its natural key, which neither the order of rows nor generated keys change.
    pub key: String,
    /// Its drafts, in the order of the file.
    pub members: Vec<usize>,
}

impl Cluster {
    /// Whether the record can be made from what it is named by: a performance by its code and year, so that the order
    /// in which missions and pages of performances are imported makes no difference.
    pub fn can_be_made(&self) -> bool {
        match &self.marks {
            Marks::Performance(identity) => {
                identity.year.is_some() && identity.code.contains(|c: char| c.is_ascii_digit())
            }
            _ => false,
        }
    }
}

/// The drafts of a file, and of which record each is.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The records; those that others refer to come first.
    pub clusters: Vec<Cluster>,
    /// The cluster of each draft.
    pub of_draft: Vec<usize>,
    /// The only performance that the file describes, if it describes one.
    pub performance: Option<usize>,
}

/// Joins the drafts of a file.
pub fn gather(rows: &mut Rows, words: &OrganisationWords) -> Gathered {
    let mut gathered = Gathered { of_draft: vec![usize::MAX; rows.drafts.len()], ..Gathered::default() };
    gathered.performances(rows);
    gathered.missions(&rows.drafts);
    let organisations = of_kind(&rows.drafts, RecordKind::Organisation, |draft| organisation_identity(draft, words));
    gathered.add(RecordKind::Organisation, join(organisations), Marks::Organisation);
    gathered.people(&rows.drafts, &[]);
    gathered.the_rest(&rows.drafts);
    gathered
}

/// Joins the drafts of a file anew, where it has turned out that some are of one record although their marks do not say
/// so: each list holds such drafts.
pub fn gather_joined(drafts: &[Draft], base: &Gathered, joins: &[Vec<usize>]) -> Gathered {
    let of_draft = vec![usize::MAX; drafts.len()];
    let mut gathered = Gathered { clusters: Vec::new(), of_draft, performance: base.performance };
    let of_kind = |kind| base.clusters.iter().filter(move |cluster| cluster.kind == kind);
    let performances = of_kind(RecordKind::Performance).filter_map(|cluster| match &cluster.marks {
        Marks::Performance(identity) => Some(Group { identity: identity.clone(), members: cluster.members.clone() }),
        _ => None,
    });
    gathered.add(RecordKind::Performance, performances.collect(), Marks::Performance);
    let missions = of_kind(RecordKind::Mission).filter_map(|cluster| match &cluster.marks {
        Marks::Mission(identity) => Some(Group { identity: identity.clone(), members: cluster.members.clone() }),
        _ => None,
    });
    gathered.add(RecordKind::Mission, united(missions.collect(), joins), Marks::Mission);
    let organisations = of_kind(RecordKind::Organisation).filter_map(|cluster| match &cluster.marks {
        Marks::Organisation(identity) => Some(Group { identity: identity.clone(), members: cluster.members.clone() }),
        _ => None,
    });
    gathered.add(RecordKind::Organisation, united(organisations.collect(), joins), Marks::Organisation);
    gathered.people(drafts, joins);
    gathered.the_rest(drafts);
    gathered
}

impl Gathered {
    /// The cluster that a draft refers to.
    pub fn linked(&self, draft: &Draft, link: Link) -> Option<usize> {
        let cluster = draft.links.get(&link).map(|linked| self.of_draft[*linked]);
        let belongs = matches!(draft.kind, RecordKind::BudgetAmendment) && link == Link::Performance;
        if belongs { cluster.or(self.performance) } else { cluster }
    }

    fn add<I: Identity>(&mut self, kind: RecordKind, groups: Vec<Group<I>>, marks: fn(I) -> Marks) {
        for Group { identity, mut members } in groups {
            members.sort_unstable();
            for member in &members {
                self.of_draft[*member] = self.clusters.len();
            }
            let marks = marks(identity);
            let key = self.key(&marks);
            self.clusters.push(Cluster { kind, marks, key, members });
        }
    }

    fn key(&self, marks: &Marks) -> String {
        match marks {
            Marks::Mission(MissionIdentity { code: Some(code), .. }) if !is_bare(code) => format!("code {code}"),
            Marks::Mission(mission) => {
                format!("{} {}", mission.title.as_deref().unwrap_or_default(), mission.year.unwrap_or_default())
            }
            Marks::Organisation(OrganisationIdentity { kvk_number: Some(number), .. }) => format!("kvk {number}"),
            Marks::Organisation(organisation) => {
                let place = organisation.municipality.as_deref().unwrap_or_default();
                // Companies are many; a foundation of the same name is another organisation.
                let body = organisation.body.filter(|body| body.sort > 0).map(|body| format!(" ({})", body.sort));
                format!("{} in {place}{}", organisation.match_key, body.unwrap_or_default())
            }
            Marks::Person(person) => {
                let scope = person.scope.parse::<usize>().ok();
                let alone = || person.missions.first().filter(|_| person.email.is_none())?.parse().ok();
                let scope = scope.or_else(alone).map(|cluster| self.clusters[cluster].key.as_str());
                format!(
                    "{} of {}",
                    person.email.clone().unwrap_or_else(|| person.name.to_string()),
                    scope.unwrap_or_default()
                )
            }
            Marks::Performance(performance) => format!("{} {}", performance.code, performance.year.unwrap_or_default()),
            Marks::Key => String::new(),
        }
    }

    /// Performances; rows about one that do not name it are about the only one that the file describes.
    fn performances(&mut self, rows: &mut Rows) {
        let mut named = of_kind(&rows.drafts, RecordKind::Performance, performance_identity);
        date_the_only_one(&mut named, &rows.drafts);
        let (named, unnamed): (Vec<_>, Vec<_>) = named.into_iter().partition(|(identity, _)| !identity.code.is_empty());
        self.add(RecordKind::Performance, join(named), Marks::Performance);
        let described = |cluster: &Cluster| {
            cluster.members.iter().any(|member| rows.drafts[*member].fields.contains_key(&Field::PerformanceTitle))
        };
        let mut described = self.clusters.iter().enumerate().filter(|(_, cluster)| described(cluster));
        self.performance = described.next().map(|(index, _)| index).filter(|_| described.next().is_none());
        for (identity, member) in unnamed {
            if let Some(performance) = self.performance {
                self.of_draft[member] = performance;
                self.clusters[performance].members.push(member);
                continue;
            }
            let row = rows.drafts[member].row;
            let at = first_cell(&rows.drafts[member]).map(|found| found.at.clone());
            let expected = Field::PerformanceCode.name();
            rows.report(row, Issue { at, ..Issue::new(IssueCode::MissingRequired) }.expected(expected));
            self.add(RecordKind::Performance, vec![Group { identity, members: vec![member] }], Marks::Performance);
        }
        self.clusters.iter_mut().for_each(|cluster| cluster.members.sort_unstable());
    }

    /// Missions; then those that others only answer, which are named by code or by title.
    fn missions(&mut self, drafts: &[Draft]) {
        let missions = of_kind(drafts, RecordKind::Mission, mission_identity);
        let (answered, missions): (Vec<_>, Vec<_>) = missions
            .into_iter()
            .partition(|(_, draft)| drafts[*draft].fields.contains_key(&Field::MissionCounterVisitOf));
        let mut groups = join(missions);
        for (named, member) in answered {
            let by_title = MissionIdentity { title: named.code.clone(), ..MissionIdentity::default() };
            let found = [&named, &by_title].into_iter().find_map(|named| only_fit(&groups, named));
            match found {
                Some(group) => groups[group].members.push(member),
                None => groups.push(Group { identity: by_title, members: vec![member] }),
            }
        }
        self.add(RecordKind::Mission, groups, Marks::Mission);
    }

    /// People, who are told apart within their organisation; without one, by their missions.
    fn people(&mut self, drafts: &[Draft], joins: &[Vec<usize>]) {
        let mut missions: HashMap<usize, usize> = HashMap::new();
        for draft in drafts.iter().filter(|draft| draft.kind == RecordKind::Participation) {
            let person = draft.links.get(&Link::Person).filter(|_| !draft.links.contains_key(&Link::Organisation));
            if let (Some(person), Some(mission)) = (person, self.linked(draft, Link::Mission)) {
                missions.insert(*person, mission);
            }
        }
        let people = drafts.iter().enumerate().filter(|(_, draft)| draft.kind == RecordKind::Person);
        let people = people.map(|(index, draft)| (self.person(draft, missions.get(&index).copied()), index));
        let people = united(join(people.collect::<Vec<_>>()), joins);
        self.add(RecordKind::Person, people, Marks::Person);
    }

    fn person(&self, draft: &Draft, mission: Option<usize>) -> PersonIdentity {
        let scope = draft.links.get(&Link::Organisation).map(|linked| self.of_draft[*linked].to_string());
        let name = match draft.fields.get(&Field::PersonName).map(|found| &found.value) {
            Some(FieldValue::Person(name)) => NameKey::from(name),
            _ => NameKey::default(),
        };
        let missions = mission.filter(|_| scope.is_none()).map(|mission| mission.to_string()).into_iter().collect();
        PersonIdentity { scope: scope.unwrap_or_default(), missions, email: text(draft, Field::PersonEmail), name }
    }

    /// Records that are told apart by what the register keeps unique.
    fn the_rest(&mut self, drafts: &[Draft]) {
        let mut alike: BTreeMap<(RecordKind, String), Vec<usize>> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            if self.of_draft[index] == usize::MAX {
                alike.entry((draft.kind, self.natural_key(draft))).or_default().push(index);
            }
        }
        for ((kind, key), members) in alike {
            for member in &members {
                self.of_draft[*member] = self.clusters.len();
            }
            self.clusters.push(Cluster { kind, marks: Marks::Key, key, members });
        }
    }

    fn natural_key(&self, draft: &Draft) -> String {
        let linked = |link| self.linked(draft, link).map_or("", |cluster| self.clusters[cluster].key.as_str());
        let own = |field| text(draft, field).unwrap_or_default();
        let mission = linked(Link::Mission);
        match draft.kind {
            RecordKind::Participation => {
                format!("{mission} | {} | {}", linked(Link::Organisation), linked(Link::Person))
            }
            RecordKind::Outcome => {
                let (kind, description) = (own(Field::OutcomeKind), own(Field::OutcomeDescription));
                format!("{mission} | {} | {kind} | {description}", linked(Link::Organisation))
            }
            RecordKind::Cost => format!("{mission} | {} | {}", own(Field::CostStage), own(Field::CostDescription)),
            RecordKind::Contribution => {
                let (stage, kind) = (own(Field::ContributionStage), own(Field::ContributionPayerKind));
                format!("{mission} | {stage} | {kind} | {}", own(Field::ContributionPayer))
            }
            RecordKind::Decision => own(Field::DecisionReference),
            RecordKind::BudgetAmendment => {
                format!("{} | {}", linked(Link::Performance), own(Field::AmendmentDescription))
            }
            _ => String::new(),
        }
    }
}

/// Where the file describes one performance, its code means the one of that year.
fn date_the_only_one(named: &mut [(PerformanceIdentity, usize)], drafts: &[Draft]) {
    let titled =
        |(_, draft): &&(PerformanceIdentity, usize)| drafts[*draft].fields.contains_key(&Field::PerformanceTitle);
    let described: BTreeSet<_> = named.iter().filter(titled).map(|(identity, _)| identity.clone()).collect();
    if let (Some(only), 1) = (described.first(), described.len()) {
        let undated = |identity: &&mut PerformanceIdentity| identity.code == only.code && identity.year.is_none();
        named.iter_mut().map(|(identity, _)| identity).filter(undated).for_each(|identity| identity.year = only.year);
    }
}

/// The only group that a description fits.
fn only_fit<I: Identity>(groups: &[Group<I>], wanted: &I) -> Option<usize> {
    let mut fitting = groups.iter().enumerate().filter(|(_, group)| group.identity.fit(wanted) == Fit::Same);
    let first = fitting.next()?.0;
    fitting.next().is_none().then_some(first)
}

fn of_kind<I>(drafts: &[Draft], kind: RecordKind, identity: impl Fn(&Draft) -> I) -> Vec<(I, usize)> {
    let drafts = drafts.iter().enumerate().filter(|(_, draft)| draft.kind == kind);
    drafts.map(|(index, draft)| (identity(draft), index)).collect()
}

fn mission_identity(draft: &Draft) -> MissionIdentity {
    let dates = [Field::MissionYear, Field::MissionStartDate, Field::MissionPeriod, Field::MissionEndDate];
    MissionIdentity {
        code: text(draft, Field::MissionCode).or_else(|| text(draft, Field::MissionCounterVisitOf)),
        title: text(draft, Field::MissionTitle),
        year: dates.iter().find_map(|field| year_of(&draft.fields.get(field)?.value)),
    }
}

fn organisation_identity(draft: &Draft, words: &OrganisationWords) -> OrganisationIdentity {
    let (match_key, form) = match draft.fields.get(&Field::OrganisationName).map(|found| &found.value) {
        Some(FieldValue::Organisation(name)) => (name.match_key.clone(), name.legal_form.as_deref()),
        _ => (text(draft, Field::OrganisationName).unwrap_or_default(), None),
    };
    OrganisationIdentity {
        kvk_number: match draft.fields.get(&Field::OrganisationKvkNumber).map(|found| &found.value) {
            Some(FieldValue::Kvk(number)) => Some(number.as_str().to_owned()),
            _ => None,
        },
        match_key,
        municipality: text(draft, Field::OrganisationMunicipality),
        body: form.and_then(|form| words.body(form)),
        aliases: Vec::new(),
    }
}

fn performance_identity(draft: &Draft) -> PerformanceIdentity {
    PerformanceIdentity {
        code: text(draft, Field::PerformanceCode).unwrap_or_default(),
        year: draft.fields.get(&Field::PerformanceYear).and_then(|found| year_of(&found.value)),
    }
}

/// Whether a code is a bare number, which joins tables of one file and nothing else.
pub fn is_bare(code: &str) -> bool {
    code.bytes().all(|letter| letter.is_ascii_digit())
}

/// A field as a key: folded text, a code, an address.
pub fn text(draft: &Draft, field: Field) -> Option<String> {
    draft.fields.get(&field).map(|found| found.key().to_owned()).filter(|key| !key.is_empty())
}

/// A value as a key. Spelling variants of one value have one key.
pub fn key_of(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => {
            let folded = fold(text);
            if folded.is_empty() { text.clone() } else { folded }
        }
        FieldValue::Email(email) => email.as_str().to_owned(),
        FieldValue::Word(word) => word.clone(),
        FieldValue::Themes(themes) => themes.iter().map(|theme| fold(theme)).collect::<Vec<_>>().join(" | "),
        FieldValue::Places(places) => places.iter().map(place_key).collect::<Vec<_>>().join(" | "),
        other => format!("{other:?}"),
    }
}

/// A place as a key: `VS` and `Verenigde Staten` are one country.
fn place_key(place: &Place) -> String {
    let part = |part: &Option<String>| part.as_deref().map(fold).unwrap_or_default();
    let country = place.country.clone().unwrap_or_else(|| fold(&place.text));
    format!("{country} {} {}", part(&place.region), part(&place.city))
}

/// The first cell of a draft or of its parts.
pub fn first_cell(draft: &Draft) -> Option<&Found> {
    draft.fields.values().chain(draft.parts.iter().flat_map(|part| part.fields.values())).min_by_key(|found| &found.at)
}

/// For each draft that a row names something with and does not describe it, the issue when it is found nowhere.
pub fn unknown(draft: &Draft) -> Option<Issue> {
    let code = match (draft.standing, draft.kind) {
        (Standing::Named, RecordKind::Mission) => IssueCode::UnknownMission,
        (Standing::Named, RecordKind::Performance) => IssueCode::UnknownPerformance,
        _ => return None,
    };
    let names = [Field::MissionCode, Field::MissionCounterVisitOf, Field::PerformanceCode, Field::PerformanceYear];
    let found = names.iter().find_map(|field| draft.fields.get(field)).or_else(|| first_cell(draft))?;
    let said = if found.text.is_empty() { found.key().to_owned() } else { found.text.clone() };
    Some(Issue::new(code).at(&found.at).value(said))
}
