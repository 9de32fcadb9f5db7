//! A row → its drafts: which records a row speaks of, and how they belong together.
//!
//! Pure. The columns of the table decide what its rows can hold; the cells of a row decide what it does hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draft::{Draft, Fields, Found, Link, Links, Part, RowAt, Said, Section, Standing};
use super::rows::Rows;
use super::value::FieldValue;
use crate::import::field::Field;
use crate::import::issue::{Issue, IssueCode};
use crate::import::map::MappedTable;
use crate::import::vocabulary::Vocabulary;
use crate::values::{OrganisationName, PersonName, RecordKind};

/// Which fields the rows of a table can hold.
pub(super) struct Columns {
    fields: BTreeSet<Field>,
    /// The header of the amounts, which describes them where no column does.
    amount_header: Option<String>,
}

impl Columns {
    /// Those of a table, with what stands around its rows.
    pub(super) fn of(table: &MappedTable, around: impl Iterator<Item = Field>) -> Self {
        let mapped = table.columns.iter().filter_map(|column| column.field);
        let amount = |field| field == Some(Field::CostAmount) || field == Some(Field::ContributionAmount);
        let amounts = table.columns.iter().find(|column| amount(column.field));
        Self { fields: mapped.chain(around).collect(), amount_header: amounts.map(|column| column.header.clone()) }
    }

    fn any_of(&self, kind: RecordKind) -> bool {
        self.fields.iter().any(|field| field.record_kind() == kind)
    }

    /// Whether an organisation in a row took part: not where the table is about results or money.
    fn take_part(&self) -> bool {
        let of_mission = [RecordKind::Outcome, RecordKind::Cost, RecordKind::Contribution];
        self.any_of(RecordKind::Participation)
            || self.any_of(RecordKind::Person)
            || (self.any_of(RecordKind::Organisation) && !of_mission.iter().any(|kind| self.any_of(*kind)))
    }
}

/// Takes the rows of one table apart.
pub(super) struct Splitter<'a> {
    columns: Columns,
    vocabulary: &'a Vocabulary,
    /// The year that stands around the table.
    year: Option<i32>,
    /// The action that targets without a number belong to.
    action: Option<Found>,
}

impl<'a> Splitter<'a> {
    /// For the rows of a table.
    pub(super) fn new(columns: Columns, vocabulary: &'a Vocabulary, year: Option<i32>) -> Self {
        Self { columns, vocabulary, year, action: None }
    }

    /// Adds the drafts of a row.
    pub(super) fn split(&mut self, row: RowAt, mut fields: Fields, notes: &[String], rows: &mut Rows) {
        join_names(&mut fields);
        take_performance_apart(&mut fields);
        let mut found = Row { at: row, fields, rows };
        let performance = self.performance(&mut found);
        let mission = found.mission(performance);
        let organisation = found.draft(RecordKind::Organisation, Links::new());
        let person = found.draft(RecordKind::Person, links([(Link::Organisation, organisation)]));
        let of_mission = [(Link::Mission, mission), (Link::Organisation, organisation)];
        if self.columns.take_part()
            && (organisation.is_some() || person.is_some() || found.has(RecordKind::Participation))
        {
            found.participation(links(of_mission.into_iter().chain([(Link::Person, person)])), notes);
        }
        found.draft(RecordKind::Outcome, links(of_mission));
        found.described_by(Field::CostAmount, Field::CostDescription, self.columns.amount_header.as_deref());
        found.draft(RecordKind::Cost, links([(Link::Mission, mission)]));
        found.described_by(Field::ContributionAmount, Field::ContributionPayer, self.columns.amount_header.as_deref());
        let payer = found.payer(self.vocabulary);
        found.draft(RecordKind::Contribution, links([(Link::Mission, mission), (Link::Payer, payer)]));
        found.draft(RecordKind::Decision, Links::new());
        Self::amendment(&mut found, performance);
    }

    /// The performance that a row is about, with the parts of it that the row holds.
    fn performance(&mut self, found: &mut Row<'_>) -> Option<usize> {
        let sections = Section::ALL.iter().filter(|section| **section != Section::Line);
        let mut parts: Vec<Part> = sections.filter_map(|section| found.part(*section)).collect();
        for part in &mut parts {
            self.number(part);
        }
        let fields = found.take(RecordKind::Performance);
        if fields.is_empty() && parts.is_empty() {
            return None;
        }
        let standing =
            if fields.contains_key(&Field::PerformanceTitle) { Standing::Described } else { Standing::Named };
        let fields = if standing == Standing::Described { self.dated(found, fields) } else { fields };
        Some(found.push(RecordKind::Performance, Draft { standing, fields, parts, ..found.empty() }))
    }

