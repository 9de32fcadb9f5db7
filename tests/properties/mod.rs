//! Properties of the importer, on generated registers and on every engine: what holds whatever a register says.

mod again;
mod book;
mod chance;
mod desk;
mod facts;
mod giving_back;
mod layout;
mod undoing;
mod world;
