//! Loaders: what many fields ask for at once is read in one statement.
//!
//! One set per request. Nothing is kept after a statement has answered, so a mutation that reads back what it wrote
//! sees it.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use async_graphql::{Context, ObjectType};
use sea_orm::{DatabaseConnection, EntityTrait};
use uuid::Uuid;

use super::error::{Failure, Result};
use crate::services::query::{self, Page, Predicate, Relation, Selection, Tally};
use crate::services::{Caller, Database};

/// A table whose rows can be handed from task to task.
pub trait Rows: EntityTrait<Model: Sync> {}

impl<E: EntityTrait<Model: Sync>> Rows for E {}

/// A type of the schema that is one row of a table.
pub trait Noun: ObjectType + From<<Self::Entity as EntityTrait>::Model> + 'static {
    /// The table.
    type Entity: Rows;
}

/// How many keys go into one statement at most.
const BATCH: usize = 10_000;

/// Reads for the loaders. Other files add what they need by `impl Loader<TheirKey> for Reader`.
#[derive(Debug)]
pub struct Reader {
    database: Database,
    caller: Caller,
}

impl Reader {
    /// The register, as the caller of this request reads it.
    pub fn db(&self) -> &DatabaseConnection {
        self.database.reader(&self.caller)
    }
}

/// The loaders of one request.
pub struct Loaders(DataLoader<Reader>);

/// The loaders of this request.
pub fn loaders<'a>(ctx: &Context<'a>) -> &'a Loaders {
    ctx.data_unchecked::<Loaders>()
}

impl Loaders {
    /// Fresh ones, which read in the name of a caller.
    pub fn new(database: Database, caller: Caller) -> Self {
        Self(DataLoader::new(Reader { database, caller }, tokio::spawn).max_batch_size(BATCH))
    }

    /// The register, for what needs no loader: lists at the root.
    pub fn db(&self) -> &DatabaseConnection {
        self.0.loader().db()
    }

    /// What some other loader has for a key.
    pub async fn load<K>(&self, key: K) -> Result<Option<<Reader as Loader<K>>::Value>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Reader: Loader<K, Error = Failure>,
    {
        self.0.load_one(key).await
    }

    /// The record with this key, if there is one.
    pub async fn find<N: Noun>(&self, id: impl Into<Option<Uuid>>) -> Result<Option<N>> {
        let Some(id) = id.into() else { return Ok(None) };
        Ok(self.0.load_one(Of::<N::Entity, _>::new(id)).await?.map(N::from))
    }

    /// The records with these keys, each in its place.
    pub async fn find_each<N: Noun>(&self, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Option<N>>> {
        let keys: Vec<_> = ids.into_iter().map(Of::<N::Entity, _>::new).collect();
        let mut found = self.0.load_many(keys.iter().cloned()).await?;
        Ok(keys.iter().map(|key| found.remove(key).map(N::from)).collect())
    }

    /// The record with this key, which a foreign key promises to be there.
    pub async fn promised<N: Noun>(&self, id: Uuid) -> Result<N> {
        let missing = || Failure::internal(&format!("there is no {} {id}", N::type_name()));
        self.find(id).await?.ok_or_else(missing)
    }

    /// All rows that belong to a parent, in the order of the relation.
    pub async fn children<E: Rows>(&self, relation: &Relation<E>, parent: Uuid) -> Result<Vec<E::Model>> {
        let key = Children { owner: relation.owner(), order: relation.order(), parent };
        Ok(self.0.load_one(Of::<E, _>::new(key)).await?.unwrap_or_default())
    }

    /// A page of the rows that belong to a parent.
    pub(super) async fn page<E: Rows>(&self, key: Pages) -> Result<Page<E::Model>> {
        Ok(self.0.load_one(Of::<E, _>::new(key)).await?.unwrap_or_default())
    }

    /// How many different values related rows have, of those that pass.
    pub async fn count<E: Rows>(&self, tally: &Tally<E>, parent: Uuid, which: Predicate) -> Result<i32> {
        self.count_of::<E>(Counts { owner: tally.owner(), parent, distinct: tally.distinct(), which: Arc::new(which) })
            .await
    }

    /// As [`Loaders::count`], by its key.
    pub(super) async fn count_of<E: Rows>(&self, key: Counts) -> Result<i32> {
        let count = self.0.load_one(Of::<E, _>::new(key)).await?.unwrap_or_default();
        i32::try_from(count).map_err(|error| Failure::internal(&error))
    }
}

/// A key of a loader, of the rows of table `E`.
#[derive(Debug)]
struct Of<E, K> {
    key: K,
    entity: PhantomData<fn() -> E>,
}

/// The key of [`Loaders::children`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Children {
    owner: &'static str,
    order: &'static str,
    parent: Uuid,
}

