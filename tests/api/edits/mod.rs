//! Writing records by hand, over HTTP, on both engines.

mod deleting;
mod desk;
mod each;
mod faults;
mod imports;
mod nouns;
mod rules;