    /// Gives a performance the year that titles tell, where its own row tells none.
    fn dated(&self, found: &mut Row<'_>, mut fields: Fields) -> Fields {
        let Some(title) =
            fields.get(&Field::PerformanceTitle).filter(|_| !fields.contains_key(&Field::PerformanceYear)).cloned()
        else {
            return fields;
        };
        let (code, expected) = match self.year {
            Some(year) => (IssueCode::YearAssumed, year.to_string()),
            None => (IssueCode::MissingRequired, Field::PerformanceYear.name().to_owned()),
        };
        found.rows.report(found.at, Issue::new(code).at(&title.at).value(title.text.clone()).expected(expected));
        fields.extend(self.year.map(|year| (Field::PerformanceYear, title.read_as(FieldValue::Year(year)))));
        fields
    }

    /// Gives targets the number of their action: that of the row, or of the row above.
    fn number(&mut self, part: &mut Part) {
        match (part.section, part.fields.get(&Field::ActionOrdinal)) {
            (Section::Action | Section::Target, Some(ordinal)) => self.action = Some(ordinal.clone()),
            (Section::Target, None) => {
                part.fields.extend(self.action.clone().map(|ordinal| (Field::ActionOrdinal, ordinal)));
            }
            _ => {}
        }
    }

    fn amendment(found: &mut Row<'_>, performance: Option<usize>) {
        let line = found.fields.get(&Field::LinePerformance).cloned();
        let Some(mut part) = found.part(Section::Line) else { return };
        if let Some(issue) = faulty_line(&part, &found.fields) {
            found.rows.report(found.at, issue);
            return;
        }
        part.performance = line.map(|code| {
            let mut fields = Fields::from_iter([(Field::PerformanceCode, code)]);
            take_performance_apart(&mut fields);
            fields.remove(&Field::PerformanceTitle);
            found.push(RecordKind::Performance, Draft { fields, standing: Standing::Named, ..found.empty() })
        });
        let fields = found.take(RecordKind::BudgetAmendment);
        let links = links([(Link::Performance, performance)]);
        found.push(RecordKind::BudgetAmendment, Draft { fields, parts: vec![part], links, ..found.empty() });
    }
}

/// What is left of a row while it is taken apart.
struct Row<'a> {
    at: RowAt,
    fields: Fields,
    rows: &'a mut Rows,
}

