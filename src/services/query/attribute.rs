//! Attributes: what of a noun can be tested and sorted by.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{ColumnTrait, ColumnType, DbErr, QueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use super::predicate::Scope;
use super::{Direction, Key, Predicate, Tally, Test};
use crate::values::fold;

/// Something that can be tested, so that the noun it belongs to passes or does not.
pub trait Tested<T> {
    /// What must hold for the test to be passed.
    fn passes(self, test: T) -> Predicate;
}

/// A value of a noun: a column of its table, or a count of what refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attribute {
    source: Source,
    /// The folded copy of a text, where the table keeps one.
    folded: Option<&'static str>,
    kind: Kind,
    nullable: bool,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Source {
    Column(&'static str),
    Count { table: &'static str, owner: &'static str, distinct: &'static str, which: Box<Predicate> },
}

/// The types that values have, as far as cursors must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    Integer,
    Count,
    Date,
    Instant,
    Id,
}

impl Attribute {
    /// A column.
    pub fn of(column: impl ColumnTrait) -> Self {
        let def = column.def();
        let kind = match def.get_column_type() {
            ColumnType::Integer => Kind::Integer,
            ColumnType::BigInteger => Kind::Count,
            ColumnType::Date => Kind::Date,
            ColumnType::TimestampWithTimeZone => Kind::Instant,
            ColumnType::Uuid => Kind::Id,
            _ => Kind::Text,
        };
        Self { source: Source::Column(column.as_str()), folded: None, kind, nullable: def.is_null() }
    }

    /// The key of a row, which no other row has.
    pub(super) const fn own_key() -> Self {
        Self { source: Source::Column("id"), folded: None, kind: Kind::Id, nullable: false }
    }

    /// A text with its folded copy: equality is of the text itself, order and search are of the copy.
    pub fn folded(column: impl ColumnTrait, copy: impl ColumnTrait) -> Self {
        Self { folded: Some(copy.as_str()), ..Self::of(column) }
    }

    /// A count of related rows, of those that pass.
    pub fn count<E>(tally: &Tally<E>, which: Predicate) -> Self {
        let (table, owner, distinct) = (tally.table(), tally.owner(), tally.distinct());
        let source = Source::Count { table, owner, distinct, which: Box::new(which) };
        Self { source, folded: None, kind: Kind::Count, nullable: false }
    }

    /// To sort by, in the order that people expect.
    pub fn key(mut self, direction: Direction) -> Key {
        if let Some(copy) = self.folded.take() {
            self.source = Source::Column(copy);
        }
        Key { attribute: self, direction }
    }

    /// The type of its values.
    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it may be absent.
    pub(super) const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// What cursors call it.
    pub(super) const fn name(&self) -> &'static str {
        match self.source {
            Source::Column(name) => name,
            Source::Count { table, .. } => table,
        }
    }

    /// The value, in the rows of a scope.
    pub(super) fn expression(&self, scope: &Scope) -> Expr {
        match &self.source {
            Source::Column(name) => scope.column(name),
            Source::Count { table, owner, distinct, which } => {
                let inner = scope.inner();
                let mut counted = inner.select(table);
                counted
                    .expr(Func::count_distinct(inner.column(distinct)))
                    .and_where(inner.column(owner).eq(scope.column("id")))
                    .and_where(which.expression(&inner));
                Expr::SubQuery(None, Box::new(counted.into()))
            }
        }
    }

    /// Whether the value passes a test, in the rows of a scope. Absent values may make this NULL.
    pub(super) fn test(&self, test: &Test<Value>, scope: &Scope) -> Expr {
        let value = self.expression(scope);
        match test {
            Test::Eq(wanted) => value.eq(wanted.clone()),
            Test::Ne(wanted) => complement(value.eq(wanted.clone())),
            Test::In(wanted) => value.is_in(wanted.iter().cloned()),
            Test::NotIn(wanted) => complement(value.is_in(wanted.iter().cloned())),
            Test::Gt(bound) => value.gt(bound.clone()),
            Test::Gte(bound) => value.gte(bound.clone()),
            Test::Lt(bound) => value.lt(bound.clone()),
            Test::Lte(bound) => value.lte(bound.clone()),
            Test::Contains(part) => self.like(part, "%", scope),
            Test::StartsWith(start) => self.like(start, "", scope),
            Test::IsNull(true) => value.is_null(),
            Test::IsNull(false) => value.is_not_null(),
        }
    }

    /// Texts without a folded copy are codes and numbers: of those only the case of plain letters is ignored.
    fn like(&self, text: &str, before: &str, scope: &Scope) -> Expr {
        if let Some(copy) = self.folded {
            return scope.column(copy).like(LikeExpr::new(format!("{before}{}%", fold(text))));
        }
        let plain = text.to_ascii_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let lower = Expr::from(Func::lower(self.expression(scope)));
        lower.like(LikeExpr::new(format!("{before}{plain}%")).escape('\\'))
    }
}

/// True where `condition` is false or NULL.
pub(super) fn complement(condition: Expr) -> Expr {
    Expr::from(Func::coalesce([condition, Expr::val(false)])).not()
}

impl<V: Into<Value>> Tested<Vec<Test<V>>> for Attribute {
    fn passes(self, tests: Vec<Test<V>>) -> Predicate {
        let passed = tests.into_iter().map(|test| Predicate::test(self.clone(), test.map(Into::into)));
        Predicate::all(passed)
    }
}

impl Kind {
    /// Reads the value out of a row.
    pub(super) fn read(self, row: &QueryResult, column: &str) -> Result<Value, DbErr> {
        Ok(match self {
            Self::Text => Value::from(row.try_get::<Option<String>>("", column)?),
            Self::Integer => Value::from(row.try_get::<Option<i32>>("", column)?),
            Self::Count => Value::from(row.try_get::<Option<i64>>("", column)?),
            Self::Date => Value::from(row.try_get::<Option<NaiveDate>>("", column)?),
            Self::Instant => Value::from(row.try_get::<Option<DateTime<Utc>>>("", column)?),
            Self::Id => Value::from(row.try_get::<Option<Uuid>>("", column)?),
        })
    }

    /// Reads the value out of a cursor; nothing when it is of another type.
    pub(super) fn parse(self, json: &Json) -> Option<Value> {
        let text = json.as_str();
        Some(match self {
            // Absent values are looked for as such, whatever their type.
            _ if json.is_null() => Value::String(None),
            Self::Text => Value::from(text?),
            Self::Integer => Value::from(i32::try_from(json.as_i64()?).ok()?),
            Self::Count => Value::from(json.as_i64()?),
            Self::Date => Value::from(text?.parse::<NaiveDate>().ok()?),
            Self::Instant => Value::from(text?.parse::<DateTime<Utc>>().ok()?),
            Self::Id => Value::from(text?.parse::<Uuid>().ok()?),
        })
    }
}

/// The name under which a statement returns the value of its `place`-th key.
pub(super) fn key_column(place: usize) -> Alias {
    Alias::new(format!("key_{place}"))
}
