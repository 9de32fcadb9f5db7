//! The page of a performance as the annual report prints it.
//!
//! | step | from → to | pure |
//! |---|---|---|
//! | [`facts`] | performances → [`facts::Facts`], in a number of statements that does not depend on how many | no |
//! | [`compose`](compose::compose) | facts and a language → [`Report`] | yes |
//! | [`markdown`], [`html`], [`json`], [`workbook`] | report → text or bytes | yes |
//!
//! Invariant: nothing on the page comes from anything but the register. A part about which the register says nothing
//! says so. No participant is named: leaders are officials, or an office.

pub mod facts;
pub mod html;
pub mod json;
pub mod markdown;
pub mod words;
pub mod workbook;

mod basics;
mod compose;
mod finance;
mod missions;

pub use compose::compose;

/// A page, before it is Markdown, HTML or anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As in `5.4.2 Bevorderen van export`.
    pub title: String,
    /// The budget year that it is about.
    pub year: i32,
    /// What stands above the first heading.
    pub summary: Vec<Block>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it; never empty.
    pub blocks: Vec<Block>,
}

/// One piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A list whose order says nothing.
    Bullets(Vec<String>),
    /// A list that the page numbers itself, with what stands under each item.
    Numbered(Vec<Item>),
    /// Names with their values.
    Facts(Vec<(String, String)>),
}

/// An item of a numbered list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number, as the register has it.
    pub number: i32,
    /// What it says.
    pub text: String,
    /// What stands under it.
    pub under: Vec<String>,
}
