//! Organisations: what can be asked of them, and what belongs to them.

use std::collections::{BTreeSet, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::participations;
use super::query::{Attribute, Predicate, Relation, Tally};
use crate::entities::organisation::{Column, Entity, Model};
use crate::entities::{organisation_alias, outcome, participation, person};

/// The organisation of a Chamber of Commerce number.
pub async fn by_kvk_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::KvkNumber.eq(number.trim())).one(db).await
}

/// How many keys one statement names: within the bind limits of both engines.
const PER_STATEMENT: usize = 5_000;

/// The host of a person's e-mail address, in the words of the index that it is looked up by.
fn host_of_email(backend: DbBackend) -> SimpleExpr {
    Expr::cust(match backend {
        DbBackend::Postgres => "split_part(email, '@', 2)",
        _ => "substr(email, instr(email, '@') + 1)",
    })
}

/// The organisations of people whose e-mail is at one of some hosts.
pub async fn by_host(db: &impl ConnectionTrait, hosts: &BTreeSet<&str>) -> Result<HashMap<String, Vec<Uuid>>, DbErr> {
    let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
    let host = host_of_email(db.get_database_backend());
    for hosts in Vec::from_iter(hosts).chunks(PER_STATEMENT) {
        let statement = Query::select()
            .expr(host.clone())
            .column(person::Column::OrganisationId)
            .distinct()
            .from(person::Entity)
            .and_where(host.clone().is_in(hosts.iter().map(|host| **host)))
            .and_where(Expr::col(person::Column::OrganisationId).is_not_null())
            .to_owned();
        for row in db.query_all(&statement).await? {
            found.entry(row.try_get_by_index(0)?).or_default().push(row.try_get_by_index(1)?);
        }
    }
    Ok(found)
}

/// The hosts at which people of some organisations have their e-mail.
pub async fn hosts(db: &impl ConnectionTrait, organisations: &[Uuid]) -> Result<Vec<(Uuid, String)>, DbErr> {
    let mut found = Vec::new();
    let host = host_of_email(db.get_database_backend());
    for ids in organisations.chunks(PER_STATEMENT) {
        let statement = Query::select()
            .column(person::Column::OrganisationId)
            .expr(host.clone())
            .distinct()
            .from(person::Entity)
            .and_where(Expr::col(person::Column::OrganisationId).is_in(ids.iter().copied()))
            .and_where(Expr::col(person::Column::Email).is_not_null())
            .to_owned();
        for row in db.query_all(&statement).await? {
            found.push((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
        }
    }
    Ok(found)
}

/// What it is called.
pub fn name() -> Attribute {
    Attribute::folded(Column::Name, Column::NameKey)
}

/// Its Chamber of Commerce number.
pub fn kvk_number() -> Attribute {
    Attribute::of(Column::KvkNumber)
}

/// What sort of organisation it is.
pub fn kind() -> Attribute {
    Attribute::of(Column::Kind)
}

/// Where it sits.
pub fn municipality() -> Attribute {
    Attribute::folded(Column::Municipality, Column::MunicipalityKey)
}

/// The country where it sits.
pub fn country() -> Attribute {
    Attribute::of(Column::Country)
}

/// Its trade.
pub fn sector() -> Attribute {
    Attribute::folded(Column::Sector, Column::SectorKey)
}

/// When the record was made.
pub fn created_at() -> Attribute {
    Attribute::of(Column::CreatedAt)
}

/// When the record last changed.
pub fn updated_at() -> Attribute {
    Attribute::of(Column::UpdatedAt)
}

/// On how many missions it went.
pub fn mission_count() -> Attribute {
    Attribute::count(&missions(), participations::counted())
}

/// The missions that it was to go on.
pub fn missions() -> Tally<participation::Entity> {
    participations().tally(participation::Column::MissionId)
}

/// The participations by which it went on missions that pass.
pub fn went(missions: Predicate) -> Predicate {
    Predicate::all([participations::counted(), participations::mission().some(missions)])
}

/// The names under which imports have met it.
pub fn aliases() -> Relation<organisation_alias::Entity> {
    Relation::owned_by(organisation_alias::Column::OrganisationId).ordered_by(organisation_alias::Column::Name)
}

/// Who went for it.
pub fn participations() -> Relation<participation::Entity> {
    Relation::owned_by(participation::Column::OrganisationId)
}

/// What missions brought it.
pub fn outcomes() -> Relation<outcome::Entity> {
    Relation::owned_by(outcome::Column::OrganisationId)
}
