//! Keys under which names that resemble each other are found, so that not every name is compared with every other.
//!
//! Pure. Made of a match key alone, without a vocabulary, since the register keeps them: a change of these rules needs a
//! migration that makes the kept keys anew.

use std::collections::BTreeSet;

/// A word must have so many letters to be known by its consonants, or by its ends.
const LONG: usize = 5;

/// The keys of a name: each word by its consonants, the beginning of the name, the ends of its first word, and the
/// first letters of its words. A slip of the hand leaves one of them as it was.
pub fn name_keys(match_key: &str) -> BTreeSet<String> {
    let words: Vec<&str> = match_key.split(' ').filter(|word| !word.is_empty()).collect();
    let mut keys: BTreeSet<String> = words.iter().filter_map(|word| word_key(word)).collect();
    let squeezed: String = words.concat();
    if squeezed.chars().count() >= LONG {
        keys.insert(format!("^{}", squeezed.chars().take(LONG - 1).collect::<String>()));
    }
    if let Some(first) = words.iter().find(|word| word.chars().count() > LONG) {
        let letters: Vec<char> = first.chars().collect();
        let (start, end) = (&letters[..2], &letters[letters.len() - 2..]);
        keys.insert(format!("|{}{}", start.iter().collect::<String>(), end.iter().collect::<String>()));
    }
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    if (2..=6).contains(&words.len()) {
        keys.insert(initials_key(&initials));
    }
    keys
}

/// The key of a word; nothing for numbers and for words of one letter.
pub fn word_key(word: &str) -> Option<String> {
    let letters = word.chars().count();
    if letters < 2 || word.bytes().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let sound = consonants(word);
    Some(if letters >= LONG && sound.len() >= 3 { sound } else { word.to_owned() })
}

/// The key under which a name is found by the first letters of its words.
pub fn initials_key(letters: &str) -> String {
    format!("#{letters}")
}

/// The first letter and the consonants behind it, each once where it is doubled: `bouman` and `baumann` are `bmn`.
fn consonants(word: &str) -> String {
    let plain = word.replace("ij", "y").replace("ck", "k").replace("ph", "f");
    let mut sound = String::new();
    for (at, letter) in plain.chars().enumerate() {
        let letter = match letter {
            'c' => 'k',
            'z' => 's',
            other => other,
        };
        if at == 0 || !"aeiouy".contains(letter) && !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_by_a_slip_share_a_key() {
        for (one, other) in [
            ("kroezinga techniek", "krozeinga techniek"),
            ("kroezinga", "kroesinga"),
            ("wolterink", "woterink"),
            ("agro tech", "agrotech"),
            ("kroezinga", "kroezinag"),
            ("bouman", "baumann"),
            ("hogeschool vechtdal", "hogeschol vechtdaal"),
        ] {
            assert!(name_keys(one).intersection(&name_keys(other)).next().is_some(), "{one} and {other}");
        }
    }

    #[test]
    fn names_that_have_nothing_in_common_share_no_key() {
        assert!(name_keys("kroezinga 24").is_disjoint(&name_keys("velmora 24")));
        assert_eq!(name_keys(""), BTreeSet::new());
    }

    #[test]
    fn first_letters_find_what_they_stand_for() {
        assert!(name_keys("universiteit twente").contains(&initials_key("ut")));
    }
}
