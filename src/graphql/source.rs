//! Sources: where a record came from.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, Object};
use uuid::Uuid;

use super::error::{Failure, Result};
use super::import::Import;
use super::loaders::{Reader, loaders};
use crate::entities::import_change;
use crate::services::sources;

/// A row of an import, as the source of a record.
pub struct Source(import_change::Model);

/// One row of an import that a record came from.
#[Object]
impl Source {
    /// The import.
    async fn import(&self, ctx: &Context<'_>) -> Result<Import> {
        loaders(ctx).promised(self.0.import_id).await
    }

    /// The sheet of the workbook.
    async fn sheet(&self) -> &str {
        &self.0.sheet
    }

    /// The row, as the spreadsheet counts.
    async fn row(&self) -> i32 {
        self.0.row
    }

    /// The cells, as the spreadsheet names them: `A5:H5`.
    async fn cells(&self) -> Option<&str> {
        self.0.cells.as_deref()
    }
}

/// The key of the sources of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct SourcesOf(Uuid);

impl Loader<SourcesOf> for Reader {
    type Value = Vec<import_change::Model>;
    type Error = Failure;

    async fn load(&self, keys: &[SourcesOf]) -> Result<HashMap<SourcesOf, Self::Value>> {
        let records: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = sources::sources(self.db(), &records).await?;
        Ok(found.into_iter().map(|(record, rows)| (SourcesOf(record), rows)).collect())
    }
}

/// The sources of a record, oldest import first.
pub async fn sources_of(ctx: &Context<'_>, record: Uuid) -> Result<Vec<Source>> {
    let rows = loaders(ctx).load(SourcesOf(record)).await?.unwrap_or_default();
    Ok(rows.into_iter().map(Source).collect())
}
