//! A report as JSON, for programs that lay it out themselves. Pure.

use serde_json::{Value as Json, json};

use super::{Block, Item, Report};

/// Renders a report: title, year, summary and sections, each a list of blocks that say of what type they are.
pub fn render(report: &Report) -> Json {
    let section = |section: &super::Section| json!({ "heading": section.heading, "blocks": blocks(&section.blocks) });
    json!({
        "title": report.title,
        "year": report.year,
        "summary": blocks(&report.summary),
        "sections": report.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn blocks(blocks: &[Block]) -> Vec<Json> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Json {
    let item = |item: &Item| json!({ "number": item.number, "text": item.text, "under": item.under });
    let fact = |(name, value): &(String, String)| json!({ "name": name, "value": value });
    match block {
        Block::Paragraph(text) => json!({ "type": "paragraph", "text": text }),
        Block::Bullets(items) => json!({ "type": "bullets", "items": items }),
        Block::Numbered(items) => json!({ "type": "numbered", "items": items.iter().map(item).collect::<Vec<_>>() }),
        Block::Facts(facts) => json!({ "type": "facts", "facts": facts.iter().map(fact).collect::<Vec<_>>() }),
    }
}