impl Row<'_> {
    fn has(&self, kind: RecordKind) -> bool {
        self.fields.keys().any(|field| field.record_kind() == kind && !Section::holds(*field))
    }

    fn take(&mut self, kind: RecordKind) -> Fields {
        let of_kind = |field: &Field| field.record_kind() == kind && !Section::holds(*field);
        let mut taken = Fields::with_capacity(self.fields.keys().filter(|field| of_kind(field)).count());
        taken.extend(
            self.fields.iter().filter(|(field, _)| of_kind(field)).map(|(field, found)| (*field, found.clone())),
        );
        self.fields.retain(|field, _| !of_kind(field));
        taken
    }

    fn empty(&self) -> Draft {
        Draft {
            kind: RecordKind::Mission,
            row: self.at,
            standing: Standing::Described,
            fields: Fields::new(),
            parts: Vec::new(),
            links: Links::new(),
        }
    }

    fn push(&mut self, kind: RecordKind, draft: Draft) -> usize {
        self.rows.drafts.push(Draft { kind, ..draft });
        self.rows.drafts.len() - 1
    }

    /// The draft of a sort of record, if the row has any of its fields. One without what makes it a record is reported.
    fn draft(&mut self, kind: RecordKind, links: Links) -> Option<usize> {
        let fields = self.take(kind);
        let first = fields.values().next()?.at.clone();
        let whole = needed(kind).is_empty() || needed(kind).iter().any(|field| fields.contains_key(field));
        if !whole {
            let missing = needed(kind).first().map_or("", |field| field.name());
            self.rows.report(self.at, Issue::new(IssueCode::MissingRequired).at(&first).expected(missing));
            return None;
        }
        if needs_mission(kind) && !links.contains_key(&Link::Mission) {
            self.rows.report(self.at, Issue::new(IssueCode::RowWithoutMission).at(&first));
            return None;
        }
        Some(self.push(kind, Draft { fields, links, ..self.empty() }))
    }

    fn mission(&mut self, performance: Option<usize>) -> Option<usize> {
        let answered = self.fields.remove(&Field::MissionCounterVisitOf).map(|answered| {
            let fields = Fields::from_iter([(Field::MissionCounterVisitOf, answered)]);
            self.push(RecordKind::Mission, Draft { fields, standing: Standing::Named, ..self.empty() })
        });
        let named = self.fields.remove(&Field::MissionPerformance).map(|code| {
            let mut fields = Fields::from_iter([(Field::PerformanceCode, code)]);
            take_performance_apart(&mut fields);
            fields.remove(&Field::PerformanceTitle);
            fields.extend(self.mission_year().map(|year| (Field::PerformanceYear, year)));
            self.push(RecordKind::Performance, Draft { fields, standing: Standing::Named, ..self.empty() })
        });
        let fields = self.take(RecordKind::Mission);
        if fields.is_empty() {
            return None;
        }
        if let Some(issue) = reversed(&fields) {
            self.rows.report(self.at, issue);
        }
        let described = fields.contains_key(&Field::MissionTitle);
        let standing = if described { Standing::Described } else { Standing::Named };
        let links = links([(Link::CounterVisitOf, answered), (Link::Performance, named.or(performance))]);
        Some(self.push(RecordKind::Mission, Draft { standing, fields, links, ..self.empty() }))
    }

    /// The year that a row gives its mission, with the cell that says it.
    fn mission_year(&self) -> Option<Found> {
        let fields = [Field::MissionYear, Field::MissionStartDate, Field::MissionPeriod, Field::MissionEndDate];
        let found = fields.iter().find_map(|field| self.fields.get(field))?;
        year_of(&found.value).map(|year| found.read_as(FieldValue::Year(year)))
    }

    fn participation(&mut self, links: Links, notes: &[String]) {
        let mut fields = self.take(RecordKind::Participation);
        if !links.contains_key(&Link::Mission) {
            let at = fields.values().next().map(|found| found.at.clone());
            let linked = links.values().find_map(|draft| self.rows.drafts[*draft].fields.values().next());
            let at = at.or_else(|| linked.map(|found| found.at.clone()));
            self.rows.report(self.at, Issue { at, ..Issue::new(IssueCode::RowWithoutMission) });
            return;
        }
        if let Some(at) = links.values().find_map(|draft| self.rows.drafts[*draft].fields.values().next()) {
            remark(&mut fields, notes, &at.clone());
        }
        self.push(RecordKind::Participation, Draft { fields, links, ..self.empty() });
    }

    /// Describes an amount by the header of its column, where no column describes it.
    fn described_by(&mut self, amount: Field, description: Field, header: Option<&str>) {
        if let (Some(found), Some(header)) = (self.fields.get(&amount).cloned(), header) {
            let text = || found.read_as(FieldValue::Text(header.to_owned()));
            self.fields.entry(description).or_insert_with(text);
        }
    }

    /// The organisation that a payer's name may be of.
    fn payer(&mut self, vocabulary: &Vocabulary) -> Option<usize> {
        let payer = self.fields.get(&Field::ContributionPayer)?.clone();
        let FieldValue::Text(text) = &payer.value else { return None };
        let name = OrganisationName::parse(text, &vocabulary.legal_forms);
        let fields = Fields::from_iter([(Field::OrganisationName, payer.read_as(FieldValue::Organisation(name)))]);
        Some(self.push(RecordKind::Organisation, Draft { fields, standing: Standing::Hinted, ..self.empty() }))
    }

    /// The part of a sort that the row holds.
    fn part(&mut self, section: Section) -> Option<Part> {
        let made = section.fields().first()?;
        self.fields.get(made)?;
        let found = section.fields().iter().filter_map(|field| Some((*field, self.fields.get(field)?.clone())));
        Some(Part { section, fields: found.collect(), row: self.at, performance: None })
    }
}

