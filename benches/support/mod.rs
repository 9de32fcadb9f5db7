//! What all benchmarks share: large registers, fresh databases to put them in, and the arithmetic of measurements.

pub(crate) mod large_register;
pub(crate) mod measure;
pub(crate) mod raw_records;
#[path = "../../tests/support/registers.rs"]
pub(crate) mod registers;
