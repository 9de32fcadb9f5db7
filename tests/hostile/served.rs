//! A server answers queries all the while that it is sent files that mean harm.

use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use missieregister::config::Limits;
use missieregister::http::{App, router};
use missieregister::import::vocabulary::Vocabulary;
use missieregister::services::Database;
use serde_json::Value;
use tower::ServiceExt;
use zip::CompressionMethod::{Deflated, Stored};

use crate::workbooks::{changed, register, sheet, with};
use crate::workers::workers;

const SHEET: &str = "xl/worksheets/sheet1.xml";

async fn send(app: &App, request: axum::http::request::Builder, body: Vec<u8>) -> Value {
    let request = request.header("host", "localhost").body(Body::from(body)).unwrap();
    let response = router(app.clone()).oneshot(request).await.unwrap();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes).unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&bytes)))
}

/// Uploads a file by `stageImport`.
async fn stage(app: &App, file: &[u8]) -> Value {
    let operations = r#"{"query":"mutation($file: Upload!) { stageImport(input: { file: $file }) { userErrors { code message } import { state issues { nodes { code message } } } } }","variables":{"file":null}}"#;
    let part = |head: &str| format!("--x\r\ncontent-disposition: form-data; {head}\r\n\r\n").into_bytes();
    let form = [
        part("name=\"operations\""),
        operations.into(),
        b"\r\n".to_vec(),
        part("name=\"map\""),
        br#"{"0":["variables.file"]}"#.to_vec(),
        b"\r\n".to_vec(),
        part("name=\"0\"; filename=\"kwaad.xlsx\""),
        file.to_vec(),
        b"\r\n--x--\r\n".to_vec(),
    ];
    let request = Request::post("/graphql")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("graphql-require-preflight", "1");
    send(app, request, form.concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_are_answered_while_hostile_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/register.db?mode=rwc", folder.path().display());
    let database = Database::open(&url).await.unwrap();
    let limits = Limits { upload_mib: 50, request_seconds: 300 };
    let app = App::local(database, Vocabulary::built_in(), workers(), limits);
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10_000));
    let mut looped = register("legacy_xls.xls");
    looped[512..768].fill(1);
    let files = [
        with(SHEET, &sheet(&row.repeat(300)), Stored),
        with("xl/media/image1.png", &vec![b' '; 80 << 20], Deflated),
        changed("xl/sharedStrings.xml", "uniqueCount=\"", "uniqueCount=\"99999999999\" was=\""),
        register("flat_nl.xlsx")[..5000].to_vec(),
        looped,
    ];
    let hostile: Vec<_> = files
        .into_iter()
        .map(|file| {
            let app = app.clone();
            tokio::spawn(async move { stage(&app, &file).await })
        })
        .collect();
    let mut slowest = Duration::ZERO;
    let mut answered = 0;
    while answered < 20 || !hostile.iter().all(tokio::task::JoinHandle::is_finished) {
        let start = Instant::now();
        let request = Request::post("/graphql").header("content-type", "application/json");
        let answer = send(&app, request, br#"{"query":"{ missions { totalCount } }"}"#.to_vec()).await;
        assert_eq!(answer["data"]["missions"]["totalCount"], 0);
        slowest = slowest.max(start.elapsed());
        answered += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for upload in hostile {
        let answer = upload.await.unwrap();
        let import = &answer["data"]["stageImport"]["import"];
        assert_eq!(import["state"], "FAILED", "{answer}");
        assert_eq!(import["issues"]["nodes"][0]["code"], "UNREADABLE_FILE", "{answer}");
    }
    eprintln!("{answered} answers meanwhile, the slowest in {slowest:?}");
    assert!(slowest < Duration::from_secs(10), "{slowest:?}");
}
