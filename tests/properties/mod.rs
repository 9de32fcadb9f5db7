//! Properties of the importer, on generated registers and on every engine: what holds whatever a register says.

mod again;
mod book;
mod chance;
mod desk;
mod facts;
mod layout;
mod promises;
mod undoing;
mod world;
