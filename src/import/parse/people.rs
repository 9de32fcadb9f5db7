//! Several people in one cell: `J. Jansen / P. de Boer`, a name on each line.
//!
//! Pure. A cell is taken apart only at a clear mark. What two people could be as well as one is left to a person.

use crate::import::vocabulary::Vocabulary;
use crate::values::PersonName;

/// Marks between people, the clearest first.
const MARKS: [&str; 9] = ["\n", ";", "|", " / ", "/", " + ", " & ", " en ", " and "];
/// A comma parts people only where as many addresses stand beside it: `Berg, J. van der` is one person.
const COMMA: &str = ",";

/// Whom a cell names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum People<'t> {
    /// One person, or nobody.
    One,
    /// Several, with the mark between them.
    Several(Vec<&'t str>, &'static str),
    /// One or several: nobody can tell.
    Unclear,
}

/// Reads a cell of names. `addresses` is how many e-mail addresses stand beside it.
pub(super) fn people<'t>(text: &'t str, addresses: usize, vocabulary: &Vocabulary) -> People<'t> {
    let text = text.trim();
    let mark = MARKS.into_iter().find(|mark| parts(text, mark).len() > 1);
    let mark = mark.or(Some(COMMA).filter(|mark| addresses > 1 && parts(text, mark).len() == addresses));
    let Some(mark) = mark else { return People::One };
    let pieces = parts(text, mark);
    if pieces.len() == addresses {
        return People::Several(pieces, mark);
    }
    let names: Vec<PersonName> = pieces.iter().map(|piece| PersonName::parse(piece, &vocabulary.names)).collect();
    let missing = |piece: &&str| vocabulary.missing.reason(piece).is_some();
    let whole = |(name, piece): (&PersonName, &&str)| name.family_name.is_some() || missing(piece);
    let called = names.iter().filter(|name| name.given_name.is_some() || name.initials.is_some()).count();
    // `Jan en Piet de Boer`: the first has no family name, or is called Jan.
    let alike = called == 0 || called == names.len();
    let nameless = !names.iter().zip(&pieces).all(whole);
    match mark {
        // A name may go on in the next line.
        "\n" if nameless || !alike => People::One,
        _ if nameless || !alike && !["\n", ";", "|", " / "].contains(&mark) => People::Unclear,
        _ => People::Several(pieces, mark),
    }
}

/// What each of several people has in a cell beside their names: as many pieces, or one for all. `None` where the number
/// differs. Addresses may be parted by another mark.
pub(super) fn shared<'t>(text: &'t str, mark: &str, count: usize, is_address: bool) -> Option<Vec<&'t str>> {
    let text = text.trim();
    let others = MARKS.into_iter().chain([COMMA]).filter(|other| is_address && *other != mark);
    let mut pieces = std::iter::once(mark).chain(others).map(|mark| parts(text, mark));
    let found = pieces.find(|pieces| pieces.len() == count);
    found.or_else(|| (parts(text, mark).len() <= 1).then(|| vec![text; count]))
}

/// How many e-mail addresses a cell holds.
pub(super) fn addresses(text: &str) -> usize {
    text.matches('@').count()
}

/// The pieces of a text, none of them within brackets, and not those of `v/d`.
fn parts<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(mark) {
        let (before, after) = (&text[..at], &text[at + mark.len()..]);
        let open = before.matches('(').count() > before.matches(')').count();
        let shortened =
            mark == "/" && before.ends_with(['v', 'V', 'a', 'd']) && after.starts_with(['d', 'D', 'h', 'm']);
        if !open && !shortened {
            pieces.push(&text[start..at]);
            start = at + mark.len();
        }
    }
    pieces.push(&text[start..]);
    let pieces = pieces.into_iter().map(|piece| piece.trim().trim_end_matches([',', ';']).trim());
    pieces.filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, addresses: usize) -> String {
        match people(text, addresses, &Vocabulary::built_in()) {
            People::One => "one".to_owned(),
            People::Unclear => "unclear".to_owned(),
            People::Several(names, _) => names.join(" + "),
        }
    }

    #[test]
    fn people_are_told_apart_at_clear_marks() {
        for text in [
            "J. Jansen / P. de Boer",
            "J. Jansen/P. de Boer",
            "J. Jansen; P. de Boer",
            "J. Jansen;\nP. de Boer",
            "J. Jansen\nP. de Boer",
            "J. Jansen en P. de Boer",
            "J. Jansen & P. de Boer",
        ] {
            assert_eq!(read(text, 0), "J. Jansen + P. de Boer", "{text}");
        }
        assert_eq!(read("Berg, J. van der; Boer, P. de", 0), "Berg, J. van der + Boer, P. de");
        assert_eq!(read("Jan Jansen, Piet de Boer", 2), "Jan Jansen + Piet de Boer");
    }

    #[test]
    fn one_person_stays_one() {
        for text in
            ["Berg, J. van der", "J. v/d Berg", "Jan van der\nBerg", "Jansen (directeur/eigenaar)", "Jansen", ""]
        {
            assert_eq!(read(text, 0), "one", "{text}");
        }
    }

    #[test]
    fn what_may_be_one_or_two_is_unclear() {
        for text in ["Jan en Piet de Boer", "dhr. en mw. Jansen", "Jan & Piet de Boer"] {
            assert_eq!(read(text, 0), "unclear", "{text}");
        }
    }

    #[test]
    fn what_stands_beside_names_is_for_each_or_for_all() {
        assert_eq!(shared("directeur / eigenaar", " / ", 2, false), Some(vec!["directeur", "eigenaar"]));
        assert_eq!(shared("directeur", " / ", 2, false), Some(vec!["directeur", "directeur"]));
        assert_eq!(shared("a / b / c", " / ", 2, false), None);
        assert_eq!(shared("a@b.example; c@d.example", " / ", 2, true), Some(vec!["a@b.example", "c@d.example"]));
    }
}
