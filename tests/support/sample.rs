//! Records for tests, written the way everything is written.

use chrono::NaiveDate;
use missieregister::clock;
use missieregister::entities::{
    contribution, cost, destination, import, import_change, mission, mission_leader, mission_theme, official,
    organisation, organisation_alias, outcome, participation, performance, person, reported_count, theme,
};
use missieregister::services::changes::{self, Change};
use missieregister::services::records::Record;
use missieregister::services::tables::{Listed, Row, Table};
use missieregister::services::{Caller, Database};
use missieregister::values::{
    ChangeOperation, Comparator, ImportFormat, ImportState, Indicator, Money, MoneyStage, OutcomeKind, ParticipantKind,
    ParticipationStatus, PayerKind, RecordKind, fold,
};
use sea_orm::{ActiveModelTrait, Set};
use uuid::Uuid;

/// Records that are to be written together.
#[derive(Default)]
pub(crate) struct Sample {
    changes: Vec<Change>,
}

/// A mission to be; what is left out is unknown.
#[derive(Default)]
pub(crate) struct Journey<'a> {
    /// The record but for what follows.
    pub(crate) row: mission::ActiveModel,
    /// Country codes.
    pub(crate) countries: &'a [&'a str],
    /// Themes, in order.
    pub(crate) themes: &'a [Uuid],
    /// Officials who led it.
    pub(crate) officials: &'a [Uuid],
    /// `meer dan …`
    pub(crate) reported: Option<i32>,
}

fn row<A>(active: &A) -> Row
where
    A: ActiveModelTrait,
    A::Entity: Listed,
{
    Row::of(clock::new_id(), active)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("tests write dates as they should be")
}

impl Sample {
    fn add(&mut self, record: &Record) -> Uuid {
        self.changes.push(Change { kind: record.kind, id: record.id(), rows: record.clone().creation() });
        record.id()
    }

    /// Writes them all.
    pub(crate) async fn write(self, database: &Database) {
        let transaction = database.write(&Caller::operator()).await.expect("a test register can be written");
        changes::write(&transaction, &self.changes, clock::now()).await.expect("samples are good records");
        transaction.commit().await.expect("samples can be kept");
    }

    /// A mission of this title.
    pub(crate) fn mission(&mut self, title: &str, journey: Journey<'_>) -> Uuid {
        let mut active = journey.row;
        active.title = Set(title.to_owned());
        active.title_key = Set(fold(title));
        let destinations = (1..).zip(journey.countries).map(|(ordinal, country)| {
            let country = Some((*country).to_owned());
            let text = Set(country.clone().unwrap_or_default());
            row(&destination::ActiveModel { ordinal: Set(ordinal), text, country: Set(country), ..Default::default() })
        });
        let themes = (1..).zip(journey.themes).map(|(ordinal, theme)| {
            row(&mission_theme::ActiveModel { ordinal: Set(ordinal), theme_id: Set(*theme), ..Default::default() })
        });
        let leaders = (1..).zip(journey.officials).map(|(ordinal, official)| {
            let official_id = Set(Some(*official));
            row(&mission_leader::ActiveModel { ordinal: Set(ordinal), official_id, ..Default::default() })
        });
        let reported = journey.reported.map(|value| {
            row(&reported_count::ActiveModel {
                ordinal: Set(1),
                indicator: Set(Indicator::People),
                comparator: Set(Comparator::MoreThan),
                value: Set(value),
                text: Set(format!("meer dan {value}")),
                ..Default::default()
            })
        });
        let record = Record::new(RecordKind::Mission, row(&active))
            .with_parts(Table::Destination, destinations.collect())
            .with_parts(Table::MissionTheme, themes.collect())
            .with_parts(Table::MissionLeader, leaders.collect())
            .with_parts(Table::ReportedCount, reported.into_iter().collect());
        self.add(&record)
    }

