//! How alike two names are: which word of one is which word of the other, and what is left over.
//!
//! Pure. The order of words makes no difference, nor which name comes first.

use std::collections::BTreeSet;

use super::name::{Name, Word};
use super::spelling::{Alike, How, alike, typing};
use crate::import::vocabulary::WordSense;

/// What two names have in common, and what not.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a reason of its own, and they go together in any way")]
pub(super) struct Alignment {
    /// From 0 to 1.
    pub score: f64,
    /// How much the words weigh that both have.
    pub shared: f64,
    /// Every word of one is a word of the other.
    pub whole: bool,
    /// A word was taken for the other mistyped.
    pub mistyped: bool,
    /// How alike the least alike words are that were taken for one.
    pub worst: f64,
    /// A word is short for the other, or letters stand for words.
    pub short: bool,
    /// A word is the other in another language or form.
    pub translated: bool,
    /// One name is the first letters of the other.
    pub acronym: bool,
    /// Words that differ by a letter and are both real.
    pub neighbours: bool,
    /// Words that tell organisations apart and only one name has: the strict ones …
    pub strict: Vec<String>,
    /// … and the others.
    pub loose: Vec<String>,
    /// Both have words of one sort that exclude each other, or numbers or places that differ.
    pub conflict: Vec<(String, String)>,
    /// Numbers that only one has.
    pub numbers: Vec<String>,
    /// Places that only the first name has.
    pub places_of_one: Vec<String>,
    /// Places that only the second name has.
    pub places_of_other: Vec<String>,
    /// Both have words of their own that the other lacks.
    pub both_lack: bool,
    /// Common words that only one has.
    pub common: bool,
}

/// Compares two names.
pub(super) fn align(one: &Name, other: &Name) -> Alignment {
    let mut aligner = Aligner::new(one, other);
    aligner.pair(|alike| matches!(alike.how, How::Same | How::Translated));
    aligner.pair_joined(|whole, joined| (whole == joined).then_some(1.0));
    aligner.pair(|_| true);
    aligner.pair_joined(|whole, joined| typing(whole, joined).filter(|degree| whole.len() >= 8 && *degree >= 0.92));
    let mut alignment = aligner.alignment();
    whole_texts(one, other, &mut alignment);
    initials(one, other, &mut alignment);
    alignment
}

/// How much the letters that differ in a pair of words weigh beside those that do not.
const DOUBT: f64 = 2.0;

/// Words of two names, and which of them are paired.
struct Aligner<'a> {
    one: &'a [Word],
    other: &'a [Word],
    /// What the word at a place of each name is paired with, or how.
    of_one: Vec<Option<Alike>>,
    of_other: Vec<Option<Alike>>,
    /// Twice the weight of what both have.
    gain: f64,
    loss: f64,
    shared: f64,
}

impl<'a> Aligner<'a> {
    fn new(one: &'a Name, other: &'a Name) -> Self {
        let (one, other) = (one.words.as_slice(), other.words.as_slice());
        let (of_one, of_other) = (vec![None; one.len()], vec![None; other.len()]);
        Self { one, other, of_one, of_other, gain: 0.0, loss: 0.0, shared: 0.0 }
    }

    /// Pairs words that are alike enough, the most alike first.
    fn pair(&mut self, enough: impl Fn(&Alike) -> bool) {
        let mut pairs: Vec<(f64, usize, usize, Alike)> = Vec::new();
        for (left, one) in self.one.iter().enumerate().filter(|(left, _)| self.of_one[*left].is_none()) {
            for (right, other) in self.other.iter().enumerate().filter(|(right, _)| self.of_other[*right].is_none()) {
                if let Some(alike) = alike(one, other).filter(&enough) {
                    // A mistyped word weighs as little as the one that is meant.
                    let weight = match alike.how {
                        How::Mistyped | How::Short => one.weight.min(other.weight),
                        _ => one.weight.midpoint(other.weight),
                    };
                    pairs.push((weight, left, right, alike));
                }
            }
        }
        let better = |one: &(f64, usize, usize, Alike), other: &(f64, usize, usize, Alike)| {
            other
                .3
                .degree
                .total_cmp(&one.3.degree)
                .then(other.0.total_cmp(&one.0))
                .then((one.1, one.2).cmp(&(other.1, other.2)))
        };
        pairs.sort_by(better);
        for (weight, left, right, alike) in pairs {
            if self.of_one[left].is_none() && self.of_other[right].is_none() {
                self.of_one[left] = Some(alike);
                self.of_other[right] = Some(alike);
                self.count(weight, alike);
            }
        }
    }

