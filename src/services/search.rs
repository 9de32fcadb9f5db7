//! Full-text search over missions, organisations, outcomes and people.
//!
//! Every word of the question must occur at the start of a word of a record, accents and case aside. Both engines match
//! the same way, on a folded body: ` words of the title | other words`. Records whose title has all the words come
//! first, then the newer ones. [`super::search_index`] keeps the bodies.
//!
//! Invariant: people are found only by callers who may see personal data, and no other record's body names a participant.

use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, LikeExpr, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr};
use uuid::Uuid;

use super::Caller;
use crate::entities::search_document::{Column, Entity};
use crate::values::{RecordKind, Role, fold};

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What sort of record.
    pub kind: RecordKind,
    /// Which one.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Its place among the results.
    pub place: Place,
}

/// A place among results: how good, and then the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// 0 where the title has all the words, 1 elsewhere.
    pub rank: i32,
    /// The key of the record.
    pub id: Uuid,
}

/// A question, ready to be asked.
#[derive(Clone, Debug)]
pub struct Question {
    words: Vec<String>,
    kinds: Vec<RecordKind>,
}

impl Question {
    /// What a caller asks for, in their words.
    pub fn new(caller: &Caller, text: &str) -> Self {
        let mut kinds = vec![RecordKind::Mission, RecordKind::Organisation, RecordKind::Outcome];
        if caller.role >= Role::Editor {
            kinds.push(RecordKind::Person);
        }
        Self { words: fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(), kinds }
    }

    /// The results after a place, best first.
    pub async fn hits(&self, db: &impl ConnectionTrait, after: Option<Place>, limit: u64) -> Result<Vec<Hit>, DbErr> {
        if self.words.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.matching();
        statement
            .columns([Column::RecordKind, Column::RecordId, Column::Title])
            .expr_as(self.rank(), "rank")
            .order_by_expr(self.rank(), Order::Asc)
            .order_by(Column::RecordId, Order::Desc)
            .limit(limit);
        if let Some(place) = after {
            let worse = self.rank().gt(place.rank);
            let next = self.rank().eq(place.rank).and(Column::RecordId.lt(place.id));
            statement.and_where(worse.or(next));
        }
        db.query_all(&statement).await?.iter().map(Hit::read).collect()
    }

    /// How many results there are.
    pub async fn count(&self, db: &impl ConnectionTrait) -> Result<i64, DbErr> {
        if self.words.is_empty() {
            return Ok(0);
        }
        let row = db.query_one(self.matching().expr_as(Expr::cust("COUNT(*)"), "total")).await?;
        row.map_or(Ok(0), |row| row.try_get("", "total"))
    }

    fn matching(&self) -> SelectStatement {
        let every = |words: Condition, word: &String| words.add(like(format!("% {word}%")));
        Query::select()
            .from(Entity)
            .and_where(Column::RecordKind.is_in(self.kinds.iter().copied()))
            .cond_where(self.words.iter().fold(Condition::all(), every))
            .to_owned()
    }

    /// The bar closes the title, so what stands before it is of the title.
    fn rank(&self) -> Expr {
        let every = |words: Condition, word: &String| words.add(like(format!("% {word}%|%")));
        CaseStatement::new().case(self.words.iter().fold(Condition::all(), every), 0).finally(1).into()
    }
}

/// Folded words have no wildcards in them.
fn like(pattern: String) -> Expr {
    Column::Body.into_expr().like(LikeExpr::new(pattern))
}

impl Hit {
    fn read(row: &sea_orm::QueryResult) -> Result<Self, DbErr> {
        let id = row.try_get("", "record_id")?;
        Ok(Self {
            kind: row.try_get("", "record_kind")?,
            id,
            title: row.try_get("", "title")?,
            place: Place { rank: row.try_get("", "rank")?, id },
        })
    }
}
