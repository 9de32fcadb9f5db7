//! The pieces of a composed text, between bars, commas, dashes and brackets.

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    Start,
    /// A bar, a semicolon or a line break.
    Bar,
    /// A comma.
    Comma,
    /// A dash between blanks, or a colon.
    Dash,
    /// An opening bracket.
    Bracket,
}

/// A piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) mark: Mark,
}

/// Marks that may be left over at the ends of a piece.
const LEFT_OVER: &[char] = &['|', ';', ',', ':', '-', '–', '—', '\n', '•'];

/// A text without marks and blanks at its ends.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || LEFT_OVER.contains(&letter));
    // Of a bracket whose content was taken out, one half may be left.
    let text = text.strip_suffix('(').unwrap_or(text);
    let text = text.strip_prefix(')').unwrap_or(text);
    let marks = |letter: char| letter.is_whitespace() || LEFT_OVER.contains(&letter);
    text.trim_matches(marks)
}

/// Cuts a text. Dashes, commas and colons part only where a blank follows.
pub(super) fn pieces(text: &str, first: Mark) -> Vec<Piece<'_>> {
    let text = bare(text);
    let barred = text.contains(['|', '\n']);
    let mut pieces = Vec::new();
    let (mut start, mut mark, mut before) = (0, first, ' ');
    for (at, letter) in text.char_indices() {
        let after = text[at + letter.len_utf8()..].chars().next().unwrap_or(' ');
        let next = match letter {
            '|' | '\n' | ';' | '•' => Some(Mark::Bar),
            '(' | '[' => Some(Mark::Bracket),
            ')' | ']' => Some(Mark::Comma),
            ',' | ':' if after.is_whitespace() && !barred => Some(if letter == ',' { Mark::Comma } else { Mark::Dash }),
            '-' | '–' | '—' if before.is_whitespace() && after.is_whitespace() && !barred => Some(Mark::Dash),
            _ => None,
        };
        before = letter;
        // A colon after a label keeps the label with its value.
        if let Some(next) = next.filter(|_| letter != ':' || !bare(&text[start..at]).is_empty() && mark == Mark::Start)
        {
            push(&mut pieces, &text[start..at], mark);
            start = at + letter.len_utf8();
            mark = next;
        }
    }
    push(&mut pieces, &text[start..], mark);
    pieces
}

fn push<'t>(pieces: &mut Vec<Piece<'t>>, text: &'t str, mark: Mark) {
    let text = bare(text);
    if !text.is_empty() {
        pieces.push(Piece { text, mark });
    }
}

/// Pieces as one text again.
pub(super) fn joined(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let (before, after) = match piece.mark {
            _ if text.is_empty() => ("", ""),
            Mark::Start | Mark::Bar => (" ", ""),
            Mark::Comma => (", ", ""),
            Mark::Dash => (" - ", ""),
            Mark::Bracket => (" (", ")"),
        };
        text.push_str(before);
        text.push_str(piece.text);
        text.push_str(after);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
