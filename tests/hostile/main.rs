//! Files that mean harm, or came to it: none takes the program down, and each ends in a sentence.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod fence;
mod files;
mod mutated;
mod served;
mod workbooks;
#[path = "../support/workers.rs"]
mod workers;