/// The key of a page of what belongs to a parent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pages {
    /// The column that refers to the parent.
    pub(super) owner: &'static str,
    /// The parent.
    pub(super) parent: Uuid,
    /// Which page of which rows.
    pub(super) selection: Arc<Selection>,
}

/// The key of a count of what belongs to a parent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Counts {
    /// The column that refers to the parent.
    pub(super) owner: &'static str,
    /// The parent.
    pub(super) parent: Uuid,
    /// The column of which different values count; `id` counts rows.
    pub(super) distinct: &'static str,
    /// Which rows.
    pub(super) which: Arc<Predicate>,
}

impl<E: Rows> Loader<Of<E, Uuid>> for Reader {
    type Value = E::Model;
    type Error = Failure;

    async fn load(&self, keys: &[Of<E, Uuid>]) -> Result<HashMap<Of<E, Uuid>, E::Model>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.key).collect();
        let found = query::by_ids::<E>(self.db(), &ids).await?;
        Ok(found.into_iter().map(|(id, row)| (Of::new(id), row)).collect())
    }
}

impl<E: Rows> Loader<Of<E, Children>> for Reader {
    type Value = Vec<E::Model>;
    type Error = Failure;

    async fn load(&self, keys: &[Of<E, Children>]) -> Result<HashMap<Of<E, Children>, Self::Value>> {
        let mut loaded = HashMap::new();
        for ((owner, order), parents) in grouped(keys, |key| ((key.owner, key.order), key.parent)) {
            let found = query::rows_by_parent::<E>(self.db(), (owner, order), &parents).await?;
            let key = |parent| Of::new(Children { owner, order, parent });
            loaded.extend(found.into_iter().map(|(parent, rows)| (key(parent), rows)));
        }
        Ok(loaded)
    }
}

impl<E: Rows> Loader<Of<E, Pages>> for Reader {
    type Value = Page<E::Model>;
    type Error = Failure;

    async fn load(&self, keys: &[Of<E, Pages>]) -> Result<HashMap<Of<E, Pages>, Self::Value>> {
        let mut loaded = HashMap::new();
        for ((owner, selection), parents) in grouped(keys, |key| ((key.owner, key.selection.clone()), key.parent)) {
            let found = query::pages_by_parent::<E>(self.db(), (owner, &parents), &selection).await?;
            let key = |parent| Of::new(Pages { owner, parent, selection: selection.clone() });
            loaded.extend(found.into_iter().map(|(parent, page)| (key(parent), page)));
        }
        Ok(loaded)
    }
}

impl<E: Rows> Loader<Of<E, Counts>> for Reader {
    type Value = i64;
    type Error = Failure;

    async fn load(&self, keys: &[Of<E, Counts>]) -> Result<HashMap<Of<E, Counts>, i64>> {
        let mut loaded = HashMap::new();
        let groups = grouped(keys, |key| ((key.owner, key.distinct, key.which.clone()), key.parent));
        for ((owner, distinct, which), parents) in groups {
            let db = self.db();
            let found = query::counts_by_parent::<E>(db, (owner, &parents), (distinct, &which)).await?;
            let key = |parent| Of::new(Counts { owner, parent, distinct, which: which.clone() });
            loaded.extend(found.into_iter().map(|(parent, count)| (key(parent), count)));
        }
        Ok(loaded)
    }
}

/// The parents of keys that one statement can answer together.
fn grouped<E, K, G: Hash + Eq>(keys: &[Of<E, K>], split: impl Fn(&K) -> (G, Uuid)) -> HashMap<G, Vec<Uuid>> {
    let mut groups: HashMap<G, Vec<Uuid>> = HashMap::new();
    for key in keys {
        let (group, parent) = split(&key.key);
        groups.entry(group).or_default().push(parent);
    }
    groups
}

impl<E, K> Of<E, K> {
    const fn new(key: K) -> Self {
        Self { key, entity: PhantomData }
    }
}

// Written out, for the derives would ask the same of `E`.
impl<E, K: Clone> Clone for Of<E, K> {
    fn clone(&self) -> Self {
        Self::new(self.key.clone())
    }
}

impl<E, K: PartialEq> PartialEq for Of<E, K> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<E, K: Eq> Eq for Of<E, K> {}

impl<E, K: Hash> Hash for Of<E, K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}
