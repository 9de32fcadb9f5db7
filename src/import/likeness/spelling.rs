//! How alike two words are: typing mistakes, abbreviations, words joined and parted.
//!
//! Pure. Two words that both are real ones are no typing mistakes of each other, however alike they look.

use strsim::osa_distance;

use super::name::Word;
use crate::import::vocabulary::WordSense;

/// How one word is the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Alike {
    /// From 0 to 1.
    pub degree: f64,
    /// How.
    pub how: How,
}

/// The ways in which two words can be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// They are the same, or one is the usual abbreviation of the other.
    Same,
    /// They mean the same: `advies` and `consultancy`.
    Translated,
    /// One is short for the other.
    Short,
    /// One is mistyped.
    Mistyped,
    /// Both are real words that differ by a letter: `Jansen` and `Janssen`.
    Neighbours,
}

/// Compares two words; nothing when they are two.
pub(super) fn alike(one: &Word, other: &Word) -> Option<Alike> {
    if one.text == other.text {
        return Some(same(one, other));
    }
    let fixed = |word: &Word| matches!(word.sense, WordSense::Number | WordSense::Apart { .. });
    if fixed(one) || fixed(other) {
        return None;
    }
    short(one, other).or_else(|| short(other, one)).or_else(|| mistyped(one, other))
}

/// Words that mean the same.
fn same(one: &Word, other: &Word) -> Alike {
    let start = |word: &Word| word.written.chars().take(3).collect::<String>();
    let short = |word: &Word| word.dotted || word.written.len() <= 3;
    if one.written == other.written || start(one) == start(other) || short(one) || short(other) {
        Alike { degree: 1.0, how: How::Same }
    } else {
        Alike { degree: 0.97, how: How::Translated }
    }
}

/// Whether the first word is short for the second: `techn.` for `techniek`, `u` for `universiteit`.
fn short(brief: &Word, full: &Word) -> Option<Alike> {
    let letters = brief.written.len();
    let begins = |text: &str| text.starts_with(&brief.written) && text.len() >= letters + 2 && !text.contains(' ');
    if !begins(&full.text) && !begins(&full.written) {
        return None;
    }
    let degree = match (letters, brief.dotted) {
        _ if brief.sense == WordSense::FamilyName && !brief.dotted => return None,
        (1, true) => 0.8,
        (1, false) => 0.75,
        (2, true) => 0.85,
        (2, false) => return None,
        (_, true) => 0.94,
        // A short word with a meaning of its own.
        _ if brief.is_real && full.is_real => return None,
        (3, false) => 0.75,
        _ => 0.86,
    };
    Some(Alike { degree, how: How::Short })
}

/// Whether one word is the other with a few letters wrong.
fn mistyped(one: &Word, other: &Word) -> Option<Alike> {
    // Abbreviations and translations stand for a word that was not written.
    let texts = [(&one.text, &other.text), (&one.written, &other.written)];
    let degree = texts.iter().filter_map(|(one, other)| typing(one, other)).max_by(f64::total_cmp)?;
    if !(one.is_real && other.is_real) {
        return Some(Alike { degree, how: How::Mistyped });
    }
    let names = [one, other].iter().any(|word| !matches!(word.sense, WordSense::Common | WordSense::Place));
    let how = if names { How::Neighbours } else { How::Mistyped };
    (degree >= 0.8).then_some(Alike { degree: if names { 0.72 } else { degree }, how })
}

/// How alike two texts are when one is taken for the other mistyped; nothing when too many letters differ.
pub(super) fn typing(one: &str, other: &str) -> Option<f64> {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    if long < 4 || long - short > 3 {
        return None;
    }
    let distance = osa_distance(one, other);
    let slips = match distance {
        1 if long > short => usize::from(!is_doubling(one, other)),
        1 => usize::from(!has_same_letters(one, other)) * 2,
        _ => 2,
    };
    let degree = match (distance, long) {
        (0, _) => 1.0,
        (1, 4) => [0.82, 0.76, 0.7][slips],
        (1, 5) => [0.9, 0.86, 0.8][slips],
        (1, 6..=7) => [0.93, 0.91, 0.87][slips],
        (1, _) => [0.95, 0.94, 0.92][slips],
        (2, 10..) => 0.87,
        (2, 8..) => 0.81,
        (2, 7) => 0.74,
        (3, 13..) => 0.77,
        _ => return None,
    };
    // People rarely mistype the first letter.
    let starts_alike = one.chars().next() == other.chars().next();
    Some(if starts_alike || distance == 0 { degree } else { degree - 0.07 })
}

/// Whether the longer of two words has one letter twice that the shorter has once.
fn is_doubling(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let long: Vec<char> = long.chars().collect();
    (1..long.len()).filter(|at| long[*at] == long[*at - 1]).any(|at| {
        let without = long.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, letter)| letter);
        without.copied().eq(short.chars())
    })
}

fn has_same_letters(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, sense: WordSense) -> Word {
        Word {
            text: text.to_owned(),
            written: text.to_owned(),
            sense,
            dotted: false,
            weight: 1.0,
            is_real: sense != WordSense::Own,
        }
    }

    #[test]
    fn a_slip_of_the_hand_weighs_less_than_another_letter() {
        let degree = |one, other| typing(one, other).unwrap_or_default();
        assert!(degree("kroezinga", "krozeinga") > degree("kroezinga", "kroezinka"));
        assert!(degree("morsink", "morssink") > degree("morsink", "mordink"));
        assert!(degree("kroezinga", "kroezniga") > degree("kolk", "klok"));
        assert_eq!(typing("kolk", "bouman"), None);
        assert_eq!(typing("abc", "abd"), None);
    }

    #[test]
    fn family_names_that_differ_by_a_letter_are_neighbours_and_no_mistakes() {
        let jansen = word("jansen", WordSense::FamilyName);
        let other = word("janssen", WordSense::FamilyName);
        assert_eq!(alike(&jansen, &other).map(|alike| alike.how), Some(How::Neighbours));
        let unknown = word("jansenn", WordSense::Own);
        assert_eq!(alike(&jansen, &unknown).map(|alike| alike.how), Some(How::Mistyped));
    }

    #[test]
    fn a_word_with_a_dot_is_short_for_what_begins_with_it() {
        let full = word("verpakkingstechniek", WordSense::Own);
        let mut brief = word("verp", WordSense::Own);
        brief.dotted = true;
        assert_eq!(alike(&brief, &full).map(|alike| alike.how), Some(How::Short));
        assert_eq!(alike(&word("ve", WordSense::Own), &full), None);
    }
}
