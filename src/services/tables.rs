//! The register's tables as values, so that planning, writing, undoing and exporting need no code per table.
//!
//! A [`Row`] is some columns of one row of one table, typed as the entity types them. Only the register's own tables
//! are listed: imports, tokens, the audit trail and the outbox are not part of what an import may change.

use chrono::{DateTime, NaiveDate, Utc};
use litemap::LiteMap;
use sea_orm::sea_query::Condition;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ColumnType, ConnectionTrait, DbErr, EntityTrait, IdenStatic, Iterable,
    ModelTrait, QueryFilter, Value,
};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::entities;

/// An entity that has a place in [`Table`].
pub trait Listed: EntityTrait {
    /// Its place.
    const TABLE: Table;
}

macro_rules! tables {
    ($($(#[$doc:meta])* $variant:ident = $module:ident,)+) => {
        /// One of the register's tables. The order is one in which rows can be inserted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table {
            $($(#[$doc])* $variant,)+
        }

        impl Table {
            /// All of them, parents before children.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in the database.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($module),)+ }
            }

            /// Reads whole rows.
            pub async fn load(self, db: &impl ConnectionTrait, condition: Condition) -> Result<Vec<Row>, DbErr> {
                match self { $(Self::$variant => load::<entities::$module::Entity>(db, condition).await,)+ }
            }

            /// Whether its rows are records of their own, with a version and times, rather than parts of one.
            pub fn is_root(self) -> bool {
                self.columns().iter().any(|(column, _)| *column == "version")
            }

            /// Its columns with their types.
            pub fn columns(self) -> Vec<(&'static str, ColumnType)> {
                match self { $(Self::$variant => columns::<entities::$module::Entity>(),)+ }
            }
        }

        $(impl Listed for entities::$module::Entity {
            const TABLE: Table = Table::$variant;
        })+
    };
}

tables! {
    /// Themes.
    Theme = theme,
    /// Officials.
    Official = official,
    /// Reserves.
    Reserve = reserve,
    /// Decisions.
    Decision = decision,
    /// Performances.
    Performance = performance,
    /// Missions.
    Mission = mission,
    /// Places of missions.
    Destination = destination,
    /// Themes of missions.
    MissionTheme = mission_theme,
    /// Organisations.
    Organisation = organisation,
    /// Other names of organisations.
    OrganisationAlias = organisation_alias,
    /// People.
    Person = person,
    /// Leaders of missions.
    MissionLeader = mission_leader,
    /// Participations.
    Participation = participation,
    /// Outcomes.
    Outcome = outcome,
    /// Costs.
    Cost = cost,
    /// Contributions.
    Contribution = contribution,
    /// Reported counts.
    ReportedCount = reported_count,
    /// Portfolio holders of performances.
    PortfolioHolder = portfolio_holder,
    /// Actions of performances.
    Action = action,
    /// Targets of actions.
    Target = target,
    /// Notes on progress.
    ProgressNote = progress_note,
    /// Colours.
    Signal = signal,
    /// Investment proposals.
    InvestmentProposal = investment_proposal,
    /// Budget amendments.
    BudgetAmendment = budget_amendment,
    /// Decisions that amendments rest on.
    AmendmentBasis = amendment_basis,
    /// Lines of amendments.
    AmendmentLine = amendment_line,
}

/// Columns with their values: a flat list by name, for a large import holds a great many of them.
pub type Values = LiteMap<&'static str, Value>;

/// Some columns of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The table it is of.
    pub table: Table,
    /// Its key.
    pub id: Uuid,
    /// Column and value; the key is not among them.
    pub values: Values,
}

impl Row {
    /// What an active model sets.
    pub fn of<A>(id: Uuid, active: &A) -> Self
    where
        A: ActiveModelTrait,
        A::Entity: Listed,
    {
        let mut values = Values::new();
        for column in <A::Entity as EntityTrait>::Column::iter() {
            if let ActiveValue::Set(value) | ActiveValue::Unchanged(value) = active.get(column)
                && column.as_str() != "id"
            {
                values.insert(column.as_str(), value);
            }
        }
        Self { table: A::Entity::TABLE, id, values }
    }

    /// The value of a column, if the row has it.
    pub fn get(&self, column: &str) -> Option<&Value> {
        self.values.get(column)
    }

    /// The text of a column; empty for NULL and for columns that are no text.
    pub fn text(&self, column: &str) -> &str {
        match self.values.get(column) {
            Some(Value::String(Some(text))) => text.as_str(),
            _ => "",
        }
    }

    /// The number of a column, if it has one that fits.
    pub fn number(&self, column: &str) -> Option<i32> {
        match self.values.get(column) {
            Some(Value::Int(number)) => *number,
            _ => None,
        }
    }

    /// The key that a column refers to.
    pub fn reference(&self, column: &str) -> Option<Uuid> {
        match self.values.get(column) {
            Some(Value::Uuid(Some(id))) => Some(*id),
            _ => None,
        }
    }

    /// As JSON, for before-images and exports.
    pub fn to_json(&self) -> Json {
        let mut json = Map::new();
        json.insert("id".to_owned(), Json::from(self.id.to_string()));
        json.extend(self.values.iter().map(|(column, value)| ((*column).to_owned(), value_to_json(value))));
        Json::Object(json)
    }

    /// Reads [`Row::to_json`] back.
    pub fn from_json(table: Table, json: &Json) -> Result<Self, DbErr> {
        let broken = |what: &str| DbErr::Json(format!("a kept image of `{}` has no readable {what}", table.name()));
        let id = json["id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(|| broken("id"))?;
        let mut values = Values::new();
        for (column, kind) in table.columns() {
            if let Some(kept) = json.get(column).filter(|_| column != "id") {
                values.insert(column, value_from_json(&kind, kept).ok_or_else(|| broken(column))?);
            }
        }
        Ok(Self { table, id, values })
    }
}

/// What the interface calls a column: `start_date` is `startDate`, `performance_id` is `performance`.
pub fn field_name(column: &str) -> String {
    let column = match column {
        "cents" => "amount",
        "value_cents" => "value",
        "fee_cents" => "fee",
        other => other.strip_suffix("_id").unwrap_or(other),
    };
    let mut words = column.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

async fn load<E: Listed>(db: &impl ConnectionTrait, condition: Condition) -> Result<Vec<Row>, DbErr> {
    let models = E::find().filter(condition).all(db).await?;
    Ok(models.iter().map(row_of_model::<E>).collect())
}

fn row_of_model<E: Listed>(model: &E::Model) -> Row {
    let mut id = Uuid::nil();
    let mut values = Values::new();
    for column in E::Column::iter() {
        match (column.as_str(), model.get(column)) {
            ("id", Value::Uuid(Some(key))) => id = key,
            (name, value) => {
                values.insert(name, value);
            }
        }
    }
    Row { table: E::TABLE, id, values }
}

fn columns<E: EntityTrait>() -> Vec<(&'static str, ColumnType)> {
    E::Column::iter().map(|column| (column.as_str(), column.def().get_column_type().clone())).collect()
}

pub(super) fn value_to_json(value: &Value) -> Json {
    match value {
        Value::Bool(Some(it)) => Json::from(*it),
        Value::Int(Some(it)) => Json::from(*it),
        Value::BigInt(Some(it)) => Json::from(*it),
        Value::String(Some(it)) => Json::from(it.as_str()),
        Value::Uuid(Some(it)) => Json::from(it.to_string()),
        Value::ChronoDate(Some(it)) => Json::from(it.to_string()),
        Value::ChronoDateTimeUtc(Some(it)) => Json::from(it.to_rfc3339()),
        _ => Json::Null,
    }
}

/// `None` when the JSON is not what the column holds.
fn value_from_json(kind: &ColumnType, json: &Json) -> Option<Value> {
    let text = json.as_str();
    let absent = json.is_null();
    Some(match kind {
        ColumnType::Uuid if absent => Value::Uuid(None),
        ColumnType::Uuid => Value::from(text?.parse::<Uuid>().ok()?),
        ColumnType::Integer if absent => Value::Int(None),
        ColumnType::Integer => Value::from(i32::try_from(json.as_i64()?).ok()?),
        ColumnType::BigInteger if absent => Value::BigInt(None),
        ColumnType::BigInteger => Value::from(json.as_i64()?),
        ColumnType::Boolean if absent => Value::Bool(None),
        ColumnType::Boolean => Value::from(json.as_bool()?),
        ColumnType::Date if absent => Value::ChronoDate(None),
        ColumnType::Date => Value::from(text?.parse::<NaiveDate>().ok()?),
        ColumnType::TimestampWithTimeZone if absent => Value::ChronoDateTimeUtc(None),
        ColumnType::TimestampWithTimeZone => Value::from(DateTime::parse_from_rfc3339(text?).ok()?.with_timezone(&Utc)),
        _ if absent => Value::String(None),
        _ => Value::from(text?.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::field_name;

    #[test]
    fn columns_are_called_as_in_the_interface() {
        for (column, field) in [
            ("start_date", "startDate"),
            ("performance_id", "performance"),
            ("counter_visit_of_id", "counterVisitOf"),
            ("fee_cents", "fee"),
            ("title", "title"),
        ] {
            assert_eq!(field_name(column), field);
        }
    }
}
