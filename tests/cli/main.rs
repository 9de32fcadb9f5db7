//! The program from end to end: real files, the real command line, on both engines; one binary.

#[path = "../support/mod.rs"]
mod databases;
#[path = "../../examples/write_registers/workbook.rs"]
mod workbook;

mod demo;
mod examples;
mod faults;
mod imports;
mod program;
mod queries;
mod report;
mod usage;
