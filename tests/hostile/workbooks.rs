//! Workbooks to be harmed: small ones of each format, and zips made part by part.

use std::fs;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a zip: names and bytes.
pub(crate) type Parts = Vec<(String, Vec<u8>)>;

/// A register that was committed.
pub(crate) fn register(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/registers/{name}", env!("CARGO_MANIFEST_DIR"))).expect("the register is there")
}

/// A register of a row or three, quick to read.
pub(crate) fn small() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Missie", "Land", "Startdatum", "Organisatie", "Contactpersoon"]).unwrap();
    for row in 1..4 {
        let organisation = format!("Werken {row} BV");
        sheet.write_row(row, 0, ["Handelsmissie China", "China", "12-5-2016", &organisation, "T. Persoon"]).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// What is in a zip.
pub(crate) fn parts(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let length = archive.len();
    let part = |index| {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("the entry inflates");
        (name, content)
    };
    (0..length).map(part).collect()
}

/// A zip of parts.
pub(crate) fn zipped(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).expect("an entry");
        out.write_all(content).expect("the entry is written");
    }
    out.finish().expect("the zip is written").into_inner()
}

/// The small register with one part put in place of its own, or added.
pub(crate) fn with(part: &str, content: &[u8], method: CompressionMethod) -> Vec<u8> {
    let mut parts = parts(&small());
    parts.retain(|(name, _)| name != part);
    parts.push((part.to_owned(), content.to_vec()));
    zipped(&parts, method)
}

/// The small register with the text of one part changed.
pub(crate) fn changed(part: &str, from: &str, to: &str) -> Vec<u8> {
    let parts = parts(&small());
    let (_, content) = parts.iter().find(|(name, _)| name == part).expect("the part is there");
    let content = String::from_utf8(content.clone()).expect("XML");
    assert!(content.contains(from), "{part} has `{from}`: {content}");
    with(part, content.replacen(from, to, 1).as_bytes(), CompressionMethod::Deflated)
}

/// A sheet of these rows, as XML.
pub(crate) fn sheet(rows: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{namespace}\"><sheetData>{rows}</sheetData></worksheet>")
        .into_bytes()
}
