//! Fetching: the only place where selections become statements.
//!
//! Whatever the number of rows or parents, each function here is one statement (per 10,000 keys).

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Func, Order as SqlOrder, Query, SelectStatement};
use sea_orm::sea_query::{OverStatement, WindowStatement};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryResult, QueryTrait};
use uuid::Uuid;

use super::predicate::Scope;
use super::{Page, Predicate, Relation, Selection};

/// How many keys one statement may name: within the bind limits of both engines.
const KEYS_PER_STATEMENT: usize = 10_000;

/// One page of the rows of a table.
pub async fn page<E: EntityTrait>(db: &impl ConnectionTrait, selection: &Selection) -> Result<Page<E::Model>, DbErr> {
    let scope = scope::<E>();
    let mut statement = selected::<E>(selection, &scope);
    for (term, order, nulls) in selection.window.order.terms(&scope, selection.window.forwards()) {
        match nulls {
            Some(nulls) => statement.order_by_expr_with_nulls(term, order, nulls),
            None => statement.order_by_expr(term, order),
        };
    }
    statement.limit(selection.window.reach());
    let rows = db.query_all(&statement).await?;
    let rows = rows.iter().map(|row| read::<E>(selection, row)).collect::<Result<_, _>>()?;
    Ok(selection.window.page(rows))
}

/// The same page of the rows of each of these parents. Parents without rows are left out.
pub async fn pages_by_parent<E: EntityTrait>(
    db: &impl ConnectionTrait,
    (relation, parents): (&'static str, &[Uuid]),
    selection: &Selection,
) -> Result<HashMap<Uuid, Page<E::Model>>, DbErr> {
    let mut found: HashMap<Uuid, Vec<_>> = HashMap::new();
    for parents in parents.chunks(KEYS_PER_STATEMENT) {
        for row in db.query_all(&windowed::<E>(relation, parents, selection)).await? {
            let parent = row.try_get("", "parent")?;
            found.entry(parent).or_default().push(read::<E>(selection, &row)?);
        }
    }
    Ok(found.into_iter().map(|(parent, rows)| (parent, selection.window.page(rows))).collect())
}

/// How many rows of a table pass.
pub async fn count<E: EntityTrait>(db: &impl ConnectionTrait, which: &Predicate) -> Result<i64, DbErr> {
    let scope = scope::<E>();
    let mut statement = Query::select();
    statement
        .expr_as(Expr::col(Asterisk).count(), "total")
        .from(E::default().table_ref())
        .and_where(which.expression(&scope));
    let row = db.query_one(&statement).await?;
    row.map_or(Ok(0), |row| row.try_get("", "total"))
}

/// How many different values of a column the rows of each of these parents have, of those that pass. Parents without
/// any are left out.
pub async fn counts_by_parent<E: EntityTrait>(
    db: &impl ConnectionTrait,
    (relation, parents): (&'static str, &[Uuid]),
    (distinct, which): (&'static str, &Predicate),
) -> Result<HashMap<Uuid, i64>, DbErr> {
    let scope = scope::<E>();
    let mut counts = HashMap::new();
    for parents in parents.chunks(KEYS_PER_STATEMENT) {
        let mut statement = Query::select();
        statement
            .expr_as(scope.column(relation), "parent")
            .expr_as(Func::count_distinct(scope.column(distinct)), "total")
            .from(E::default().table_ref())
            .and_where(scope.column(relation).is_in(parents.iter().copied()))
            .and_where(which.expression(&scope))
            .add_group_by([scope.column(relation)]);
        for row in db.query_all(&statement).await? {
            counts.insert(row.try_get("", "parent")?, row.try_get("", "total")?);
        }
    }
    Ok(counts)
}

/// The rows with these keys, by key.
pub async fn by_ids<E: EntityTrait>(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, E::Model>, DbErr> {
    let found = rows_by_parent::<E>(db, ("id", "id"), ids).await?;
    Ok(found.into_iter().filter_map(|(id, rows)| Some((id, rows.into_iter().next()?))).collect())
}

/// All rows of each of these parents, in the order of the relation. Parents without rows are left out.
pub async fn children<E: EntityTrait>(
    db: &impl ConnectionTrait,
    relation: &Relation<E>,
    parents: &[Uuid],
) -> Result<HashMap<Uuid, Vec<E::Model>>, DbErr> {
    rows_by_parent::<E>(db, (relation.owner(), relation.order()), parents).await
}

/// All rows of each of these parents, whom the column `owner` refers to, sorted by the column `order`.
pub async fn rows_by_parent<E: EntityTrait>(
    db: &impl ConnectionTrait,
    (owner, order): (&'static str, &'static str),
    parents: &[Uuid],
) -> Result<HashMap<Uuid, Vec<E::Model>>, DbErr> {
    let scope = scope::<E>();
    let mut found: HashMap<Uuid, Vec<E::Model>> = HashMap::new();
    for parents in parents.chunks(KEYS_PER_STATEMENT) {
        let mut statement = E::find().into_query();
        statement
            .expr_as(scope.column(owner), "parent")
            .and_where(scope.column(owner).is_in(parents.iter().copied()))
            .order_by_expr(scope.column(order), SqlOrder::Asc)
            .order_by_expr(scope.column("id"), SqlOrder::Asc);
        for row in db.query_all(&statement).await? {
            found.entry(row.try_get("", "parent")?).or_default().push(E::Model::from_query_result(&row, "")?);
        }
    }
    Ok(found)
}

fn scope<E: EntityTrait>() -> Scope {
    Scope::outermost(E::default().table_name())
}

/// The rows of a selection on the near side of its window, not yet in order.
fn selected<E: EntityTrait>(selection: &Selection, scope: &Scope) -> SelectStatement {
    let window = &selection.window;
    let mut statement = E::find().into_query();
    for (value, name) in window.order.columns(scope) {
        statement.expr_as(value, name);
    }
    statement.and_where(selection.which.expression(scope));
    if let Some(place) = &window.from {
        statement.and_where(window.order.beyond(place, scope, window.forwards()));
    }
    statement
}

/// As [`selected`], numbered within each parent, and of those numbers the first.
fn windowed<E: EntityTrait>(relation: &'static str, parents: &[Uuid], selection: &Selection) -> SelectStatement {
    let scope = scope::<E>();
    let window = &selection.window;
    let mut within = WindowStatement::new();
    within.add_partition_by(scope.column(relation));
    for (term, order, nulls) in window.order.terms(&scope, window.forwards()) {
        match nulls {
            Some(nulls) => within.order_by_expr_with_nulls(term, order, nulls),
            None => within.order_by_expr(term, order),
        };
    }
    let mut numbered = selected::<E>(selection, &scope);
    numbered
        .and_where(scope.column(relation).is_in(parents.iter().copied()))
        .expr_as(scope.column(relation), "parent")
        .expr_window_as(Func::cust("ROW_NUMBER"), within, "place");
    Query::select()
        .column(Asterisk)
        .from_subquery(numbered, "numbered")
        .and_where(Expr::col("place").lte(i64::try_from(window.reach()).unwrap_or(i64::MAX)))
        .order_by(Alias::new("parent"), SqlOrder::Asc)
        .order_by(Alias::new("place"), SqlOrder::Asc)
        .to_owned()
}

fn read<E: EntityTrait>(selection: &Selection, row: &QueryResult) -> Result<(String, E::Model), DbErr> {
    let order = &selection.window.order;
    Ok((order.cursor(&order.place(row)?), E::Model::from_query_result(row, "")?))
}
