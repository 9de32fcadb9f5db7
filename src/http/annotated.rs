//! `/imports/ID/annotated.xlsx`: the workbook of an import with every finding at its cell.
//!
//! Invariant: it is for callers who may see uploads, and it is kept by nobody on the way.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::App;
use super::problem::Problem;
use crate::import::importer::{GivenBack, Refused};
use crate::values::Language;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Answers with the workbook.
pub(super) async fn answer(State(app): State<App>, Path(id): Path<String>) -> Response {
    let given = match id.parse::<Uuid>() {
        Ok(id) => app.importer.give_back(&app.caller, id).await,
        Err(_) => Ok(Err(Refused::NotFound)),
    };
    match given {
        Ok(Ok(workbook)) => file(workbook),
        Ok(Err(refused)) => {
            let status = if refused == Refused::NotFound { StatusCode::NOT_FOUND } else { StatusCode::GONE };
            Problem::new(status, refused.message(Language::Nl)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "an annotated workbook was not made");
            Problem::internal().into_response()
        }
    }
}

fn file(GivenBack { filename, bytes }: GivenBack) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", encoded(&filename));
    let headers = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// A name as a header may carry it (RFC 8187).
fn encoded(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn names_of_files_cannot_break_out_of_their_header() {
        assert_eq!(encoded("missies-2016_v1.xlsx"), "missies-2016_v1.xlsx");
        assert_eq!(encoded("één\r\n\"; x=y.xlsx"), "%C3%A9%C3%A9n%0D%0A%22%3B%20x%3Dy.xlsx");
    }
}
