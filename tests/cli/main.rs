//! The office from end to end: real files, the real command line, on both engines; one binary.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

#[path = "../properties/facts.rs"]
mod facts;
#[path = "../support/mod.rs"]
mod support;
#[path = "../../examples/write_registers/workbook.rs"]
mod workbook;

mod backups;
mod demo;
mod examples;
mod exports;
mod faults;
mod imports;
mod killed;
mod office;
mod queries;
mod reading;
mod report;
mod usage;
