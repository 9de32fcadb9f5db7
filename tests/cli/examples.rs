//! The example registers: as committed, and with other facts than those of 2016.

use std::fs;
use std::path::{Path, PathBuf};

use crate::office::Office;
use crate::workbook::{Register, Sheet};

/// The committed workbooks, in the order of `imports/examples/*.xlsx`.
pub(crate) fn committed() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports/examples");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "xlsx"));
    files.sort();
    files
}

/// One of the committed workbooks.
pub(crate) fn committed_file(name: &str) -> PathBuf {
    committed().into_iter().find(|file| file.ends_with(name)).unwrap()
}

/// The same registers with other facts, written into the office's folder: five missions of 2016 of which one was
/// cancelled, € 198.500, and another portfolio holder.
pub(crate) fn with_other_facts(office: &Office) -> Vec<PathBuf> {
    let mut registers = Register::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/write_registers")).unwrap();
    for sheet in registers.iter_mut().flat_map(|register| &mut register.sheets) {
        match sheet.name.as_str() {
            "Missies" => other_missions(sheet),
            "Begrotingswijzigingen" => replace(sheet, "234000.00", "198500.00"),
            "Prestatie" => replace(sheet, "Eddy van Hijum", "Marijke Voorbeeld"),
            _ => {}
        }
    }
    registers.iter().map(|register| office.write(&register.filename(), &register.to_xlsx().unwrap())).collect()
}

fn other_missions(missions: &mut Sheet) {
    let row_of = |code: &str| missions.rows.iter().position(|row| row[0] == code).unwrap();
    let (health, turkey) = (row_of("HM2016-02"), row_of("HM2016-01"));
    let mut fifth = missions.rows[turkey].clone();
    for (cell, text) in [(0, "HM2016-06"), (1, "Handelsmissie Polen logistiek"), (5, "Polen"), (7, "Poznań")] {
        fifth[cell] = text.to_owned();
    }
    fifth[9] = "Logistiek".to_owned();
    (fifth[10], fifth[11]) = ("2016-10-10".to_owned(), "2016-10-13".to_owned());
    missions.rows.push(fifth);
    replace_in_row(&mut missions.rows[health], "gerealiseerd", "geannuleerd");
}

fn replace(sheet: &mut Sheet, from: &str, to: &str) {
    sheet.rows.iter_mut().for_each(|row| replace_in_row(row, from, to));
}

fn replace_in_row(row: &mut [String], from: &str, to: &str) {
    for cell in row.iter_mut() {
        *cell = cell.replace(from, to);
    }
}