    fn count(&mut self, weight: f64, alike: Alike) {
        self.gain += 2.0 * weight * alike.degree;
        self.loss += 2.0 * weight * (1.0 - alike.degree) * DOUBT;
        self.shared += weight * alike.degree;
    }

    /// Two words of one name that are one word of the other: `agro tech` and `agrotech`.
    fn pair_joined(&mut self, fits: impl Fn(&str, &str) -> Option<f64>) {
        let of_one = joined(self.one, &self.of_one, self.other, &self.of_other, &fits);
        if let Some((first, whole, degree)) = of_one {
            let alike = part(degree);
            (self.of_one[first], self.of_one[first + 1], self.of_other[whole]) =
                (Some(alike), Some(alike), Some(alike));
            self.count(self.other[whole].weight, alike);
        }
        let of_other = joined(self.other, &self.of_other, self.one, &self.of_one, &fits);
        if let Some((first, whole, degree)) = of_other {
            let alike = part(degree);
            (self.of_other[first], self.of_other[first + 1], self.of_one[whole]) =
                (Some(alike), Some(alike), Some(alike));
            self.count(self.one[whole].weight, alike);
        }
    }

    fn alignment(self) -> Alignment {
        let mut found = Alignment { shared: self.shared, worst: 1.0, ..Alignment::default() };
        let lone = |words: &'a [Word], pairs: &[Option<Alike>]| -> Vec<&'a Word> {
            words.iter().zip(pairs).filter(|(_, pair)| pair.is_none()).map(|(word, _)| word).collect()
        };
        let (left, right) = (lone(self.one, &self.of_one), lone(self.other, &self.of_other));
        for pair in self.of_one.iter().flatten() {
            found.mistyped |= pair.how == How::Mistyped;
            found.worst = found.worst.min(pair.degree);
            found.short |= pair.how == How::Short;
            found.translated |= pair.how == How::Translated;
            found.neighbours |= pair.how == How::Neighbours;
        }
        apart(self.one, self.other, &mut found);
        let lost: f64 = left.iter().chain(&right).map(|word| word.weight * dearness(word.sense)).sum();
        let own =
            |words: &[&Word]| words.iter().any(|word| matches!(word.sense, WordSense::Own | WordSense::FamilyName));
        let any = |words: &[&Word]| words.iter().any(|word| word.sense == WordSense::Common);
        found.both_lack = (own(&left) || any(&left)) && (own(&right) || any(&right));
        found.common = any(&left) || any(&right);
        found.whole = left.is_empty() && right.is_empty();
        let total = self.gain + self.loss + lost;
        found.score = if total > 0.0 { self.gain / total } else { 0.0 };
        if found.both_lack {
            found.score *= 0.85;
        }
        found
    }
}

/// Neighbouring words without a pair that together are a word of the other name without one: places and degree.
fn joined(
    parted: &[Word],
    of_parted: &[Option<Alike>],
    whole: &[Word],
    of_whole: &[Option<Alike>],
    fits: impl Fn(&str, &str) -> Option<f64>,
) -> Option<(usize, usize, f64)> {
    let free = |pairs: &[Option<Alike>], place: usize| pairs[place].is_none();
    let firsts = (0..parted.len().saturating_sub(1)).filter(|at| free(of_parted, *at) && free(of_parted, *at + 1));
    let mut found = firsts.flat_map(|first| {
        let joined = format!("{}{}", parted[first].text, parted[first + 1].text);
        let places = (0..whole.len()).filter(|place| free(of_whole, *place));
        places.filter_map(|place| Some((first, place, fits(&whole[place].text, &joined)?))).collect::<Vec<_>>()
    });
    found.next()
}

fn part(degree: f64) -> Alike {
    Alike { degree, how: if degree < 1.0 { How::Mistyped } else { How::Same } }
}

fn long_and_mistyped(one: &str, other: &str) -> bool {
    one.len() >= 8 && typing(one, other).is_some_and(|degree| degree >= 0.92)
}

/// How much a word of a sort matters when the other name lacks it, beside its weight.
const fn dearness(sense: WordSense) -> f64 {
    match sense {
        WordSense::Own | WordSense::FamilyName | WordSense::Apart { .. } => 1.0,
        WordSense::Number => 1.2,
        WordSense::Common => 2.2,
        WordSense::Place => 0.8,
    }
}

