//! Zipped workbooks: which of the formats a zip is, and whether it is safe to open.

use std::io::Cursor;

use zip::ZipArchive;

use super::failure::{FailureCode, ReadFailure};
use super::grid::Grid;
use super::survey::{Archive, survey};
use super::{ods, xlsb, xlsx};
use crate::values::ImportFormat;

/// Reads a zipped workbook.
pub(super) fn read(bytes: &[u8], grid: &mut Grid<'_>) -> Result<ImportFormat, ReadFailure> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FailureCode::Damaged)?;
    let format = format(&mut archive)?;
    let survey = survey(&mut archive, bytes.len(), grid.limits())?;
    if survey.rows > 0 {
        grid.expect(survey.rows)?;
    }
    match format {
        ImportFormat::Ods => ods::read(bytes, grid),
        ImportFormat::Xlsb => xlsb::read(bytes, grid),
        _ => xlsx::read(bytes, &survey, grid),
    }?;
    Ok(format)
}

/// Which format the parts of the zip make it.
fn format(archive: &mut Archive<'_>) -> Result<ImportFormat, ReadFailure> {
    let names: Vec<_> = archive.file_names().flatten().collect();
    let has = |name: &str| names.iter().any(|part| part.eq_ignore_ascii_case(name));
    if has("xl/workbook.bin") {
        return Ok(ImportFormat::Xlsb);
    }
    if has("xl/vbaProject.bin") {
        return Ok(ImportFormat::Xlsm);
    }
    if names.iter().any(|part| part.starts_with("xl/")) || has("[Content_Types].xml") && !has("word/document.xml") {
        return Ok(ImportFormat::Xlsx);
    }
    if names.iter().any(|part| part.ends_with(".iwa") || part == "Index.zip" || part == "index.apxl") {
        return Err(FailureCode::Numbers.into());
    }
    if has("content.xml") { Ok(ImportFormat::Ods) } else { Err(FailureCode::NoSpreadsheet.into()) }
}
