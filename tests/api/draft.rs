//! Records for tests, made without a workbook: each call adds one, and [`Draft::write`] writes them all.

use missieregister::services::Caller;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use missieregister::clock;
use missieregister::entities::{
    destination, mission, mission_theme, official, organisation, outcome, participation, performance, person, theme,
};
use missieregister::services::changes::{self, Change};
use missieregister::services::records::{Record, RowChange, root_table};
use missieregister::services::tables::{Listed, Row, Table};
use missieregister::values::{
    Direction, MissionStatus, Money, OutcomeKind, ParticipantKind, ParticipationStatus, RecordKind, fold,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DbErr};
use uuid::Uuid;

use crate::support::Register;

/// Records that are still to be written.
#[derive(Default)]
pub(crate) struct Draft {
    records: Vec<Record>,
}

/// A part of a record: its table and its row.
pub(crate) fn part<A>(active: &A) -> (Table, Row)
where
    A: ActiveModelTrait,
    A::Entity: Listed,
{
    (A::Entity::TABLE, Row::of(clock::new_id(), active))
}

/// A day, as in `2016-05-12`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("tests write days as ISO 8601 does")
}

impl Draft {
    /// Adds a record and returns its key.
    pub(crate) fn add<A>(&mut self, kind: RecordKind, active: &A, parts: Vec<(Table, Row)>) -> Uuid
    where
        A: ActiveModelTrait,
        A::Entity: Listed,
    {
        assert_eq!(root_table(kind), A::Entity::TABLE, "a record of this kind has another table");
        let id = clock::new_id();
        let mut record = Record::new(kind, Row::of(id, active));
        let mut by_table: BTreeMap<Table, Vec<Row>> = BTreeMap::new();
        for (table, row) in parts {
            by_table.entry(table).or_default().push(row);
        }
        for (table, rows) in by_table {
            record = record.with_parts(table, rows);
        }
        self.records.push(record);
        id
    }

    pub(crate) fn theme(&mut self, name: &str) -> Uuid {
        let theme = theme::ActiveModel { name: Set(name.to_owned()), name_key: Set(fold(name)), ..Default::default() };
        self.add(RecordKind::Theme, &theme, Vec::new())
    }

    pub(crate) fn official(&mut self, display_name: &str) -> Uuid {
        let official = official::ActiveModel {
            display_name: Set(display_name.to_owned()),
            display_key: Set(fold(display_name)),
            ..Default::default()
        };
        self.add(RecordKind::Official, &official, Vec::new())
    }

    pub(crate) fn organisation(&mut self, name: &str) -> Uuid {
        let organisation = organisation::ActiveModel {
            name: Set(name.to_owned()),
            name_key: Set(fold(name)),
            match_key: Set(fold(name)),
            ..Default::default()
        };
        self.add(RecordKind::Organisation, &organisation, Vec::new())
    }

    pub(crate) fn person(&mut self, given: &str, family: &str, organisation: Option<Uuid>) -> Uuid {
        let person = person::ActiveModel {
            given_name: Set(Some(given.to_owned())),
            family_name: Set(Some(family.to_owned())),
            family_key: Set(fold(family)),
            organisation_id: Set(organisation),
            ..Default::default()
        };
        self.add(RecordKind::Person, &person, Vec::new())
    }

    /// A mission of a performance, with what more there is to say of it.
    pub(crate) fn mission(
        &mut self,
        (title, performance): (&str, Option<Uuid>),
        (direction, status, start): (Direction, MissionStatus, Option<&str>),
        more: impl FnOnce(&mut mission::ActiveModel) -> Vec<(Table, Row)>,
    ) -> Uuid {
        let start = start.map(day);
        let mut mission = mission::ActiveModel {
            title: Set(title.to_owned()),
            title_key: Set(fold(title)),
            direction: Set(direction),
            status: Set(status),
            year: Set(start.map(|start| chrono::Datelike::year(&start))),
            start_date: Set(start),
            end_date: Set(start),
            performance_id: Set(performance),
            ..Default::default()
        };
        let parts = more(&mut mission);
        self.add(RecordKind::Mission, &mission, parts)
    }

    /// Somebody, or nobody in particular, on a mission.
    pub(crate) fn participation(
        &mut self,
        mission: Uuid,
        (organisation, person): (Option<Uuid>, Option<Uuid>),
        (kind, status): (ParticipantKind, ParticipationStatus),
    ) -> Uuid {
        let participation = participation::ActiveModel {
            mission_id: Set(mission),
            organisation_id: Set(organisation),
            person_id: Set(person),
            kind: Set(kind),
            status: Set(status),
            ..Default::default()
        };
        self.add(RecordKind::Participation, &participation, Vec::new())
    }

    pub(crate) fn outcome(
        &mut self,
        (mission, organisation): (Uuid, Option<Uuid>),
        (kind, description): (OutcomeKind, &str),
        value: Option<(i64, &str)>,
    ) -> Uuid {
        let outcome = outcome::ActiveModel {
            mission_id: Set(mission),
            organisation_id: Set(organisation),
            kind: Set(kind),
            description: Set(description.to_owned()),
            description_key: Set(fold(description)),
            value_cents: Set(value.map(|(euros, _)| Money::from_cents(euros * 100))),
            currency: Set(value.map(|(_, currency)| currency.to_owned())),
            ..Default::default()
        };
        self.add(RecordKind::Outcome, &outcome, Vec::new())
    }

    pub(crate) fn performance(&mut self, code: &str, year: i32, parts: Vec<(Table, Row)>) -> Uuid {
        let performance = performance::ActiveModel {
            code: Set(code.to_owned()),
            year: Set(year),
            title: Set("Bevorderen van export".to_owned()),
            title_key: Set(fold("Bevorderen van export")),
            ..Default::default()
        };
        self.add(RecordKind::Performance, &performance, parts)
    }

    /// Writes everything in one transaction.
    pub(crate) async fn write(self, register: &Register) -> Result<(), DbErr> {
        let change = |record: &Record| Change { kind: record.kind, id: record.id(), rows: record.clone().creation() };
        write(register, &self.records.iter().map(change).collect::<Vec<_>>()).await
    }
}

/// Writes changes in a transaction of their own.
pub(crate) async fn write(register: &Register, changes: &[Change]) -> Result<(), DbErr> {
    let transaction = register.database.write(&Caller::operator()).await?;
    changes::write(&transaction, changes, clock::now()).await?;
    transaction.commit().await
}

/// The change that gives some columns of a stored record other values.
pub(crate) async fn edit<A>(register: &Register, kind: RecordKind, id: Uuid, active: &A)
where
    A: ActiveModelTrait,
    A::Entity: Listed,
{
    let stored = Record::load(register.database.reader(&Caller::operator()), kind, &[id]).await.unwrap().remove(0);
    let rows: Vec<RowChange> = stored.changes_to(&Record::new(kind, Row::of(id, active)));
    write(register, &[Change { kind, id, rows }]).await.unwrap();
}

/// Where a mission goes, as part of it.
pub(crate) fn place(ordinal: i32, text: &str, country: &str, region: Option<&str>) -> (Table, Row) {
    part(&destination::ActiveModel {
        ordinal: Set(ordinal),
        text: Set(text.to_owned()),
        country: Set(Some(country.to_owned())),
        region: Set(region.map(str::to_owned)),
        ..Default::default()
    })
}

/// What a mission is about, as part of it.
pub(crate) fn about(ordinal: i32, theme: Uuid) -> (Table, Row) {
    part(&mission_theme::ActiveModel { theme_id: Set(theme), ordinal: Set(ordinal), ..Default::default() })
}
