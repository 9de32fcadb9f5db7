//! Imports: uploaded files, what was read of them, and what they did to the register.

use async_graphql::{Context, ID, Object, SimpleObject};

use super::connection::{Connection, PageArguments, cost};
use super::error::{Failure, Result};
use super::global_id;
use super::import_lines::{ImportChange, ImportIssue};
use super::import_plan::{ControlTotal, ImportSummary, ImportTable, MatchReview, ProgressEffect, effects_of};
use super::import_refusal::importer;
use super::loaders::{Noun, loaders};
use super::scalar::DateTime;
use crate::entities::{import, import_change, import_issue};
use crate::import::plan::Outline;
use crate::import::settings::{Correction, Settings};
use crate::services::imports;
use crate::services::query::{Attribute, Direction, Order, Predicate, Relation, Selection, Test, Tested, Window};
use crate::values::{ChangeOperation, Code, ImportFormat, ImportState, Severity};

/// An import, as stored.
pub struct Import(import::Model);

impl From<import::Model> for Import {
    fn from(row: import::Model) -> Self {
        Self(row)
    }
}

impl Noun for Import {
    type Entity = import::Entity;
}

impl Import {
    /// What its plan says beside records and issues; nothing before there is a plan.
    fn outline(&self) -> Result<Option<Outline>> {
        if self.0.plan_hash.is_none() {
            return Ok(None);
        }
        serde_json::from_str(&self.0.plan).map(Some).map_err(|error| Failure::internal(&error))
    }

    fn settings(&self) -> Settings {
        Settings::from_json(&self.0.settings)
    }
}

/// The saved mapping that an import is read with.
#[derive(SimpleObject)]
pub struct UsedProfile {
    /// Its name at the time.
    name: String,
    /// Whether the file was known by its headers, rather than the profile being asked for.
    recognised: bool,
}

/// A cell that was corrected for an import.
#[derive(SimpleObject)]
pub struct CellCorrection {
    /// The sheet.
    sheet: String,
    /// The cell, as the spreadsheet names it.
    cell: String,
    /// What it says instead; empty where it was emptied.
    value: String,
}

impl From<Correction> for CellCorrection {
    fn from(Correction { sheet, at, value }: Correction) -> Self {
        Self { sheet, cell: at.to_string(), value }
    }
}

/// One uploaded file, what was read of it, and what became of it.
#[Object]
impl Import {
    /// Names this import in the whole register.
    pub async fn id(&self) -> ID {
        global_id::encode::<Self>(self.0.id)
    }

    /// The name under which it was uploaded.
    async fn filename(&self) -> &str {
        &self.0.filename
    }

    /// Of its bytes, in hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// In bytes.
    async fn size(&self) -> i32 {
        self.0.size
    }

    /// Decided by its content, whatever its name; null when it could not be read.
    async fn format(&self) -> Option<ImportFormat> {
        self.0.format
    }

    /// Where it stands.
    async fn state(&self, ctx: &Context<'_>) -> ImportState {
        importer(ctx).state(&self.0)
    }

    /// The saved mapping that it is read with; null where there is none.
    async fn profile(&self) -> Option<UsedProfile> {
        let used = self.settings().profile?;
        Some(UsedProfile { name: used.name, recognised: used.recognised })
    }

    /// The cells that were corrected for it.
    async fn corrections(&self) -> Vec<CellCorrection> {
        self.settings().corrections.into_iter().map(CellCorrection::from).collect()
    }

    /// Fingerprint of the plan; applyImport refuses any other.
    async fn plan_hash(&self) -> Option<&str> {
        self.0.plan_hash.as_deref()
    }

    /// What applying it does, or did, in numbers; null as long as there is no plan.
    async fn summary(&self) -> Result<Option<ImportSummary>> {
        self.outline()?.map(|outline| outline.summary.try_into()).transpose()
    }

    /// The tables that were found in it.
    async fn tables(&self) -> Result<Vec<ImportTable>> {
        let tables = self.outline()?.unwrap_or_default().tables;
        Ok(tables.into_iter().map(ImportTable::from).collect())
    }

