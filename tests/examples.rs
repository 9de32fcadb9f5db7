//! The committed example registers are what their text says.

#[path = "../examples/write_registers/workbook.rs"]
mod workbook;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use workbook::Register;

#[test]
fn the_committed_workbooks_are_those_that_the_program_writes() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let committed = project.join("imports/examples");
    let registers = Register::all(&project.join("examples/write_registers")).unwrap();
    for register in &registers {
        let file = fs::read(committed.join(register.filename())).unwrap_or_default();
        let same = file == register.to_xlsx().unwrap();
        assert!(same, "{} differs: run `cargo run --example write_registers`", register.filename());
    }
    let found: BTreeSet<_> = fs::read_dir(committed).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(found, registers.iter().map(|register| register.filename().into()).collect());
}

#[test]
fn invented_people_cannot_be_reached_and_invented_companies_not_be_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/write_registers");
    let registers = Register::all(&folder).unwrap();
    let cells = registers.iter().flat_map(|register| &register.sheets).flat_map(|sheet| sheet.rows.iter().flatten());
    for cell in cells {
        assert!(!cell.contains('@') || cell.ends_with(".example"), "{cell}");
        let is_kvk_number = cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
        assert!(!is_kvk_number || cell.starts_with("00"), "{cell}");
    }
}