/// What is the matter with a line of an amendment: it has a description, a year, and a reserve or a performance.
fn faulty_line(line: &Part, row: &Fields) -> Option<Issue> {
    let at = &line.fields.get(&Field::LineAmount)?.at;
    let account = [Field::LineReserve, Field::LinePerformance];
    let accounts: Vec<Field> = account.into_iter().filter(|field| line.fields.contains_key(field)).collect();
    let missing = |field: Field| Some(Issue::new(IssueCode::MissingRequired).at(at).expected(field.name()));
    match accounts.as_slice() {
        [] => missing(Field::LineReserve),
        [_, other, ..] => Some(Issue::new(IssueCode::ConflictingValues).at(&line.fields.get(other)?.at).field(*other)),
        [_] if !line.fields.contains_key(&Field::LineFiscalYear) => missing(Field::LineFiscalYear),
        [_] if !row.contains_key(&Field::AmendmentDescription) => missing(Field::AmendmentDescription),
        [_] => None,
    }
}

/// Reports a mission that ends before it starts.
fn reversed(fields: &Fields) -> Option<Issue> {
    let date = |field| match fields.get(&field).map(|found: &Found| &found.value) {
        Some(FieldValue::Date(date)) => Some(date),
        _ => None,
    };
    let (start, end) = (date(Field::MissionStartDate)?, date(Field::MissionEndDate)?);
    let found = fields.get(&Field::MissionEndDate)?;
    let issue = Issue::new(IssueCode::DatesReversed).at(&found.at).field(Field::MissionEndDate);
    (end.end < start.start).then(|| issue.value(format!("{} – {}", start.start, end.end)))
}

/// The fields of which a record must have one.
const fn needed(kind: RecordKind) -> &'static [Field] {
    match kind {
        RecordKind::Organisation => &[Field::OrganisationName, Field::OrganisationKvkNumber],
        RecordKind::Person => &[Field::PersonName, Field::PersonEmail],
        RecordKind::Outcome => &[Field::OutcomeDescription],
        RecordKind::Cost => &[Field::CostAmount],
        RecordKind::Contribution => &[Field::ContributionAmount],
        RecordKind::Decision => &[Field::DecisionReference],
        _ => &[],
    }
}

const fn needs_mission(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Outcome | RecordKind::Cost | RecordKind::Contribution)
}

fn links(links: impl IntoIterator<Item = (Link, Option<usize>)>) -> Links {
    links.into_iter().filter_map(|(link, draft)| Some((link, draft?))).collect()
}

/// The year in which a date begins.
pub(super) fn year_of(value: &FieldValue) -> Option<i32> {
    match value {
        FieldValue::Year(year) => Some(*year),
        FieldValue::Date(date) => Some(chrono::Datelike::year(&date.start)),
        _ => None,
    }
}

/// Joins the columns of a name into one.
fn join_names(fields: &mut Fields) {
    const PARTS: [Field; 5] = [
        Field::PersonName,
        Field::PersonGivenName,
        Field::PersonInitials,
        Field::PersonSurnamePrefix,
        Field::PersonFamilyName,
    ];
    let parts: Vec<Found> = PARTS.iter().filter_map(|field| fields.remove(field)).collect();
    let Some(first) = parts.first().cloned() else { return };
    let names = parts.iter().filter_map(|part| match &part.value {
        FieldValue::Person(name) => Some(name.clone()),
        _ => None,
    });
    let name = names.reduce(PersonName::joined_with).unwrap_or_default();
    fields.insert(Field::PersonName, first.read_as(FieldValue::Person(name)));
}

/// Takes `5.4.2 Bevorderen van export` apart into code and title.
fn take_performance_apart(fields: &mut Fields) {
    let Some(found) = fields.get(&Field::PerformanceCode).cloned() else { return };
    let FieldValue::Text(text) = &found.value else { return };
    let Some((code, title)) = text.split_once(' ').filter(|(code, _)| code.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return;
    };
    let text = |text: &str| found.read_as(FieldValue::Text(text.trim().to_owned()));
    fields.insert(Field::PerformanceCode, text(code));
    fields.entry(Field::PerformanceTitle).or_insert_with(|| text(title));
}

/// Keeps what stood beside values in their cells with the participation's remarks.
fn remark(fields: &mut Fields, notes: &[String], beside: &Found) {
    if notes.is_empty() {
        return;
    }
    let written = fields.get(&Field::ParticipationNotes).and_then(|found| match &found.value {
        FieldValue::Text(text) => Some(text.clone()),
        _ => None,
    });
    let text = written.into_iter().chain(notes.iter().cloned()).collect::<Vec<_>>().join("; ");
    let at = fields.get(&Field::ParticipationNotes).unwrap_or(beside).at.clone();
    let said = Said::new(FieldValue::Text(text.clone()), text);
    fields.insert(Field::ParticipationNotes, Found::new(Arc::new(said), at));
}
