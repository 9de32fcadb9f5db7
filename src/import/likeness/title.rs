//! How alike the titles of two missions are.
//!
//! Pure. Numbers must be the same: two trips to one fair differ by nothing else.

use super::spelling::typing;
use crate::values::fold;

/// A word of one title is one of the other from this degree on.
const ONE_WORD: f64 = 0.8;

/// What two titles have in common, from 0 to 1, by the letters of their words.
pub fn titles_alike(one: &str, other: &str) -> f64 {
    let (one, other) = (fold(one), fold(other));
    if one == other {
        return 1.0;
    }
    let (mine, theirs): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    if numbers(&mine) != numbers(&theirs) {
        return 0.0;
    }
    let mut left: Vec<Option<&str>> = theirs.iter().copied().map(Some).collect();
    let mut shared = 0.0;
    for word in &mine {
        let degrees = left.iter().enumerate().filter_map(|(place, other)| Some((place, degree(word, (*other)?))));
        let best =
            degrees.max_by(|(_, one), (_, other)| one.total_cmp(other)).filter(|(_, degree)| *degree >= ONE_WORD);
        if let Some((place, degree)) = best {
            let letters = word.chars().count() + left[place].take().map_or(0, |other| other.chars().count());
            shared += degree * f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
        }
    }
    let all = mine.iter().chain(&theirs).map(|word| word.chars().count()).sum::<usize>();
    shared / f64::from(u32::try_from(all.max(1)).unwrap_or(u32::MAX))
}

fn degree(one: &str, other: &str) -> f64 {
    if one == other { 1.0 } else { typing(one, other).unwrap_or_default() }
}

fn numbers<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let has_digit = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    let is_roman =
        |word: &&str| !word.is_empty() && word.len() <= 4 && word.chars().all(|letter| "ivx".contains(letter));
    let mut numbers: Vec<&str> = words.iter().copied().filter(|word| has_digit(word) || is_roman(word)).collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::titles_alike;

    #[test]
    fn a_slip_leaves_titles_alike_and_another_number_or_land_does_not() {
        assert!(titles_alike("Handelsmissie Duitsland Energie", "Handelsmisie Duitsland energie") > 0.9);
        assert!(titles_alike("Handelsmissie Turkije", "Handelsmissie Turkey") < 0.9);
        assert!(titles_alike("Handelsmissie China 1", "Handelsmissie China 2") < 0.1);
        assert!(titles_alike("Handelsmissie China I", "Handelsmissie China II") < 0.1);
        assert!(titles_alike("Hannover Messe 2016", "Bezoek Hannover Messe 2016") > 0.7);
    }
}
