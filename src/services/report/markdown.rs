//! A report as Markdown. Pure.
//!
//! Invariant: text of the register cannot become markup: what Markdown would read as such is escaped.

use super::{Block, Item, Report};

/// Renders a report. Ends in a line end.
pub fn render(report: &Report) -> String {
    let mut text = format!("# {}\n", escape(&report.title));
    push_blocks(&mut text, &report.summary);
    for section in &report.sections {
        text.push_str(&format!("\n## {}\n", escape(&section.heading)));
        push_blocks(&mut text, &section.blocks);
    }
    text
}

fn push_blocks(text: &mut String, blocks: &[Block]) {
    for block in blocks {
        text.push('\n');
        match block {
            Block::Paragraph(paragraph) => text.push_str(&format!("{}\n", escape_start(&escape(paragraph)))),
            Block::Bullets(items) => items.iter().for_each(|item| text.push_str(&format!("- {}\n", escape(item)))),
            Block::Numbered(items) => items.iter().for_each(|item| push_item(text, item)),
            Block::Facts(facts) => {
                facts
                    .iter()
                    .for_each(|(name, value)| text.push_str(&format!("- {}: {}\n", escape(name), escape(value))));
            }
        }
    }
}

fn push_item(text: &mut String, item: &Item) {
    let number = format!("{}. ", item.number);
    text.push_str(&format!("{number}{}\n", escape(&item.text)));
    let indent = " ".repeat(number.len());
    item.under.iter().for_each(|line| text.push_str(&format!("{indent}- {}\n", escape(line))));
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