    /// What could not be read, is doubted or was inferred, in the order of the file.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn issues(
        &self,
        #[graphql(desc = "Only of these severities; all when absent.")] severity: Option<Vec<Severity>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<ImportIssue>> {
        let which = one_of(Attribute::of(import_issue::Column::Severity), severity);
        let order = Order::new([Attribute::of(import_issue::Column::Ordinal).key(Direction::Ascending)]);
        let window = Window::new(order, PageArguments { first, after, last, before }.paging()?)?;
        let issues = Relation::owned_by(import_issue::Column::ImportId);
        Ok(Connection::of(&issues, self.0.id, Selection { which, window }))
    }

    /// What it does, or did, to each record, in the order of the file.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn changes(
        &self,
        #[graphql(desc = "Only of these operations; all when absent.")] operation: Option<Vec<ChangeOperation>>,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<ImportChange>> {
        let which = one_of(Attribute::of(import_change::Column::Operation), operation);
        let order = Order::new([Attribute::of(import_change::Column::Ordinal).key(Direction::Ascending)]);
        let window = Window::new(order, PageArguments { first, after, last, before }.paging()?)?;
        let changes = Relation::owned_by(import_change::Column::ImportId);
        Ok(Connection::of(&changes, self.0.id, Selection { which, window }))
    }

    /// Records that may be the same as one in the register, for a person to decide.
    async fn reviews(&self) -> Result<Vec<MatchReview>> {
        let reviews = self.outline()?.unwrap_or_default().reviews;
        Ok(reviews.into_iter().map(MatchReview::from).collect())
    }

    /// Totals that the file itself states, against what was read.
    async fn control_totals(&self) -> Result<Vec<ControlTotal>> {
        let totals = self.outline()?.unwrap_or_default().control_totals;
        Ok(totals.into_iter().map(ControlTotal::from).collect())
    }

    /// What applying does, or did, to the progress of the performances that the register has.
    async fn effects(&self, ctx: &Context<'_>) -> Result<Vec<ProgressEffect>> {
        effects_of(ctx, self.outline()?.unwrap_or_default().effects).await
    }

    /// Where to get the workbook with every issue marked in its cell and listed, as an xlsx file, on this server; null
    /// where the file could not be read or is not kept any more.
    async fn annotated_workbook_url(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if self.0.plan_hash.is_none() {
            return Ok(None);
        }
        let kept = loaders(ctx).count(&imports::files(), self.0.id, Predicate::everything()).await?;
        Ok((kept > 0).then(|| format!("/imports/{}/annotated.xlsx", self.0.id)))
    }

    /// When it was uploaded.
    async fn uploaded_at(&self) -> DateTime {
        DateTime(self.0.uploaded_at)
    }

    /// When it was applied.
    async fn applied_at(&self) -> Option<DateTime> {
        self.0.applied_at.map(DateTime)
    }

    /// When it was undone.
    async fn undone_at(&self) -> Option<DateTime> {
        self.0.undone_at.map(DateTime)
    }
}

/// Passed where a value is one of these, or always where none are named.
fn one_of(value: Attribute, members: Option<Vec<impl Code>>) -> Predicate {
    let codes = |members: Vec<_>| members.into_iter().map(Code::code).collect();
    members.map_or_else(Predicate::everything, |members| value.passes(vec![Test::<String>::In(codes(members))]))
}

/// The root fields of imports.
#[derive(Default)]
pub struct ImportQuery;

#[Object]
impl ImportQuery {
    /// One import.
    async fn import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As some field `id` returned it.")] id: ID,
    ) -> Result<Option<Import>> {
        loaders(ctx).find(global_id::expect::<Import>(&id)?).await
    }

    /// Imports, the latest first, page by page.
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn imports(
        &self,
        #[graphql(desc = "So many from the start: 1 to 100, 20 when absent.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor; goes with `first`.")] after: Option<String>,
        #[graphql(desc = "So many from the end: 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor; goes with `last`.")] before: Option<String>,
    ) -> Result<Connection<Import>> {
        let order = Order::new([Attribute::of(import::Column::UploadedAt).key(Direction::Descending)]);
        let window = Window::new(order, PageArguments { first, after, last, before }.paging()?)?;
        Ok(Connection::all(Selection { which: Predicate::everything(), window }))
    }
}
