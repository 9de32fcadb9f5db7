//! Of an import: its issues, and what it does to each record.

use async_graphql::{Context, Object, SimpleObject};

use super::error::{Failure, Result};
use super::loaders::{Noun, loaders};
use super::node::Node;
use crate::entities::{import_change, import_issue};
use crate::import::issue::{self, IssueCode, Parts};
use crate::import::plan;
use crate::values::{ChangeOperation, Language, RecordKind, Severity};

/// An issue, as stored.
pub struct ImportIssue(import_issue::Model);

impl From<import_issue::Model> for ImportIssue {
    fn from(row: import_issue::Model) -> Self {
        Self(row)
    }
}

impl Noun for ImportIssue {
    type Entity = import_issue::Entity;
}

/// Something that the importer could not read, doubts or inferred, at its cell.
#[Object]
impl ImportIssue {
    /// How bad it is.
    async fn severity(&self) -> Severity {
        self.0.severity
    }

    /// Stable name of the problem, for programs.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The problem in words: what was found, and what was expected.
    async fn message(
        &self,
        #[graphql(default_with = "Language::Nl", desc = "The language; English where it is not Dutch.")]
        language: Language,
    ) -> Result<String> {
        let unknown = || Failure::internal(&format!("no issue has the code {}", self.0.code));
        let code = IssueCode::from_name(&self.0.code).ok_or_else(unknown)?;
        let parts = Parts {
            value: self.0.value.as_deref(),
            expected: self.0.expected.as_deref(),
            field: self.0.field.as_deref(),
            suggestion: self.0.suggestion.as_deref(),
        };
        Ok(issue::message(code, parts, language))
    }

    /// The sheet; null for what concerns the whole file.
    async fn sheet(&self) -> Option<&str> {
        self.0.sheet.as_deref()
    }

    /// The cell, as the spreadsheet names it.
    async fn cell(&self) -> Option<&str> {
        self.0.cell.as_deref()
    }

    /// What the cell said.
    async fn value(&self) -> Option<&str> {
        self.0.value.as_deref()
    }

    /// The field that was expected there.
    async fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// What the cell may have meant.
    async fn suggestion(&self) -> Option<&str> {
        self.0.suggestion.as_deref()
    }
}

/// A change, as stored.
pub struct ImportChange(import_change::Model);

impl From<import_change::Model> for ImportChange {
    fn from(row: import_change::Model) -> Self {
        Self(row)
    }
}

impl Noun for ImportChange {
    type Entity = import_change::Entity;
}

/// What an import does, or did, to one record.
#[Object]
impl ImportChange {
    /// What it does.
    async fn operation(&self) -> ChangeOperation {
        self.0.operation
    }

    /// What sort of record.
    async fn record_kind(&self) -> RecordKind {
        self.0.record_kind
    }

    /// The record; null while it is only planned, when its row was left out, and once it was deleted.
    async fn record(&self, ctx: &Context<'_>) -> Result<Option<Node>> {
        match self.0.record_id {
            Some(id) => Node::of_kind(loaders(ctx), self.0.record_kind, id).await,
            None => Ok(None),
        }
    }

    /// What the record is called.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// What changes.
    async fn fields(&self) -> Result<Vec<FieldChange>> {
        let fields: Vec<plan::FieldChange> =
            serde_json::from_str(&self.0.fields).map_err(|error| Failure::internal(&error))?;
        Ok(fields.into_iter().map(FieldChange::from).collect())
    }

    /// The sheet it came from.
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

/// A field of a record that gets another value.
#[derive(SimpleObject)]
pub struct FieldChange {
    /// The field.
    field: String,
    /// What it said.
    before: Option<String>,
    /// What it will say, or says.
    after: Option<String>,
}

impl From<plan::FieldChange> for FieldChange {
    fn from(plan::FieldChange { field, before, after }: plan::FieldChange) -> Self {
        Self { field, before, after }
    }
}
