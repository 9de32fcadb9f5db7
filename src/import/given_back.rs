//! Giving back: an import, or a file that is only looked at → its workbook with every finding at its cell.
//!
//! Invariant: it is made anew from the kept bytes each time and is kept nowhere; once the bytes are gone there is none.

use std::path::Path;
use std::sync::Arc;

use sea_orm::DbErr;
use uuid::Uuid;

use super::annotate::annotate;
use super::cell::CellRef;
use super::field::Field;
use super::importer::{Importer, unread};
use super::issue::{Issue, IssueCode};
use super::planning::aside;
use super::terms::Refused;
use crate::entities::import_issue;
use crate::services::{Caller, audit, imports};

/// A workbook that is given back.
#[derive(Clone, Debug)]
pub struct GivenBack {
    /// What to call it: as the uploaded file, so that it is known as a version of that one when it is handed in again.
    pub filename: String,
    /// The bytes of an xlsx file.
    pub bytes: Vec<u8>,
}

impl Importer {
    /// The workbook of an import with its findings. The audit trail tells of it: it holds what was uploaded.
    pub async fn give_back(&self, caller: &Caller, id: Uuid) -> Result<Result<GivenBack, Refused>, DbErr> {
        let reader = self.database.reader(caller);
        let Some(import) = imports::find(reader, id).await? else { return Ok(Err(Refused::NotFound)) };
        let Some(bytes) = imports::bytes(reader, id).await? else { return Ok(Err(Refused::FileGone)) };
        let issues = imports::issues(reader, id).await?.into_iter().filter_map(issue).collect();
        let bytes = match self.annotated(bytes.into(), issues).await? {
            Ok(bytes) => bytes,
            Err(refused) => return Ok(Err(refused)),
        };
        audit::append(reader, caller, audit::Event::done("import.give-back").to("import", id)).await?;
        Ok(Ok(GivenBack { filename: as_xlsx(&import.filename), bytes }))
    }

    /// A file with the findings that a plan has of it, written away from the threads that serve requests.
    pub async fn annotated(&self, bytes: Arc<[u8]>, issues: Vec<Issue>) -> Result<Result<Vec<u8>, Refused>, DbErr> {
        let workbook = match self.workers.read(bytes, Arc::new(|_| {})).await.map_err(|why| unread(&why))? {
            Ok(workbook) => workbook,
            Err(failure) => return Ok(Err(Refused::Unreadable(failure))),
        };
        let written = aside(move || annotate(&workbook, &issues)).await?;
        written.map(Ok).map_err(|error| DbErr::Custom(format!("an annotated workbook was not written: {error}")))
    }
}

/// The name of a file as that of a workbook.
fn as_xlsx(filename: &str) -> String {
    let name = Path::new(filename).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{}.xlsx", if name.is_empty() { "register" } else { &name })
}

/// A kept issue as it was found; nothing for one of a code that is no more.
fn issue(kept: import_issue::Model) -> Option<Issue> {
    let at = kept
        .sheet
        .zip(kept.cell)
        .and_then(|(sheet, cell)| Some(CellRef { sheet: sheet.into(), at: cell.parse().ok()? }));
    Some(Issue {
        code: IssueCode::from_name(&kept.code)?,
        at,
        value: kept.value,
        field: kept.field.as_deref().and_then(Field::from_name),
        expected: kept.expected,
        suggestion: kept.suggestion,
    })
}

#[cfg(test)]
mod tests {
    use super::as_xlsx;

    #[test]
    fn what_is_given_back_is_called_as_what_was_handed_in() {
        for (uploaded, given_back) in [
            ("missies.xlsx", "missies.xlsx"),
            ("missies 2016.v2.csv", "missies 2016.v2.xlsx"),
            ("missies", "missies.xlsx"),
            ("map/missies.ods", "missies.xlsx"),
            ("", "register.xlsx"),
        ] {
            assert_eq!(as_xlsx(uploaded), given_back);
        }
    }
}
