//! A report as Markdown. Pure.
//!
//! Invariant: text of the register cannot become markup: what Markdown would read as such is escaped.

use super::{Block, Item, Report};

/// Renders a report. Ends in a line end.
pub fn render(report: &Report) -> String {
    let title = format!("# {}", escape(&report.title));
    let summary = report.summary.iter().map(block);
    let sections = report.sections.iter().flat_map(|section| {
        let heading = format!("## {}", escape(&section.heading));
        std::iter::once(heading).chain(section.blocks.iter().map(block))
    });
    let blocks: Vec<String> = std::iter::once(title).chain(summary).chain(sections).collect();
    format!("{}\n", blocks.join("\n\n"))
}

fn block(block: &Block) -> String {
    let lines: Vec<String> = match block {
        Block::Paragraph(paragraph) => vec![escape_start(&escape(paragraph))],
        Block::Bullets(items) => items.iter().map(|item| format!("- {}", escape(item))).collect(),
        Block::Numbered(items) => items.iter().map(item).collect(),
        Block::Facts(facts) => {
            facts.iter().map(|(name, value)| format!("- {}: {}", escape(name), escape(value))).collect()
        }
    };
    lines.join("\n")
}

fn item(item: &Item) -> String {
    let number = format!("{}. ", item.number);
    let indent = " ".repeat(number.len());
    let under = item.under.iter().map(|line| format!("\n{indent}- {}", escape(line)));
    format!("{number}{}{}", escape(&item.text), under.collect::<String>())
}

/// Escapes what is markup wherever it stands, and puts a text on one line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Escapes what is markup at the start of a paragraph alone: headings, lists and numbers.
fn escape_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = &text[digits..];
    if digits > 0 && after.starts_with(['.', ')']) {
        format!("{}\\{after}", &text[..digits])
    } else if text.starts_with(['#', '-', '+', '=', '~', '|']) {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_register_does_not_become_markup() {
        assert_eq!(escape("<b>5*</b>\n[x](y)"), "\\<b\\>5\\*\\</b\\> \\[x\\](y)");
        assert_eq!(escape_start("1. actie"), "1\\. actie");
        assert_eq!(escape_start("2016 was goed"), "2016 was goed");
        assert_eq!(escape_start("# kop"), "\\# kop");
    }
}
