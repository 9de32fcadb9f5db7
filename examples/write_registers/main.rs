//! Writes the example registers: `cargo run --example write_registers` turns the text beside this file into `imports/examples/*.xlsx`.
//!
//! Each folder here is a workbook and each file in it a sheet; `README.md` says how. The workbooks are committed, for
//! they are what an officer would have; `tests/examples.rs` fails when they differ from the text.

mod workbook;

use std::error::Error;
use std::fs;
use std::path::Path;

use workbook::Register;

fn main() -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for register in Register::all(&project.join("examples/write_registers"))? {
        fs::write(project.join("imports/examples").join(register.filename()), register.to_xlsx()?)?;
    }
    Ok(())
}
