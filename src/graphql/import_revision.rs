//! What callers can say of an import before it is applied: what its columns hold, what its cells should have said, what
//! its reviews come to. Each plans again.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use uuid::Uuid;

use super::error::Result;
use super::global_id;
use super::import::Import;
use super::import_refusal::{import_id, importer, refusals};
use super::loaders::loaders;
use super::request::caller;
use super::user_error::UserError;
use crate::import::importer::Refused;
use crate::import::revise::{Answer, CellRequest, MapRequest, ResolutionRequest, Revision, TableRequest};

/// A mapping. Letters and rows as the file shows them; a null field ignores the column.
#[derive(InputObject)]
pub struct MapImportInput {
    /// The import.
    import_id: ID,
    /// The tables that are not as they should be; the others stay as they are.
    tables: Vec<TableMappingInput>,
    /// Hidden sheets that are to be read, by their names.
    #[graphql(default)]
    sheets: Vec<String>,
    /// The name under which the mapping is saved as well; files of the same layout are then read with it. What that name
    /// stood for is replaced.
    save_as_profile: Option<String>,
}

/// What a table is, and what its columns hold.
#[derive(InputObject)]
pub struct TableMappingInput {
    /// The sheet. A hidden one is read from now on.
    sheet: String,
    /// Where the table is, from its header to its last row: `B4:H60`. Where none was found there, it is placed there and
    /// replaces those that it overlaps.
    range: String,
    /// The rows of its header, as the spreadsheet counts; none for a table without one. When absent they are those that
    /// were found, or the first row of the range.
    header_rows: Option<Vec<u32>>,
    /// The columns that are not as they should be; the others stay as they are.
    columns: Vec<ColumnMappingInput>,
    /// Whether the table is left out.
    #[graphql(default)]
    ignore: bool,
}

/// What a column holds.
#[derive(InputObject)]
pub struct ColumnMappingInput {
    /// The letter of the column: `C`. In a block of labels the cell of the value: `C5`.
    letter: String,
    /// The field that it holds, such as `mission.title`; null ignores the column.
    field: Option<String>,
}

/// What became of a mapping.
#[derive(Default, SimpleObject)]
pub struct MapImportPayload {
    /// The import with its new plan; unchanged when there are errors.
    import: Option<Import>,
    /// All that is wrong with the mapping.
    user_errors: Vec<UserError>,
}

/// Corrections of cells.
#[derive(InputObject)]
pub struct CorrectImportInput {
    /// The import.
    import_id: ID,
    /// The cells.
    corrections: Vec<CellCorrectionInput>,
}

/// What a cell should have said.
#[derive(InputObject)]
pub struct CellCorrectionInput {
    /// The sheet.
    sheet: String,
    /// The cell, as the spreadsheet names it: `C14`.
    cell: String,
    /// What it should have said. What the file says there takes an earlier correction back; an empty text empties the cell.
    value: String,
    /// Whether the word of the file is understood like this in later files too: for words of closed lists, countries and
    /// themes.
    #[graphql(default)]
    remember: bool,
}

/// What became of corrections.
#[derive(Default, SimpleObject)]
pub struct CorrectImportPayload {
    /// The import with its new plan; unchanged when there are errors.
    import: Option<Import>,
    /// All that is wrong with the corrections.
    user_errors: Vec<UserError>,
}

/// Decisions on reviews.
#[derive(InputObject)]
pub struct ResolveImportInput {
    /// The import.
    import_id: ID,
    /// The decisions.
    resolutions: Vec<ResolutionInput>,
}

/// A decision on a review: exactly one of `candidate` and `newRecord`.
#[derive(InputObject)]
pub struct ResolutionInput {
    /// The review.
    review: ID,
    /// The record that it is, one of the candidates.
    candidate: Option<ID>,
    /// Whether it is a new record.
    new_record: Option<bool>,
}

/// What became of decisions.
#[derive(Default, SimpleObject)]
pub struct ResolveImportPayload {
    /// The import with its new plan; unchanged when there are errors.
    import: Option<Import>,
    /// All that is wrong with the decisions.
    user_errors: Vec<UserError>,
}

/// The mutations that revise imports.
#[derive(Default)]
pub struct ImportRevisionMutation;

#[Object]
impl ImportRevisionMutation {
    /// Corrects what tables are and what their columns hold, and plans again; can save it as a profile for files of the
    /// same layout.
    async fn map_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The mapping.")] input: MapImportInput,
    ) -> Result<MapImportPayload> {
        let MapImportInput { import_id, tables, sheets, save_as_profile } = input;
        let request = MapRequest { sheets, tables: tables.into_iter().map(TableRequest::from).collect() };
        let (import, user_errors) = revise(ctx, &import_id, Revision::Map(request), save_as_profile).await?;
        Ok(MapImportPayload { import, user_errors })
    }

    /// Corrects what cells say, for this import alone, and plans again; can remember words for later files.
    async fn correct_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The corrections.")] input: CorrectImportInput,
    ) -> Result<CorrectImportPayload> {
        let requests = input.corrections.into_iter().map(CellRequest::from).collect();
        let (import, user_errors) = revise(ctx, &input.import_id, Revision::Correct(requests), None).await?;
        Ok(CorrectImportPayload { import, user_errors })
    }

    /// Decides reviews, each the same as a candidate or a new record, and plans again. Once the import is applied nobody
    /// is asked again.
    async fn resolve_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decisions.")] input: ResolveImportInput,
    ) -> Result<ResolveImportPayload> {
        let requests = input.resolutions.into_iter().map(ResolutionRequest::from).collect();
        let (import, user_errors) = revise(ctx, &input.import_id, Revision::Resolve(requests), None).await?;
        Ok(ResolveImportPayload { import, user_errors })
    }
}

/// Revises an import, and returns it as it is then.
async fn revise(
    ctx: &Context<'_>,
    id: &ID,
    revision: Revision,
    save_as: Option<String>,
) -> Result<(Option<Import>, Vec<UserError>)> {
    let id: Uuid = match import_id(id)? {
        Ok(id) => id,
        Err(error) => return Ok((None, vec![error])),
    };
    let revised: std::result::Result<(), Refused> = importer(ctx).revise(caller(ctx), id, revision, save_as).await?;
    let user_errors = revised.err().iter().flat_map(refusals).collect();
    Ok((loaders(ctx).find(id).await?, user_errors))
}

impl From<TableMappingInput> for TableRequest {
    fn from(input: TableMappingInput) -> Self {
        let TableMappingInput { sheet, range, header_rows, columns, ignore } = input;
        let columns = columns.into_iter().map(|column| (column.letter, column.field)).collect();
        Self { sheet, range, header_rows, columns, ignore }
    }
}

impl From<CellCorrectionInput> for CellRequest {
    fn from(input: CellCorrectionInput) -> Self {
        let CellCorrectionInput { sheet, cell, value, remember } = input;
        Self { sheet, cell, value, remember }
    }
}

impl From<ResolutionInput> for ResolutionRequest {
    fn from(ResolutionInput { review, candidate, new_record }: ResolutionInput) -> Self {
        let answer = match (candidate, new_record.unwrap_or(false)) {
            (Some(id), false) => global_id::decode(&id).map_or(Answer::NoId, |(_, id)| Answer::Candidate(id)),
            (None, true) => Answer::New,
            (Some(_), true) | (None, false) => Answer::NotOne,
        };
        Self { review: review.to_string(), answer }
    }
}