/// What tells the two apart: words of one sort, numbers, places.
fn apart(one: &[Word], other: &[Word], found: &mut Alignment) {
    let of_sort = |words: &[Word], wanted: u8| -> BTreeSet<String> {
        let of_sort = words.iter().filter(|word| matches!(word.sense, WordSense::Apart { sort, .. } if sort == wanted));
        of_sort.map(|word| word.text.clone()).collect()
    };
    let sorts: BTreeSet<(u8, bool)> = one
        .iter()
        .chain(other)
        .filter_map(|word| match word.sense {
            WordSense::Apart { sort, strict } => Some((sort, strict)),
            _ => None,
        })
        .collect();
    for (sort, strict) in sorts {
        let (mine, theirs) = (of_sort(one, sort), of_sort(other, sort));
        match differ(&mine, &theirs) {
            Difference::None => {}
            Difference::Conflict(pair) => found.conflict.push(pair),
            Difference::OneSided(words) if strict => found.strict.extend(words),
            Difference::OneSided(words) => found.loose.extend(words),
        }
    }
    let of_sense = |words: &[Word], sense: WordSense| -> BTreeSet<String> {
        words.iter().filter(|word| word.sense == sense).map(|word| word.text.clone()).collect()
    };
    let sense = WordSense::Number;
    match differ(&of_sense(one, sense), &of_sense(other, sense)) {
        Difference::None => {}
        Difference::Conflict(pair) => found.conflict.push(pair),
        Difference::OneSided(words) => found.numbers = words,
    }
    let (mine, theirs) = (of_sense(one, WordSense::Place), of_sense(other, WordSense::Place));
    if let Difference::Conflict(pair) = differ(&mine, &theirs) {
        found.conflict.push(pair);
    } else {
        found.places_of_one = mine.difference(&theirs).cloned().collect();
        found.places_of_other = theirs.difference(&mine).cloned().collect();
    }
}

/// How two sets of words differ.
enum Difference {
    None,
    /// One has all of the other and these.
    OneSided(Vec<String>),
    /// Each has what the other lacks.
    Conflict((String, String)),
}

fn differ(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Difference {
    let (mine, theirs): (Vec<&String>, Vec<&String>) =
        (one.difference(other).collect(), other.difference(one).collect());
    match (mine.first(), theirs.first()) {
        (None, None) => Difference::None,
        (Some(mine), Some(theirs)) => Difference::Conflict(((*mine).clone(), (*theirs).clone())),
        _ => Difference::OneSided(mine.into_iter().chain(theirs).cloned().collect()),
    }
}

/// Names that differ by blanks alone, or by a slip in a long text.
fn whole_texts(one: &Name, other: &Name, found: &mut Alignment) {
    if found.whole || !found.conflict.is_empty() || !found.numbers.is_empty() || one.squeezed.is_empty() {
        return;
    }
    let weight = |name: &Name| name.words.iter().map(|word| word.weight).sum::<f64>();
    if one.squeezed == other.squeezed {
        found.score = found.score.max(0.98);
        found.whole = true;
        found.both_lack = false;
        found.shared = weight(one).min(weight(other));
    } else if long_and_mistyped(&one.squeezed, &other.squeezed) && one.words.len() != other.words.len() {
        found.score = found.score.max(0.9);
        found.mistyped = true;
        found.both_lack = false;
        found.shared = weight(one).min(weight(other)) * 0.9;
    }
}

/// One name as the first letters of the other: `hvd` and `hogeschool vechtdal`.
fn initials(one: &Name, other: &Name, found: &mut Alignment) {
    let stands_for = |brief: &Name, full: &Name| match brief.words.as_slice() {
        [word] => (2..=6).contains(&word.text.len()) && full.initials.contains(&word.text),
        _ => false,
    };
    let by_letters = |brief: &Name| brief.words.first().map_or(0, |word| word.text.len());
    let letters = if stands_for(one, other) {
        by_letters(one)
    } else if stands_for(other, one) {
        by_letters(other)
    } else {
        return;
    };
    let score = match letters {
        2 => 0.6,
        3 => 0.74,
        _ => 0.82,
    };
    if score > found.score {
        *found = Alignment { score, shared: 0.5, acronym: true, short: true, ..Alignment::default() };
    }
}
