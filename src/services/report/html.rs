//! A report as a small HTML page. Pure.
//!
//! Invariant: all text is escaped; the page loads nothing and runs nothing.

use super::words::Words;
use super::{Block, Item, Report, Section};

/// Renders a whole page, in the language that the report was composed in.
pub fn render(report: &Report, words: Words) -> String {
    let title = escape(&report.title);
    let (language, year) = (words.say("nl", "en"), report.year);
    let summary = blocks(&report.summary);
    let sections: String = report.sections.iter().map(section).collect();
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} ({year})</title>\n</head>\n\
         <body>\n<main>\n<article>\n<h1>{title}</h1>\n{summary}{sections}</article>\n</main>\n</body>\n</html>\n"
    )
}

fn section(section: &Section) -> String {
    format!("<section>\n<h2>{}</h2>\n{}</section>\n", escape(&section.heading), blocks(&section.blocks))
}

fn blocks(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
        Block::Bullets(items) => bullets(items),
        Block::Numbered(items) => format!("<ol>\n{}</ol>\n", items.iter().map(item).collect::<String>()),
        Block::Facts(facts) => format!("<dl>\n{}</dl>\n", facts.iter().map(fact).collect::<String>()),
    };
    blocks.iter().map(block).collect()
}

fn bullets(items: &[String]) -> String {
    let items = items.iter().map(|item| format!("<li>{}</li>\n", escape(item)));
    format!("<ul>\n{}</ul>\n", items.collect::<String>())
}

fn item(item: &Item) -> String {
    let under = if item.under.is_empty() { String::new() } else { format!("\n{}", bullets(&item.under)) };
    format!("<li value=\"{}\">{}{under}</li>\n", item.number, escape(&item.text))
}

fn fact((name, value): &(String, String)) -> String {
    format!("<dt>{}</dt>\n<dd>{}</dd>\n", escape(name), escape(value))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_register_is_text() {
        let paragraph = Block::Paragraph("<script>alert('&\"')</script>".to_owned());
        assert_eq!(blocks(&[paragraph]), "<p>&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;</p>\n");
    }
}