    /// A theme.
    pub(crate) fn theme(&mut self, name: &str) -> Uuid {
        let active = theme::ActiveModel {
            name: Set(name.to_owned()),
            name_key: Set(fold(name)),
            name_en: Set(Some(format!("{name} (en)"))),
            aliases: Set("[\"anders\"]".to_owned()),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Theme, row(&active)))
    }

    /// An official of an office.
    pub(crate) fn official(&mut self, name: &str) -> Uuid {
        let display_name = format!("gedeputeerde {name}");
        let active = official::ActiveModel {
            display_key: Set(fold(&display_name)),
            display_name: Set(display_name),
            name: Set(Some(name.to_owned())),
            office: Set(Some("gedeputeerde".to_owned())),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Official, row(&active)))
    }

    /// A performance.
    pub(crate) fn performance(&mut self, code: &str, year: i32) -> Uuid {
        let active = performance::ActiveModel {
            code: Set(code.to_owned()),
            year: Set(year),
            title: Set("Bevorderen van export".to_owned()),
            title_key: Set("bevorderen van export".to_owned()),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Performance, row(&active)))
    }

    /// An organisation, with another name under which it is known.
    pub(crate) fn organisation(&mut self, name: &str) -> Uuid {
        let active = organisation::ActiveModel {
            name: Set(name.to_owned()),
            name_key: Set(fold(name)),
            match_key: Set(fold(name)),
            ..Default::default()
        };
        let alias = organisation_alias::ActiveModel {
            name: Set(format!("{name} Holding")),
            match_key: Set(fold(name)),
            ..Default::default()
        };
        let record = Record::new(RecordKind::Organisation, row(&active));
        self.add(&record.with_parts(Table::OrganisationAlias, vec![row(&alias)]))
    }

    /// A person of an organisation.
    pub(crate) fn person(&mut self, family_name: &str, organisation: Uuid) -> Uuid {
        let active = person::ActiveModel {
            organisation_id: Set(Some(organisation)),
            given_name: Set(Some("Jan".to_owned())),
            surname_prefix: Set(Some("van".to_owned())),
            family_name: Set(Some(family_name.to_owned())),
            family_key: Set(fold(family_name)),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Person, row(&active)))
    }

    /// A participation of somebody known by organisation, person, both or neither.
    pub(crate) fn participation(
        &mut self,
        mission: Uuid,
        (organisation, person): (Option<Uuid>, Option<Uuid>),
        (kind, status): (ParticipantKind, ParticipationStatus),
    ) -> Uuid {
        let active = participation::ActiveModel {
            mission_id: Set(mission),
            organisation_id: Set(organisation),
            person_id: Set(person),
            kind: Set(kind),
            status: Set(status),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Participation, row(&active)))
    }

    /// A deal, worth so many cents.
    pub(crate) fn deal(
        &mut self,
        (mission, organisation): (Uuid, Uuid),
        description: &str,
        cents: Option<i64>,
    ) -> Uuid {
        let active = outcome::ActiveModel {
            mission_id: Set(mission),
            organisation_id: Set(Some(organisation)),
            kind: Set(OutcomeKind::Deal),
            description: Set(description.to_owned()),
            description_key: Set(fold(description)),
            value_cents: Set(cents.map(Money::from_cents)),
            currency: Set(cents.map(|_| "EUR".to_owned())),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Outcome, row(&active)))
    }

    /// A cost of a mission, and the province's payment of it.
    pub(crate) fn money(&mut self, mission: Uuid, payer: Uuid, cents: i64) {
        let cost = cost::ActiveModel {
            mission_id: Set(mission),
            stage: Set(MoneyStage::Realised),
            description: Set("Zaalhuur".to_owned()),
            description_key: Set("zaalhuur".to_owned()),
            cents: Set(Money::from_cents(cents)),
            currency: Set("EUR".to_owned()),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Cost, row(&cost)));
        let contribution = contribution::ActiveModel {
            mission_id: Set(mission),
            stage: Set(MoneyStage::Realised),
            payer_kind: Set(PayerKind::Partner),
            payer_id: Set(Some(payer)),
            cents: Set(Money::from_cents(cents)),
            currency: Set("EUR".to_owned()),
            ..Default::default()
        };
        self.add(&Record::new(RecordKind::Contribution, row(&contribution)));
    }
}

/// An import in a state, that did this to records, row by row.
pub(crate) async fn import(database: &Database, state: ImportState, did: &[(ChangeOperation, RecordKind, Uuid)]) {
    let (now, id) = (clock::now(), clock::new_id());
    let import = import::ActiveModel {
        id: Set(id),
        filename: Set("missies.xlsx".to_owned()),
        sha256: Set("0".repeat(64)),
        size: Set(1),
        format: Set(Some(ImportFormat::Xlsx)),
        state: Set(state),
        settings: Set("{}".to_owned()),
        plan: Set("{}".to_owned()),
        uploaded_by: Set("test".to_owned()),
        uploaded_at: Set(now),
        applied_at: Set(Some(now)),
        ..Default::default()
    };
    import.insert(database.reader(&Caller::operator())).await.expect("an import can be kept");
    for (ordinal, (operation, kind, record)) in (1..).zip(did) {
        let change = import_change::ActiveModel {
            id: Set(clock::new_id()),
            import_id: Set(id),
            ordinal: Set(ordinal),
            operation: Set(*operation),
            record_kind: Set(*kind),
            record_id: Set(Some(*record)),
            label: Set("rij".to_owned()),
            sheet: Set("Missies".to_owned()),
            row: Set(4 + ordinal),
            cells: Set(Some("A5:H5".to_owned())),
            fields: Set("[]".to_owned()),
            ..Default::default()
        };
        change.insert(database.reader(&Caller::operator())).await.expect("a change can be kept");
    }
}
